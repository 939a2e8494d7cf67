"""How far a sheet is really used, read from its XML without building it.

Only what cannot be doubted is trusted: a cell whose tag is not in the plain form of Excel counts as one that
may lie anywhere in its row, and only a plainly self-closing cell (a format without a value) is left out.
That takes seconds for 50,000 rows, so `QuickLook` goes first and lets the ordinary sheet pass.
"""

import re

from asn_portal.core.spreadsheets.errors import SpreadsheetError, shown_number

MAX_CELLS = 8_000_000
MAX_OPEN_TAG = 1 << 20

EMPTY_ELEMENT = rb"""(?!(?:\s+\w+\s*=\s*["'][^"'<>]*["'])*\s*/>)"""
ADDRESS = re.compile(rb"""[\s"']r\s*=\s*["']([A-Za-z]{1,9})(\d{1,9})["']""" + EMPTY_ELEMENT)
ROW_NUMBER = re.compile(rb"""[\s"']r\s*=\s*["'](\d{1,9})["']""" + EMPTY_ELEMENT)
ODD_CELL = re.compile(rb"""<(?:\w+:)?c(?=[\s>])(?!\s+r=["'][A-Za-z]+\d+["'])""")
ROW_START = re.compile(rb"<(?:\w+:)?row[\s>]")


# The box A1:BZ99999 stays under MAX_CELLS; anything beyond is looked at exactly.
OUTSIDE_BOX = re.compile(rb'r="(?:[A-Za-z]{3,9}\d|[C-Zc-z][A-Za-z]\d|[A-Za-z]+\d{6})')
PLAIN_ODD_CELL = re.compile(rb'<c(?=[\s>])(?! r="[A-Za-z]+\d+")')
UNQUOTED = re.compile(rb'r=[^"]')
UNUSUAL = (b"\t", b"\n", b"\r", b"r =", b"r  ", b":c")
DECLARATION_END = 200


class QuickLook:
    """Tells whether a sheet is plain XML whose every address lies in a small box, or needs the exact look."""

    def __init__(self):
        self.needs_care = False
        self._tail = b""
        self._is_first = True

    def follow(self, piece: bytes) -> None:
        """Read the next piece."""
        if self.needs_care:
            return
        text = self._tail + piece
        if self._is_first:
            # Excel breaks the line after the XML declaration, and only there.
            text = (
                text[:DECLARATION_END].replace(b"?>\r\n", b"?>").replace(b"?>\n", b"?>")
                + text[DECLARATION_END:]
            )
            self._is_first = False
        cut = max(text.rfind(b"<"), 0)
        self._tail = text[cut:]
        self.needs_care = (
            len(self._tail) > MAX_OPEN_TAG
            or any(sign in text for sign in UNUSUAL)
            or any(pattern.search(text) for pattern in (OUTSIDE_BOX, UNQUOTED))
            or PLAIN_ODD_CELL.search(text[:cut]) is not None
        )


class Extent:
    """The last used row and column (1 = A) of one sheet, fed with pieces of its XML."""

    def __init__(self):
        self.row = 0
        self.column = 0
        self._numbered_row = 0
        self._row_count = 0
        self._odd_in_row = 0
        self._odd_widest = 0
        self._tail = b""

    def follow(self, piece: bytes) -> None:
        """Read the next piece; raise SpreadsheetError when the grid would grow too big."""
        text = self._tail + piece
        if b"<" not in text:
            self._keep_tail(text, 0)
            return
        cut = text.rfind(b"<")
        self._keep_tail(text, cut)
        complete = text[:cut] if self._tail else text
        self._read_addresses(complete)
        self._read_odd_cells(complete)
        self._check()

    def _keep_tail(self, text: bytes, cut: int) -> None:
        """Keep the tag that may go on in the next piece; pictures and the like have none."""
        self._tail = b"" if b"\0" in text[cut:] else text[cut:]
        if len(self._tail) > MAX_OPEN_TAG:
            raise SpreadsheetError("suspicious")

    def _read_addresses(self, text: bytes) -> None:
        found = ADDRESS.findall(text)
        if not found:
            return
        letters, digits = zip(*found, strict=True)
        self.column = max(self.column, *map(column_number, set(letters)))
        self.row = max(self.row, *map(int, set(digits)))

    def _read_odd_cells(self, text: bytes) -> None:
        """Cells without an address stand next to the one before them, in the row of the last row number."""
        rows = ROW_START.split(text)
        self._row_count += len(rows) - 1
        self._numbered_row = max(self._numbered_row, *map(int, ROW_NUMBER.findall(text)), 0)
        if not ODD_CELL.search(text):
            self._odd_in_row = 0 if len(rows) > 1 else self._odd_in_row
            return
        for index, row in enumerate(rows):
            self._odd_in_row = len(ODD_CELL.findall(row)) + (self._odd_in_row if index == 0 else 0)
            self._odd_widest = max(self._odd_widest, self._odd_in_row)

    def _check(self) -> None:
        rows, columns = self.row, self.column + self._odd_widest
        if self._odd_widest:
            rows = max(rows, self._numbered_row + self._row_count)
        if rows * columns > MAX_CELLS:
            raise SpreadsheetError("too_wide", rows=shown_number(rows), columns=shown_number(columns))


def column_number(letters: bytes) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
