"""Workbooks of credit points: the template of PAK from outside, reading it, and the export in SIASN field names."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import BinaryIO

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from asn_portal.core.audit import record_access
from asn_portal.core.spreadsheets import CellError, Column, Row, read_rows, write_workbook
from asn_portal.core.spreadsheets.cells import clean_text, digits_text, to_date, to_decimal
from employees.policies import can_export
from performance.enums.credit import StatementSource, StatementState
from performance.models import CreditStatement
from performance.policies import credit as policies
from performance.rules.credit import shown
from performance.selectors.credit import CreditFilter, list_accounts

MAX_ROWS, MAX_BYTES = 2_000, 5_000_000
HEADERS = ("NIP", "NAMA", "JENIS", "NOMOR PAK", "TANGGAL PAK", "DIHITUNG SAMPAI", "ANGKA KREDIT", "CATATAN")
KINDS = {
    "": StatementSource.OUTSIDE.value,
    "pak": StatementSource.OUTSIDE.value,
    "konversi": StatementSource.OUTSIDE.value,
    "integrasi": StatementSource.INTEGRATION.value,
}
# Names as the SIASN service has them; it really spells "Penailan".
SIASN = (
    *("nip", "nama", "pnsId", "rwJabatanId"),
    *("bulanMulaiPenailan", "tahunMulaiPenailan", "bulanSelesaiPenailan", "tahunSelesaiPenailan"),
    *("isAngkaKreditPertama", "isIntegrasi", "isKonversi"),
    *("kreditBaruTotal", "kreditUtamaBaru", "kreditPenunjangBaru", "nomorSk", "tanggalSk"),
)
DIGITS, POINTS = {"nip"}, "kredit"


@dataclass
class SheetRow:
    """What one row states; `problems` are (what is wrong, what to do)."""

    number: int
    nip: str = ""
    kind: str = ""
    pak: str = ""
    set_on: date | None = None
    as_of: date | None = None
    points: Decimal | None = None
    note: str = ""
    problems: list[tuple[str, str]] = field(default_factory=list)

    def refuse(self, message: str, remedy: str = "") -> None:
        """Add a problem."""
        self.problems.append((message, remedy))


def template_columns() -> list[Column]:
    """Return the columns of the template with their explanation."""
    rows = (
        ("digits", 22, True, _("NIP of the person."), "198609262015051001"),
        ("text", 32, False, _("For your orientation; it is not read."), ""),
        ("text", 14, False, _("PAK or INTEGRASI; empty means PAK."), "PAK"),
        ("text", 30, True, _("Number of the PAK."), "800/PAK/12/2025"),
        ("date", 16, False, _("Date of the PAK."), "15-01-2026"),
        ("date", 18, True, _("Last day the PAK counts; later months are added."), "31-12-2025"),
        ("decimal", 16, True, _("Points of the present level, base credit included."), "96,5"),
        ("text", 40, False, _("Anything the reader should know."), ""),
    )
    return [Column(header, *row) for header, row in zip(HEADERS, rows, strict=True)]


def write_template(target: BinaryIO, *, actor: Actor) -> int:
    """Write a template with the people in scope of whom no PAK is recorded, the figures still empty."""
    require(policies.can_import_credit(actor))
    rows = list_accounts(actor=actor, wanted=CreditFilter()).filter(pak_on=None)
    people = rows.order_by("sort_name", "pk").values_list("employee__nip", "employee__name")[:MAX_ROWS]
    lines = ([nip, name, *[None] * 6] for nip, name in people)
    notes = [
        _("Fill in the figures and upload the workbook on the same page; rows without points are left out.")
    ]
    return write_workbook(
        target, columns=template_columns(), rows=lines, title=_("PAK"), notes=notes, guide=True
    )


def read_sheet(file: BinaryIO) -> list[SheetRow]:
    """Return the rows that hold points or cannot be read. Raises SpreadsheetError."""
    sheet = read_rows(file, max_rows=MAX_ROWS, max_bytes=MAX_BYTES, known_headers=HEADERS)
    rows = (read_row(row) for row in sheet.rows)
    return [row for row in rows if row is not None]


def read_row(row: Row) -> SheetRow | None:
    """Return what a row states; None where nobody filled in points."""
    if clean_text(row.get("ANGKA KREDIT")) in {"", "-"}:
        return None
    found = SheetRow(row.number, note=clean_text(row.get("CATATAN"))[:300])
    readers = {
        "nip": ("NIP", lambda value: digits_text(value, length=18)),
        "kind": ("JENIS", clean_text),
        "pak": ("NOMOR PAK", clean_text),
        "set_on": ("TANGGAL PAK", to_date),
        "as_of": ("DIHITUNG SAMPAI", to_date),
        "points": ("ANGKA KREDIT", to_decimal),
    }
    for name, (header, read) in readers.items():
        try:
            setattr(found, name, read(row.get(header)))
        except CellError as error:
            found.refuse(f"{header}: {error.message}", error.remedy)
    if not found.problems:
        refuse_gaps(found)
    return found


def refuse_gaps(row: SheetRow) -> None:
    """Refuse a row without what every row needs."""
    if not row.nip:
        row.refuse(_("The NIP is missing."), _("Write all 18 digits."))
    if row.as_of is None:
        row.refuse(_("The day the points are counted until is missing."), _("Write it as day-month-year."))
    if row.kind.lower() not in KINDS:
        row.refuse(_("JENIS is neither PAK nor INTEGRASI."), _("Write one of the two, or leave it empty."))


# --- Export ---


def export_rows(*, actor: Actor, year: int) -> QuerySet[CreditStatement]:
    """Return the PAK in force of a year in the actor's scope."""
    rows = CreditStatement.objects.visible_to(actor).filter(state=StatementState.SET, as_of__year=year)
    return rows.select_related("employee").order_by("employee__sort_name", "as_of")


