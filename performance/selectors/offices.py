"""Who heads an office today."""

from datetime import date

from django.db.models import QuerySet

from asn_portal.core.access import Actor
from employees.models import Assignment, Unit


def heads_of(*, actor: Actor, unit_id: int | None, day: date) -> list[tuple[int, int | None]]:
    """Return (employee id, user id) of those who hold the head's post of a unit that day, Plt and Plh included.

    Where nobody does, the heads of the government itself stand in.
    """
    offices = Unit.objects.visible_to(actor).order_by()
    rows = _holders(offices.filter(pk=unit_id), day) or _holders(offices.filter(depth=1), day)
    return rows


def _holders(units: QuerySet, day: date) -> list[tuple[int, int | None]]:
    posts = units.filter(head_position__isnull=False).values("head_position_id")
    held = Assignment.objects.on(day).filter(position_id__in=posts, employee__is_active=True)
    return list(held.values_list("employee_id", "employee__user_id"))
