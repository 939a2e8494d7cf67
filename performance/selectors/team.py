"""The team of an evaluator or head: how far everybody is, and who waits for the actor."""

from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from asn_portal.core.access import Actor, Role
from asn_portal.core.pagination import Page, keyset_page
from employees.models import Employee, Unit
from performance.enums import AppraisalStatus, CycleStatus, PlanStatus, Predicate
from performance.models import Appraisal, Cycle, Evidence, Period, Plan

SIZE = 30


@dataclass(frozen=True)
class TeamQuestion:
    """What the page asks for: the whole subtree or the direct reports, one of the opened periods, which page."""

    subtree: bool = False
    period_id: int | None = None
    token: str = ""


@dataclass(frozen=True)
class TeamScreen:
    """The team page."""

    cycle: Cycle | None
    period: Period | None
    periods: list[Period]
    page: Page
    plans: dict[str, int]
    ratings: dict[str, int]
    unlinked: int
    subtree: bool

    @property
    def to_rate(self) -> int:
        """Return how many of the actor's people are still to be rated."""
        return self.ratings.get(AppraisalStatus.PENDING, 0) + self.ratings.get(AppraisalStatus.RETURNED, 0)


def get_team_screen(*, actor: Actor, question: TeamQuestion) -> TeamScreen:
    """Return a page of the team with plan, evidence and rating of each; five queries at any size."""
    periods = open_periods(actor=actor)
    cycle = periods[0].cycle if periods else None
    opened = [period for period in periods if period.opened_at]
    chosen = [period for period in opened if period.pk == question.period_id]
    period = next(iter(chosen or opened), None)
    people = team_of(actor=actor, subtree=question.subtree)
    rows = with_progress(people, cycle, period).select_related("position", "unit")
    page = keyset_page(rows, token=question.token, size=SIZE)
    for row in page.items:
        row.plan_status = PlanStatus(row.plan_state) if row.plan_state else None
        row.rating_status = AppraisalStatus(row.rating_state) if row.rating_state else None
        row.last = Predicate(row.last_predicate) if row.last_predicate else None
    plans, unlinked = plan_counts(people, cycle)
    return TeamScreen(
        cycle=cycle,
        period=period,
        periods=opened,
        page=page,
        plans=plans,
        ratings=rating_counts(people, period),
        unlinked=unlinked,
        subtree=question.subtree,
    )


def open_periods(*, actor: Actor) -> list[Period]:
    """Return the periods of the open years, the newest year and the last opened period first."""
    rows = Period.objects.visible_to(actor).filter(cycle__state=CycleStatus.OPEN).select_related("cycle")
    return sorted(rows, key=lambda p: (p.cycle.year, p.rating_opens_on, p.pk), reverse=True)


def team_of(*, actor: Actor, subtree: bool) -> QuerySet[Employee]:
    """Return the direct reports, or for a head everybody in the headed units, without the actor."""
    people = Employee.objects.visible_to(actor).filter(is_active=True)
    heads = actor.scopes_for(Role.HEAD)
    if subtree and heads:
        people = people.filter(unit_id__in=Unit.objects.in_scopes(heads).order_by().values("id"))
        return people.exclude(pk=actor.employee_id or 0)
    return people.filter(evaluator_id=actor.employee_id or 0)


def with_progress(
    people: QuerySet[Employee], cycle: Cycle | None, period: Period | None
) -> QuerySet[Employee]:
    """Add plan state, number of evidence entries, rating state and the last released predicate."""
    mine = {"employee_id": OuterRef("pk")}
    plan = Plan.objects.filter(**mine, cycle_id=cycle.pk if cycle else 0, is_current=True).order_by("-number")
    rating = Appraisal.objects.filter(**mine, period_id=period.pk if period else 0)
    released = Appraisal.objects.filter(**mine, state=AppraisalStatus.RELEASED)
    entries = (
        Evidence.objects.filter(
            period_id=period.pk if period else 0, indicator__result__plan__employee_id=OuterRef("pk")
        )
        .order_by()
        .values("period_id")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return people.annotate(
        plan_id=Subquery(plan.values("pk")[:1]),
        plan_state=Subquery(plan.values("state")[:1]),
        evidence_count=Coalesce(Subquery(entries, output_field=IntegerField()), 0),
        rating_id=Subquery(rating.values("pk")[:1]),
        rating_state=Subquery(rating.values("state")[:1]),
        rating_read_at=Subquery(rating.values("read_at")[:1]),
        last_predicate=Subquery(
            released.order_by("-period__ends_on", "-period__starts_on").values("predicate")[:1]
        ),
    )


def plan_counts(people: QuerySet[Employee], cycle: Cycle | None) -> tuple[dict[str, int], int]:
    """Return how many plans are in each state, and how many were handed in before the actor's own was set."""
    if cycle is None:
        return {}, 0
    plans = Plan.objects.filter(cycle=cycle, is_current=True, employee_id__in=people.order_by().values("pk"))
    rows = (
        plans.order_by()
        .values_list("state")
        .annotate(count=Count("pk"), unlinked=Count("pk", filter=Q(is_unlinked=True)))
    )
    found = list(rows)
    return {state: count for state, count, _n in found}, sum(unlinked for _s, _c, unlinked in found)


def rating_counts(people: QuerySet[Employee], period: Period | None) -> dict[str, int]:
    """Return how many appraisals of the period are in each state."""
    if period is None:
        return {}
    rows = Appraisal.objects.filter(period=period, employee_id__in=people.order_by().values("pk"))
    return dict(rows.order_by().values_list("state").annotate(count=Count("pk")))
