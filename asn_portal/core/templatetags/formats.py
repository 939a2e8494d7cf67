"""How dates, numbers, NIP and names are written for people, in Indonesian and in English."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django import template
from django.utils import formats, timezone
from django.utils.translation import get_language, ngettext

register = template.Library()

NIP_LENGTH = 18
NIP_GROUPS = (8, 6, 1, 3)
SATURDAY = 5
TITLES_BEFORE = frozenset(
    [
        "dr",
        "drg",
        "drs",
        "dra",
        "drh",
        "ir",
        "prof",
        "h",
        "hj",
        "hjh",
        "kh",
        "tgk",
        "ust",
        "ustaz",
        "ustazah",
        "pdt",
        "rm",
        "pastor",
        "sr",
        "br",
        "ns",
        "apt",
        "tn",
        "ny",
        "sdr",
        "sdri",
    ]
)
# Said with a dot as a title, without one as a name: "H. Ahmad" loses it, "H Ahmad" does not.
DOTTED_ONLY = frozenset({"h", "sr", "br", "ir", "ns", "kh", "rm"})


def _is_english() -> bool:
    return (get_language() or "id").startswith("en")


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter(expects_localtime=False)
def longdate(value: date | datetime | None) -> str:
    """A date in full, "17 Agustus 2026". Empty for nothing."""
    return formats.date_format(_local(value), "j F Y") if value else ""


@register.filter
def weekdate(value: date | datetime | None) -> str:
    """A date with its weekday, "Senin, 19 Januari 2026"."""
    return formats.date_format(_local(value), "l, j F Y") if value else ""


@register.filter
def shortdate(value: date | datetime | None) -> str:
    """Day and month for dense rows, "21 Jan"; stands inside `<time>`."""
    return formats.date_format(_local(value), "j M") if value else ""


@register.filter
def isodate(value: date | datetime | None) -> str:
    """The machine's form for `<time datetime="…">`."""
    return _local(value).isoformat() if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """Hour and minute in the agency's zone: "08.32", in English "08:32"."""
    return _local(value).strftime("%H:%M" if _is_english() else "%H.%M") if value else ""


@register.filter
def datetime_long(value: datetime | None) -> str:
    """Moment in full with the agency's zone (set by the middleware), "19 Januari 2026, 08.32 WIB"."""
    if not value:
        return ""
    local = _local(value)
    zone = f" {local.tzname()}" if local.tzinfo else ""
    return f"{longdate(local)}, {clock(local)}{zone}"


@register.filter
def number(value: object, decimals: int | str | None = None) -> str:
    """Grouped number in the reader's language, "1.234,5"; without `decimals` trailing zeros are left out."""
    if value is None or value == "":
        return ""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not amount.is_finite():
        return str(value)
    if decimals is None:
        text = format(round(amount, 3), "f")
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        # Half up, as regulations round; the language itself would take 28.125 to 28.12.
        text = format(amount.quantize(Decimal(1).scaleb(-int(decimals)), ROUND_HALF_UP), "f")
    whole, _, fraction = text.lstrip("-").partition(".")
    sign = "-" if text.startswith("-") and text.strip("-0.") else ""
    comma, dot = (".", ",") if _is_english() else (",", ".")
    return sign + f"{int(whole):,}".replace(",", dot) + (comma + fraction if fraction else "")


@register.filter
def percent(value: object, decimals: int | str | None = None) -> str:
    """A figure already in percentage points with its sign, "95%" or "12,5%"."""
    text = number(value, decimals)
    return f"{text}%" if text else ""


@register.filter
def nip(value: object) -> str:
    """NIP or NIPPPK in groups, "19860926 201505 1 001"; anything else unchanged."""
    digits = str(value or "")
    if len(digits) != NIP_LENGTH or not digits.isdigit():
        return digits
    groups, start = [], 0
    for length in NIP_GROUPS:
        groups.append(digits[start : start + length])
        start += length
    return " ".join(groups)


def _is_title(word: str) -> bool:
    bare = word.rstrip(".").lower()
    return bare in TITLES_BEFORE and (word.endswith(".") or bare not in DOTTED_ONLY)


@register.filter
def initials(name: object) -> str:
    """First letters of first and last name, without titles: "Hj. Rosmini Daeng Tojeng, S.Pd." → "RT"."""
    words = [word for word in str(name or "").split(",")[0].split() if word[:1].isalpha()]
    named = [word for word in words if not _is_title(word)] or words
    if not named:
        return "?"
    letters = named[0][0] + (named[-1][0] if len(named) > 1 else "")
    return letters.upper()


@register.filter
def dayswaiting(value: int | date | datetime | None) -> str:
    """Working days as words, "9 hari". A number is taken as it is; from a date, Mondays to Fridays count."""
    if value is None or value == "":
        return ""
    days = value if isinstance(value, int) else _weekdays_since(value)
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": number(days)}


def _weekdays_since(value: date | datetime) -> int:
    local = _local(value)
    start = local.date() if isinstance(local, datetime) else local
    span = max((timezone.localdate() - start).days, 0)
    weeks, rest = divmod(span, 7)
    return weeks * 5 + sum((start + timedelta(days=step)).weekday() < SATURDAY for step in range(1, rest + 1))
