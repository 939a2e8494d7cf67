"""The workbook of past years: reading it row by row in the fields of SIASN, and the template."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from asn_portal.core.spreadsheets import CellError, Column, Row, Sheet, read_rows, write_workbook
from asn_portal.core.spreadsheets.cells import clean_text, digits_text, normalise_header, to_int
from performance.enums import Predicate, Rating
from performance.enums.reports import PastKind
from performance.rules.siasn import (
    ANNUAL,
    ASN,
    NON_ASN,
    PERIODIC,
    PERSON,
    Line,
    Rater,
    annual_row,
    period_of,
    periodic_row,
    plain,
    read_predicate,
    read_rating,
)

FIELDS = {PastKind.ANNUAL: (*PERSON, *ANNUAL), PastKind.PERIODIC: (*PERSON, *PERIODIC)}
NEEDED = {
    PastKind.ANNUAL: ("tahun",),
    PastKind.PERIODIC: ("tahun", "bulanMulaiPenilaian", "bulanSelesaiPenilaian"),
}
# A value may stand under the annual or the periodic name, as code or in words.
NIP, NATIONAL_ID = ("nipBaru", "nip"), ("pnsDinilaiId",)
RATER_NAME, RATER_NIP = ("namaPenilai", "penilaiNama"), ("nipNrpPenilai", "penilaiNipNrp")
RATER_RANK = ("penilaiGolonganId", "penilaiGolongan")
RATER_POST, RATER_UNIT = ("penilaiJabatanNm", "penilaiJabatanNama"), ("penilaiUnorNm", "penilaiUnorNama")
Codes = Mapping[str, Mapping[str, str]]


@dataclass
class PastLine:
    """What one row states; `problems` are pairs of what is wrong and what to do."""

    number: int
    nip: str = ""
    national_id: str = ""
    name: str = ""
    year: int = 0
    period: tuple[str, int] = ("year", 0)
    result: Rating | None = None
    behaviour: Rating | None = None
    predicate: Predicate | None = None
    rater: Rater = field(default_factory=Rater)
    problems: list[tuple[str, str]] = field(default_factory=list)

    def refuse(self, message: str, remedy: str = "") -> None:
        """Add a problem."""
        self.problems.append((message, remedy))


def open_sheet(file, kind: str) -> Sheet:
    """Open the workbook; raises SpreadsheetError with words for people."""
    return read_rows(
        file,
        max_rows=settings.IMPORT_MAX_ROWS,
        max_bytes=settings.IMPORT_MAX_BYTES,
        known_headers=FIELDS[PastKind(kind)],
    )


def missing_columns(sheet: Sheet, kind: str) -> list[str]:
    """Return the columns without which nothing can be said."""
    missing = sheet.missing(NEEDED[PastKind(kind)])
    if len(sheet.missing((*NIP, *NATIONAL_ID))) == len(NIP) + len(NATIONAL_ID):
        missing.append("nipBaru / pnsDinilaiId")
    for words in ("hasilKinerja", "perilakuKerja", "kuadranKinerja"):
        if len(sheet.missing((words, f"{words}Nilai"))) == 2:
            missing.append(f"{words}Nilai")
    return missing


def first_of(row: Row, names: tuple[str, ...]) -> str:
    """Return the first text under one of these names."""
    return next(
        (text for text in (clean_text(row.get(normalise_header(name))) for name in names) if text), ""
    )


def read_line(row: Row, kind: str, codes: Codes) -> PastLine:
    """Return what a row states, with everything that is wrong in itself."""
    line = PastLine(row.number, name=first_of(row, ("nama",)), national_id=first_of(row, NATIONAL_ID))
    line.nip = digits(row, NIP, line)
    line.year = whole(row, "tahun", line) or 0
    if kind == PastKind.PERIODIC:
        read_period(row, line)
    read_judgement(row, line, codes)
    read_rater(row, line, codes)
    if not line.nip and not line.national_id and not line.problems:
        line.refuse(_("Neither NIP nor pnsDinilaiId says who this is."), _("Fill in one of the two."))
    return line


def digits(row: Row, names: tuple[str, ...], line: PastLine, *, length: int | None = 18) -> str:
    """Return a NIP as text; an impossible one is a problem of the row."""
    for name in names:
        value = row.get(normalise_header(name))
        if clean_text(value):
            try:
                return digits_text(value, length=length)
            except CellError as error:
                line.refuse(f"{name}: {error.message}", error.remedy)
                return ""
    return ""


def whole(row: Row, name: str, line: PastLine) -> int | None:
    """Return a whole number, a missing or impossible one is a problem of the row."""
    try:
        value = to_int(row.get(normalise_header(name)))
    except CellError as error:
        line.refuse(f"{name}: {error.message}", error.remedy)
        return None
    if value is None:
        line.refuse(_("%(name)s is empty.") % {"name": name}, _("Fill it in."))
    return value


def read_period(row: Row, line: PastLine) -> None:
    """Read the months of a periodic evaluation."""
    first, last = (whole(row, name, line) for name in ("bulanMulaiPenilaian", "bulanSelesaiPenilaian"))
    if first is None or last is None:
        return
    found = period_of(first, last)
    if found is None:
        text = _("The months %(first)s to %(last)s are neither a month nor a quarter nor the year.")
        line.refuse(text % {"first": first, "last": last}, _("Correct the months, or leave the row out."))
    else:
        line.period = (str(found[0]), found[1])


def read_judgement(row: Row, line: PastLine, codes: Codes) -> None:
    """Read both ratings and the predicate, by code or in words."""
    readers = (
        ("result", "hasilKinerja", read_rating, codes["rating"]),
        ("behaviour", "perilakuKerja", read_rating, codes["rating"]),
        ("predicate", "kuadranKinerja", read_predicate, codes["predicate"]),
    )
    for name, column, read, known in readers:
        code, words = first_of(row, (f"{column}Nilai",)), first_of(row, (column,))
        found = read(code, words, known)
        if found is None:
            shown = code or words or "–"
            text = _("%(column)s: “%(value)s” is no known code.") % {"column": column, "value": shown}
            line.refuse(text, _("Known codes: %(codes)s.") % {"codes": ", ".join(known.values())})
        setattr(line, name, found)


def read_rater(row: Row, line: PastLine, codes: Codes) -> None:
    """Read who rated: a civil servant with an NIP, or somebody else (regent, officer) with a name."""
    status = plain(first_of(row, ("statusPenilai",)) or ASN)
    is_asn = status == plain(ASN)
    if status not in {plain(ASN), plain(NON_ASN)}:
        line.refuse(_("statusPenilai is neither ASN nor NON ASN."), _("Write ASN or NON ASN."))
    nip = digits(row, RATER_NIP, line) if is_asn else first_of(row, RATER_NIP)
    name = first_of(row, RATER_NAME)
    if is_asn and not nip and not line.problems:
        text = _("The evaluator is said to be ASN but has no NIP.")
        line.refuse(text, _("Fill in the NIP, or write NON ASN in statusPenilai."))
    if not is_asn and not name:
        line.refuse(_("An evaluator who is not ASN needs a name."), _("Fill in the name of the evaluator."))
    if nip and nip == line.nip:
        line.refuse(
            _("Nobody rates themselves: evaluator and person have the same NIP."), _("Correct the NIP.")
        )
    ranks = {value: key for key, value in codes["rank"].items()}
    rank = first_of(row, RATER_RANK)
    line.rater = Rater(
        name=name[:200],
        nip=nip[:30],
        rank=ranks.get(rank, rank)[:80],
        position=first_of(row, RATER_POST)[:200],
        unit=first_of(row, RATER_UNIT)[:200],
        is_asn=is_asn,
    )


def lines_of(sheet: Sheet, kind: str, codes: Codes) -> Iterator[PastLine]:
    """Return the rows one after the other."""
    return (read_line(row, kind, codes) for row in sheet.rows)


def write_template(target: BinaryIO, *, kind: str, codes: Codes) -> int:
    """Write a workbook with the columns and one invented row."""
    rater = Rater("Budi Santoso", "197001011995031001", "IV/b", "Kepala Dinas Kesehatan", "Dinas Kesehatan")
    line = Line(
        *("198609262015051001", "Siti Aminah", "", 2023, (1, 3) if kind == PastKind.PERIODIC else (1, 12)),
        *("as", "as", "b", rater),
    )
    row = periodic_row(line, codes) if kind == PastKind.PERIODIC else annual_row(line, codes)
    needed = {"tahun", "nipBaru", *NEEDED[PastKind(kind)]}
    columns = [Column(name, "text", 22, name in needed) for name in FIELDS[PastKind(kind)]]
    notes = [
        _(
            "One row a person and period. Codes or words are both read; columns you do not have may stay empty."
        ),
        _("Delete the invented row before you upload."),
    ]
    return write_workbook(target, columns=columns, rows=[row], title=str(kind), notes=notes)
