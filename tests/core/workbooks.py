"""Builds small workbooks, good and broken, for the tests of reading."""

import io
import zipfile

import xlsxwriter

HEADERS = ("NIP BARU", "NAMA", "TANGGAL LAHIR")
LIMITS = {"max_rows": 100, "max_bytes": 1_000_000}


def workbook(rows, *, sheet="Data", first_row=0) -> io.BytesIO:
    """Return an .xlsx with these rows, beginning `first_row` rows below the top."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    page = book.add_worksheet(sheet)
    for index, row in enumerate(rows, start=first_row):
        page.write_row(index, 0, row)
    book.close()
    file.seek(0)
    return file


def people(count=2, **options) -> io.BytesIO:
    """Return an .xlsx with a header and `count` people."""
    return workbook(
        [HEADERS, *([f"'{index:018}", f"Nama {index}", "01-04-1990"] for index in range(count))], **options
    )


def repacked(file: io.BytesIO, *, change=None, add=None) -> io.BytesIO:
    """Return the workbook with members changed ({name: function}) or added ({name: bytes})."""
    changes, result = change or {}, io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            new.writestr(member.filename, changes.get(member.filename, lambda same: same)(content))
        for name, content in (add or {}).items():
            new.writestr(name, content)
    result.seek(0)
    return result


def with_row(text: bytes) -> io.BytesIO:
    """Return a workbook with raw XML appended to the rows of its sheet."""
    name = "xl/worksheets/sheet1.xml"
    return repacked(people(), change={name: lambda xml: xml.replace(b"</sheetData>", text + b"</sheetData>")})


def open_document(rows: str) -> io.BytesIO:
    """Return an .ods with these table rows."""
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Data">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type='
        '"application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        archive.writestr("META-INF/manifest.xml", manifest)
    file.seek(0)
    return file


def ods_row(*values: str, repeat: int = 1) -> str:
    """Return a table row of text cells."""
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
        for value in values
    )
    return f'<table:table-row table:number-rows-repeated="{repeat}">{cells}</table:table-row>'
