"""Proposed dates of a performance year by month or quarter (PermenPANRB 6/2022 art. 14, 24, annex IV p. 90)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from asn_portal.core.calendar import WorkCalendar
from performance.enums import PeriodKind

ONE_DAY = timedelta(days=1)
MONTHS_IN_YEAR = 12
MONTHS_OF = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3}


@dataclass(frozen=True)
class PeriodDates:
    """One period and the window in which it is rated; dates inclusive."""

    kind: str
    number: int
    starts_on: date
    ends_on: date
    rating_opens_on: date
    rating_due_on: date


@dataclass(frozen=True)
class YearDates:
    """The year: when plans are prepared and by when they must be set."""

    year: int
    opens_on: date
    starts_on: date
    ends_on: date
    plan_due_on: date


@dataclass(frozen=True)
class Window:
    """How long a period is rated: `days` after it opens; `calendar` moves a last day off a day of rest.

    `earliest` is the first day on which rating can open at all, where a year is set up late.
    """

    days: int
    calendar: WorkCalendar | None = None
    earliest: date = date.min

    def after(self, last: date) -> tuple[date, date]:
        """Return first and last day of rating of what ended on `last`."""
        opens_on = max(last + ONE_DAY, self.earliest)
        due_on = opens_on + timedelta(days=self.days)
        while self.calendar is not None and not self.calendar.is_working(due_on):
            due_on += ONE_DAY
        return opens_on, due_on


def year_dates(year: int, *, today: date) -> YearDates:
    """Return the regulation's dates: plans set by the end of January (art. 14).

    A year that is set up late opens tomorrow at the earliest and leaves four weeks for the plans.
    """
    opens_on = max(date(year, 1, 2), today + ONE_DAY)
    plan_due_on = max(date(year, 1, 31), opens_on + timedelta(days=28))
    return YearDates(year, opens_on, date(year, 1, 1), date(year, 12, 31), plan_due_on)


def last_day(year: int) -> date:
    """Return the last day on which a year may be evaluated: 31 January after it (annex IV p. 90)."""
    return date(year + 1, 1, 31)


def window_for(dates: YearDates, *, days: int, calendar: WorkCalendar | None = None) -> Window:
    """Return the rating window of a year: nobody is rated before the plans of a late year are due."""
    is_late = dates.opens_on > date(dates.year, 1, 31)
    return Window(days, calendar, dates.plan_due_on + ONE_DAY if is_late else date.min)


def period_dates(
    year: int, *, rhythm: str = PeriodKind.QUARTER, rating_days: int = 14, window: Window | None = None
) -> tuple[PeriodDates, ...]:
    """Return twelve months or four quarters, each rated in the days after its end, and the year itself.

    The year is rated from December, at latest by the end of January (annex IV p. 90): this last day is the law's
    and is not moved. Raises KeyError for a rhythm that is neither month nor quarter.
    """
    window = window or Window(rating_days)
    numbers = range(1, MONTHS_IN_YEAR // MONTHS_OF[PeriodKind(rhythm)] + 1)
    shorter = (part_dates(year, rhythm, number, window=window) for number in numbers)
    whole = PeriodDates(
        kind=PeriodKind.YEAR,
        number=0,
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        rating_opens_on=date(year, 12, 1),
        rating_due_on=last_day(year),
    )
    return (*(within_january(row, year) for row in shorter), whole)


def within_january(row: PeriodDates, year: int) -> PeriodDates:
    """Keep a window that the agency made long inside the time the law leaves."""
    due_on = max(min(row.rating_due_on, last_day(year)), row.rating_opens_on)
    return replace(row, rating_due_on=due_on)


def part_dates(year: int, rhythm: str, number: int, *, window: Window) -> PeriodDates:
    """Return one month or quarter; its rating opens on the day after its end."""
    length = MONTHS_OF[PeriodKind(rhythm)]
    first = date(year, (number - 1) * length + 1, 1)
    month = number * length
    last = date(year + month // MONTHS_IN_YEAR, month % MONTHS_IN_YEAR + 1, 1) - ONE_DAY
    opens_on, due_on = window.after(last)
    return PeriodDates(str(PeriodKind(rhythm)), number, first, last, opens_on, due_on)


def periods_after_switch(
    year: int, *, old: str, new: str, kept_until: date, window: Window
) -> tuple[PeriodDates, ...]:
    """Return the periods to come when an agency changes its rhythm inside a year.

    What has begun by `kept_until` (the last day of the last period that stays) is not touched. The first periods
    fill up in the old rhythm until one of the new can begin on its own first day.
    """
    parts = [row for row in period_dates(year, rhythm=new, window=window) if row.kind != PeriodKind.YEAR]
    coming = [row for row in parts if row.starts_on > kept_until]
    first_new = coming[0].starts_on if coming else date(year, 12, 31) + ONE_DAY
    fillers = [
        row
        for row in period_dates(year, rhythm=old, window=window)
        if row.kind != PeriodKind.YEAR and kept_until < row.starts_on < first_new
    ]
    return (*fillers, *coming)
