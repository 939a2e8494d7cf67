"""Award types and awards."""

from django.db.models import Case, Q, QuerySet, Value, When
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor
from employees.models import Employee
from promotions.models import Award, AwardType

MOST_OWN = 100
MOST_TOLD = 500


def list_award_types(*, actor: Actor) -> list[AwardType]:
    """Return the awards of the government, those in use first."""
    return list(AwardType.objects.visible_to(actor).order_by("-is_active", "level", "name"))


def get_award_type(*, actor: Actor, pk: int) -> AwardType:
    """Return one award type of the government (404 otherwise)."""
    return get_object_or_404(AwardType.objects.visible_to(actor), pk=pk)


def visible_awards(*, actor: Actor) -> QuerySet[Award]:
    """Return the awards the actor may see, with what a card shows."""
    rows = Award.objects.visible_to(actor).filter(agency_id=actor.agency_id)
    return rows.select_related("award_type", "document")


def get_award(*, actor: Actor, pk: int) -> Award:
    """Return one award: what hangs on the wall, or what belongs to the actor's scope (404 otherwise)."""
    rows = visible_awards(actor=actor).select_related("agency", "unit", "opd", "employee", "nomination")
    return get_object_or_404(rows, pk=pk)


def own_awards(*, actor: Actor) -> list[Award]:
    """Return the actor's own awards, newest first."""
    if actor.employee_id is None:
        return []
    rows = visible_awards(actor=actor).filter(employee_id=actor.employee_id)
    return list(rows.order_by("-awarded_on", "-id")[:MOST_OWN])


def untold_awards(*, actor: Actor, limit: int = MOST_TOLD) -> list[int]:
    """Return the awards that nobody has been told of yet, oldest first."""
    rows = Award.objects.visible_to(actor).filter(agency_id=actor.agency_id, announced_at=None)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:limit])


def team_accounts(*, actor: Actor, award: Award, limit: int) -> list[int]:
    """Return the accounts of the evaluator and of the colleagues of the unit, the nearest ones where it is large."""
    person = award.employee
    rows = Employee.objects.visible_to(actor).filter(is_active=True, user__isnull=False).exclude(pk=person.pk)
    is_near = Case(When(evaluator_id=person.evaluator_id or 0, then=Value(1)), default=Value(2))
    is_superior = When(pk=person.evaluator_id or 0, then=Value(0))
    team = rows.filter(Q(unit_id=award.unit_id, unit__isnull=False) | Q(pk=person.evaluator_id or 0))
    near = team.annotate(nearness=Case(is_superior, default=is_near))
    return list(near.order_by("nearness", "sort_name", "pk").values_list("user_id", flat=True)[:limit])
