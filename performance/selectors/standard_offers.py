"""Standards that are offered to somebody who writes a plan."""

from datetime import date

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor
from employees.models import Unit
from performance.models import Indicator, Plan, Standard, StandardIndicator
from performance.rules.standards import fields_of

MOST = 60


def standards_in_force(*, actor: Actor, today: date) -> QuerySet[StandardIndicator]:
    """Return the indicators of the standards that count today."""
    standards = Standard.objects.visible_to(actor).in_force(today)
    return StandardIndicator.objects.filter(standard__in=standards).select_related("standard")


def offered_indicators(*, actor: Actor, plan: Plan, today: date, text: str = "") -> list[StandardIndicator]:
    """Return what fits the person: standards of the own office first, then of its field of service.

    With a text the whole library is searched. `is_taken` says what stands in the plan already.
    """
    taken = Indicator.objects.filter(result__plan=plan, standard_indicator__lineage=OuterRef("lineage"))
    own = Q(standard__unit__path__in=paths_of(plan))
    rows = standards_in_force(actor=actor, today=today).annotate(
        is_taken=Exists(taken),
        place=Case(When(own, then=Value(0)), default=Value(1), output_field=IntegerField()),
    )
    if text:
        rows = rows.filter(Q(statement__icontains=text) | Q(standard__name__icontains=text))
    else:
        rows = rows.filter(own | Q(standard__field__in=fields_of_plan(plan)))
    return list(rows.order_by("place", "standard__name", "standard_id", "order", "id")[:MOST])


def search_indicators(*, actor: Actor, today: date, text: str) -> list[StandardIndicator]:
    """Return indicators of the standards that count today, by part of their words or of the standard's name."""
    rows = standards_in_force(actor=actor, today=today)
    if text:
        rows = rows.filter(Q(statement__icontains=text) | Q(standard__name__icontains=text))
    return list(rows.order_by("standard__name", "standard_id", "order", "id")[:MOST])


def get_offer(*, actor: Actor, pk: int, today: date) -> StandardIndicator:
    """Return an indicator that counts today (404 otherwise)."""
    return get_object_or_404(standards_in_force(actor=actor, today=today), pk=pk)


def paths_of(plan: Plan) -> list[str]:
    """Return the paths of the person's unit and of every unit above it."""
    path, step = plan.unit.path if plan.unit else "", Unit.steplen
    return [path[:end] for end in range(step, len(path) + 1, step)]


def fields_of_plan(plan: Plan) -> list[str]:
    """Return the fields of service that the post, the unit and the office of a plan speak of."""
    office = plan.unit.opd.name if plan.unit and plan.unit.opd else ""
    title = plan.employee.position.title.field if plan.employee.position else ""
    return [field.value for field in fields_of(plan.position_name, plan.unit_name, office, title)]
