"""Plausibility of identity numbers: NIP of PNS, NIPPPK (NI PPPK) and NIK.

None of them has a check digit, so these checks find what cannot be right (errors) and what is worth a look
(warnings). The kind of employee is always its own field; the number only raises a warning about it. Age
bounds are no law: they are parameters. Sources: Perka BKN 22/2007, Perka BKN 43/2007 (domain/08 §1-3).
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from asn_portal.core.badges import BadgeChoices, Looks
from employees.enums import EmployeeKind, Sex

NIP_LENGTH = 18
NIK_LENGTH = 16
MONTHS = range(1, 13)
DAYS = range(1, 32)
NIK_FEMALE_DAY_OFFSET = 40
PPPK_KINDS = (EmployeeKind.PPPK, EmployeeKind.PPPK_PART)


class Severity(BadgeChoices):
    """An error refuses the number, a warning asks for a look."""

    ERROR = "error", gettext_lazy("Error")
    WARNING = "warning", gettext_lazy("Warning")

    @classmethod
    def looks(cls) -> Looks:
        return {"error": ("bad", "x"), "warning": ("wait", "alert-triangle")}


@dataclass(frozen=True)
class IdentityLimits:
    """Bounds in whole years; a proposal, not law (domain/08 is unsure), so an agency may change them."""

    min_age: int = 17
    max_age: int = 75
    min_appointment_age: int = 17
    max_appointment_age: int = 46
    usual_appointment_from: int = 18
    usual_appointment_to: int = 40
    max_pppk_appointment_age: int = 64
    first_pppk_code: int = 21


@dataclass(frozen=True)
class RecordFacts:
    """What the record says beside the number; None where nothing is on record."""

    kind: str | None = None
    born_on: date | None = None
    sex: str | None = None


@dataclass(frozen=True)
class Finding:
    """One thing found about a number: what, and what to do about it."""

    severity: Severity
    code: str
    message: str
    remedy: str = ""


@dataclass(frozen=True)
class NumberParts:
    """The parts of a NIP or NIPPPK. `appointed_on` is the CPNS month; a NIPPPK has only a year and a code."""

    is_pppk: bool
    born_on: date
    appointed_year: int
    appointed_on: date | None
    appointment_code: int | None
    sex: Sex
    serial: int


@dataclass(frozen=True)
class NikParts:
    """The parts of a NIK; the year of birth has two digits."""

    region_code: str
    birth_day: int
    birth_month: int
    birth_year: int
    sex: Sex
    serial: int


@dataclass(frozen=True)
class IdentityCheck:
    """The number without spaces, its parts (None when they cannot be read) and what was found."""

    number: str
    parts: NumberParts | NikParts | None
    findings: tuple[Finding, ...]

    @property
    def is_valid(self) -> bool:
        """No error was found; warnings do not count."""
        return not self.errors

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == Severity.WARNING)


def normalise_number(text: str) -> str:
    """Take off what spreadsheets and people add to a number: white space and a leading apostrophe."""
    return "".join(text.split()).lstrip("'’")


def check_nip(
    text: str, *, today: date, facts: RecordFacts | None = None, limits: IdentityLimits | None = None
) -> IdentityCheck:
    """Check a NIP or NIPPPK (digits 13-14 tell which) and compare it with the record."""
    facts, limits = facts or RecordFacts(), limits or IdentityLimits()
    number = normalise_number(text)
    wrong_shape = _shape(number, NIP_LENGTH, "NIP")
    if wrong_shape:
        return IdentityCheck(number, None, (wrong_shape,))
    broken = _broken_digits(number, limits)
    if broken:
        return IdentityCheck(number, None, tuple(broken))
    parts = _nip_parts(number, limits)
    findings = [*_implausible(parts, today, limits), *_differences(parts, facts)]
    return IdentityCheck(number, parts, tuple(findings))


def check_nik(text: str, *, facts: RecordFacts | None = None) -> IdentityCheck:
    """Check a NIK: its shape is an error, disagreement with the record only a warning."""
    facts, number = facts or RecordFacts(), normalise_number(text)
    wrong_shape = _shape(number, NIK_LENGTH, "NIK")
    if wrong_shape:
        return IdentityCheck(number, None, (wrong_shape,))
    day, month, year, serial = (int(number[i:j]) for i, j in ((6, 8), (8, 10), (10, 12), (12, 16)))
    is_female = day > NIK_FEMALE_DAY_OFFSET
    day -= NIK_FEMALE_DAY_OFFSET * is_female
    if not (day in DAYS and month in MONTHS and serial):
        return IdentityCheck(
            number, None, (_error("nik_digits", _("The NIK has an impossible date or serial.")),)
        )
    sex = Sex.FEMALE if is_female else Sex.MALE
    parts = NikParts(number[:6], day, month, year, sex, serial)
    return IdentityCheck(number, parts, tuple(_nik_differences(parts, facts)))


def _error(code: str, message: str, remedy: str = "") -> Finding:
    remedy = remedy or _("Compare it with the appointment letter or the national data and correct it.")
    return Finding(Severity.ERROR, code, message, remedy)


def _warning(code: str, message: str) -> Finding:
    return Finding(Severity.WARNING, code, message, _("Check which of the two is right."))


def _shape(number: str, length: int, name: str) -> Finding | None:
    if not (number.isascii() and number.isdigit()):
        message = _("%(name)s must consist of digits only.") % {"name": name}
    elif len(number) != length:
        message = _("%(name)s must have %(length)d digits; this one has %(found)d.") % {
            "name": name,
            "length": length,
            "found": len(number),
        }
    else:
        return None
    remedy = _(
        "Make the column text, so that the spreadsheet does not shorten the number, and type it again."
    )
    return _error(f"{name.lower()}_shape", message, remedy)


def _broken_digits(number: str, limits: IdentityLimits) -> list[Finding]:
    """Digits that can be no number at all: date, month or code, sex, serial."""
    findings = []
    if _birth_date(number) is None:
        findings.append(_error("nip_birth_date", _("Digits 1-8 are not a real date of birth.")))
    code = int(number[12:14])
    if code not in MONTHS and code < limits.first_pppk_code:
        message = _("Digits 13-14 are neither a month (PNS) nor %(code)d or more (PPPK).")
        findings.append(_error("nip_month", message % {"code": limits.first_pppk_code}))
    if number[8:12] == "0000":
        findings.append(_error("nip_year", _("Digits 9-12 are not a year.")))
    if number[14] not in "12":
        findings.append(_error("nip_sex", _("Digit 15 must be 1 (male) or 2 (female).")))
    if number[15:] == "000":
        findings.append(_error("nip_serial", _("Digits 16-18 are a serial number from 001.")))
    return findings


def _birth_date(number: str) -> date | None:
    try:
        return date(int(number[:4]), int(number[4:6]), int(number[6:8]))
    except ValueError:
        return None


def _nip_parts(number: str, limits: IdentityLimits) -> NumberParts:
    year, code = int(number[8:12]), int(number[12:14])
    is_pppk = code >= limits.first_pppk_code
    return NumberParts(
        is_pppk=is_pppk,
        born_on=date(int(number[:4]), int(number[4:6]), int(number[6:8])),
        appointed_year=year,
        appointed_on=None if is_pppk else date(year, code, 1),
        appointment_code=code if is_pppk else None,
        sex=Sex.MALE if number[14] == "1" else Sex.FEMALE,
        serial=int(number[15:]),
    )


def _implausible(parts: NumberParts, today: date, limits: IdentityLimits) -> list[Finding]:
    findings = []
    age = years_between(parts.born_on, today)
    if not limits.min_age <= age <= limits.max_age:
        message = _("By this number the person is %(age)d years old; expected %(low)d to %(high)d.")
        values = {"age": age, "low": limits.min_age, "high": limits.max_age}
        findings.append(_error("nip_age", message % values))
    appointed = parts.appointed_on or date(parts.appointed_year, 1, 1)
    if appointed > today:
        findings.append(_error("nip_future", _("By this number the appointment lies in the future.")))
    return findings + _appointment_age(parts, limits)


def _appointment_age(parts: NumberParts, limits: IdentityLimits) -> list[Finding]:
    """A NIPPPK has only the year, so the age in it is counted to the end of that year."""
    day = parts.appointed_on or date(parts.appointed_year, 12, 31)
    age = years_between(parts.born_on, day)
    high = limits.max_pppk_appointment_age if parts.is_pppk else limits.max_appointment_age
    usual_high = limits.max_pppk_appointment_age if parts.is_pppk else limits.usual_appointment_to
    message = _("By this number the person was appointed at the age of %(age)d.") % {"age": age}
    if not limits.min_appointment_age <= age <= high:
        return [_error("nip_appointment_age", message)]
    if not limits.usual_appointment_from <= age <= usual_high:
        return [_warning("nip_appointment_age", message)]
    return []


def _differences(parts: NumberParts, facts: RecordFacts) -> list[Finding]:
    findings = []
    if facts.born_on and facts.born_on != parts.born_on:
        findings.append(
            _warning("nip_born_on", _("The date of birth in the number differs from the record."))
        )
    if facts.sex and facts.sex != parts.sex:
        findings.append(_warning("nip_sex_record", _("Digit 15 (sex) differs from the record.")))
    if facts.kind and (facts.kind in PPPK_KINDS) != parts.is_pppk:
        findings.append(
            _warning("nip_kind", _("The number does not look like one of this kind of employee."))
        )
    return findings


def _nik_differences(parts: NikParts, facts: RecordFacts) -> list[Finding]:
    findings = []
    born = facts.born_on
    if born and (born.day, born.month, born.year % 100) != (
        parts.birth_day,
        parts.birth_month,
        parts.birth_year,
    ):
        findings.append(_warning("nik_born_on", _("The date of birth in the NIK differs from the record.")))
    if facts.sex and facts.sex != parts.sex:
        findings.append(_warning("nik_sex", _("The sex in the NIK differs from the record.")))
    return findings


def years_between(start: date, end: date) -> int:
    """Return completed years; negative when `end` is before `start`."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))
