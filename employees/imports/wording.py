"""What the preview says in the reader's language: rows store codes and figures, the words are found here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from asn_portal.core.spreadsheets.errors import CELL_MESSAGES
from asn_portal.core.templatetags.formats import longdate
from employees.enums import EducationLevel, EmployeeKind, PostFamily, Sex, Standing, UnitKind
from employees.imports.words import LABELS, PROBLEMS
from employees.rules.identity import check_nip

CHOICES = {
    "kind": EmployeeKind, "standing": Standing, "sex": Sex, "unit_kind": UnitKind, "family": PostFamily,
}  # fmt: skip
HIDDEN = {"nik", "npwp", "phone", "address"}
DATES = {"birth_date", "cpns_on", "pns_on", "starts_on", "ends_on"}
RANK_FIELDS = {"rank", "rank_history"}
POST_FIELDS = {"post", "post_history"}
# Columns that change a rank or somebody's superior deserve a second look.
MARKS = {
    "rank": gettext_lazy("affects the next promotion"),
    "unit": gettext_lazy("the superior changes too"),
    "superior_code": gettext_lazy("the superior changes too"),
    "unit_code": gettext_lazy("the superior changes too"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One changed field of a row."""

    label: str
    now: str
    becomes: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row was refused or left aside, and what to do."""

    field: str
    value: str
    message: str
    remedy: str

    @property
    def full(self) -> str:
        """Return the column and the message in one line."""
        return f"{self.field}: {self.message}" if self.field else self.message


def line_of(change: list, ranks: Mapping[int, str]) -> Line:
    """Return a change as people read it."""
    field, now, becomes = change
    return Line(
        label_of(field), shown(field, now, ranks), shown(field, becomes, ranks), str(MARKS.get(field, ""))
    )


def label_of(field: str) -> str:
    """Return the name of a field."""
    return str(LABELS.get(field, field))


def shown(field: str, value, ranks: Mapping[int, str]) -> str:
    """Return one value as people read it; personal figures stay closed (A13)."""
    if value in ("", None, []):
        return ""
    if field in RANK_FIELDS:
        return f"{ranks.get(value[0], '?')}, {day(value[1])}"
    if field in CHOICES:
        return str(CHOICES[field](value).label)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return PRINTERS.get(field, str)(value)


def day(text: str) -> str:
    """Return an ISO day in full."""
    return longdate(date.fromisoformat(text))


def education(value: list) -> str:
    """Return a diploma in one line."""
    level, programme, year = value
    return ", ".join(str(part) for part in (EducationLevel(level).label, programme, year) if part)


def post(value: list) -> str:
    """Return a post and its first day."""
    return f"{value[0]}, {day(value[1])}"


def masked(text: str) -> str:
    """Return the ends of a personal figure: 0812 •••• ••77; an address shows only that it is one."""
    text = str(text)
    if len(text) < 8 or not text.isdigit():
        return f"{text[:4]} ••••"
    return f"{text[:4]} •••• ••{text[-2:]}"


PRINTERS = {
    "education": education,
    **dict.fromkeys(POST_FIELDS, post),
    **dict.fromkeys(HIDDEN, masked),
    **dict.fromkeys(DATES, day),
}


def explain(problem: Mapping) -> Reason:
    """Return a stored problem in words."""
    code, field = problem["code"], problem["field"]
    params = {"field": label_of(field), **problem.get("params", {}), "value": problem["value"]}
    message, remedy = words_of(code, params)
    value = problem["value"]
    if field in HIDDEN:
        value = masked(value) if value else ""
    elif field in CHOICES and value in CHOICES[field].values:
        value = str(CHOICES[field](value).label)
    return Reason(label_of(field) if field != "key" else "", value, message, remedy)


def words_of(code: str, params: Mapping) -> tuple[str, str]:
    """Return message and remedy of a code: ours, those of cells, or those of the identity rules."""
    if code.startswith("nip_") and code not in PROBLEMS:
        findings = check_nip(params["value"], today=timezone.localdate()).findings
        found = next((finding for finding in findings if finding.code == code), None)
        if found:
            return found.message, found.remedy
    message, remedy = PROBLEMS.get(code) or CELL_MESSAGES.get(code) or PROBLEMS["unknown"]
    return str(message) % params, str(remedy) % params
