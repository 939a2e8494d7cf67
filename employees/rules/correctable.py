"""Which fields of a profile a person can ask to correct, and how a wish is read (issue 2 §3)."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from employees.enums import Sex
from employees.rules.identity import check_nik

NPWP = re.compile(r"\d{15,16}")


@dataclass(frozen=True)
class CorrectableField:
    """One field: its words, and the column that HR's "yes" writes; records have none, HR works on them by hand.

    `is_private` values are personal data whose reading is logged (A13).
    """

    key: str
    label: Any
    column: str = ""
    length: int = 300
    kind: str = "text"
    is_private: bool = False
    may_be_empty: bool = False
    example: Any = ""


FIELDS = {
    field.key: field
    for field in (
        CorrectableField("evaluator", _("Evaluator"), example=_("Name and post of the right evaluator.")),
        CorrectableField("name", _("Name (without titles)"), "name", 160),
        CorrectableField("front_title", _("Title before the name"), "front_title", 40, may_be_empty=True),
        CorrectableField("back_title", _("Title after the name"), "back_title", 80, may_be_empty=True),
        CorrectableField("rank", _("Rank"), example=_("III/b since 1 April 2025, with the decree number.")),
        CorrectableField("position", _("Post"), example=_("Title of the post, since when, decree number.")),
        CorrectableField("unit", _("Unit")),
        CorrectableField("education", _("Education"), example=_("Level, programme, school and year.")),
        CorrectableField("birth_place", _("Place of birth"), "birth_place", 100),
        CorrectableField("birth_date", _("Date of birth"), "birth_date", kind="date"),
        CorrectableField("sex", _("Sex"), "sex", kind="sex"),
        CorrectableField("phone", _("Phone"), "phone", 24, is_private=True, may_be_empty=True),
        CorrectableField("email", _("E-mail"), "email", 254, kind="email", may_be_empty=True),
        CorrectableField("address", _("Address"), "address", 300, is_private=True),
        CorrectableField("nik", _("NIK"), "nik", 20, kind="nik", is_private=True),
        CorrectableField("npwp", _("NPWP"), "npwp", 24, kind="npwp", is_private=True),
        CorrectableField("discipline", _("Discipline record")),
        CorrectableField("other", _("Something else")),
    )
}


def read_wish(field: CorrectableField, text: str) -> str:
    """Return the wished value as it will be stored. Raises ValidationError for what the column cannot hold."""
    text = " ".join(text.split())
    if not text:
        if field.may_be_empty:
            return ""
        raise ValidationError(_("Write what it should be."), code="required")
    if len(text) > field.length:
        raise ValidationError(
            _("At most %(count)s characters."), params={"count": field.length}, code="length"
        )
    return READERS.get(field.kind, str)(text)


def as_value(field: CorrectableField, text: str) -> Any:
    """Return the stored text as the type of the column."""
    return date.fromisoformat(text) if field.kind == "date" else text


def _date(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValidationError(_("Choose a date."), code="date") from None


def _sex(text: str) -> str:
    if text not in Sex.values:
        raise ValidationError(_("Choose one of the two."), code="sex")
    return text


def _email(text: str) -> str:
    validate_email(text)
    return text.lower()


def _nik(text: str) -> str:
    check = check_nik(text)
    if not check.is_valid:
        raise ValidationError([str(finding.message) for finding in check.errors])
    return check.number


def _npwp(text: str) -> str:
    digits = re.sub(r"[\s.\-]", "", text)
    if not NPWP.fullmatch(digits):
        raise ValidationError(_("A NPWP has 15 or 16 digits."), code="npwp")
    return digits


READERS = {"date": _date, "sex": _sex, "email": _email, "nik": _nik, "npwp": _npwp}
