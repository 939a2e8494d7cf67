"""Setting up a performance year, and moving its dates with a reason."""

from dataclasses import asdict, dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, require
from asn_portal.core.policies import value_on
from asn_portal.core.selectors import work_calendar
from performance import policies
from performance.enums import Approach, CycleStatus
from performance.enums.schedule import DateKind
from performance.models import Cycle, DateChange, Period
from performance.notifications import schedule as notices
from performance.policies import schedule as figures
from performance.rules.year_dates import Window, YearDates, period_dates, window_for, year_dates
from performance.services.date_problems import cycle_problems, period_problems

WINDOW = (DateKind.RATING_OPENS, DateKind.RATING_DUE, DateKind.CLOSES)


@dataclass(frozen=True)
class RatingWindow:
    """When a period is rated and when it closes (None: counted from the last day of rating)."""

    opens_on: date
    due_on: date
    closes_on: date | None = None

    def as_fields(self) -> dict[str, date | None]:
        """Return the fields of a period."""
        return {
            "rating_opens_on": self.opens_on,
            "rating_due_on": self.due_on,
            "closes_on": self.closes_on,
        }


@dataclass(frozen=True)
class CycleChanges:
    """What HR may change about a year, and why; `revision` is the one the form was filled in on (None: any)."""

    opens_on: date
    plan_due_on: date
    remind_days_before: int
    periods: dict[int, RatingWindow] = field(default_factory=dict)
    reason: str = ""
    revision: int | None = None


@transaction.atomic
def set_up_cycle(
    *, year: int, approach: str = Approach.QUANTITATIVE, rhythm: str = "", actor: Actor
) -> Cycle:
    """Make a year with its months or quarters and the year itself, dates proposed by the regulation and policy.

    Without a `rhythm` the agency's own setting counts. Raises ValidationError when the year is there already.
    """
    require(policies.can_manage_cycles(actor))
    today = timezone.localdate()
    agency_id = actor.agency_id
    rhythm = rhythm or value_on(figures.RHYTHM, agency_id=agency_id, day=today)
    dates = year_dates(year, today=today)
    try:
        with transaction.atomic():
            cycle = Cycle.objects.create(
                agency_id=agency_id,
                approach=approach,
                rhythm=rhythm,
                remind_days_before=value_on(policies.REMIND_DAYS, agency_id=agency_id, day=today),
                **asdict(dates),
            )
    except IntegrityError:
        raise ValidationError({"year": _("This year already exists.")}) from None
    window = rating_window(cycle, actor=actor)
    Period.objects.bulk_create(
        Period(agency_id=agency_id, cycle=cycle, **asdict(row))
        for row in period_dates(year, rhythm=rhythm, window=window)
    )
    return cycle


def rating_window(cycle: Cycle, *, actor: Actor) -> Window:
    """Return how long the periods of a year are rated, by the settings of the agency."""
    today, agency_id = timezone.localdate(), cycle.agency_id
    moves = value_on(figures.WINDOW_MOVES, agency_id=agency_id, day=today)
    dates = YearDates(cycle.year, cycle.opens_on, cycle.starts_on, cycle.ends_on, cycle.plan_due_on)
    return window_for(
        dates,
        days=value_on(policies.RATING_DAYS, agency_id=agency_id, day=today),
        calendar=work_calendar(actor=actor) if moves else None,
    )


@transaction.atomic
def change_cycle(*, cycle: Cycle, changes: CycleChanges, actor: Actor) -> Cycle:
    """Move dates of a year; what was moved is kept with the reason, and those it concerns are told.

    A later deadline is reminded of once more. Raises NotAllowed, ValidationError (per field) when dates are out of
    order or outside the year, a step has begun or passed, or the reason is missing, and Conflict for a form that is
    older than the last change.
    """
    require(policies.can_change_cycle(actor, cycle))
    cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    if changes.revision is not None and changes.revision != cycle.revision:
        raise Conflict(cycle, note=changes.reason)
    periods = {period.pk: period for period in cycle.periods.all()}
    today = timezone.localdate()
    moved = moved_dates(cycle, periods, changes)
    problems = cycle_problems(cycle, changes, today=today)
    problems |= period_problems(cycle, periods, changes, today=today)
    if moved and cycle.state != CycleStatus.PLANNED and not changes.reason.strip():
        problems["reason"] = _("Please write the reason; those concerned will read it.")
    if problems:
        raise ValidationError(problems)
    if not moved:
        return cycle
    write_dates(cycle, periods, changes)
    log = log_changes(cycle, moved, reason=changes.reason, actor=actor)
    if cycle.state == CycleStatus.OPEN:
        notices.dates_moved(cycle, log)
    return cycle


def write_dates(cycle: Cycle, periods: dict[int, Period], changes: CycleChanges) -> None:
    """Write the new dates; a deadline that moved is reminded of anew."""
    if cycle.plan_due_on != changes.plan_due_on:
        cycle.reminded_at = None
    cycle.opens_on, cycle.plan_due_on = changes.opens_on, changes.plan_due_on
    cycle.remind_days_before = changes.remind_days_before
    cycle.revision += 1
    cycle.save(update_fields=["opens_on", "plan_due_on", "remind_days_before", "reminded_at", "revision"])
    for pk, window in changes.periods.items():
        period = periods.get(pk)
        if period is None:
            continue
        if period.rating_due_on != window.due_on:
            period.reminded_at = None
        for name, day in window.as_fields().items():
            setattr(period, name, day)
        period.save(update_fields=["rating_opens_on", "rating_due_on", "closes_on", "reminded_at"])


@dataclass(frozen=True)
class Moved:
    """One value that changes; days as dates, the reminder in days."""

    what: DateKind
    before: object
    after: object
    period: Period | None = None


def moved_dates(cycle: Cycle, periods: dict[int, Period], changes: CycleChanges) -> list[Moved]:
    """Return what the form changes, the year itself first."""
    own = (DateKind.OPENS, DateKind.PLAN_DUE, DateKind.REMIND_BEFORE)
    found = [Moved(what, getattr(cycle, what.value), getattr(changes, what.value)) for what in own]
    for pk, window in changes.periods.items():
        if (period := periods.get(pk)) is not None:
            values = window.as_fields()
            found += [Moved(what, getattr(period, what.value), values[what.value], period) for what in WINDOW]
    return [row for row in found if row.before != row.after]


def log_changes(cycle: Cycle, moved: list[Moved], *, reason: str, actor: Actor) -> list[DateChange]:
    """Keep what was moved, from what to what, by whom and why."""
    return DateChange.objects.bulk_create(
        DateChange(
            agency_id=cycle.agency_id,
            cycle=cycle,
            period=row.period,
            what=row.what,
            period_label=row.period.long_label if row.period else "",
            before=as_text(row.before),
            after=as_text(row.after),
            reason=reason.strip() or _("Set before the year was opened."),
            changed_by_id=actor.user_id,
            changed_by_name=actor.name,
        )
        for row in moved
    )


def as_text(value: object) -> str:
    """Return a day as ISO text, anything else as it is written; nothing for None."""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
