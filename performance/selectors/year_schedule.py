"""The schedule of one year as its page shows it: every step with its day, what was moved, and what runs now."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor
from asn_portal.core.models import Job
from asn_portal.core.templatetags.formats import longdate
from performance.enums import CycleStatus
from performance.enums.schedule import DateKind
from performance.models import Cycle, DateChange, Period
from performance.selectors.closing_days import closing_days

# What the page shows before one asks for everything.
SHOWN_DONE, SHOWN_COMING = 3, 6
CHANGES_SHOWN = 20


@dataclass(frozen=True)
class Step:
    """One date of the year; `state` is done, now or later, as the timeline draws it."""

    day: date
    label: str
    state: str
    text: str = ""
    note: str = ""
    tone: str = ""

    @property
    def at(self) -> date:
        """Return the day under the name the timeline reads."""
        return self.day


@dataclass(frozen=True)
class PeriodRow:
    """One period in the table of dates; `open_until` is its last day before the closing."""

    period: Period
    open_until: date
    is_moved: bool
    can_close: bool


@dataclass(frozen=True)
class YearSchedule:
    """Everything about the dates of a year."""

    rows: list[PeriodRow]
    steps: list[Step]
    changes: list[DateChange]
    jobs: list[tuple[str, Job]] = field(default_factory=list)
    plans_moved: bool = False

    @property
    def near(self) -> list[Step]:
        """Return the last steps that are done and the next that come."""
        done = [step for step in self.steps if step.state == "done"]
        coming = [step for step in self.steps if step.state != "done"]
        return [*done[-SHOWN_DONE:], *coming[:SHOWN_COMING]]

    @property
    def has_more(self) -> bool:
        """Tell whether the whole year has more steps than those near today."""
        return len(self.near) < len(self.steps)


def year_schedule(*, actor: Actor, cycle: Cycle, periods: list[Period], today: date) -> YearSchedule:
    """Return the schedule of a year; four queries at any size. `periods` come with their jobs."""
    last_days = closing_days(actor=actor, periods=periods, today=today)
    changes = list(DateChange.objects.visible_to(actor).filter(cycle=cycle)[:CHANGES_SHOWN])
    moved = {(change.period_id, change.what): change for change in reversed(changes)}
    steps = [*cycle_steps(cycle, moved, today)]
    for period in periods:
        steps += period_steps(period, last_days[period.pk], moved, today)
    if cycle.closed_at:
        steps.append(done_step(cycle.closed_at, _("Year closed")))
    return YearSchedule(
        rows=[
            PeriodRow(
                period,
                last_days[period.pk],
                is_moved=any(pk == period.pk for pk, _what in moved),
                can_close=is_closable(period, today),
            )
            for period in periods
        ],
        steps=sorted(steps, key=lambda step: step.day),
        changes=changes,
        jobs=running_jobs(cycle, periods),
        plans_moved=any((None, what) in moved for what in (DateKind.OPENS, DateKind.PLAN_DUE)),
    )


def is_closable(period: Period, today: date) -> bool:
    """Tell whether HR may close a period before its day."""
    is_over = period.opened_at is not None and period.rating_due_on < today
    is_closing = period.close_job is not None and not period.close_job.is_finished
    return is_over and period.closed_at is None and not is_closing


def cycle_steps(cycle: Cycle, moved: dict, today: date) -> list[Step]:
    """Return opening and last day for plans."""
    opens = (
        done_step(cycle.opened_at, _("Year opened"))
        if cycle.opened_at
        else coming_step(cycle.opens_on, _("Year opens"), today)
    )
    due = due_step(cycle.plan_due_on, _("Last day for plans"), today, told_at=cycle.reminded_at)
    return [
        with_reason(opens, moved.get((None, DateKind.OPENS))),
        with_reason(due, moved.get((None, DateKind.PLAN_DUE))),
    ]


def period_steps(period: Period, last_day: date, moved: dict, today: date) -> list[Step]:
    """Return first and last day of rating and the closing."""
    name = {"period": period.label}
    opens = (
        done_step(period.opened_at, _("Rating opened: %(period)s") % name)
        if period.opened_at
        else coming_step(period.rating_opens_on, _("Rating opens: %(period)s") % name, today)
    )
    due = due_step(
        period.rating_due_on, _("Last day of rating: %(period)s") % name, today, told_at=period.reminded_at
    )
    closes = (
        done_step(period.closed_at, _("Closed: %(period)s") % name)
        if period.closed_at
        else coming_step(last_day, _("Open until: %(period)s") % name, today)
    )
    kinds = (DateKind.RATING_OPENS, DateKind.RATING_DUE, DateKind.CLOSES)
    steps = zip((opens, due, closes), kinds, strict=True)
    return [with_reason(step, moved.get((period.pk, kind))) for step, kind in steps]


def done_step(moment: datetime, label: str) -> Step:
    """Return a step that has been taken."""
    return Step(timezone.localtime(moment).date(), label, "done", tone="ok")


def coming_step(day: date, label: str, today: date) -> Step:
    """Return a step to come; one of today or overdue is being taken."""
    return Step(day, label, "now" if day <= today else "later")


def due_step(day: date, label: str, today: date, *, told_at: datetime | None) -> Step:
    """Return a last day, with when people were last reminded of it."""
    text = _("last reminded on %(day)s") % {"day": longdate(told_at)} if told_at else ""
    state = "done" if day < today else "now" if day == today else "later"
    return Step(day, label, state, text=f"· {text}" if text else "", tone="ok" if state == "done" else "")


def with_reason(step: Step, change: DateChange | None) -> Step:
    """Return the step with why its date was moved."""
    if change is None:
        return step
    words = _("Moved: %(reason)s") % {"reason": change.reason}
    return Step(step.day, step.label, step.state, step.text, note=words, tone="gold")


def running_jobs(cycle: Cycle, periods: list[Period]) -> list[tuple[str, Job]]:
    """Return the jobs of a year that are not finished, each with what it does."""
    found = [(_("The plans are being prepared"), cycle.job)]
    for period in periods:
        name = {"period": period.label}
        found.append((_("The rating is being opened: %(period)s") % name, period.job))
        found.append((_("The period is being closed: %(period)s") % name, period.close_job))
    return [(title, job) for title, job in found if job is not None and not job.is_finished]


def next_date(*, cycle: Cycle, periods: list[Period], today: date) -> tuple[date, str] | None:
    """Return the next day that concerns somebody's own year, in words; no query."""
    if cycle.state != CycleStatus.OPEN:
        return None
    coming = [(cycle.plan_due_on, _("Last day for plans"))]
    for period in periods:
        name = {"period": period.label}
        coming += [
            (period.ends_on, _("Last day to record evidence: %(period)s") % name),
            (period.rating_due_on, _("Last day of rating: %(period)s") % name),
        ]
    return min((row for row in coming if row[0] >= today), default=None)
