"""Pure converters from what stands in a cell to what is meant (09-systems-and-users §2, examples Y1–Y5).

Each returns None (text: "") for an empty cell and raises CellError for what cannot be meant.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from asn_portal.core.spreadsheets.errors import CellError

EXCEL_EPOCH = date(1899, 12, 30)
FIRST_YEAR, LAST_YEAR = 1900, 2100
EXACT_LIMIT = 10**15
APOSTROPHES = "'’‘`´"
NOTHING = {"", "-"}
YES = {"1", "ya", "y", "yes", "true", "benar"}
NO = {"0", "tidak", "t", "n", "no", "false", "salah"}

ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{1,2}:\d{2}.*)?")
DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ T]\d{1,2}:\d{2}.*)?")
SERIAL = re.compile(r"\d{5}(?:\.0+)?")
SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")


def clean_text(value) -> str:
    """Return one line of text: no leading apostrophe, no invisible characters, single spaces.

    >>> clean_text("'198609262015051001 ")
    '198609262015051001'
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    if text.isascii() and text.isprintable():
        return " ".join(text.strip().lstrip(APOSTROPHES).split())
    # Category C holds control characters, zero-width marks and the byte order mark.
    text = " ".join(unicodedata.normalize("NFC", text).split())
    text = "".join(char for char in text if not unicodedata.category(char).startswith("C"))
    return " ".join(text.strip().lstrip(APOSTROPHES).split())


def digits_text(value, *, length: int | None = None) -> str:
    """Return a number that is really a name (NIP, NIK, telephone) as text of digits.

    A numeric cell of more than 15 digits is refused: Excel has already replaced its last digits by zeros.
    """
    if isinstance(value, bool | date):
        raise CellError("not_digits", value)
    if isinstance(value, int | float):
        if abs(value) >= EXACT_LIMIT:
            raise CellError("number_precision", value)
        if not float(value).is_integer() or value < 0:
            raise CellError("not_digits", value)
    text = clean_text(value).replace(" ", "").strip(APOSTROPHES)
    if SCIENTIFIC.fullmatch(text):
        raise CellError("number_precision", value)
    if text and not (text.isascii() and text.isdigit()):
        raise CellError("not_digits", value)
    if text and length and len(text) != length:
        raise CellError("wrong_length", value, found=len(text), length=length)
    return text


def to_date(value) -> date | None:
    """Return a date from a date cell, a serial number, YYYY-MM-DD or, day first, DD-MM-YYYY, DD/MM/YYYY."""
    if isinstance(value, datetime):
        return _within(value.date(), value)
    if isinstance(value, date):
        return _within(value, value)
    if isinstance(value, bool):
        raise CellError("not_a_date", value)
    if isinstance(value, int | float):
        return _from_serial(value, value)
    text = clean_text(value)
    return None if text in NOTHING else _from_text(text, value)


def _from_text(text: str, value) -> date:
    if SERIAL.fullmatch(text):
        return _from_serial(float(text), value)
    if match := ISO_DATE.fullmatch(text):
        year, month, day = match.groups()
    elif match := DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    else:
        raise CellError("not_a_date", value)
    try:
        found = date(int(year), int(month), int(day))
    except ValueError as error:
        raise CellError("impossible_date", value) from error
    return _within(found, value)


def _from_serial(serial: float, value) -> date:
    try:
        return _within(EXCEL_EPOCH + timedelta(days=int(serial)), value)
    except (OverflowError, ValueError) as error:
        raise CellError("date_out_of_range", value) from error


def _within(day: date, value) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise CellError("date_out_of_range", value)
    return day


def to_int(value) -> int | None:
    """Return a whole number; text such as "1.234" is refused, since the point may mean either thing."""
    if isinstance(value, bool | date):
        raise CellError("not_a_number", value)
    if isinstance(value, int | float):
        if not float(value).is_integer():
            raise CellError("not_a_number", value)
        return int(value)
    text = clean_text(value)
    if text in NOTHING:
        return None
    if not re.fullmatch(r"[+-]?[0-9]{1,15}", text):
        raise CellError("not_a_number", value)
    return int(text)


def to_decimal(value) -> Decimal | None:
    """Return a decimal from 12.5, "12,5" or "12.5"."""
    if isinstance(value, bool | date):
        raise CellError("not_a_decimal", value)
    text = repr(value) if isinstance(value, int | float) else clean_text(value)
    if text in NOTHING:
        return None
    if isinstance(value, str) and not re.fullmatch(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,10})?", text):
        raise CellError("not_a_decimal", value)
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise CellError("not_a_decimal", value) from error
    if not number.is_finite():
        raise CellError("not_a_decimal", value)
    return number


def to_bool(value) -> bool | None:
    """Return a flag from 1/0, TRUE/FALSE, ya/tidak."""
    if isinstance(value, bool):
        return value
    text = clean_text(value).lower()
    if text in NOTHING:
        return None
    if text in YES:
        return True
    if text in NO:
        return False
    raise CellError("not_a_flag", value)


def normalise_header(value) -> str:
    """Return the name of a column for comparison (Y5): "Nip  Baru*" and "nip_baru" are NIP BARU."""
    return " ".join(clean_text(value).replace("_", " ").rstrip("*: ").upper().split())
