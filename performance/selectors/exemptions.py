"""The list of people whom planning does not concern, as HR keeps it."""

from datetime import date

from django.db.models import Q
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor
from asn_portal.core.pagination import Page, keyset_page
from employees.models import Employee
from performance.models import PlanExemption

SIZE = 50
PARTIES = ("employee__unit", "employee__position", "set_by")


def list_exemptions(*, actor: Actor, today: date, is_over: bool = False, token: str = "") -> Page:
    """Return the marks of the actor's scope, newest first: those in force or to come, or those that are over."""
    rows = PlanExemption.objects.visible_to(actor).select_related(*PARTIES)
    over = Q(ends_on__lt=today)
    return keyset_page(
        rows.filter(over if is_over else ~over | Q(ends_on=None)),
        key="starts_on",
        token=token,
        size=SIZE,
        newest_first=True,
    )


def get_exemption(*, actor: Actor, pk: int) -> PlanExemption:
    """Return one mark of the actor's scope (404 otherwise)."""
    return get_object_or_404(PlanExemption.objects.visible_to(actor).select_related(*PARTIES), pk=pk)


def find_by_nip(*, actor: Actor, nip: str) -> Employee | None:
    """Return an active person of the actor's scope by NIP."""
    digits = "".join(char for char in nip if char.isdigit())
    rows = Employee.objects.visible_to(actor).filter(is_active=True, nip=digits) if digits else None
    return rows.select_related("unit", "agency").first() if rows is not None else None
