"""What is open for whom, over a whole government: the lines of the daily digest. Every source is one or two queries.

A topic adds its own lines with `register_source`; the schedule asks all of them on a day on which people are reminded.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import ngettext_lazy

from asn_portal.core.access import Actor
from employees.models import Assignment, Unit
from performance.enums import AppraisalStatus, CycleStatus, PeriodKind, PlanStatus
from performance.enums.objections import ObjectionStatus
from performance.models import Appraisal, BehaviourExpectation, Evidence, Objection, Period, Plan
from performance.models.appraisals import OPEN_STATES as TO_RATE
from performance.workflow import OPEN_STATES


@dataclass(frozen=True)
class Task:
    """Something open for one account: which kind, how many, by when, and the deadline it belongs to.

    `deadline` is ("plans", cycle id), ("rating", period id) or ("evidence", period id); None for what has none and
    is only named beside the rest. `employee_id` is the person who has to do it.
    """

    user_id: int
    kind: str
    count: int
    due_on: date | None
    deadline: tuple[str, int] | None
    employee_id: int | None = None


@dataclass(frozen=True)
class Scope:
    """Whose tasks are looked up: a whole government's, or only those of some accounts (`users`, not too many)."""

    agency_id: int
    today: date
    users: frozenset[int] | None = None

    def only(self, rows: QuerySet, account: str) -> QuerySet:
        """Return the rows of the accounts that are asked about; `account` is the path to the user's id."""
        return rows if self.users is None else rows.filter(**{f"{account}__in": self.users})


@dataclass(frozen=True)
class Source:
    """One kind of line: its words with %(count)d, and `rows(*, scope) -> Iterable[Task]`, one query or two."""

    kind: str
    words: Any
    rows: Callable[..., Iterable[Task]]


SOURCES: dict[str, Source] = {}


def register_source(source: Source) -> Source:
    """Add a kind of line to the digest."""
    SOURCES[source.kind] = source
    return source


def open_tasks(*, actor: Actor, today: date, users: frozenset[int] | None = None) -> Iterator[Task]:
    """Return everything that is open in the actor's government, for some accounts or for all."""
    if actor.agency_id is None:
        return
    scope = Scope(actor.agency_id, today, users)
    for source in SOURCES.values():
        yield from source.rows(scope=scope)


def _current_plans(agency_id: int) -> QuerySet[Plan]:
    """Return the plans of the open years of people who are still employed."""
    return Plan.objects.filter(
        agency_id=agency_id, cycle__state=CycleStatus.OPEN, employee__is_active=True
    ).order_by()


def own_plans(scope: Scope) -> QuerySet[Plan]:
    """Return those that count, of people with an account."""
    rows = _current_plans(scope.agency_id).filter(is_current=True, employee__user__isnull=False)
    return scope.only(rows, "employee__user_id")


# A plan made in the course of the year has a day of its own.
LAST_DAY = Coalesce("set_by_on", "cycle__plan_due_on")


def plans_to_submit(*, scope: Scope) -> Iterator[Task]:
    """Return everybody whose plan is not handed in."""
    rows = own_plans(scope).filter(state__in=OPEN_STATES).annotate(set_by=LAST_DAY)
    columns = ("employee__user_id", "cycle_id", "set_by", "employee_id")
    for user_id, cycle_id, due_on, employee_id in rows.values_list(*columns):
        yield Task(user_id, "plan_submit", 1, due_on, ("plans", cycle_id), employee_id)


def plans_to_decide(*, scope: Scope) -> Iterator[Task]:
    """Return evaluators with plans that were handed in, counted."""
    return counted_plans(scope, "employee__evaluator", "plan_decide")


def plans_handed_on(*, scope: Scope) -> Iterator[Task]:
    """Return superiors with plans that a silent evaluator left lying, counted."""
    return counted_plans(scope, "escalated_to", "plan_stand_in")


def counted_plans(scope: Scope, person: str, kind: str) -> Iterator[Task]:
    """Return who decides on submitted plans, reached by `person`."""
    rows = _current_plans(scope.agency_id).filter(
        **{"state": PlanStatus.SUBMITTED, f"{person}__user__isnull": False, f"{person}__is_active": True}
    )
    rows = scope.only(rows, f"{person}__user_id").annotate(set_by=LAST_DAY)
    counted = rows.values_list(f"{person}__user_id", "cycle_id", "set_by", person)
    for user_id, cycle_id, due_on, employee_id, count in counted.annotate(count=Count("pk")):
        yield Task(user_id, kind, count, due_on, ("plans", cycle_id), employee_id)


