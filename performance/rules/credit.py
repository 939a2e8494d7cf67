"""Credit points of one predicate, of a transfer and of a diploma, and the months they are for.

PermenPANRB 1/2023 art. 37, Peraturan BKN 3/2023. Points are kept with four decimals and shown with two; they are
rounded half up, once, when a row is final. A month is a number (year × 12 + month − 1), so that months can be counted.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from employees.enums import EducationLevel, EmployeeKind, PostFamily
from performance.rules.credit_levels import Level, percent_for

KEPT, SHOWN = Decimal("0.0001"), Decimal("0.01")
MONTHS_A_YEAR, FULL = 12, 100
LEVELS_OF_DIPLOMA: tuple[str, ...] = tuple(EducationLevel.values)


@dataclass(frozen=True)
class CreditRules:
    """Figures that regulations leave open or that agencies read differently.

    `entry_method` is "base" (base credit) or "reduced" (a lower threshold), never both; `month_day` the day on which
    somebody has to hold the level for the month to count; `top_years` the most years of a transfer at the top rank.
    """

    entry_method: str = "base"
    month_day: int = 1
    bonus_percent: int = 25
    rank_years: int = 2
    top_years: int = 3


@dataclass(frozen=True)
class Stint:
    """A level held between two days; None: still, or since nobody knows when."""

    level: str
    starts_on: date | None
    ends_on: date | None = None


def collects_credit(kind: str, family: str) -> bool:
    """Tell whether somebody collects credit points for ranks: PNS in functional posts only, never PPPK."""
    return kind == EmployeeKind.PNS and family == PostFamily.FUNCTIONAL


# --- Points ---


def kept(points: Decimal) -> Decimal:
    """Return points as they are stored: four decimals, half up."""
    return points.quantize(KEPT, ROUND_HALF_UP)


def shown(points: Decimal) -> Decimal:
    """Return points as people and forms see them: two decimals, half up."""
    return points.quantize(SHOWN, ROUND_HALF_UP)


def converted_points(predicate: str, level: Level, months: int, *, on: date) -> Decimal | None:
    """Return months/12 × percent × coefficient, stored form; None without a predicate (nothing is converted).

    Raises ValueError for other than 0 to 12 months.
    """
    if not 0 <= months <= MONTHS_A_YEAR:
        raise ValueError("A conversion is for at most twelve months.")
    percent = percent_for(predicate, on=on)
    if percent is None:
        return None
    return kept(months * percent * level.coefficient / (MONTHS_A_YEAR * FULL))


def months_needed(missing: Decimal, predicate: str, level: Level, *, on: date) -> int:
    """Return how many months at this predicate bring the missing points; 0 when nothing is missing."""
    percent = percent_for(predicate, on=on) or FULL
    # Divided once, at the end: the points of a single month are no finite decimal.
    months = missing * MONTHS_A_YEAR * FULL / (level.coefficient * percent)
    return max(int(months.to_integral_value(ROUND_CEILING)), 0)


def education_bonus(level: Level, rules: CreditRules) -> Decimal:
    """Return the bonus of a higher degree: 25% of the points of one rank step of the present level."""
    return kept(level.step * rules.bonus_percent / FULL)


def transfer_points(
    level: Level, rank_code: str, predicate: str, months: int, *, on: date, rules: CreditRules
) -> Decimal | None:
    """Return the points of an appointment by transfer (Peraturan BKN 3/2023 art. 7).

    percent × coefficient × years in the rank; at the top rank of the level at most three years are counted. The base
    credit comes on top, as a row of its own. None without a predicate.
    """
    percent = percent_for(predicate, on=on)
    if percent is None:
        return None
    if rank_code == level.ranks[-1]:
        months = min(months, rules.top_years * MONTHS_A_YEAR)
    return kept(months * percent * level.coefficient / (MONTHS_A_YEAR * FULL))


def integration_points(conventional: Decimal, base_value: Decimal) -> Decimal:
    """Return the opening balance of the years before 2023: cumulative points less the base value of the level."""
    return kept(max(conventional - base_value, Decimal(0)))


# --- Months ---


def month_of(day: date) -> int:
    """Return the number of the month of a day."""
    return day.year * MONTHS_A_YEAR + day.month - 1


def first_day(month: int) -> date:
    """Return the first day of a month."""
    return date(month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, 1)


def last_day(month: int) -> date:
    """Return the last day of a month."""
    return first_day(month + 1) - timedelta(days=1)


def months_by_level(
    stints: Sequence[Stint], first: date, last: date, *, month_day: int, taken: Collection[int] = ()
) -> dict[str, tuple[int, ...]]:
    """Return the months of a period by the level held on the deciding day of each month.

    Whole months only: a month belongs to one level and to one period. Months in `taken` (converted already, or
    covered by a PAK) are left out, so that nothing is counted twice.
    """
    found: dict[str, list[int]] = {}
    for month in range(month_of(first), month_of(last) + 1):
        day = first_day(month).replace(day=month_day)
        level = level_on(stints, day) if first <= day <= last and month not in taken else ""
        if level:
            found.setdefault(level, []).append(month)
    return {level: tuple(months) for level, months in found.items()}


def level_on(stints: Iterable[Stint], day: date) -> str:
    """Return the level held on a day, the later appointment first; empty for none."""
    held = [
        row
        for row in stints
        if (row.starts_on is None or row.starts_on <= day) and (row.ends_on is None or day <= row.ends_on)
    ]
    return max(held, key=lambda row: row.starts_on or date.min).level if held else ""


def level_since(stints: Sequence[Stint], level: str) -> date | None:
    """Return since when the level is held: the first day after the last stint of another level; None if unknown.

    Posts without a level in between (a structural post) do not begin the level anew.
    """
    other = [row.starts_on or date.min for row in stints if row.level not in {level, ""}]
    border = max(other, default=date.min)
    own = [row.starts_on for row in stints if row.level == level and (row.starts_on or date.min) >= border]
    return None if not own or None in own else min(day for day in own if day is not None)


# --- Diplomas ---


@dataclass(frozen=True)
class Diploma:
    """A diploma on record."""

    pk: int
    level: str
    name: str
    year: int | None


def bonus_diplomas(
    diplomas: Iterable[Diploma], *, since: date | None, claimed: Collection[int]
) -> tuple[Diploma, ...]:
    """Return the diplomas for which the bonus can be claimed, each once.

    Higher than everything from before the functional post, recorded with its year, not claimed before; whether it
    fits the post is decided by HR.
    """
    if since is None:
        return ()
    rows = list(diplomas)
    before = [LEVELS_OF_DIPLOMA.index(row.level) for row in rows if row.year is None or row.year < since.year]
    highest = max(before, default=-1)
    return tuple(
        row
        for row in rows
        if row.year is not None
        and row.year >= since.year
        and LEVELS_OF_DIPLOMA.index(row.level) > highest
        and before
        and row.pk not in claimed
    )
