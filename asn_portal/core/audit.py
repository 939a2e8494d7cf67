"""The access log: who read which sensitive data, and why (A12, A13)."""

from asn_portal.core.access import Actor
from asn_portal.core.models import AccessLog


def record_access(*, actor: Actor, subject_type: str, subject_id: int, what: str, purpose: str = "") -> None:
    """Append one row; `what` is a short code such as "nik" or "export"."""
    AccessLog.objects.create(
        agency_id=actor.agency_id,
        user_id=actor.user_id,
        actor_name=actor.name,
        subject_type=subject_type,
        subject_id=subject_id,
        what=what,
        purpose=purpose[:200],
    )
