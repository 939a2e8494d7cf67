"""Dates and spans of time in words: years and months between two dates."""

from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from promotions.rules.words import is_silent

MONTHS_A_YEAR = 12


def months_between(start: date, end: date) -> int:
    """Return completed months; negative when `end` is before `start`."""
    return (end.year - start.year) * MONTHS_A_YEAR + end.month - start.month - (end.day < start.day)


def add_years(day: date, years: int) -> date:
    """Return the same day years later; 29 February becomes 1 March of an ordinary year."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def span_in_words(start: date, end: date) -> str:
    """Return for example "3 years 11 months"; the smaller part is left out when it is nought."""
    return "" if is_silent() else _span(start, end, get_language())


def long_date(day: date) -> str:
    """Return a date in full in the active language, "17 Agustus 2026"."""
    return "" if is_silent() else _long_date(day, get_language())


@lru_cache(maxsize=4_096)
def _long_date(day: date, language: str | None) -> str:
    return date_format(day, "j F Y")


@lru_cache(maxsize=4_096)
def _span(start: date, end: date, language: str | None) -> str:
    years, months = divmod(max(months_between(start, end), 0), MONTHS_A_YEAR)
    parts = [
        ngettext("%(count)d year", "%(count)d years", years) % {"count": years} if years else "",
        ngettext("%(count)d month", "%(count)d months", months) % {"count": months} if months else "",
    ]
    return " ".join(part for part in parts if part) or _("less than a month")
