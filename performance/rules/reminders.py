"""On which days people are reminded of a deadline, and when a silent evaluator's superior steps in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from asn_portal.core.calendar import WorkCalendar

ONE_DAY = timedelta(days=1)
# A reminder that was missed is made up for, but not of deadlines long gone.
CATCH_UP = timedelta(days=30)


@dataclass(frozen=True)
class Rhythm:
    """When people are reminded, in days from the deadline: -7 is a week before it, 0 the day itself.

    With a `calendar`, a day of rest is avoided: a reminder up to the deadline comes on the working day before it,
    one after the deadline on the next.
    """

    offsets: tuple[int, ...]
    calendar: WorkCalendar | None = None

    def days(self, due_on: date) -> list[date]:
        """Return the days of the reminders of one deadline, earliest first, none of them twice."""
        return sorted({self.moved(due_on + timedelta(days=offset), due_on) for offset in self.offsets})

    def moved(self, day: date, due_on: date) -> date:
        """Return the working day on which the reminder meant for `day` goes out."""
        if self.calendar is None:
            return day
        way = ONE_DAY if day > due_on else -ONE_DAY
        while not self.calendar.is_working(day):
            day += way
        return day

    def is_due(self, due_on: date, *, today: date, last: date | None) -> bool:
        """Tell whether a reminder is owed: one of its days has come since people were last told.

        However many were missed, one is made up for, and none of a deadline that is long gone.
        """
        if today > due_on + CATCH_UP + timedelta(days=max(self.offsets, default=0)):
            return False
        come = [day for day in self.days(due_on) if day <= today]
        return bool(come) and (last is None or last < come[-1]) and self.is_working(today)

    def is_working(self, today: date) -> bool:
        """Tell whether people may be reminded today at all."""
        return self.calendar is None or self.calendar.is_working(today)

    def next_day(self, due_on: date, *, today: date, last: date | None) -> date | None:
        """Return when the next reminder goes out; None when there is none any more."""
        if self.is_due(due_on, today=today, last=last):
            return today
        return next((day for day in self.days(due_on) if day > today), None)


def offsets(before: int, after: Sequence[int]) -> tuple[int, ...]:
    """Return the days of a reminder before, on and after a deadline."""
    return (-before, 0, *(abs(days) for days in after))


def silent_since(today: date, *, days: int, calendar: WorkCalendar) -> date:
    """Return the last day on which something must have been handed in to count as left lying today.

    Who answers within `days` working days is not silent: with 3 days, what came on Monday is handed on on Friday.
    """
    day = today - ONE_DAY
    while calendar.add(day, days) >= today:
        day -= ONE_DAY
    return day
