"""What anybody may learn from a verification code, without logging in."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, pgettext

from asn_portal.core.documents.codes import normalise_code
from asn_portal.core.models import Document
from asn_portal.core.templatetags.formats import datetime_long, longdate


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to a code: `state` is "valid", "revoked" or "unknown"; `code` as issued, or as typed."""

    state: str
    code: str
    document: Document | None = None

    @property
    def zone(self) -> ZoneInfo | None:
        """Return the time zone of the agency that issued the document."""
        return ZoneInfo(self.document.agency.time_zone) if self.document else None

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Return label and value, translated, in the order of the page."""
        if self.document is None:
            return []
        document = self.document
        own = [(gettext(label), shown(value)) for label, value in document.facts if label]
        issued = datetime_long(document.issued_at)
        signer = f"{document.issuer_name}, {issued}" if document.issuer_name else issued
        return [
            (pgettext("document", "Kind"), document.title),
            (gettext("Given to"), document.holder_name),
            (gettext("NIP"), document.holder_nip_masked),
            *own,
            (pgettext("document", "Issued"), signer),
            (gettext("Code"), document.code),
        ]

    @property
    def fingerprint(self) -> str:
        """Return the beginning and the end of the SHA-256, in groups."""
        digest = self.document.sha256 if self.document else ""
        return f"{digest[:4]} {digest[4:8]} … {digest[-4:]}" if digest else ""


def check_code(typed: str) -> Verdict:
    """Look a code up; open to everybody, hence without an actor."""
    code = normalise_code(typed)
    document = code and Document.objects.select_related("agency", "successor").filter(code=code).first()
    if not document:
        return Verdict("unknown", code or typed.strip()[:40])
    return Verdict("revoked" if document.revoked_at else "valid", code, document)


def is_same_file(document: Document, file: BinaryIO) -> bool:
    """Tell whether these bytes are exactly the file that was issued; nothing is stored."""
    digest = hashlib.sha256()
    for chunk in iter(lambda: file.read(1 << 16), b""):
        digest.update(chunk)
    return hmac.compare_digest(digest.hexdigest(), document.sha256)


def shown(value) -> str:
    """Return a fact for people: ISO dates and moments are written out, everything else stays."""
    text = str(value)
    if not (text[:4].isdigit() and text[4:5] == "-"):
        return text
    try:
        return longdate(date.fromisoformat(text))
    except ValueError:
        pass
    try:
        return datetime_long(datetime.fromisoformat(text))
    except ValueError:
        return text
