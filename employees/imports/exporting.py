"""Templates, exports in the columns of the imports, and the workbook of refused rows."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.spreadsheets import Sheet, write_error_workbook, write_workbook
from employees.enums import EmployeeKind, ImportKind, PostFamily, Standing
from employees.imports import structure_rules
from employees.imports.columns import FIELDS, as_columns
from employees.imports.planning import LEVELS, Person, Reference
from employees.imports.snapshot import UNMAPPED_CODE, load_people, load_reference
from employees.imports.wording import explain
from employees.models import Employee, Position, RoleGrant, Unit

CHUNK = 2_000
KIND_CELLS = {
    EmployeeKind.PNS: {"cpns_or_pns": "P", "asn_status": "PNS"},
    EmployeeKind.CPNS: {"cpns_or_pns": "C", "asn_status": "PNS"},
    EmployeeKind.PPPK: {"asn_status": "PPPK"},
    EmployeeKind.PPPK_PART: {"asn_status": "PPPK", "employee_type": "PPPK Paruh Waktu"},
}
STANDING_CELLS = {
    Standing.ACTIVE: "Aktif",
    Standing.STUDY: "Tugas Belajar",
    Standing.SECONDED: "Dipekerjakan",
    Standing.SUSPENDED: "Pemberhentian Sementara",
    Standing.UNPAID_LEAVE: "Cuti di Luar Tanggungan Negara",
    Standing.PRE_RETIREMENT: "Masa Persiapan Pensiun",
}
UNIT_WORDS = {value: word for word, value in reversed(structure_rules.KIND_WORDS.items())}
FAMILY_WORDS = {
    PostFamily.JPT: "JPT",
    PostFamily.ADMINISTRATOR: "Administrator",
    PostFamily.SUPERVISOR: "Pengawas",
    PostFamily.IMPLEMENTER: "Pelaksana",
    PostFamily.FUNCTIONAL: "Fungsional",
}
WORDS = {"kinds": ", ".join(UNIT_WORDS.values()), "families": ", ".join(FAMILY_WORDS.values())}


def write_template(target: BinaryIO, kind: str) -> None:
    """Write an empty workbook with the columns of a kind and a sheet that explains them."""
    columns = as_columns(kind, WORDS)
    write_workbook(target, columns=columns, rows=[], title=str(ImportKind(kind).label), guide=True)


def write_export(target: BinaryIO, kind: str, *, agency_id: int, with_nik: bool = False) -> int:
    """Write the present data in the columns of the import, so that importing it again changes nothing."""
    leave_out = frozenset() if with_nik or kind != ImportKind.PEOPLE else frozenset({"nik"})
    fields = [item for item in FIELDS[kind] if item.key not in leave_out]
    source = {
        ImportKind.PEOPLE: people_rows,
        ImportKind.STRUCTURE: structure_rows,
        ImportKind.GRANTS: grant_rows,
    }[ImportKind(kind)]
    rows = ([cell(record.get(item.key, ""), item.kind) for item in fields] for record in source(agency_id))
    title = str(ImportKind(kind).label)
    columns = as_columns(kind, WORDS, leave_out)
    return write_workbook(target, columns=columns, rows=rows, title=title, notes=[exported_line()])


def cell(value, kind: str):
    """Return a value as a workbook wants it: days as days."""
    return date.fromisoformat(value) if kind == "date" and isinstance(value, str) and value else value


def exported_line() -> str:
    """Say when an export was made."""
    return _("Exported on %(day)s") % {"day": timezone.localtime().strftime("%d-%m-%Y %H:%M")}


def people_rows(agency_id: int) -> Iterator[dict]:
    """Return every active person as a record of the national export, in chunks."""
    reference = load_reference(agency_id)
    people = Employee.objects.filter(agency_id=agency_id, is_active=True, nip__isnull=False)
    nips = list(people.order_by("sort_name", "id").values_list("nip", flat=True))
    codes = {pk: code for code, pk in reference.units.items()}
    titles = {pk: code for code, pk in reference.titles_by_code.items()}
    for start in range(0, len(nips), CHUNK):
        part = nips[start : start + CHUNK]
        found, _others = load_people(reference, set(part), set())
        for nip in part:
            yield person_record(found[nip], reference, codes, titles)


def person_record(person: Person, reference: Reference, codes: dict, titles: dict) -> dict:
    """Return one person: plain fields, the latest rank and post, the highest diploma."""
    record = dict(person.plain)
    record |= KIND_CELLS.get(record["kind"], {})
    record["standing_name"] = STANDING_CELLS.get(record["standing"], "")
    record["sex"] = {"male": "M", "female": "F"}.get(record["sex"], "")
    if person.ranks:
        day = max(person.ranks)
        entry = person.ranks[day]
        record |= {"rank_name": reference.rank_labels[entry.rank_id], "rank_on": day}
        record |= {"service_years": entry.years, "service_months": entry.months}
    if person.posts:
        last = person.posts[-1]
        record |= {"post_name": last.name, "post_on": last.starts, "post_code": titles.get(last.title_id, "")}
        record |= {"unor": codes.get(last.unit_id, ""), "unor_name": known_unit(last, codes)}
    if person.educations:
        _pk, level, programme, year, school = max(person.educations, key=lambda item: LEVELS[item[1]])
        record |= {
            "education_name": level.upper().replace("_", " "),
            "programme": programme,
            "graduated_year": year,
            "school": school,
        }
    record |= {"agency_code": reference.national_id, "agency_name": reference.agency_name}
    return record


def known_unit(entry, codes: dict) -> str:
    """Return the unit's name, but not that of the unit of the unmapped."""
    return entry.unit_name if entry.unit_id in codes else ""


