"""Issuing and revoking documents."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, require
from asn_portal.core.documents.codes import new_code
from asn_portal.core.documents.masking import mask_nip
from asn_portal.core.documents.render import qr_svg, render_pdf
from asn_portal.core.models import Agency, Document

ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class IssueRequest:
    """What is to be issued.

    `facts` are the pairs shown on the check page: an English msgid (gettext_noop) as label, a text or an ISO
    date as value.
    `template` and `data` as in render_pdf; `data.check` (code, url, qr, issued_on, agency) is added here.
    """

    agency: Agency
    kind: str
    subject_type: str
    subject_id: int
    title: str
    holder_name: str
    template: str | Path
    data: dict
    holder_nip: str = ""
    issuer_name: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)


def issue_document(*, request: IssueRequest, actor: Actor) -> Document:
    """Render, store and register a document with a fresh verification code.

    Whether the actor may issue it is decided by the service that owns the subject; here the agency counts.
    """
    require(actor.is_system or actor.agency_id == request.agency.pk)
    for _attempt in range(ATTEMPTS):
        code = new_code(request.agency.code)
        if Document.objects.filter(code=code).exists():
            continue
        try:
            return _store(request, code, actor)
        except IntegrityError:
            # Another process took the same code between the look and the insert.
            if not Document.objects.filter(code=code).exists():
                raise
    raise RuntimeError("no free verification code found")


def check_url(code: str) -> str:
    """Return the public address behind the QR."""
    return settings.PUBLIC_URL.rstrip("/") + reverse("document_result", args=[code])


@transaction.atomic
def revoke_document(
    *, document: Document, reason: str, successor: Document | None = None, actor: Actor
) -> Document:
    """Mark a document as no longer valid; the check page names the reason and the successor.

    Raises ValidationError without a reason or with an unfit successor, Conflict when it is revoked already.
    """
    require(actor.is_system or actor.agency_id == document.agency_id)
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("Say why the document is revoked.")}, code="required")
    if successor and (
        successor.pk == document.pk or successor.agency_id != document.agency_id or successor.revoked_at
    ):
        raise ValidationError(
            {"successor": _("This document cannot replace the revoked one.")}, code="invalid"
        )
    values = {"revoked_at": timezone.now(), "revoke_reason": reason[:300], "successor": successor}
    if not Document.objects.filter(pk=document.pk, revoked_at=None).update(**values):
        raise Conflict(document)
    document.refresh_from_db()
    return document


def _store(request: IssueRequest, code: str, actor: Actor) -> Document:
    issued_at = timezone.now()
    content = render_pdf(request.template, {**request.data, "check": _check_block(request, code, issued_at)})
    document = Document(
        agency=request.agency,
        kind=request.kind,
        subject_type=request.subject_type,
        subject_id=request.subject_id,
        code=code,
        title=request.title[:200],
        holder_name=request.holder_name[:200],
        holder_nip_masked=mask_nip(request.holder_nip),
        facts=[list(pair) for pair in request.facts],
        sha256=hashlib.sha256(content).hexdigest(),
        issued_at=issued_at,
        issued_by_id=actor.user_id,
        issuer_name=(request.issuer_name or actor.name)[:200],
    )
    document.file.save(f"{code}.pdf", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            document.save()
    except Exception:
        document.file.delete(save=False)
        raise
    return document


def _check_block(request: IssueRequest, code: str, issued_at) -> dict:
    url = check_url(code)
    issued_on = timezone.localtime(issued_at, ZoneInfo(request.agency.time_zone)).date()
    return {
        "code": code,
        "url": url,
        "qr": qr_svg(url),
        "issued_on": issued_on,
        "agency": request.agency.name,
    }
