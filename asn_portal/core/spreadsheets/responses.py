"""Sends a workbook to the browser from a temporary file, so that a large export does not live in memory."""

import tempfile
from collections.abc import Callable
from pathlib import PurePath
from typing import BinaryIO

from django.http import FileResponse
from django.utils.text import slugify

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_response(filename: str, write: Callable[[BinaryIO], object]) -> FileResponse:
    """Return a download that `write(file)` fills, as in workbook_response("pegawai", lambda f: ...).

    The temporary file disappears when the response is closed; nothing on the way may keep a copy.
    """
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115  FileResponse closes it
    try:
        write(file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    stem = slugify(PurePath(filename).stem) or "data"
    response = FileResponse(file, as_attachment=True, filename=f"{stem}.xlsx", content_type=XLSX)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
