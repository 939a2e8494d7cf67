"""Proposed dates of a performance year with quarterly periods (PermenPANRB 6/2022 art. 14, 24, annex IV p. 90)."""

from dataclasses import dataclass
from datetime import date, timedelta

from performance.enums import PeriodKind

QUARTERS = {1: ((1, 1), (3, 31)), 2: ((4, 1), (6, 30)), 3: ((7, 1), (9, 30)), 4: ((10, 1), (12, 31))}


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


def year_dates(year: int, *, today: date) -> YearDates:
    """Return the regulation's dates: plans set by the end of January (art. 14).

    A year that is set up late opens tomorrow at the earliest and leaves four weeks for the plans.
    """
    opens_on = max(date(year, 1, 2), today + timedelta(days=1))
    plan_due_on = max(date(year, 1, 31), opens_on + timedelta(days=28))
    return YearDates(year, opens_on, date(year, 1, 1), date(year, 12, 31), plan_due_on)


def period_dates(year: int, *, rating_days: int) -> tuple[PeriodDates, ...]:
    """Return four quarters, each rated in the `rating_days` days after its end, and the year itself.

    The year is rated from December, at latest by the end of January (annex IV p. 90).
    """
    quarters = (quarter_dates(year, number, rating_days=rating_days) for number in QUARTERS)
    whole = PeriodDates(
        kind=PeriodKind.YEAR,
        number=0,
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        rating_opens_on=date(year, 12, 1),
        rating_due_on=date(year + 1, 1, 31),
    )
    return (*quarters, whole)


def quarter_dates(year: int, number: int, *, rating_days: int) -> PeriodDates:
    """Return one quarter; its rating opens on the day after its end."""
    first, last = (date(year, *edge) for edge in QUARTERS[number])
    opens_on = last + timedelta(days=1)
    return PeriodDates(
        PeriodKind.QUARTER, number, first, last, opens_on, opens_on + timedelta(days=rating_days)
    )
