"""Reads one sheet of a workbook row by row, after the guards have looked at the file (A8)."""

import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from asn_portal.core.spreadsheets.cells import clean_text, normalise_header
from asn_portal.core.spreadsheets.errors import SpreadsheetError, shown_number
from asn_portal.core.spreadsheets.guards import inspect
from asn_portal.core.spreadsheets.probe import survives_loading

HEADER_SEARCH_ROWS = 10
KNOWN_NEEDED = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as Excel shows it, and its values under normalised column names."""

    number: int
    values: list
    columns: dict[str, int]

    def get(self, header: str, default=""):
        """Return the value under a column name such as "NIP BARU"; default when there is no such column."""
        index = self.columns.get(header)
        return default if index is None or index >= len(self.values) else self.values[index]

    def as_dict(self) -> dict:
        """Return normalised column name → value."""
        return {header: self.get(header) for header in self.columns}


@dataclass(slots=True)
class Sheet:
    """A sheet ready to be read once.

    `headers` as written (trimmed), `columns` normalised name → index, `header_row` and row numbers as in
    Excel, `size` the most rows that can follow (blank ones are skipped, so fewer may come).
    """

    name: str
    headers: list[str]
    columns: dict[str, int]
    header_row: int
    size: int
    rows: Iterator[Row]

    def missing(self, required: Iterable[str]) -> list[str]:
        """Return the required column names that the sheet lacks."""
        return [name for name in required if normalise_header(name) not in self.columns]

    def unknown(self, known: Iterable[str]) -> list[str]:
        """Return the headers, as written, that nobody asked for."""
        names = {normalise_header(name) for name in known}
        return [self.headers[index] for name, index in self.columns.items() if name not in names]


def read_rows(
    path_or_file: str | os.PathLike | BinaryIO,
    *,
    max_rows: int,
    max_bytes: int,
    sheet: str | None = None,
    known_headers: Collection[str] = (),
) -> Sheet:
    """Open a workbook (.xlsx, .xls, .ods) and return one sheet.

    Without `sheet` the first visible sheet counts in which a header row is found. With `known_headers` the
    header row is the first of ten rows that holds at least two of them, else the first that is not blank.
    Raises SpreadsheetError when the file is no safe, readable workbook or has more than `max_rows` rows.
    """
    with _opened(path_or_file) as file:
        _check_size(file, max_bytes)
        if inspect(file) != "xlsx" and not survives_loading(file):
            raise SpreadsheetError("suspicious")
        file.seek(0)
        return _load(file, max_rows, sheet, {normalise_header(name) for name in known_headers})


@contextmanager
def _opened(source):
    if isinstance(source, str | os.PathLike):
        with Path(source).open("rb") as file:
            yield file
    else:
        yield getattr(source, "file", source)


def _check_size(file: BinaryIO, max_bytes: int) -> None:
    size = file.seek(0, os.SEEK_END)
    if not size:
        raise SpreadsheetError("empty_file")
    if size > max_bytes:
        raise SpreadsheetError("too_large", limit=shown_number(max_bytes // 1_000_000))


@contextmanager
def _parser_errors():
    """Turn what the parser throws, panics of its Rust code included, into a message for people."""
    try:
        yield
    except PasswordError as error:
        raise SpreadsheetError("encrypted") from error
    except (CalamineError, OSError, ValueError) as error:
        raise SpreadsheetError("damaged") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise SpreadsheetError("damaged") from error
        raise


def _load(file: BinaryIO, max_rows: int, wanted: str | None, known: set[str]) -> Sheet:
    with _parser_errors():
        workbook = CalamineWorkbook.from_filelike(file)
    found_content = False
    for name in _candidates(workbook, wanted):
        with _parser_errors():
            content = workbook.get_sheet_by_name(name)
        found_content = found_content or bool(content.height)
        rows = content.iter_rows()
        head = _find_header(rows, known)
        if head:
            last_row = content.end[0] + 1 if content.end else 0
            return _sheet(name, head, rows, (last_row - head[0], max_rows))
    if not found_content:
        raise SpreadsheetError("empty_sheet")
    examples = ", ".join(sorted(known)[:3])
    raise SpreadsheetError("no_header", limit=HEADER_SEARCH_ROWS, examples=examples)


def _candidates(workbook: CalamineWorkbook, wanted: str | None) -> list[str]:
    worksheets = [
        meta.name
        for meta in workbook.sheets_metadata
        if meta.typ == SheetTypeEnum.WorkSheet and (wanted or meta.visible == SheetVisibleEnum.Visible)
    ]
    if wanted is None:
        return worksheets
    same = [name for name in worksheets if normalise_header(name) == normalise_header(wanted)]
    if not same:
        raise SpreadsheetError("no_sheet", sheet=wanted)
    return same[:1]


def _find_header(rows: Iterator[list], known: set[str]) -> tuple[int, list] | None:
    """Return the number and values of the header row, and leave `rows` behind it."""
    seen = []
    for number, values in enumerate(rows, start=1):
        if known:
            hits = len(known.intersection(normalise_header(value) for value in values))
            if hits >= min(KNOWN_NEEDED, len(known)):
                return number, values
        elif any(clean_text(value) for value in values):
            return number, values
        seen.append(number)
        if len(seen) >= HEADER_SEARCH_ROWS:
            return None
    return None


def _sheet(name: str, head: tuple[int, list], rows: Iterator[list], bounds: tuple[int, int]) -> Sheet:
    header_row, values = head
    headers = [clean_text(value) for value in values]
    columns: dict[str, int] = {}
    for index, header in enumerate(headers):
        key = normalise_header(header)
        if key in columns:
            raise SpreadsheetError("duplicate_header", column=header)
        if key:
            columns[key] = index
    size, max_rows = bounds
    if size <= 0:
        raise SpreadsheetError("empty_sheet")
    if size > max_rows:
        raise SpreadsheetError("too_many_rows", limit=shown_number(max_rows))
    return Sheet(name, headers, columns, header_row, size, _numbered(rows, header_row, columns))


def _numbered(rows: Iterator[list], header_row: int, columns: dict[str, int]) -> Iterator[Row]:
    for number, values in enumerate(rows, start=header_row + 1):
        if any(value != "" for value in values):
            yield Row(number, values, columns)
