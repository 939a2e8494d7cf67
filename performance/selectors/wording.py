"""Columns that read like words once they are in Python, for lists put together by a union.

A union has one text column for every kind of row, and a CASE for each word makes it slow to put together. So the
database hands over marks such as ⟦p:quarter:3:2026⟧, and `in_words` says them in the reader's language.
"""

import re
from datetime import date

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Cast, Concat, ExtractYear, Trim

from performance.enums import PeriodKind, Predicate
from performance.models import Period

PERIOD, PREDICATE = "p", "v"
# Only what can be a period or a predicate: somebody might type a mark.
MARK = re.compile(
    r"⟦(?:p:(month|quarter|year):(\d|1[0-2]):([12]\d{3})|v:([a-z]*))⟧",
)
QUARTERS = 4


def full_name(prefix: str) -> Concat:
    """Return a person's name with titles, as Employee.full_name has it."""
    back = Case(
        When(**{f"{prefix}back_title": ""}, then=Value("")),
        default=Concat(Value(", "), F(f"{prefix}back_title")),
        output_field=CharField(),
    )
    front = Trim(Concat(F(f"{prefix}front_title"), Value(" "), F(f"{prefix}name")))
    return Concat(front, back, output_field=CharField())


def period_words(prefix: str = "period__") -> Concat:
    """Return the mark of a period with its year."""
    number = Cast(F(f"{prefix}number"), CharField())
    year = Cast(ExtractYear(f"{prefix}ends_on"), CharField())
    parts = (F(f"{prefix}kind"), Value(":"), number, Value(":"), year)
    return Concat(Value(f"⟦{PERIOD}:"), *parts, Value("⟧"), output_field=CharField())


def predicate_words(name: str = "predicate") -> Concat:
    """Return the mark of a predicate."""
    return Concat(Value(f"⟦{PREDICATE}:"), F(name), Value("⟧"), output_field=CharField())


def in_words(text: str) -> str:
    """Return a text with its marks in words; what somebody typed that looks like a mark stays as it is."""
    return MARK.sub(_words, text)


def _words(found: re.Match[str]) -> str:
    kind, number, year, predicate = found.groups()
    if kind is None:
        return str(Predicate(predicate).label) if predicate in Predicate.values else ""
    if kind == PeriodKind.QUARTER and int(number) not in range(1, QUARTERS + 1):
        return found.group()
    if kind == PeriodKind.MONTH and number == "0":
        return found.group()
    label = Period(kind=kind, number=int(number), ends_on=date(int(year), 12, 31)).label
    return str(label) if year in str(label) else f"{label} {year}"
