"""Cells: what stands there against what is meant (09-systems-and-users §8)."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from asn_portal.core.spreadsheets import CellError
from asn_portal.core.spreadsheets.cells import (
    clean_text,
    digits_text,
    normalise_header,
    to_bool,
    to_date,
    to_decimal,
    to_int,
)


@pytest.mark.parametrize(
    ("convert", "value", "meant"),
    [
        pytest.param(digits_text, "'198609262015051001", "198609262015051001", id="Y1"),
        pytest.param(to_date, 45383, date(2024, 4, 1), id="Y2"),
        pytest.param(to_date, "01-04-2024", date(2024, 4, 1), id="Y3"),
        pytest.param(clean_text, "A8ACA7F1-0D0A-3912", "A8ACA7F1-0D0A-3912", id="Y4"),
        pytest.param(normalise_header, "Nip  Baru", "NIP BARU", id="Y5"),
    ],
)
def test_worked_example(convert, value, meant):
    assert convert(value) == meant


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("  Siti\u00a0 Aminah\t", "Siti Aminah"),
        ("\ufeffNama\u200b", "Nama"),
        ("baris\r\ndua\x00", "baris dua"),
        ("'’Ani", "Ani"),
        ("Jum'at", "Jum'at"),
        (12.0, "12"),
        (1.5, "1.5"),
        ("é", "é"),
    ],
)
def test_text_is_cleaned(value, text):
    assert clean_text(value) == text


@pytest.mark.parametrize(
    ("value", "digits"),
    [("19860926 201505 1 001", "198609262015051001"), (81234567890.0, "81234567890"), ("", ""), (None, "")],
)
def test_digits_are_kept_as_text(value, digits):
    assert digits_text(value) == digits


@pytest.mark.parametrize(
    ("convert", "value", "code"),
    [
        (digits_text, 1.98609262015051e17, "number_precision"),
        (digits_text, 198609262015051001, "number_precision"),
        (digits_text, "1,98609E+17", "number_precision"),
        (digits_text, "19860926A", "not_digits"),
        (digits_text, 12.5, "not_digits"),
        (digits_text, True, "not_digits"),
        (digits_text, "١٢٣", "not_digits"),
        (to_date, "31-02-2024", "impossible_date"),
        (to_date, "13/13/2024", "impossible_date"),
        (to_date, "01-04-24", "not_a_date"),
        (to_date, "2024", "not_a_date"),
        (to_date, "kemarin", "not_a_date"),
        (to_date, True, "not_a_date"),
        (to_date, "01-04-1024", "date_out_of_range"),
        (to_date, 9e15, "date_out_of_range"),
        (to_date, float("nan"), "date_out_of_range"),
        (to_date, -5, "date_out_of_range"),
        (to_int, "1.234", "not_a_number"),
        (to_int, 1.5, "not_a_number"),
        (to_int, float("inf"), "not_a_number"),
        (to_int, "9" * 40, "not_a_number"),
        (to_decimal, "1.234,5", "not_a_decimal"),
        (to_decimal, float("nan"), "not_a_decimal"),
        (to_decimal, date(2024, 1, 1), "not_a_decimal"),
        (to_bool, "mungkin", "not_a_flag"),
        (to_bool, 2, "not_a_flag"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_cause(convert, value, code):
    with pytest.raises(CellError) as caught:
        convert(value)
    assert caught.value.code == code
    assert caught.value.message
    assert caught.value.remedy


def test_wrong_length_names_both_lengths():
    with pytest.raises(CellError) as caught:
        digits_text("12345", length=18)
    assert caught.value.params == {"found": 5, "length": 18}


@pytest.mark.parametrize(
    "value",
    [
        45383.75,
        "45383",
        "2024-04-01",
        "2024-04-01 00:00:00",
        "01/04/2024",
        "1.4.2024",
        " '01-04-2024",
        date(2024, 4, 1),
        datetime(2024, 4, 1, 23, 59),
    ],
)
def test_every_way_to_write_a_date_gives_the_same_day(value):
    assert to_date(value) == date(2024, 4, 1)


@pytest.mark.parametrize("convert", [to_date, to_int, to_decimal, to_bool])
@pytest.mark.parametrize("value", ["", " ", None, "-"])
def test_empty_cell_is_none(convert, value):
    assert convert(value) is None


@pytest.mark.parametrize(("value", "number"), [(12.0, 12), ("12", 12), (" -3 ", -3), (0, 0)])
def test_whole_numbers_are_read(value, number):
    assert to_int(value) == number


@pytest.mark.parametrize("value", ["12,5", "12.5", 12.5])
def test_decimals_are_read_with_comma_or_point(value):
    assert to_decimal(value) == Decimal("12.5")


@pytest.mark.parametrize(
    ("value", "flag"), [(1, True), (1.0, True), ("0", False), ("Ya", True), ("TIDAK", False)]
)
def test_flags_are_read(value, flag):
    assert to_bool(value) is flag


@pytest.mark.parametrize("header", ["NIP_BARU", " nip baru* ", "Nip\nBaru:", "NIP\u00a0BARU"])
def test_headers_are_recognised_in_every_spelling(header):
    assert normalise_header(header) == "NIP BARU"
