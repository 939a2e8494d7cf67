"""Working days (hari kerja): pure counting over a holiday table that the caller loads.

PermenPANRB 6/2022 gives its clocks in working days without saying how they are counted. The portal counts from
the next working day (day 1) and takes holidays and the length of the week from the agency's own tables.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkCalendar:
    """The working days of one agency or unit.

    `work_days` is 5 (Monday to Friday) or 6 (Monday to Saturday). `unconfirmed_years` are the years whose
    holiday decree is not out yet: a date that depends on them is tentative. Raises ValueError for another week.
    """

    holidays: frozenset[date]
    work_days: int = 5
    unconfirmed_years: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if self.work_days not in {5, 6}:
            raise ValueError("A working week has 5 or 6 days.")

    def is_working(self, day: date) -> bool:
        """Tell whether people work on that day."""
        return day.weekday() < self.work_days and day not in self.holidays

    def add(self, day: date, n: int) -> date:
        """Return the n-th working day after `day`; day 1 is the next working day, n = 0 returns `day` itself.

        Raises ValueError for a negative n.
        """
        if n < 0:
            raise ValueError("Working days are only counted forward.")
        while n:
            day += ONE_DAY
            n -= self.is_working(day)
        return day

    def count(self, first: date, last: date) -> int:
        """Return the number of working days from `first` to `last`, both included (0 when last is earlier)."""
        return sum(self.is_working(day) for day in _days(first, last))

    def count_between(self, start: date, end: date) -> int:
        """Return the working days after `start` up to and including `end`: "days waiting" (0 when end is not later).

        The inverse of `add`: `count_between(day, add(day, n)) == n`.
        """
        return self.count(start + ONE_DAY, end)

    def is_tentative(self, first: date, last: date | None = None) -> bool:
        """Tell whether a count over these days touches a year whose holidays are not confirmed yet."""
        years = range(first.year, (last or first).year + 1)
        return any(year in self.unconfirmed_years for year in years)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY
