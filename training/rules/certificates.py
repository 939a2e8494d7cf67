"""What makes two proofs the same, and which dates a proof can have."""

import hashlib
import re
import unicodedata
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Older than a career, or longer than a degree: a slip of the pen.
OLDEST = timedelta(days=45 * 365)
LONGEST = timedelta(days=6 * 365)
MOST_HOURS = 2_000
# An hour of lessons cannot be shorter than the day is long.
MOST_HOURS_A_DAY = 16


def plain(text: str) -> str:
    """Return words in one normal form: letters and digits of one kind, case and accents away."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", bare))


def fingerprint_of(name: str, organiser: str, starts_on: date, ends_on: date) -> str:
    """Return the same value for the same name, organiser and dates, however they are typed (domain/06 §3)."""
    parts = (plain(name), plain(organiser), starts_on.isoformat(), ends_on.isoformat())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def number_key(number: str) -> str:
    """Return a certificate number as it is compared: "No. 12 / A" is "12/a" (example J7)."""
    bare = "".join(unicodedata.normalize("NFKC", number).casefold().split())
    return re.sub(r"^(nomor|no)[.:]*", "", bare)[:80]


def check_dates(starts_on: date, ends_on: date, *, today: date) -> None:
    """Raise ValidationError, at its field, for days that cannot be those of a finished training."""
    if ends_on < starts_on:
        raise ValidationError({"ends_on": _("The last day lies before the first.")})
    if ends_on > today:
        raise ValidationError(
            {"ends_on": _("This day is still to come; hand the certificate in once the training is over.")}
        )
    if starts_on < today - OLDEST:
        raise ValidationError({"starts_on": _("This is too long ago; please check the year.")})
    if ends_on - starts_on > LONGEST:
        raise ValidationError(
            {"ends_on": _("The training would have lasted longer than six years; please check the years.")}
        )


def check_hours(hours: int, starts_on: date, ends_on: date) -> None:
    """Raise ValidationError for more hours than fit into the days."""
    days = (ends_on - starts_on).days + 1
    if hours > min(MOST_HOURS, days * MOST_HOURS_A_DAY):
        raise ValidationError(
            {"hours": _("%(hours)s JP do not fit into %(days)s days.") % {"hours": hours, "days": days}}
        )
