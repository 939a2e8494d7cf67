"""What counts as a file: content, not name; no macros; no bombs; clean names."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError

from performance.rules import evidence_files
from performance.rules.evidence_files import DOCX, JPEG, ODT, PDF, PNG, XLSX, clean_name, file_type

TYPES_PART = "[Content_Types].xml"


def archive(**parts):
    """Return a zip file with these parts; dots in names are written as __."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return io.BytesIO(content.getvalue())


def office_file(main, types="<Types/>", **more):
    return archive(**{TYPES_PART: types, main: "<x/>"}, **more)


GOOD = [
    (io.BytesIO(b"%PDF-1.7\n..."), PDF),
    (io.BytesIO(b"\xff\xd8\xff\xe0 jpeg"), JPEG),
    (io.BytesIO(b"\x89PNG\r\n\x1a\n ..."), PNG),
    (office_file("xl/workbook.xml"), XLSX),
    (office_file("word/document.xml"), DOCX),
    (archive(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": "<x/>"}), ODT),
]
BAD = {
    "exe renamed pdf": io.BytesIO(b"MZ\x90\x00 this is a program"),
    "html": io.BytesIO(b"<html><script>alert(1)</script>"),
    "svg": io.BytesIO(b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "empty": io.BytesIO(b""),
    "plain zip": archive(**{"evil.exe": "MZ"}),
    "broken zip": io.BytesIO(b"PK\x03\x04 broken"),
    "macro docx": office_file("word/document.xml", **{"word/vbaProject.bin": "x"}),
    "macro type": office_file(
        "xl/workbook.xml", types="application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    ),
    "odt with basic": archive(
        mimetype="application/vnd.oasis.opendocument.text", **{"Basic/Standard/Module1.xml": "x"}
    ),
    "docx without types": archive(**{"word/document.xml": "<x/>"}),
}


@pytest.mark.parametrize(("content", "kind"), GOOD, ids=lambda value: getattr(value, "extension", "file"))
def test_the_content_tells_the_kind(content, kind):
    assert file_type(content) == kind
    assert content.tell() == 0


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_anything_else_is_refused_with_words(content):
    with pytest.raises(ValidationError) as refused:
        file_type(content)
    assert refused.value.messages[0]


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(evidence_files, "MOST_UNPACKED", 10)
    with pytest.raises(ValidationError) as refused:
        file_type(office_file("xl/workbook.xml"))
    assert refused.value.code == "file_bomb"


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Ani\\Laporan Juli.exe", "Laporan Juli.pdf"),
        ('a"b;c\r\nSet-Cookie: x.pdf', "a_b_c__Set-Cookie_ x.pdf"),
        ("....", "bukti.pdf"),
        ("Laporan é.pdf", "Laporan é.pdf"),
        ("x" * 400 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_names_are_cleaned(name, clean):
    result = clean_name(name, PDF)
    assert result == clean or (name == "...." and result.endswith(".pdf"))
