"""What is said about performance standards."""

from django.utils.translation import gettext_lazy as _

from asn_portal.core.notices import NoticeKind, Subject, notify, register
from performance.models import Standard

PAGE = "performance:standard_detail"

PROPOSED = register(
    NoticeKind(
        event="standard_proposed",
        title=_("Performance standard proposed: %(name)s"),
        body=_("%(office)s asks for your decision."),
        url_name=PAGE,
        icon="ruler-measure",
        mail=False,
    )
)
APPROVED = register(
    NoticeKind(
        event="standard_approved",
        title=_("Performance standard approved: %(name)s"),
        body=_("It counts from %(starts_on)s."),
        url_name=PAGE,
        icon="circle-check",
    )
)
RETURNED = register(
    NoticeKind(
        event="standard_returned",
        title=_("Performance standard returned: %(name)s"),
        body=_("%(actor)s writes: %(note)s"),
        url_name=PAGE,
        icon="arrow-back-up",
    )
)
ENDED = register(
    NoticeKind(
        event="standard_ended",
        title=_("Performance standard ends: %(name)s"),
        body=_("%(actor)s writes: %(note)s"),
        url_name=PAGE,
        icon="calendar-off",
    )
)


def standard_proposed(standard: Standard, *, recipients: list[int]) -> None:
    """Tell HR of the agency in the portal; the inbox is their daily work."""
    params = {"name": standard.name, "office": standard.unit_name}
    tell(PROPOSED.event, standard, recipients, params)


def standard_approved(standard: Standard) -> None:
    """Tell who proposed it."""
    starts_on = standard.starts_on.isoformat() if standard.starts_on else ""
    params = {"name": standard.name, "starts_on": starts_on}
    tell(APPROVED.event, standard, [standard.proposed_by_id], params)


def standard_returned(standard: Standard, *, note: str, actor_name: str) -> None:
    """Tell who proposed it, with the reason."""
    params = {"name": standard.name, "note": note, "actor": actor_name}
    tell(RETURNED.event, standard, [standard.proposed_by_id], params)


def standard_ended(standard: Standard, *, note: str, actor_name: str) -> None:
    """Tell who proposed it why it ends or was withdrawn."""
    params = {"name": standard.name, "note": note, "actor": actor_name}
    tell(ENDED.event, standard, [standard.proposed_by_id], params)


def tell(event: str, standard: Standard, recipients: list[int | None] | list[int], params: dict) -> None:
    """Write the notices; every step of a standard is an occasion of its own."""
    subject = Subject(standard.agency_id, "standard", standard.pk)
    notify(
        event=event,
        subject=subject,
        recipients=recipients,
        params=params,
        occasion=f"revision-{standard.revision}",
    )
