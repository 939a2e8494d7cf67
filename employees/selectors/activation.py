"""Who has an account, who has been invited, and the batches of invitations."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from asn_portal.core.access import Actor, Role
from asn_portal.core.pagination import Page, keyset_page
from employees.models import Activation, Employee, Invitation, Unit

SIZE = 50
LETTERS_PER_FILE = 500
FRESH, INVITED, ACTIVE = "baru", "diundang", "aktif"
# Django marks a password that was never set with "!".
NO_PASSWORD = Q(user=None) | Q(user__password__startswith="!")


@dataclass(frozen=True)
class AccountFilter:
    """What the list is narrowed to."""

    state: str = FRESH
    unit: Unit | None = None
    text: str = ""


def people_of_hr(*, actor: Actor) -> QuerySet[Employee]:
    """Return the people whom the actor may invite: those of the HR units, never oneself."""
    scopes = actor.scopes_for(Role.HR)
    if not scopes:
        return Employee.objects.none()
    rows = Employee.objects.filter(agency_id=actor.agency_id, is_active=True)
    if not any(scope.is_root for scope in scopes):
        rows = rows.filter(unit_id__in=Unit.objects.in_scopes(scopes).order_by().values("id"))
    return rows.exclude(pk=actor.employee_id) if actor.employee_id else rows


def with_invitation(rows: QuerySet[Employee], now: datetime) -> QuerySet[Employee]:
    """Add `is_invited`: a code that can still be used, or a mail still to be sent."""
    waiting = Activation.objects.filter(
        user=OuterRef("user"), used_at=None, voided_at=None, expires_at__gt=now
    )
    return rows.annotate(is_invited=Exists(waiting))


def by_state(state: str) -> Q:
    """Return the condition of a state."""
    if state == ACTIVE:
        return ~NO_PASSWORD
    return NO_PASSWORD & Q(is_invited=state == INVITED)


def list_accounts(*, actor: Actor, wanted: AccountFilter) -> QuerySet[Employee]:
    """Return the people in one state of their account."""
    rows = with_invitation(narrowed(people_of_hr(actor=actor), wanted), timezone.now())
    return rows.filter(by_state(wanted.state)).select_related("position", "unit", "user")


def narrowed(rows: QuerySet[Employee], wanted: AccountFilter) -> QuerySet[Employee]:
    """Apply unit and text."""
    if wanted.unit:
        rows = rows.filter(unit_id__in=Unit.objects.under(wanted.unit.path).order_by().values("id"))
    text = " ".join(wanted.text.lower().split())
    digits = text.replace(" ", "")
    if text:
        rows = (
            rows.filter(nip__contains=digits) if digits.isdigit() else rows.filter(sort_name__contains=text)
        )
    return rows


def page_of_accounts(*, actor: Actor, wanted: AccountFilter, token: str) -> Page:
    """Return one page by name."""
    return keyset_page(list_accounts(actor=actor, wanted=wanted), key="sort_name", token=token, size=SIZE)


def count_accounts(*, actor: Actor, wanted: AccountFilter) -> dict[str, int]:
    """Return how many people are in each state, and how many of the chosen state have an e-mail address."""
    rows = with_invitation(narrowed(people_of_hr(actor=actor), wanted), timezone.now())
    counts: dict[str, Any] = {
        state: Count("pk", filter=by_state(state)) for state in (FRESH, INVITED, ACTIVE)
    }
    counts["mailable"] = Count("pk", filter=by_state(wanted.state) & ~Q(email=""))
    return rows.aggregate(**counts)


def chosen_people(*, actor: Actor, wanted: AccountFilter, ids: list[int] | None) -> list[Employee]:
    """Return the ticked people of the list, or all of it."""
    rows = list_accounts(actor=actor, wanted=wanted)
    return list(rows if ids is None else rows.filter(pk__in=ids))


def list_invitations(*, actor: Actor, limit: int = 10) -> list[Invitation]:
    """Return the newest batches with how many people used their code."""
    used = Count("activations", filter=Q(activations__used_at__isnull=False))
    rows = Invitation.objects.visible_to(actor).select_related("created_by").annotate(used=used)
    return list(rows.order_by("-pk")[:limit])


def get_invitation(*, actor: Actor, pk: int) -> Invitation:
    """Return one batch of the actor's scope (404 otherwise)."""
    rows = Invitation.objects.visible_to(actor).select_related("created_by", "job", "agency")
    return get_object_or_404(rows, pk=pk)


@dataclass(frozen=True)
class InvitationCounts:
    """How far a batch is."""

    made: int
    issued: int
    used: int
    failed: int
    open: int

    @property
    def files(self) -> list[int]:
        """Return the numbers of the files of letters, 500 each."""
        return list(range(1, -(-self.open // LETTERS_PER_FILE) + 1))


def invitation_counts(*, actor: Actor, invitation: Invitation) -> InvitationCounts:
    """Return the counts of a batch somebody has been shown."""
    rows = Activation.objects.filter(invitation=invitation)
    return InvitationCounts(
        **rows.aggregate(
            made=Count("pk"),
            issued=Count("pk", filter=Q(issued_at__isnull=False)),
            used=Count("pk", filter=Q(used_at__isnull=False)),
            failed=Count("pk", filter=~Q(error="") & Q(due_at=None, used_at=None)),
            open=Count("pk", filter=Q(used_at=None, voided_at=None)),
        )
    )


def failed_mails(*, actor: Actor, invitation: Invitation, limit: int = 50) -> list[Activation]:
    """Return the mails of a batch that could not be sent for good."""
    rows = Activation.objects.filter(invitation=invitation, due_at=None, used_at=None).exclude(error="")
    return list(rows.select_related("user")[:limit])


def letters_of(invitation: Invitation, part: int) -> list[Activation]:
    """Return the open activations of one file of letters, by unit and name; files count from 1."""
    first = (part - 1) * LETTERS_PER_FILE
    rows = Activation.objects.filter(invitation=invitation, used_at=None, voided_at=None, by_letter=True)
    return list(rows.select_related("user").order_by("pk")[first : first + LETTERS_PER_FILE])


def people_of_users(users: list[int]) -> dict[int, Employee]:
    """Return the active person of each account."""
    rows = Employee.objects.filter(user_id__in=users, is_active=True).select_related("unit__opd")
    return {row.user_id: row for row in rows if row.user_id}