def structure_rows(agency_id: int) -> Iterator[dict]:
    """Return units from the top, then posts."""
    units = list(
        Unit.objects.filter(agency_id=agency_id, ends_on=None).exclude(code=UNMAPPED_CODE).order_by("path")
    )
    by_path = {unit.path: unit for unit in units}
    for unit in units:
        above = by_path.get(unit.path[: -Unit.steplen])
        yield {
            "unit_code": unit.code,
            "unit_name": unit.name,
            "unit_kind": UNIT_WORDS[unit.kind],
            "parent_code": above.code if above else "",
            "starts_on": unit.starts_on,
        }
    posts = Position.objects.filter(agency_id=agency_id, is_open=True, unit__in=[unit.pk for unit in units])
    for post in posts.select_related("unit", "title", "reports_to").order_by("unit__path", "-is_head", "id"):
        yield {
            "unit_code": post.unit.code,
            "post_code": post.code,
            "post_name": post.name,
            "title": post.title.name,
            "family": FAMILY_WORDS[post.title.family],
            "level": post.title.level,
            "eselon": post.title.eselon,
            "superior_code": post.reports_to.code if post.reports_to else "",
            "is_head": int(post.is_head),
        }


def grant_rows(agency_id: int) -> Iterator[dict]:
    """Return the role grants; people by NIP, other accounts by login name."""
    grants = RoleGrant.objects.filter(agency_id=agency_id).select_related("user", "unit").order_by("id")
    people = Employee.objects.filter(
        agency_id=agency_id, is_active=True, user__isnull=False, nip__isnull=False
    )
    nips = dict(people.values_list("user_id", "nip"))
    for grant in grants:
        yield {
            "login": nips.get(grant.user_id, grant.user.username),
            "role": grant.role,
            "unit_code": grant.unit.code,
            "starts_on": grant.starts_on,
            "ends_on": grant.ends_on,
            "reason": grant.reason,
        }


def write_errors(target: BinaryIO, sheet: Sheet, problems: dict[int, list]) -> int:
    """Write only the refused rows of an uploaded sheet, with reason and remedy in front."""
    return write_error_workbook(
        target, headers=sheet.headers, rows=refused_rows(sheet, problems), title=_("Refused rows")
    )


def refused_rows(sheet: Sheet, problems: dict[int, list]) -> Iterable[tuple]:
    """Return row number, cells, reasons and remedies of the refused rows."""
    for row in sheet.rows:
        if row.number in problems:
            reasons = [explain(item) for item in problems[row.number]]
            remedies = dict.fromkeys(reason.remedy for reason in reasons)
            yield row.number, row.values, " ".join(reason.full for reason in reasons), " ".join(remedies)
