"""When a promise is asked about, and what may be said of a class without naming anybody."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

# Fewer answers would tell who said what; newer ones wait until there are as many again.
GROUP = 3


@dataclass(frozen=True)
class FollowUpRules:
    """The figures of an agency: months until the first question, until the next, and how many questions at most."""

    months: int = 3
    repeat_months: int = 3
    most_times: int = 2


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month; there is none after 9999."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def first_question(ended_on: date, today: date, rules: FollowUpRules) -> date:
    """Return when the superior is asked: some months after the class, never before the day of the promise."""
    return max(add_months(ended_on, rules.months), today)


def next_question(today: date, rules: FollowUpRules) -> date:
    """Return when the superior is asked again after "not yet"."""
    return add_months(today, rules.repeat_months)


def shown_answers(given: int) -> int:
    """Return how many answers the averages take in: whole groups, so that one more never shows what it said."""
    return given - given % GROUP
