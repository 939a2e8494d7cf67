"""Evaluators who still have to rate in a period, and how many people wait for each."""

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from asn_portal.core.access import Actor, require
from asn_portal.core.pagination import Page, keyset_page
from employees.models import Employee
from performance import policies
from performance.models import Appraisal, Period
from performance.models.appraisals import OPEN_STATES


def list_late_raters(*, actor: Actor, period: Period, token: str) -> Page:
    """Return the evaluators of people in the actor's scope who are still to be rated, one page by name.

    `waiting_people` is how many wait for each; `handed` how many of a silent evaluator's came to a superior.
    """
    require(policies.can_follow_cycle(actor))
    waiting = Appraisal.objects.visible_to(actor).filter(period=period, state__in=OPEN_STATES).order_by()
    people = Employee.objects.filter(
        Q(pk__in=waiting.values("employee__evaluator_id")) | Q(pk__in=waiting.values("escalated_to_id")),
        agency_id=period.agency_id,
        is_active=True,
    )
    rows = people.select_related("position", "unit").annotate(
        waiting_people=counted(waiting, "employee__evaluator_id"), handed=counted(waiting, "escalated_to_id")
    )
    return keyset_page(rows, token=token, size=25)


def counted(waiting: QuerySet[Appraisal], path: str) -> Coalesce:
    """Return how many of the appraisals wait for a person, for a query over people."""
    rows = waiting.filter(**{path: OuterRef("pk")}).values(path).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(rows, output_field=IntegerField()), 0)
