"""Everybody's own year: the plan in force or being written, the periods, the years before."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from asn_portal.core.access import Actor
from performance.enums import AppraisalStatus, CycleStatus, PlanStatus
from performance.models import Appraisal, Cycle, Period, Plan
from performance.selectors import plans as selectors
from performance.selectors.appraisals import list_own_appraisals
from performance.selectors.year_schedule import next_date


@dataclass(frozen=True)
class PeriodRow:
    """One period of the year as the person sees it."""

    period: Period
    appraisal: Appraisal | None
    is_now: bool
    is_future: bool

    @property
    def status(self) -> AppraisalStatus | None:
        """Return how far the rating is, once it is open."""
        return self.appraisal.get_state() if self.appraisal else None


@dataclass(frozen=True)
class OwnYear:
    """The newest year with a plan of the person, and the years before it.

    `current` is the plan to work on, as `inbox.current_plan` returns it.
    """

    cycle: Cycle | None
    plan: Plan | None
    versions: list[Plan]
    periods: list[PeriodRow]
    earlier: list[Plan]
    current: Plan | None = None
    next_date: tuple[date, str] | None = None

    @property
    def is_rated_now(self) -> bool:
        """Tell whether the year itself is being rated or has been."""
        return any(row.appraisal for row in self.periods if row.period.number == 0)

    @property
    def labels(self) -> list[str]:
        """Return the steps of the year."""
        return [_("Write"), _("Approval"), _("Do and record"), _("Rating")]

    @property
    def step(self) -> int:
        """Return the step of the year the person is in, counted from 1."""
        if self.plan is None:
            return 0
        if self.plan.state == PlanStatus.APPROVED:
            return 4 if self.is_rated_now else 3
        return 2 if self.plan.state == PlanStatus.SUBMITTED else 1


def own_year(*, actor: Actor, today: date) -> OwnYear:
    """Return the actor's own year and the years before."""
    plans = own_plans(actor=actor)
    if not plans:
        return OwnYear(None, None, [], [], [])
    cycle = plans[0].cycle
    versions = [plan for plan in plans if plan.cycle_id == cycle.pk]
    shown = next((plan for plan in versions if plan.state != PlanStatus.SUPERSEDED), versions[0])
    appraisals = list_own_appraisals(actor=actor)
    by_period = {appraisal.period_id: appraisal for appraisal in appraisals}
    earlier = [plan for plan in plans if plan.cycle_id != cycle.pk and plan.is_current]
    for plan in earlier:
        plan.judgement = next(
            (row for row in appraisals if row.period.cycle_id == plan.cycle_id and row.period.number == 0),
            None,
        )
    return OwnYear(
        cycle=cycle,
        plan=shown,
        versions=versions,
        periods=[period_row(period, by_period, today) for period in ordered(cycle)],
        earlier=earlier,
        current=next((plan for plan in plans if is_current_work(plan)), None),
        next_date=next_date(cycle=cycle, periods=ordered(cycle), today=today),
    )


def is_current_work(plan: Plan) -> bool:
    """Tell whether a plan is of an open year and not replaced."""
    return plan.cycle.state == CycleStatus.OPEN and plan.state != PlanStatus.SUPERSEDED


def own_plans(*, actor: Actor) -> list[Plan]:
    """Return the actor's plans of all years, newest first."""
    if actor.employee_id is None:
        return []
    rows = selectors.visible_plans(actor=actor).filter(employee_id=actor.employee_id)
    rows = selectors.with_attachments(rows)
    return list(rows.order_by("-cycle__year", "-number").prefetch_related("cycle__periods"))


def ordered(cycle: Cycle) -> list[Period]:
    """Return the periods in order, the year itself last."""
    return sorted(cycle.periods.all(), key=lambda period: (period.number == 0, period.starts_on))


def period_row(period: Period, appraisals: dict[int, Appraisal], today: date) -> PeriodRow:
    """Return one period with its appraisal."""
    return PeriodRow(
        period=period,
        appraisal=appraisals.get(period.pk),
        is_now=period.number > 0 and period.starts_on <= today <= period.ends_on,
        is_future=today < period.starts_on,
    )