def expectations_unread(*, scope: Scope) -> Iterator[Task]:
    """Return people who have not confirmed the special expectations of their leader."""
    written = BehaviourExpectation.objects.filter(plan=OuterRef("pk"))
    rows = own_plans(scope).filter(Exists(written), expectations_read_at=None)
    for user_id, employee_id in rows.values_list("employee__user_id", "employee_id"):
        yield Task(user_id, "expectations", 1, None, None, employee_id)


def _open_appraisals(agency_id: int) -> QuerySet[Appraisal]:
    """Return the appraisals of opened periods of open years."""
    return Appraisal.objects.filter(
        agency_id=agency_id, period__opened_at__isnull=False, period__cycle__state=CycleStatus.OPEN
    ).order_by()


def people_to_rate(*, scope: Scope) -> Iterator[Task]:
    """Return evaluators with people still to rate, counted for each period."""
    return counted_appraisals(scope, "employee__evaluator", "rate")


def ratings_handed_on(*, scope: Scope) -> Iterator[Task]:
    """Return superiors with people whom a silent evaluator did not rate, counted."""
    return counted_appraisals(scope, "escalated_to", "rate_stand_in")


def counted_appraisals(scope: Scope, person: str, kind: str) -> Iterator[Task]:
    """Return who rates, reached by `person`."""
    rows = _open_appraisals(scope.agency_id).filter(
        **{"state__in": TO_RATE, f"{person}__user__isnull": False, f"{person}__is_active": True}
    )
    rows = scope.only(rows, f"{person}__user_id")
    columns = (f"{person}__user_id", "period_id", "period__rating_due_on", person)
    for user_id, period_id, due_on, employee_id, count in rows.values_list(*columns).annotate(
        count=Count("pk")
    ):
        yield Task(user_id, kind, count, due_on, ("rating", period_id), employee_id)


def ratings_to_release(*, scope: Scope) -> Iterator[Task]:
    """Return heads with ratings to release, counted; the head of the government stands in for an empty chair."""
    offices = (
        _open_appraisals(scope.agency_id)
        .filter(state=AppraisalStatus.RATED)
        .annotate(office=Coalesce("opd_id", "unit_id"))
        .values_list("office", "period_id", "period__rating_due_on")
        .annotate(count=Count("pk"))
    )
    waiting = list(offices)
    if not waiting:
        return
    heads, top = _heads_by_office(scope.agency_id, scope.today)
    found: dict[tuple[int, int, int, date], int] = {}
    for office, period_id, due_on, count in waiting:
        for employee_id, user_id in heads.get(office) or top:
            key = (user_id, employee_id, period_id, due_on)
            found[key] = found.get(key, 0) + count
    for (user_id, employee_id, period_id, due_on), count in found.items():
        if scope.users is None or user_id in scope.users:
            yield Task(user_id, "release", count, due_on, ("rating", period_id), employee_id)


def _heads_by_office(
    agency_id: int, today: date
) -> tuple[dict[int, list[tuple[int, int]]], list[tuple[int, int]]]:
    """Return (employee, account) of the heads of every unit today, and those of the government itself."""
    posts = {
        post: (unit, depth)
        for unit, depth, post in Unit.objects.filter(
            agency_id=agency_id, head_position__isnull=False
        ).values_list("pk", "depth", "head_position_id")
    }
    held = Assignment.objects.on(today).filter(
        agency_id=agency_id,
        position_id__in=Unit.objects.filter(agency_id=agency_id).order_by().values("head_position_id"),
        employee__is_active=True,
        employee__user__isnull=False,
    )
    heads: dict[int, list[tuple[int, int]]] = {}
    top: list[tuple[int, int]] = []
    for post, employee_id, user_id in held.values_list("position_id", "employee_id", "employee__user_id"):
        unit, depth = posts[post]
        heads.setdefault(unit, []).append((employee_id, user_id))
        if depth == 1:
            top.append((employee_id, user_id))
    return heads, top


# So long after the end of a period missing evidence is still named, if nobody has rated before.
EVIDENCE_AFTER = timedelta(days=45)
EVIDENCE_BEFORE = timedelta(days=7)


