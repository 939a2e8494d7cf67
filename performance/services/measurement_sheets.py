"""The workbook of measured values: its columns, the template, and reading it row by row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import BinaryIO

from django.utils.translation import gettext as _

from asn_portal.core.access import Actor
from asn_portal.core.spreadsheets import CellError, Column, Row, read_rows, write_workbook
from asn_portal.core.spreadsheets.cells import clean_text, digits_text, to_date, to_decimal, to_int
from performance.models import Standard, StandardIndicator
from performance.rules.standards import last_quarter
from performance.selectors.measurements import units_to_measure

MAX_ROWS, MAX_BYTES, TEMPLATE_UNITS = 2_000, 5_000_000, 100
HEADERS = (
    *("NO", "INDIKATOR", "KODE UNIT", "UNIT", "NIP"),
    *("AWAL PERIODE", "AKHIR PERIODE", "NILAI", "CATATAN"),
)


@dataclass
class SheetRow:
    """What one row states; `problems` are (what is wrong, what to do)."""

    number: int
    place: int = 0
    unit_code: str = ""
    nip: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    value: Decimal | None = None
    note: str = ""
    problems: list[tuple[str, str]] = field(default_factory=list)

    def refuse(self, message: str, remedy: str = "") -> None:
        """Add a problem."""
        self.problems.append((message, remedy))


def columns() -> list[Column]:
    """Return the columns with their explanation."""
    rows = (
        ("number", 6, True, _("Number of the indicator on the page of the standard."), "1"),
        ("text", 48, False, _("For your orientation; it is not read."), ""),
        ("text", 16, False, _("Code of the unit; empty for the value of one person."), "DINKES"),
        ("text", 32, False, _("For your orientation; it is not read."), ""),
        ("digits", 22, False, _("Only for the value of one person."), "198609262015051001"),
        ("date", 16, True, _("First day of what was measured."), "01-01-2026"),
        ("date", 16, True, _("Last day of what was measured."), "31-03-2026"),
        ("decimal", 14, True, _("The measured value; rows without one are left out."), "87,5"),
        ("text", 40, False, _("Anything the reader should know."), ""),
    )
    return [Column(header, *row) for header, row in zip(HEADERS, rows, strict=True)]


def write_template(target: BinaryIO, *, standard: Standard, actor: Actor, today: date) -> int:
    """Write a workbook with a row for every indicator and unit of the last quarter, the values still empty."""
    units = list(
        units_to_measure(actor=actor, standard=standard).values_list("code", "name")[:TEMPLATE_UNITS]
    )
    indicators = list(standard.indicators.order_by("order", "id").values_list("statement", flat=True))
    first, last = last_quarter(today)
    rows: Iterator[list] = (
        [place, statement, code, name, None, first, last, None, None]
        for code, name in units
        for place, statement in enumerate(indicators, 1)
    )
    notes = [standard.name, standard.unit_name, _("Fill in NILAI and upload the workbook on the same page.")]
    return write_workbook(
        target, columns=columns(), rows=rows, title=_("Measured values"), notes=notes, guide=True
    )


def read_sheet(file: BinaryIO) -> list[SheetRow]:
    """Return the rows that hold a value or cannot be read. Raises SpreadsheetError."""
    sheet = read_rows(file, max_rows=MAX_ROWS, max_bytes=MAX_BYTES, known_headers=HEADERS)
    rows = (read_row(row) for row in sheet.rows)
    return [row for row in rows if row is not None]


def read_row(row: Row) -> SheetRow | None:
    """Return what a row states; None where nobody filled in a value."""
    if clean_text(row.get("NILAI")) in {"", "-"}:
        return None
    found = SheetRow(row.number, note=clean_text(row.get("CATATAN"))[:300])
    readers = {
        "place": ("NO", to_int),
        "unit_code": ("KODE UNIT", clean_text),
        "nip": ("NIP", lambda value: digits_text(value, length=18)),
        "starts_on": ("AWAL PERIODE", to_date),
        "ends_on": ("AKHIR PERIODE", to_date),
        "value": ("NILAI", to_decimal),
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
    if not row.place:
        row.refuse(_("The number of the indicator is missing."), _("Write it in the column NO."))
    if row.starts_on is None or row.ends_on is None:
        row.refuse(_("The period is missing."), _("Write its first and its last day."))
    if bool(row.unit_code) == bool(row.nip):
        row.refuse(
            _("One of KODE UNIT and NIP is needed, not both."),
            _("Write the unit for its value, or the NIP for the value of one person."),
        )


def by_place(indicators: Iterable[StandardIndicator]) -> dict[int, StandardIndicator]:
    """Return the indicators by their number on the page."""
    return dict(enumerate(indicators, 1))
