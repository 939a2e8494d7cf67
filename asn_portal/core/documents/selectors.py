"""Documents of a subject, for the app that owns it."""

from django.db.models import QuerySet

from asn_portal.core.access import Actor
from asn_portal.core.models import Document


def list_documents(*, actor: Actor, subject_type: str, subject_id: int) -> QuerySet[Document]:
    """Return the documents about a subject, newest first; whether the actor sees it is checked before."""
    return Document.objects.filter(
        agency_id=actor.agency_id, subject_type=subject_type, subject_id=subject_id
    ).order_by("-id")


def latest_document(*, actor: Actor, subject_type: str, subject_id: int, kind: str) -> Document | None:
    """Return the newest valid document of a kind, or None."""
    rows = list_documents(actor=actor, subject_type=subject_type, subject_id=subject_id)
    return rows.filter(kind=kind, revoked_at=None).first()
