"""Reading workbooks: good ones with Excel's row numbers, everything else is refused in clear words."""

import io
import struct
import zipfile

import pytest
from django.core.files import File
from django.core.files.uploadedfile import InMemoryUploadedFile, TemporaryUploadedFile
from django.utils import translation

from asn_portal.core.spreadsheets import SpreadsheetError, read_rows
from tests.core.workbooks import HEADERS, LIMITS, ods_row, open_document, people, repacked, with_row, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def refusal(file, **options) -> SpreadsheetError:
    with pytest.raises(SpreadsheetError) as caught:
        list(read_rows(file, **{**LIMITS, **options}).rows)
    return caught.value


def test_rows_come_with_their_number_in_excel_and_blank_rows_are_skipped():
    sheet = read_rows(workbook([HEADERS, ["1", "Ani", 33000], ["", "", ""], ["2", "Budi", 33001]]), **LIMITS)
    assert sheet.headers == list(HEADERS)
    assert [(row.number, row.get("NAMA")) for row in sheet.rows] == [(2, "Ani"), (4, "Budi")]


def test_header_is_found_below_a_title_by_its_known_names():
    rows = [["Data Utama per Januari"], [], ["nip  baru", "Nama*", "Lain"], ["1", "Ani", "x"]]
    sheet = read_rows(workbook(rows), known_headers=HEADERS, **LIMITS)
    assert (sheet.header_row, list(sheet.columns)) == (3, ["NIP BARU", "NAMA", "LAIN"])
    assert [(row.number, row.get("NIP BARU")) for row in sheet.rows] == [(4, "1")]
    assert (sheet.missing(HEADERS), sheet.unknown(HEADERS)) == (["TANGGAL LAHIR"], ["Lain"])


def test_table_that_does_not_begin_in_a1_keeps_its_row_numbers():
    sheet = read_rows(people(2, first_row=4), known_headers=HEADERS, **LIMITS)
    assert (sheet.header_row, [row.number for row in sheet.rows]) == (5, [6, 7])


def test_sheet_is_chosen_by_name_without_regard_to_case():
    assert read_rows(people(sheet="Pegawai"), sheet="pegawai ", **LIMITS).name == "Pegawai"


def test_row_gives_default_for_a_column_the_sheet_lacks():
    row = next(read_rows(people(), **LIMITS).rows)
    assert (row.get("EMAIL"), row.get("EMAIL", None)) == ("", None)
    assert set(row.as_dict()) == set(HEADERS)


def test_path_is_read_like_a_file(tmp_path):
    path = tmp_path / "pegawai.xlsx"
    path.write_bytes(people(3).getvalue())
    assert len(list(read_rows(path, **LIMITS).rows)) == 3


@pytest.mark.parametrize("upload", [InMemoryUploadedFile, TemporaryUploadedFile])
def test_uploads_of_either_kind_are_read(upload):
    content = people(3).getvalue()
    if upload is TemporaryUploadedFile:
        file = upload("x.xlsx", "", len(content), None)
        file.write(content)
    else:
        file = upload(io.BytesIO(content), "file", "x.xlsx", "", len(content), None)
    with file:
        assert len(list(read_rows(file, **LIMITS).rows)) == 3
        assert len(list(read_rows(File(file), **LIMITS).rows)) == 3


def test_open_document_is_read():
    file = open_document(ods_row(*HEADERS) + ods_row("1", "Ani", "x"))
    assert [row.get("NAMA") for row in read_rows(file, **LIMITS).rows] == ["Ani"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"NIP BARU;NAMA\n1;Ani\n", "text_file"),
        (b"%PDF-1.7\n...", "pdf"),
        (b"<html><table><tr><td>NIP</td></tr></table></html>", "web_page"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "not_a_workbook"),
        (OLE, "not_a_workbook"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (OLE + "Workbook\0_VBA_PROJECT".encode("utf-16-le"), "macro"),
        (OLE + "Workbook\0".encode("utf-16-le"), "damaged"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
    ],
)
def test_what_is_no_workbook_is_refused_by_its_content(content, code):
    assert refusal(io.BytesIO(content)).code == code


def test_truncated_workbook_is_damaged():
    assert refusal(io.BytesIO(people(50).getvalue()[:-400])).code == "damaged"


def test_flipped_bytes_are_noticed():
    content = bytearray(people(50).getvalue())
    content[200:240] = bytes(40)
    assert refusal(io.BytesIO(bytes(content))).code == "damaged"


