"""Retirement age (batas usia pensiun, BUP) and the date the pension starts.

JPT and administration posts: UU 20/2023. Functional posts follow separate rules; their ages here are defaults
that a position title or the agency may replace. A PPPK contract ends at the BUP of the post at the latest.
"""

from dataclasses import dataclass
from datetime import date

from employees.enums import PostFamily

LAW = "UU 20/2023"
IN_FORCE = date(2023, 10, 31)


@dataclass(frozen=True)
class RetirementAge:
    """One row of the table: `level` empty means every level of the family; `ends_on` is inclusive."""

    family: str
    age: int
    level: str = ""
    starts_on: date = IN_FORCE
    ends_on: date | None = None
    source: str = LAW
    is_verified: bool = True


DEFAULT_AGES: tuple[RetirementAge, ...] = (
    RetirementAge(PostFamily.JPT, 60),
    RetirementAge(PostFamily.ADMINISTRATOR, 58),
    RetirementAge(PostFamily.SUPERVISOR, 58),
    RetirementAge(PostFamily.IMPLEMENTER, 58),
    RetirementAge(PostFamily.FUNCTIONAL, 65, level="ahli_utama", is_verified=False),
    RetirementAge(PostFamily.FUNCTIONAL, 60, level="ahli_madya", is_verified=False),
    RetirementAge(PostFamily.FUNCTIONAL, 58, is_verified=False),
)


@dataclass(frozen=True)
class Retirement:
    """When somebody reaches the retirement age, and the first day of the pension."""

    age: int
    reached_on: date
    pension_from: date
    source: str
    is_verified: bool


def retirement_age(
    family: str, level: str = "", *, on: date, ages: tuple[RetirementAge, ...] = DEFAULT_AGES
) -> RetirementAge | None:
    """Return the row in force on that day, an exact level before the family's own, or None."""
    rows = [
        row for row in ages if row.family == family and row.level in {level, ""} and _is_in_force(row, on)
    ]
    return max(rows, key=lambda row: (row.level != "", row.starts_on), default=None)


def retirement(born_on: date, age: RetirementAge) -> Retirement:
    """Work out both dates: the birthday, and the 1st of the month after it (also when born on the 1st)."""
    reached = _birthday(born_on, age.age)
    return Retirement(age.age, reached, _first_of_next_month(reached), age.source, age.is_verified)


def _is_in_force(row: RetirementAge, on: date) -> bool:
    return row.starts_on <= on and (row.ends_on is None or on <= row.ends_on)


def _birthday(born_on: date, age: int) -> date:
    """The month of birth decides: 29 February counts as the 28th of an ordinary year."""
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return date(born_on.year + age, 2, 28)


def _first_of_next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
