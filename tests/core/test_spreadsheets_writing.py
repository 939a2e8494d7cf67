"""Writing workbooks: numbers that are names stay text, and nothing becomes a formula."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from asn_portal.core.spreadsheets import (
    Column,
    read_rows,
    workbook_response,
    write_error_workbook,
    write_workbook,
)
from asn_portal.core.spreadsheets.writing import safe_text

LIMITS = {"max_rows": 1000, "max_bytes": 1_000_000}
COLUMNS = [
    Column("NIP", "digits"),
    Column("Lahir", "date"),
    Column("Nilai", "decimal"),
    Column("Nama", is_required=True),
]


def written(rows, columns=COLUMNS, **options) -> io.BytesIO:
    file = io.BytesIO()
    write_workbook(file, columns=columns, rows=rows, title="Data pegawai", **options)
    file.seek(0)
    return file


def sheet_xml(file: io.BytesIO, number=1) -> str:
    return zipfile.ZipFile(file).read(f"xl/worksheets/sheet{number}.xml").decode()


def test_what_is_written_is_read_back():
    file = written(
        [["198609262015051001", date(1986, 9, 26), Decimal("12.5"), "Siti"], ["x", None, None, "Budi"]]
    )
    rows = list(read_rows(file, **LIMITS).rows)
    assert rows[0].values == ["198609262015051001", date(1986, 9, 26), 12.5, "Siti"]
    assert rows[1].values == ["x", "", "", "Budi"]


def test_number_of_rows_is_returned():
    assert write_workbook(io.BytesIO(), columns=COLUMNS, rows=([] for _ in range(3)), title="x") == 3


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+62", "@SUM(A1)", "-1+cmd|' /C calc'!A0", "\t=1", "\r=1", " =1", "＝1", "\u200b=1", "\n=1"],
)
def test_text_that_a_program_could_run_gets_an_apostrophe(text):
    assert safe_text(text).startswith("'")
    assert "<f>" not in sheet_xml(written([[text, None, None, text]]))


@pytest.mark.parametrize("text", ["-", "Siti", "a=b", "12", "É"])
def test_harmless_text_stays(text):
    assert safe_text(text) == text


def test_characters_that_excel_cannot_open_are_dropped_and_long_text_is_cut():
    assert safe_text("a\x00\x0b\ud800b") == "ab"
    assert len(safe_text("x" * 40_000)) == 32_767


def test_links_and_digits_stay_text():
    file = written([["0812", None, None, "http://example.test"]])
    assert "<hyperlink" not in sheet_xml(file)
    assert next(read_rows(file, **LIMITS).rows).get("NIP") == "0812"


def test_moment_is_written_in_local_time():
    file = written([[datetime(2026, 1, 1, 17, 30, tzinfo=UTC)]], columns=[Column("Waktu", "datetime")])
    assert next(read_rows(file, **LIMITS).rows).values == [datetime(2026, 1, 2, 0, 30)]


def test_header_is_frozen_and_required_columns_are_marked():
    file = written([])
    assert 'state="frozen"' in sheet_xml(file)
    assert "Nama*" in sheet_xml(file)


def test_template_explains_each_column_on_a_second_sheet():
    columns = [Column("NIP", "digits", is_required=True, help="18 angka", example="198609262015051001")]
    file = written([], columns=columns, notes=["Isi satu baris per orang."], guide=True)
    guide = sheet_xml(file, 2)
    assert all(text in guide for text in ("Isi satu baris", "18 angka", "198609262015051001"))


def test_error_workbook_repeats_the_row_and_can_be_imported_again():
    file = io.BytesIO()
    rows = [(7, [198609262015051.0, "Siti", date(2020, 1, 2)], "NIP salah", "Perbaiki NIP")]
    write_error_workbook(file, headers=["NIP BARU", "NAMA", "TMT"], rows=rows, title="Ditolak")
    sheet = read_rows(file, known_headers=["NIP BARU", "NAMA"], **LIMITS)
    row = next(sheet.rows)
    assert (row.values[0], row.values[1], row.values[2]) == (7, "NIP salah", "Perbaiki NIP")
    assert (row.get("NIP BARU"), row.get("TMT")) == ("198609262015051", date(2020, 1, 2))


def test_sheet_name_survives_forbidden_characters():
    file = io.BytesIO()
    write_workbook(file, columns=COLUMNS, rows=[["1"]], title="Data [a/b]: *?\\ " + "x" * 40)
    assert len(read_rows(file, **LIMITS).name) <= 31


@pytest.mark.django_db  # closing a response ends the request, which looks at the connection
def test_response_is_a_private_download():
    response = workbook_response(
        "../Data Pegawai.csv", lambda file: write_workbook(file, columns=COLUMNS, rows=[], title="x")
    )
    assert b"".join(response.streaming_content).startswith(b"PK")
    assert response["Content-Disposition"] == 'attachment; filename="data-pegawai.xlsx"'
    assert (response["Cache-Control"], response["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    response.close()
