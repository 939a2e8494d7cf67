"""Looks at a file before it is parsed: what it really is, and whether unpacking it would hurt.

The parser fills a dense grid up to the last used cell, so one stray value at ZZ200000 costs 4 GB (measured).
Neither the zip directory nor the sheet's own dimension is believed: every member is unpacked once in small
pieces, counted, and the addresses of its used cells are read.
"""

import zipfile
import zlib
from typing import BinaryIO

from asn_portal.core.spreadsheets.errors import SpreadsheetError
from asn_portal.core.spreadsheets.extent import Extent, QuickLook

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = b"PK\x03\x04"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
MAX_MEMBERS = 500
MAX_UNPACKED = 600_000_000
RATIO_FREE_BYTES = 20_000_000
MAX_RATIO = 150
PIECE = 1 << 20


def inspect(file: BinaryIO) -> str:
    """Return "xlsx", "ods" or "xls"; raise SpreadsheetError for anything that is no safe workbook."""
    file.seek(0)
    head = file.read(4096)
    if head.startswith(ZIP_MAGIC):
        return _inspect_zip(file)
    if head.startswith(OLE_MAGIC):
        return _inspect_ole(file)
    raise SpreadsheetError(_name_of(head))


def _name_of(head: bytes) -> str:
    """Return the error code of a file that is no workbook at all."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        return "empty_file"
    if start.startswith(b"%pdf"):
        return "pdf"
    if start.startswith(
        (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta", b"<style", b"<div")
    ):
        return "web_page"
    return "not_a_workbook" if b"\0" in head else "text_file"


def _inspect_ole(file: BinaryIO) -> str:
    """Old .xls, or the envelope of an encrypted .xlsx; names in its directory are UTF-16."""
    file.seek(0)
    content = file.read()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise SpreadsheetError("encrypted")
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise SpreadsheetError("macro")
    if not any(f"{name}\0".encode("utf-16-le") in content for name in ("Workbook", "Book")):
        raise SpreadsheetError("not_a_workbook")
    return "xls"


def _inspect_zip(file: BinaryIO) -> str:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            kind = _kind_of(archive, members)
            _check_directory(members)
            _unpack_all(archive, members)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        UnicodeDecodeError,
        OSError,
    ) as error:
        raise SpreadsheetError("damaged") from error
    return kind


def _kind_of(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> str:
    names = {member.filename.lower() for member in members}
    if any(member.flag_bits & 1 for member in members) or "encryption.xml" in names:
        raise SpreadsheetError("encrypted")
    if any(name.endswith("vbaproject.bin") or name.startswith("basic/") for name in names):
        raise SpreadsheetError("macro")
    if "xl/workbook.bin" in names:
        raise SpreadsheetError("binary_workbook")
    if "mimetype" in names and "content.xml" in names:
        if archive.open("mimetype").read(100).strip() != ODS_TYPE:
            raise SpreadsheetError("not_a_workbook")
        return "ods"
    if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise SpreadsheetError("not_a_workbook")
    return "xlsx"


def _check_directory(members: list[zipfile.ZipInfo]) -> None:
    """Refuse on what the zip directory admits, before anything is unpacked."""
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or _is_bloated(packed, unpacked):
        raise SpreadsheetError("suspicious")


def _is_bloated(packed: int, unpacked: int) -> bool:
    return unpacked > RATIO_FREE_BYTES and unpacked > packed * MAX_RATIO


def _unpack_all(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Unpack everything piecewise, counting what really comes out."""
    total = 0
    for member in members:
        # The stated size may lie and zipfile would stop there; the parser would not.
        member.file_size = MAX_UNPACKED + PIECE
        size, look = 0, QuickLook()
        for piece in _pieces(archive, member):
            size += len(piece)
            if total + size > MAX_UNPACKED or _is_bloated(member.compress_size, size):
                raise SpreadsheetError("suspicious")
            look.follow(piece)
        total += size
        if look.needs_care:
            extent = Extent()
            for piece in _pieces(archive, member):
                extent.follow(piece)


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo):
    with archive.open(member) as stream:
        while piece := stream.read(PIECE):
            yield piece