def test_other_zip_is_no_workbook():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert refusal(file).code == "not_a_workbook"


@pytest.mark.parametrize(
    ("name", "code"), [("xl/vbaProject.bin", "macro"), ("xl/workbook.bin", "binary_workbook")]
)
def test_macros_and_binary_workbooks_are_refused_whatever_the_name(name, code):
    assert refusal(repacked(people(), add={name: b"x"})).code == code


def test_broken_xml_inside_is_damaged():
    file = repacked(people(), change={"xl/workbook.xml": lambda xml: xml[:-80]})
    assert refusal(file).code == "damaged"


def test_size_and_row_limits_name_the_limit():
    assert refusal(people(), max_bytes=100).code == "too_large"
    error = refusal(people(20), max_rows=19)
    assert (error.code, error.params) == ("too_many_rows", {"limit": "19"})


def test_exactly_the_allowed_number_of_rows_is_read():
    assert len(list(read_rows(people(20), max_rows=20, max_bytes=1_000_000).rows)) == 20


@pytest.mark.parametrize(
    ("rows", "options", "code"),
    [
        ([], {}, "empty_sheet"),
        ([HEADERS], {}, "empty_sheet"),
        ([["a", "b"], ["c", "d"]], {"known_headers": HEADERS}, "no_header"),
        ([["x"]] * 10 + [HEADERS, ["1"]], {"known_headers": HEADERS}, "no_header"),
        ([["NIP", "Nama", "nip "], ["1", "2", "3"]], {}, "duplicate_header"),
        ([HEADERS, ["1"]], {"sheet": "Lain"}, "no_sheet"),
    ],
)
def test_sheet_without_a_usable_table_is_refused(rows, options, code):
    assert refusal(workbook(rows), **options).code == code


def test_zip_bomb_is_refused_on_its_directory():
    file = repacked(people(), add={"xl/media/x.bin": bytes(30_000_000)})
    assert refusal(file).code == "suspicious"


def test_zip_bomb_with_a_lying_directory_is_counted_while_unpacking():
    content = bytearray(repacked(people(), add={"xl/media/x.bin": bytes(30_000_000)}).getvalue())
    for offset in (
        index
        for index in range(len(content) - 4)
        if content[index : index + 4] == struct.pack("<I", 30_000_000)
    ):
        content[offset : offset + 4] = struct.pack("<I", 1000)
    assert refusal(io.BytesIO(bytes(content))).code == "suspicious"


def test_too_many_members_are_refused():
    assert (
        refusal(repacked(people(), add={f"xl/media/{index}": b"" for index in range(600)})).code
        == "suspicious"
    )


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="900000"><c r="ZZ900000"><v>1</v></c></row>',
        b'<row r="900000"><c  r = "ZZ900000" ><v>1</v></c></row>',
        b"<row r='900000'><c s='1'\tr='ZZ900000'><v>1</v></c></row>",
        b'<row r="900000"><c x=">" r="zz900000"><v>1</v></c></row>',
        b'<row r="900000">' + b"<c><v>1</v></c>" * 100 + b"</row>",
        b'<row r="900000"><c' + b" " * 1_100_000 + b'r="ZZ900000"><v>1</v></c></row>',
    ],
    ids=["plain", "spaced", "tab", "hidden", "unnumbered", "long tag"],
)
def test_stray_cell_far_away_never_reaches_the_parser(row):
    assert refusal(with_row(row)).code in {"too_wide", "suspicious"}


def test_format_without_value_far_away_is_harmless():
    sheet = read_rows(with_row(b'<row r="1048576"><c r="XFD1048576" s="1"/></row>'), **LIMITS)
    assert [row.number for row in sheet.rows] == [2, 3]


def test_cells_without_an_address_are_read():
    sheet = read_rows(with_row(b"<row><c><v>7</v></c></row>"), **LIMITS)
    assert [row.number for row in sheet.rows] == [2, 3, 4]


def test_open_document_that_would_fill_memory_is_refused():
    bomb = open_document(ods_row(*HEADERS) + ods_row(*["x" * 50] * 200, repeat=300_000))
    assert refusal(bomb).code == "suspicious"


def test_message_says_what_happened_and_what_to_do():
    with translation.override("en"):
        error = refusal(people(20), max_rows=10)
        assert str(error).startswith("The sheet has more than 10 rows. Split it")
