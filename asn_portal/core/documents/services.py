"""Issuing and revoking documents."""

import hashlib
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
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
from asn_portal.core.documents.render import MOST_COMPILERS, qr_svg, render_pdf
from asn_portal.core.models import Agency, Document

ATTEMPTS = 5
log = logging.getLogger(__name__)


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


@dataclass(frozen=True, slots=True)
class Refused:
    """A document of a batch that could not be made: the kind of error, nothing personal."""

    cause: str


def issue_documents(*, requests: Sequence[IssueRequest], actor: Actor) -> list[Document | Refused]:
    """Issue many documents of one agency at once, in their order; what one lacks does not hold up the others.

    Pages are set on every core, rows are written together, in the transaction of the caller. The files of a
    transaction that is rolled back are left behind, unknown to anybody; the next attempt writes new ones.
    """
    require(all(actor.is_system or actor.agency_id == request.agency.pk for request in requests))
    issued_at = timezone.now()
    codes = _free_codes(requests)
    with ThreadPoolExecutor(MOST_COMPILERS) as pool:
        made = list(
            pool.map(lambda pair: _made(pair[0], pair[1], issued_at), zip(requests, codes, strict=True))
        )
    found: list[Document | Refused] = []
    for request, code, content in zip(requests, codes, made, strict=True):
        if isinstance(content, Refused):
            found.append(content)
            continue
        document = _unsaved(request, code, content, issued_at)
        document.issued_by_id = actor.user_id
        document.issuer_name = (request.issuer_name or actor.name)[:200]
        document.file.save(f"{code}.pdf", ContentFile(content), save=False)
        found.append(document)
    Document.objects.bulk_create([row for row in found if isinstance(row, Document)])
    return found


def _free_codes(requests: Sequence[IssueRequest]) -> list[str]:
    """Return as many codes as requests that nobody has; two alike would be stopped by the database."""
    codes: dict[str, None] = {}
    wanted = list(requests)
    while wanted:
        fresh = {new_code(request.agency.code): request for request in wanted}
        taken = set(Document.objects.filter(code__in=list(fresh)).values_list("code", flat=True)) | set(codes)
        codes |= dict.fromkeys(code for code in fresh if code not in taken)
        wanted = wanted[: len(requests) - len(codes)]
    return list(codes)


def _made(request: IssueRequest, code: str, issued_at: datetime) -> bytes | Refused:
    """Set the pages of one document; runs in a thread of its own and touches no database."""
    try:
        return render_pdf(request.template, {**request.data, "check": _check_block(request, code, issued_at)})
    except Exception as error:
        log.exception("document %s of %s %s", request.kind, request.subject_type, request.subject_id)
        return Refused(type(error).__name__)


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
    document = _unsaved(request, code, content, issued_at)
    document.issued_by_id = actor.user_id
    document.issuer_name = (request.issuer_name or actor.name)[:200]
    document.file.save(f"{code}.pdf", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            document.save()
    except Exception:
        document.file.delete(save=False)
        raise
    return document


def _unsaved(request: IssueRequest, code: str, content: bytes, issued_at: datetime) -> Document:
    return Document(
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
    )


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
