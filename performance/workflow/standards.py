"""The steps of a performance standard."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import Transition, Workflow, states
from performance import policies
from performance.enums import StandardStatus

PENDING_STANDARD = states([StandardStatus.DRAFT, StandardStatus.RETURNED])


# A standard is made or gets a new version without a source state: the row is made, then logged as this step.
START_STANDARD = Transition(
    "start",
    frozenset(),
    StandardStatus.DRAFT,
    policies.can_write_standard,
    label=pgettext_lazy("standard", "Draft started"),
    role="office",
)


STANDARD_FLOW = Workflow(
    "standard",
    (
        START_STANDARD,
        Transition(
            "propose",
            PENDING_STANDARD,
            StandardStatus.PROPOSED,
            policies.can_write_standard,
            label=pgettext_lazy("standard", "Proposed"),
            role="office",
        ),
        Transition(
            "take_back",
            states([StandardStatus.PROPOSED]),
            StandardStatus.DRAFT,
            policies.can_write_standard,
            label=pgettext_lazy("standard", "Proposal taken back"),
            role="office",
        ),
        Transition(
            "approve",
            states([StandardStatus.PROPOSED]),
            StandardStatus.APPROVED,
            policies.can_decide_standard,
            label=pgettext_lazy("standard", "Approved"),
            role="hr",
        ),
        Transition(
            "return",
            states([StandardStatus.PROPOSED]),
            StandardStatus.RETURNED,
            policies.can_decide_standard,
            label=pgettext_lazy("standard", "Returned"),
            note_required=True,
            role="hr",
        ),
        Transition(
            "end",
            states([StandardStatus.APPROVED]),
            StandardStatus.APPROVED,
            policies.can_end_standard,
            label=pgettext_lazy("standard", "Last day set"),
            note_required=True,
            role="hr",
        ),
        Transition(
            "supersede",
            states([StandardStatus.APPROVED]),
            StandardStatus.APPROVED,
            policies.can_end_standard,
            label=_("Replaced by a new version"),
            role="hr",
        ),
        Transition(
            "withdraw",
            states([*StandardStatus]) - {StandardStatus.WITHDRAWN.value},
            StandardStatus.WITHDRAWN,
            policies.can_withdraw_standard,
            label=pgettext_lazy("standard", "Withdrawn"),
            note_required=True,
            role="office",
        ),
    ),
    url_name="performance:standard_detail",
)
