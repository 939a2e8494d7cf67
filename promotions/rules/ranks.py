"""The 17 ranks of PNS, the ceilings of the regular promotion and the dates on which a rank may start.

Ranks and ceilings: PP 99/2000 jo PP 12/2002. Dates: BKN regulations 4/2023 and 4/2025, each while in force.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from employees.enums import EducationLevel

# The names are official terms and stay Indonesian in every language.
RANK_NAMES: dict[str, str] = {
    "I/a": "Juru Muda",
    "I/b": "Juru Muda Tingkat I",
    "I/c": "Juru",
    "I/d": "Juru Tingkat I",
    "II/a": "Pengatur Muda",
    "II/b": "Pengatur Muda Tingkat I",
    "II/c": "Pengatur",
    "II/d": "Pengatur Tingkat I",
    "III/a": "Penata Muda",
    "III/b": "Penata Muda Tingkat I",
    "III/c": "Penata",
    "III/d": "Penata Tingkat I",
    "IV/a": "Pembina",
    "IV/b": "Pembina Tingkat I",
    "IV/c": "Pembina Utama Muda",
    "IV/d": "Pembina Utama Madya",
    "IV/e": "Pembina Utama",
}
RANK_CODES: tuple[str, ...] = tuple(RANK_NAMES)


class Exam(StrEnum):
    """Exams and trainings that open the way to a higher group."""

    SERVICE_1 = "service_1"
    SERVICE_2 = "service_2"
    UPKP = "upkp"
    LEADERSHIP_4 = "leadership_4"
    LEADERSHIP_3 = "leadership_3"


@dataclass(frozen=True)
class Ceiling:
    """The span of the regular promotion for a diploma. Up to `possible` it depends on what the diploma is."""

    level: str
    start: str
    ceiling: str
    possible: str = ""
    starts_on: date = date(2002, 4, 17)
    ends_on: date | None = None


CEILINGS: tuple[Ceiling, ...] = (
    Ceiling(EducationLevel.SD, "I/a", "II/a"),
    Ceiling(EducationLevel.SLTP, "I/c", "II/c"),
    Ceiling(EducationLevel.SLTP_VOC, "I/c", "II/d"),
    # SGPLB (up to III/c) is no level of its own on record, so it is not told apart here.
    Ceiling(EducationLevel.SLTA, "II/a", "III/b"),
    Ceiling(EducationLevel.D1, "II/a", "III/b"),
    Ceiling(EducationLevel.D2, "II/b", "III/b"),
    Ceiling(EducationLevel.D3, "II/c", "III/c"),
    Ceiling(EducationLevel.D4, "III/a", "III/d"),
    Ceiling(EducationLevel.S1, "III/a", "III/d"),
    # Physicians and pharmacists count like S2; other professions are not named.
    Ceiling(EducationLevel.PROFESSION, "III/a", "III/d", possible="IV/a"),
    Ceiling(EducationLevel.S2, "III/b", "IV/a"),
    Ceiling(EducationLevel.S3, "III/c", "IV/b"),
)


@dataclass(frozen=True)
class PromotionMonths:
    """The months in which a new rank may start (always on the 1st) while a regulation is in force."""

    starts_on: date
    ends_on: date | None
    months: frozenset[int]
    source: str


PROMOTION_MONTHS: tuple[PromotionMonths, ...] = (
    PromotionMonths(date.min, date(2023, 12, 31), frozenset({4, 10}), "PP 99/2000"),
    PromotionMonths(
        date(2024, 1, 1), date(2025, 9, 30), frozenset({2, 4, 6, 8, 10, 12}), "Peraturan BKN 4/2023"
    ),
    PromotionMonths(date(2025, 10, 1), None, frozenset(range(1, 13)), "Peraturan BKN 4/2025"),
)


def rank_order(code: str) -> int:
    """Return 1 for I/a up to 17 for IV/e; raises ValueError for an unknown rank."""
    return RANK_CODES.index(code) + 1


def rank_title(code: str) -> str:
    """Return the rank as it is written: "Penata Muda, III/a"; raises ValueError for an unknown rank."""
    return f"{RANK_NAMES[RANK_CODES[rank_order(code) - 1]]}, {code}"


def next_rank(code: str) -> str | None:
    """Return the rank above, None above IV/e; raises ValueError for an unknown rank."""
    above = rank_order(code)
    return RANK_CODES[above] if above < len(RANK_CODES) else None


def ceiling_for(level: str, *, on: date, ceilings: tuple[Ceiling, ...] = CEILINGS) -> Ceiling | None:
    """Return the row for a diploma that is in force on that day, or None."""
    rows = (row for row in ceilings if row.level == level and _covers(row.starts_on, row.ends_on, on))
    return next(rows, None)


def months_in_force(
    day: date, periods: tuple[PromotionMonths, ...] = PROMOTION_MONTHS
) -> PromotionMonths | None:
    """Return the rule in force on that day, or None."""
    return next((row for row in periods if _covers(row.starts_on, row.ends_on, day)), None)


def is_allowed_start(day: date, periods: tuple[PromotionMonths, ...] = PROMOTION_MONTHS) -> bool:
    """Tell whether a new rank may start on that day (its TMT)."""
    row = months_in_force(day, periods)
    return day.day == 1 and row is not None and day.month in row.months


def next_allowed_start(day: date, periods: tuple[PromotionMonths, ...] = PROMOTION_MONTHS) -> date:
    """Return the first allowed TMT on or after `day`.

    Raises ValueError when no rule allows one within two years.
    """
    first = day if day.day == 1 else _next_month(day)
    for _attempt in range(24):
        if is_allowed_start(first, periods):
            return first
        first = _next_month(first)
    raise ValueError("No promotion date is allowed within two years.")


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _covers(starts_on: date, ends_on: date | None, day: date) -> bool:
    return starts_on <= day and (ends_on is None or day <= ends_on)
