"""Judging measured values against a standard, and its dates; plain data in, no database.

A measured value that equals its target has reached it: the target is the least (or the most) that is promised.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from asn_portal.core.templatetags.formats import longdate, number
from performance.enums import Direction, ServiceField, Trend

SIGNS = ["I", "II", "III", "IV"]


@dataclass(frozen=True)
class Goal:
    """A target: its figure, its unit, and which way is better."""

    direction: str
    target: Decimal
    unit: str = ""

    def __str__(self):
        return f"{Direction(self.direction).sign} {with_unit(self.target, self.unit)}"


def reached(value: Decimal, goal: Goal) -> bool:
    """Tell whether a measured value meets its target; equal is met in both directions."""
    return value >= goal.target if goal.direction == Direction.HIGHER else value <= goal.target


def trend(values: Sequence[Decimal], direction: str) -> Trend | None:
    """Return how the last of some values (oldest first) stands to the one before; None with fewer than two."""
    if len(values) < 2:
        return None
    before, now = values[-2], values[-1]
    if now == before:
        return Trend.SAME
    return Trend.BETTER if (now > before) == (direction == Direction.HIGHER) else Trend.WORSE


def overlaps(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Tell whether two spans of days share one; no last day means for good."""
    return one[0] <= (other[1] or date.max) and other[0] <= (one[1] or date.max)


def day_before(day: date) -> date:
    """Return the last day of what a newer version replaces."""
    return day - timedelta(days=1)


def last_quarter(today: date) -> tuple[date, date]:
    """Return the last quarter that is over."""
    first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    end = first - timedelta(days=1)
    return date(end.year, end.month - 2, 1), end


def period_words(first: date, last: date) -> str:
    """Return the name people use for a span of days: a year, a quarter, or from and to."""
    if first.year == last.year and first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        if (first.month, last.month) == (1, 12):
            return _("Year %(year)s") % {"year": last.year}
        if last.month == first.month + 2 and last.month % 3 == 0:
            return _("Quarter %(number)s") % {"number": f"{SIGNS[last.month // 3 - 1]} {last.year}"}
    return _("%(first)s to %(last)s") % {"first": longdate(first), "last": longdate(last)}


def plain(value: Decimal) -> str:
    """Return a figure without a group sign or idle zeros, the Indonesian way, as a plan's target has it."""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def with_unit(value: Decimal, unit: str) -> str:
    """Return a figure with its unit for people."""
    return f"{number(value)} {unit}".strip()


# Words of an office, unit or post as they stand in Indonesian records.
FIELD_WORDS: tuple[tuple[tuple[str, ...], ServiceField], ...] = (
    (("kependudukan", "catatan sipil", "pencatatan sipil"), ServiceField.REGISTRY),
    (("penanaman modal", "perizinan", "terpadu satu pintu", "ptsp"), ServiceField.LICENSING),
    (("kesehatan", "puskesmas", "rumah sakit", "rsud"), ServiceField.HEALTH),
    (("pendidikan", "sekolah", "sd negeri", "smp negeri", "guru"), ServiceField.EDUCATION),
    (("pekerjaan umum", "tata ruang", "perumahan", "permukiman"), ServiceField.PUBLIC_WORKS),
    (("lingkungan hidup", "kebersihan"), ServiceField.ENVIRONMENT),
    (("perhubungan", "lalu lintas"), ServiceField.TRANSPORT),
    (("polisi pamong praja", "kebakaran", "ketertiban", "penanggulangan bencana"), ServiceField.ORDER),
    (("sosial", "pemberdayaan perempuan", "perlindungan anak", "keluarga berencana"), ServiceField.SOCIAL),
)


def fields_of(*words: str) -> tuple[ServiceField, ...]:
    """Return the fields that the names of an office, unit and post speak of; administration is everybody's."""
    text = " ".join(words).casefold()
    found = [field for keys, field in FIELD_WORDS if any(key in text for key in keys)]
    return (*found, ServiceField.ADMINISTRATION)