def write_export(target: BinaryIO, *, actor: Actor, year: int) -> int:
    """Write the PAK of a year in SIASN field names; returns rows. Raises NotAllowed without a role."""
    require(can_export(actor))
    record_access(
        actor=actor,
        subject_type="agency",
        subject_id=actor.agency_id or 0,
        what="export",
        purpose=f"PAK {year}",
    )
    firsts = first_statements(actor)
    lines: Iterator[list] = (
        siasn_row(row, firsts) for row in export_rows(actor=actor, year=year).iterator(1_000)
    )
    notes = [
        f"PAK {year}",
        _("rwJabatanId is known to SIASN only; fill it in before sending."),
        _("Exported by %(name)s.") % {"name": actor.name},
    ]
    columns = [Column(name, kind_of(name), 18) for name in SIASN]
    return write_workbook(target, columns=columns, rows=lines, title=f"PAK {year}", notes=notes)


def kind_of(name: str) -> str:
    """Return how a column of the export is written."""
    if name in DIGITS:
        return "digits"
    if name.startswith(POINTS):
        return "decimal"
    return "text"


def first_statements(actor: Actor) -> dict[int, date]:
    """Return the day of everybody's first PAK."""
    rows = CreditStatement.objects.visible_to(actor).filter(state=StatementState.SET).order_by("-as_of")
    return dict(rows.values_list("employee_id", "as_of"))


def siasn_row(row: CreditStatement, firsts: dict[int, date]) -> list:
    """Return a PAK in the order of the field names; yes and no as SIASN has them, "1" and "0"."""
    person, first = row.employee, row.starts_on or row.as_of.replace(month=1, day=1)
    new = row.new_points if row.source == StatementSource.PORTAL else row.points
    flags = (
        firsts.get(row.employee_id) == row.as_of,
        row.source == StatementSource.INTEGRATION,
        row.source == StatementSource.PORTAL,
    )
    return [
        *(person.nip, person.full_name, person.national_id, ""),
        *(str(first.month), str(first.year), str(row.as_of.month), str(row.as_of.year)),
        *("1" if flag else "0" for flag in flags),
        *(shown(new), shown(new), Decimal(0)),
        row.number,
        row.set_on.strftime("%d-%m-%Y") if row.set_on else "",
    ]
