"""Role grants: who holds what for which units."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor
from asn_portal.core.models import TransitionLog
from asn_portal.core.pagination import Page, keyset_page
from employees.models import Employee, RoleGrant, Unit
from employees.workflow.grants import GRANT_FLOW

SIZE = 30
FOUND = 20


@dataclass(frozen=True)
class GrantFilter:
    """What the list is narrowed to; `past` shows the ended ones instead of those in force or to come."""

    text: str = ""
    role: str = ""
    past: bool = False


def page_of_grants(*, actor: Actor, wanted: GrantFilter, today: date, token: str) -> Page:
    """Return one page of grants, the newest first."""
    rows = RoleGrant.objects.visible_to(actor).select_related("unit", "granted_by")
    over = Q(ends_on__lt=today) | Q(revoked_at__isnull=False)
    rows = rows.filter(over) if wanted.past else rows.exclude(over)
    if wanted.role:
        rows = rows.filter(role=wanted.role)
    text = wanted.text.strip()
    if text:
        digits = "".join(text.split())
        rows = rows.filter(Q(user__full_name__icontains=text) | Q(user__username__contains=digits))
    return keyset_page(rows.select_related("user"), key="id", token=token, size=SIZE, newest_first=True)


def get_grant(*, actor: Actor, pk: int) -> RoleGrant:
    """Return one grant of the actor's scope (404 otherwise)."""
    return get_object_or_404(
        RoleGrant.objects.visible_to(actor).select_related("unit", "user", "granted_by"), pk=pk
    )


def grant_timeline(*, actor: Actor, grant: RoleGrant) -> QuerySet[TransitionLog]:
    """Return what happened to a grant somebody has been shown."""
    return GRANT_FLOW.timeline(grant)


def search_people(*, actor: Actor, text: str) -> list[Employee]:
    """Return people of the agency by part of a name or NIP, at most 20; nothing without two characters."""
    words = " ".join(text.lower().split())
    if len(words) < 2:
        return []
    rows = Employee.objects.visible_to(actor).employed().select_related("position", "unit")
    digits = words.replace(" ", "")
    found = Q(nip__contains=digits) if digits.isdigit() else Q(sort_name__contains=words)
    return list(rows.filter(found).order_by("sort_name", "pk")[:FOUND])


def get_candidate(*, actor: Actor, pk: int) -> Employee:
    """Return a person who may get a role (404 outside the scope)."""
    rows = Employee.objects.visible_to(actor).employed().select_related("position", "unit", "user")
    return get_object_or_404(rows, pk=pk)


def grantable_units(*, actor: Actor) -> QuerySet[Unit]:
    """Return the open units of the agency in tree order."""
    return Unit.objects.visible_to(actor).filter(ends_on=None)
