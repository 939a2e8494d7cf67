"""The steps in the life of a role grant; a grant has dates instead of states, its log has these words."""

from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import Transition, Workflow
from employees import policies


def may_change(actor, grant) -> bool:
    """HR of the whole agency, never for oneself."""
    return policies.can_grant(actor, grant.user_id)


GRANT_FLOW = Workflow(
    "grant",
    (
        Transition(
            "grant", frozenset(), "granted", may_change, pgettext_lazy("role", "Role given"), role="hr"
        ),
        Transition(
            "end", frozenset({"granted"}), "ended", may_change, pgettext_lazy("role", "End set"), True, "hr"
        ),
        Transition(
            "revoke",
            frozenset({"granted"}),
            "ended",
            may_change,
            pgettext_lazy("role", "Ended at once"),
            True,
            "hr",
        ),
    ),
)
