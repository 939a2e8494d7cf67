"""Which files count as evidence: told by their content, never by their name alone (OWASP file upload)."""

import re
import unicodedata
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NAME_LENGTH = 120
MOST_PARTS = 5_000
MOST_UNPACKED = 300_000_000
PDF_HEADER_WITHIN = 1024


@dataclass(frozen=True)
class FileType:
    """A kind of file: extension, media type, whether a browser may show it in place."""

    extension: str
    media_type: str
    is_inline: bool = False


PDF = FileType("pdf", "application/pdf", is_inline=True)
JPEG = FileType("jpg", "image/jpeg", is_inline=True)
PNG = FileType("png", "image/png", is_inline=True)
XLSX = FileType("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
DOCX = FileType("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
ODT = FileType("odt", "application/vnd.oasis.opendocument.text")
TYPES = {kind.media_type: kind for kind in (PDF, JPEG, PNG, XLSX, DOCX, ODT)}
ACCEPT = ".pdf,.jpg,.jpeg,.png,.xlsx,.docx,.odt"
SIGNATURES = ((b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
OFFICE_PARTS = (("xl/workbook.xml", XLSX), ("word/document.xml", DOCX))


def file_type(content: BinaryIO) -> FileType:
    """Return what a file is; raises ValidationError for any other kind, macros, and archives that would burst."""
    content.seek(0)
    start = content.read(PDF_HEADER_WITHIN)
    content.seek(0)
    for signature, kind in SIGNATURES:
        if start.startswith(signature):
            return kind
    if start.lstrip().startswith(b"%PDF-"):
        return PDF
    if start.startswith(b"PK\x03\x04"):
        return _office_type(content)
    raise _unknown()


def clean_name(name: str, kind: FileType) -> str:
    """Return a file name without folders, control characters or a false ending, for the download."""
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    plain = re.sub(r"[^\w .,()&+-]", "_", plain, flags=re.ASCII if plain.isascii() else 0)
    stem = plain.rsplit(".", 1)[0] if "." in plain else plain
    stem = re.sub(r"\s+", " ", stem).strip(" ._") or str(_("evidence"))
    return f"{stem[:NAME_LENGTH]}.{kind.extension}"


def _office_type(content: BinaryIO) -> FileType:
    try:
        with zipfile.ZipFile(content) as archive:
            return _checked(archive)
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise _unknown() from error
    finally:
        content.seek(0)


def _checked(archive: zipfile.ZipFile) -> FileType:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise ValidationError(
            _("This file unpacks to far more than it seems; save it anew."), code="file_bomb"
        )
    names = {part.filename for part in parts}
    kind = next((kind for part, kind in OFFICE_PARTS if part in names), None)
    if kind is None and "mimetype" in names and archive.getinfo("mimetype").file_size <= NAME_LENGTH:
        kind = ODT if archive.read("mimetype").strip() == ODT.media_type.encode() else None
    if kind is None:
        raise _unknown()
    if _has_macros(archive, names, kind):
        raise ValidationError(
            _("This file contains macros. Save it without macros and choose it again."), code="file_macros"
        )
    return kind


def _has_macros(archive: zipfile.ZipFile, names: set[str], kind: FileType) -> bool:
    if kind is ODT:
        return any(name.startswith(("Basic/", "Scripts/")) for name in names)
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        return True
    if "[Content_Types].xml" not in names:
        raise _unknown()
    with archive.open("[Content_Types].xml") as listing:
        return b"macroenabled" in listing.read(1_000_000).lower()


def _unknown() -> ValidationError:
    return ValidationError(
        _("Only PDF, JPEG, PNG, Excel (xlsx), Word (docx) and ODT files are accepted; the content decides."),
        code="file_type",
    )
