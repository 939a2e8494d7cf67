"""Writes workbooks in constant memory: numbers that are names stay text, and nothing becomes a formula."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import BinaryIO

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

# Excel refuses to open a file with these; lone surrogates cannot even be encoded.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# The full-width twins are run, too. A lone "-" means "nothing" and is harmless.
DANGEROUS = re.compile("[\t\r\n]|[\\s\u200b\ufeff]*[=+@＝＋－＠]|[\\s\u200b\ufeff]*-(?!$)")
MAX_TEXT = 32_767
DEFAULT_WIDTH = 18
HEADER = {
    "bold": True,
    "bg_color": "#1a2446",
    "font_color": "#ffffff",
    "text_wrap": True,
    "valign": "top",
    "border": 1,
}
FORMATS = {
    "text": {"num_format": "@"},
    "digits": {"num_format": "@"},
    "date": {"num_format": "dd-mm-yyyy"},
    "datetime": {"num_format": "dd-mm-yyyy hh:mm"},
    "number": {"num_format": "#,##0"},
    "decimal": {"num_format": "#,##0.000"},
    "reason": {"num_format": "@", "font_color": "#982a1b", "text_wrap": True},
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, kind (text, digits, date, datetime, number, decimal), width in characters.

    `is_required`, `help` and `example` fill the sheet "Petunjuk" of a template.
    """

    header: str
    kind: str = "text"
    width: int = DEFAULT_WIDTH
    is_required: bool = False
    help: str = ""
    example: str = ""


def safe_text(value) -> str:
    """Return text that no program runs: a leading = + - @, tab or line break gets an apostrophe."""
    text = UNWRITABLE.sub("", str(value))
    if DANGEROUS.match(text):
        text = "'" + text
    return text[:MAX_TEXT]


def write_workbook(
    target: str | BinaryIO,
    *,
    columns: Sequence[Column],
    rows: Iterable[Sequence],
    title: str,
    notes: Sequence[str] | None = None,
    guide: bool = False,
) -> int:
    """Write one sheet with a frozen header and return the number of rows; `rows` is consumed once.

    `notes` are lines (purpose, who exported, when) for a second sheet; `guide` adds there a line per column
    with whether it is required, what belongs into it and an example. Values: str, int, float, Decimal,
    date, datetime, bool, None.
    """
    book = xlsxwriter.Workbook(
        target,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "nan_inf_to_errors": True,
        },
    )
    try:
        book.set_properties({"title": title})
        count = _write_rows(book, columns, rows, _sheet_name(title))
        if notes or guide:
            _write_guide(book, columns if guide else (), notes or ())
    finally:
        book.close()
    return count


def write_error_workbook(
    target: str | BinaryIO,
    *,
    headers: Sequence[str],
    rows: Iterable[tuple[int, Sequence, str, str]],
    title: str,
) -> int:
    """Write refused rows as they came, with their row number, the reason and the remedy in front.

    `rows` yields (row number, values, reason, remedy). The original headers follow, so that the corrected
    file can be imported again: the import ignores the columns in front.
    """
    columns = [
        Column(_("Row"), "number", 8),
        Column(_("Reason"), "reason", 40),
        Column(_("What to do"), "text", 44),
        *(Column(header) for header in headers),
    ]
    lines = ([number, reason, remedy, *map(_as_read, values)] for number, values, reason, remedy in rows)
    return write_workbook(target, columns=columns, rows=lines, title=title)


def _as_read(value):
    """Give back whole numbers without the .0 of the parser; digits must not turn into 1E+17."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else value


def _sheet_name(title: str) -> str:
    return "".join(" " if char in "[]:*?/\\'" else char for char in title).strip()[:31] or "Data"


def _write_rows(book, columns: Sequence[Column], rows: Iterable[Sequence], name: str) -> int:
    sheet = book.add_worksheet(name)
    formats = {kind: book.add_format(style) for kind, style in FORMATS.items()}
    header = book.add_format(HEADER)
    for index, column in enumerate(columns):
        # The format of the whole column keeps what is typed below the last row as text, too.
        sheet.set_column(index, index, column.width, formats[column.kind])
        sheet.write_string(0, index, safe_text(column.header + ("*" if column.is_required else "")), header)
    sheet.freeze_panes(1, 0)
    count = 0
    for count, row in enumerate(rows, start=1):
        for index, (column, value) in enumerate(zip(columns, row, strict=False)):
            _write_cell(sheet, (count, index), value, formats, column.kind)
    if count:
        sheet.autofilter(0, 0, count, len(columns) - 1)
    return count


def _write_cell(sheet, at: tuple[int, int], value, formats: dict, kind: str) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(*at, value)
    elif isinstance(value, datetime):
        moment = timezone.localtime(value).replace(tzinfo=None) if value.tzinfo else value
        sheet.write_datetime(*at, moment, formats["datetime" if kind != "date" else "date"])
    elif isinstance(value, date):
        sheet.write_datetime(*at, datetime(value.year, value.month, value.day), formats["date"])
    elif isinstance(value, int | float | Decimal) and kind not in {"text", "digits", "reason"}:
        sheet.write_number(*at, value, formats[kind])
    else:
        sheet.write_string(*at, safe_text(value), formats["reason" if kind == "reason" else "text"])


def _write_guide(book, columns: Sequence[Column], notes: Sequence[str]) -> None:
    sheet = book.add_worksheet("Petunjuk")
    wrap = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    header = book.add_format(HEADER)
    sheet.set_column(0, 0, 30, wrap)
    sheet.set_column(1, 1, 12, wrap)
    sheet.set_column(2, 3, 46, wrap)
    line = 0
    for note in notes:
        sheet.write_string(line, 0, safe_text(note))
        line += 1
    if columns:
        line += 1 if notes else 0
        for index, name in enumerate((_("Column"), _("Required"), _("What belongs here"), _("Example"))):
            sheet.write_string(line, index, name, header)
    for offset, column in enumerate(columns, start=line + 1):
        required = _("Yes") if column.is_required else _("No")
        for index, text in enumerate((column.header, required, column.help, column.example)):
            sheet.write_string(offset, index, safe_text(text), wrap)
