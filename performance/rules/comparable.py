"""Whether a quantitative target can be compared with what was reached: a number, a unit, days inside the period.

PermenPANRB 6/2022 annex II p. 51: a target is specific and time-bound; a range may mean "as expected".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from asn_portal.core.templatetags.formats import longdate
from performance.rules.targets import LintRules, found_words

MONTHS = (
    *("januari", "februari", "maret", "april", "mei", "juni"),
    *("juli", "agustus", "september", "oktober", "november", "desember"),
)
_NAMED = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(MONTHS)})\s+(\d{{4}})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b")
_NUMBER = r"\d+(?:\.\d{3})*(?:,\d+)?|\d+(?:\.\d+)?"
_RANGE = re.compile(rf"({_NUMBER})\s*(?:-|–|—|sampai(?: dengan)?|s\.?d\.?|hingga|to)\s*({_NUMBER})")


@dataclass(frozen=True)
class Range:
    """Two figures between which (both included) the result is as expected."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Days:
    """The first and the last day a plan is about."""

    first: date
    last: date


def target_problems(target: str, unit: str | None, *, days: Days | None = None) -> dict[str, str]:
    """Return what keeps a quantitative target from being compared, by the field where it is put right.

    An empty target is not judged here (it is asked for later); `unit` None means that it is not known.
    """
    text = target.casefold().strip()
    if not text:
        return {}
    found = list(_dates(text))
    if any(day is None for day in found):
        return {"target": _("This day does not exist.")}
    outside = _outside([day for day in found if day is not None], days)
    if outside:
        return {"target": outside}
    if found:
        return {}
    return _figure_problems(text, unit)


def read_range(target: str) -> Range | None:
    """Return the range a target states, such as "5-7" or "90 sampai 95 persen"; None where it states none."""
    match = _RANGE.search(_without_dates(target.casefold()))
    return Range(_number(match.group(1)), _number(match.group(2))) if match else None


def range_words(target: str) -> str:
    """Say how a range is read; empty where the target is none."""
    found = read_range(target)
    if found is None or found.low > found.high:
        return ""
    words = _("From %(low)s to %(high)s counts as expected; less is below, more is above.")
    return words % {"low": _plain(found.low), "high": _plain(found.high)}


def _figure_problems(text: str, unit: str | None) -> dict[str, str]:
    if not any(char.isdigit() for char in text) and not found_words(text, LintRules().numbers):
        return {
            "target": _(
                "This cannot be compared: write a number, for example “12” with the unit “documents”, "
                "or a range such as “5-7”."
            )
        }
    found = read_range(text)
    if found is not None and found.low > found.high:
        return {"target": _("A range begins with the smaller figure, for example “5-7”.")}
    if unit is not None and not unit.strip() and not re.search(r"[a-z%]", text):
        return {"target_unit": _("Say what is counted, for example “documents”, “percent” or “days”.")}
    return {}


def _outside(found: list[date], days: Days | None) -> str:
    if days is None or all(days.first <= day <= days.last for day in found):
        return ""
    words = _("This day lies outside the period of the plan, %(first)s to %(last)s.")
    return words % {"first": longdate(days.first), "last": longdate(days.last)}


def _dates(text: str) -> Iterator[date | None]:
    """Yield the days named in a text; None for one that does not exist (31 February)."""
    for match in _NAMED.finditer(text):
        yield _day(int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]))
    for match in _ISO.finditer(text):
        yield _day(int(match[1]), int(match[2]), int(match[3]))
    for match in _DAY_FIRST.finditer(text):
        yield _day(int(match[3]), int(match[2]), int(match[1]))


def _without_dates(text: str) -> str:
    for pattern in (_NAMED, _ISO, _DAY_FIRST):
        text = pattern.sub(" ", text)
    return text


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _number(text: str) -> Decimal:
    """Read a figure as it is written in Indonesian: 1.250 is a thousand, 3,5 three and a half."""
    if "," in text or re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        text = text.replace(".", "").replace(",", ".")
    return Decimal(text)


def _plain(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")
