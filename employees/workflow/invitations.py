"""The steps of an invitation, for the log."""

from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import Transition, Workflow
from employees import policies


def may_invite(actor, invitation) -> bool:
    """HR of the agency; whom, the service checks person by person."""
    return invitation.agency_id == actor.agency_id and policies.can_invite(actor)


INVITATION_FLOW = Workflow(
    "invitation",
    (
        Transition(
            "invite", frozenset(), "sent", may_invite, pgettext_lazy("accounts", "People invited"), role="hr"
        ),
        Transition(
            "print",
            frozenset({"sent"}),
            "sent",
            may_invite,
            pgettext_lazy("accounts", "Activation letters printed"),
            role="hr",
        ),
    ),
)