def evidence_missing(*, scope: Scope) -> Iterator[Task]:
    """Return people with a plan in force and nothing recorded in a period that ends or ended and is not rated."""
    periods = Period.objects.filter(
        agency_id=scope.agency_id,
        cycle__state=CycleStatus.OPEN,
        closed_at=None,
        ends_on__lte=scope.today + EVIDENCE_BEFORE,
        ends_on__gte=scope.today - EVIDENCE_AFTER,
    ).exclude(kind=PeriodKind.YEAR)
    for period in periods:
        recorded = Evidence.objects.filter(
            period=period, indicator__result__plan__employee_id=OuterRef("employee_id")
        )
        rated = Appraisal.objects.filter(
            period=period,
            employee_id=OuterRef("employee_id"),
            state__in=[AppraisalStatus.RATED, AppraisalStatus.RELEASED],
        )
        rows = own_plans(scope).filter(
            ~Exists(recorded), ~Exists(rated), cycle_id=period.cycle_id, state=PlanStatus.APPROVED
        )
        for user_id, employee_id in rows.values_list("employee__user_id", "employee_id"):
            yield Task(user_id, "evidence", 1, period.ends_on, ("evidence", period.pk), employee_id)


def objections_to_decide(*, scope: Scope) -> Iterator[Task]:
    """Return superiors with objections to decide, counted for each last day."""
    return _counted_objections(scope, "decider", "objection_decide")


def objections_to_explain(*, scope: Scope) -> Iterator[Task]:
    """Return evaluators who have not explained a rating that somebody objects to, counted for each last day."""
    return _counted_objections(scope, "evaluator", "objection_statement", statement="")


def _counted_objections(scope: Scope, person: str, kind: str, **other: str) -> Iterator[Task]:
    """Return who has to do something about objections; their own clock reminds of them, here they are named."""
    rows: QuerySet = Objection.objects.filter(
        agency_id=scope.agency_id, state=ObjectionStatus.FILED, **{f"{person}__user__isnull": False}, **other
    ).order_by()
    rows = scope.only(rows, f"{person}__user_id")
    counted = rows.values_list(f"{person}__user_id", "due_on", person).annotate(count=Count("pk"))
    for user_id, due_on, employee_id, count in counted:
        yield Task(user_id, kind, count, due_on, None, employee_id)


register_source(
    Source(
        "plan_submit",
        ngettext_lazy("%(count)d plan (SKP) to submit", "%(count)d plans (SKP) to submit", "count"),
        plans_to_submit,
    )
)
register_source(
    Source(
        "plan_decide",
        ngettext_lazy(
            "%(count)d plan (SKP) waits for your decision",
            "%(count)d plans (SKP) wait for your decision",
            "count",
        ),
        plans_to_decide,
    )
)
register_source(
    Source(
        "plan_stand_in",
        ngettext_lazy(
            "%(count)d plan (SKP) was handed to you as the evaluator's superior",
            "%(count)d plans (SKP) were handed to you as the evaluator's superior",
            "count",
        ),
        plans_handed_on,
    )
)
register_source(
    Source(
        "rate",
        ngettext_lazy("%(count)d person to rate", "%(count)d people to rate", "count"),
        people_to_rate,
    )
)
register_source(
    Source(
        "rate_stand_in",
        ngettext_lazy(
            "%(count)d person to rate as the evaluator's superior",
            "%(count)d people to rate as the evaluator's superior",
            "count",
        ),
        ratings_handed_on,
    )
)
register_source(
    Source(
        "release",
        ngettext_lazy("%(count)d rating to release", "%(count)d ratings to release", "count"),
        ratings_to_release,
    )
)
register_source(
    Source(
        "evidence",
        ngettext_lazy("%(count)d period without evidence", "%(count)d periods without evidence", "count"),
        evidence_missing,
    )
)
register_source(
    Source(
        "expectations",
        ngettext_lazy(
            "%(count)d plan with expectations of your leader to read",
            "%(count)d plans with expectations of your leader to read",
            "count",
        ),
        expectations_unread,
    )
)
register_source(
    Source(
        "objection_decide",
        ngettext_lazy("%(count)d objection to decide", "%(count)d objections to decide", "count"),
        objections_to_decide,
    )
)
register_source(
    Source(
        "objection_statement",
        ngettext_lazy("%(count)d statement on an objection", "%(count)d statements on objections", "count"),
        objections_to_explain,
    )
)
