"""What the page of a person says: header, personal data masked, tabs, who opened what."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from asn_portal.core.access import Actor
from asn_portal.core.templatetags.formats import longdate
from employees import policies
from employees.enums import EmployeeKind, Sex
from employees.models import Employee
from employees.rules.masking import MASKS, masked
from employees.selectors.people import list_accesses

SUMMARY, HISTORY, ACCESS = "ringkasan", "riwayat", "akses"
MASKED = frozenset(MASKS)
LABELS = {
    "nik": gettext_lazy("NIK"),
    "phone": gettext_lazy("phone"),
    "address": gettext_lazy("address"),
    "npwp": gettext_lazy("NPWP"),
    "discipline": gettext_lazy("discipline records"),
    "export": gettext_lazy("export"),
}
CORRECTABLE = ("name", "rank", "position", "unit", "evaluator")
SOURCES = {
    "override": gettext_lazy("set by HR for the time being"),
    "position": gettext_lazy("holds the superior post"),
    "acting": gettext_lazy("acts in the superior post (Plt or Plh)"),
    "climbed": gettext_lazy("the superior post is vacant, so the next one above"),
}


@dataclass(frozen=True)
class PersonalRow:
    """One line of the personal data; `is_hidden` values can be opened for a purpose."""

    key: str
    label: str
    value: str
    is_hidden: bool = False
    is_opened: bool = False
    correct_url: str = ""


@dataclass(frozen=True)
class Header:
    """Kind, unit path and where the evaluator comes from, in words."""

    kind: str
    unit: str
    evaluator_words: str
    links: dict[str, str]


def label_of(field: str) -> str:
    """Return the words for a field of the access log."""
    return str(LABELS.get(field, field))


def get_header(*, actor: Actor, employee: Employee) -> Header:
    """Return the words of the header; no query, the parties are joined."""
    unit = employee.unit
    parts = [unit.name] if unit else []
    if unit and unit.opd and unit.opd_id != unit.pk:
        parts.append(unit.opd.name)
    is_own = employee.pk == actor.employee_id
    return Header(
        kind=str(EmployeeKind(employee.kind).label),
        unit=", ".join(parts),
        evaluator_words=str(SOURCES.get(employee.evaluator_source, "")),
        links={name: correction_url(name) if is_own else "" for name in CORRECTABLE},
    )


def correction_url(field: str) -> str:
    """Return the address under which one asks to correct a field of one's own."""
    return f"{reverse('employees:correction_new')}?field={field}"


def tabs_of(*, actor: Actor, employee: Employee, path: str) -> list[dict]:
    """Return the tabs the actor may open."""
    base = reverse("employees:my_profile")
    if path != base:
        base = reverse("employees:profile", args=[employee.pk])
    tabs = [
        {"key": SUMMARY, "label": _("Summary"), "url": base},
        {"key": HISTORY, "label": _("History"), "url": f"{base}?tab={HISTORY}"},
        {
            "key": "karier",
            "label": _("Career"),
            "url": reverse("promotions:career_detail", args=[employee.pk]),
        },
    ]
    if policies.can_see_access_log(actor, employee):
        tabs.append({"key": ACCESS, "label": _("Access record"), "url": f"{base}?tab={ACCESS}"})
    return tabs


def personal_rows(*, actor: Actor, employee: Employee, opened: str = "") -> list[PersonalRow]:
    """Return the personal data: open for oneself, masked for others but for the field just opened."""
    is_own = employee.pk == actor.employee_id
    rows = []
    for key, label, value in _personal(employee):
        is_open = is_own or key not in MASKED or key == opened
        rows.append(
            PersonalRow(
                key=key,
                label=label,
                value=value if is_open else masked(key, value),
                is_hidden=not is_open and bool(value),
                is_opened=key == opened,
                correct_url=correction_url(key) if is_own else "",
            )
        )
    return rows


def access_rows(*, actor: Actor, employee: Employee) -> list[dict]:
    """Return who opened what as a timeline, newest first."""
    return [
        {
            "label": row.actor_name,
            "at": row.at,
            "text": "",
            "note": row.purpose,
            "actor_name": label_of(row.what),
            "actor_title": "",
            "state": "done",
            "tone": "",
        }
        for row in list_accesses(actor=actor, employee=employee)
    ]


def _personal(employee: Employee) -> list[tuple[str, str, str]]:
    return [
        ("nik", _("NIK"), employee.nik),
        ("phone", _("Phone"), employee.phone),
        ("address", _("Address"), employee.address),
        ("email", _("E-mail"), employee.email),
        ("npwp", _("NPWP"), employee.npwp),
        ("birth_place", _("Place of birth"), employee.birth_place),
        ("birth_date", _("Date of birth"), longdate(employee.birth_date) if employee.birth_date else ""),
        ("sex", _("Sex"), str(Sex(employee.sex).label) if employee.sex else ""),
        ("front_title", _("Title before the name"), employee.front_title),
        ("back_title", _("Title after the name"), employee.back_title),
        ("education", _("Education"), str(employee.get_education_level_display())),
    ]
