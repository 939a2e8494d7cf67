"""Handing out stored documents; who may have one is decided by the app that owns its subject."""

from django.http import FileResponse, Http404

from asn_portal.core.models import Document


def file_response(document: Document) -> FileResponse:
    """Return the PDF to look at in the browser, kept by nobody on the way; 404 when the file is gone."""
    try:
        file = document.file.open("rb")
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    response = FileResponse(file, content_type="application/pdf", filename=f"{document.code}.pdf")
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
