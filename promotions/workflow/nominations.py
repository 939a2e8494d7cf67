"""The steps of a nomination."""

from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import Transition, Workflow, states
from promotions.enums import NominationStatus
from promotions.policies import awards as policies

SUBMITTED = states([NominationStatus.SUBMITTED])

# A nomination has no source state: the row is made, then logged as this step.
NOMINATE = Transition(
    "nominate",
    frozenset(),
    NominationStatus.SUBMITTED,
    policies.can_write_nomination,
    label=pgettext_lazy("nomination", "Nominated"),
    role="nominator",
)
NOMINATION_FLOW = Workflow(
    "nomination",
    (
        NOMINATE,
        Transition(
            "resubmit",
            states([NominationStatus.RETURNED]),
            NominationStatus.SUBMITTED,
            policies.can_write_nomination,
            label=pgettext_lazy("nomination", "Corrected and sent again"),
            role="nominator",
        ),
        Transition(
            "grant",
            SUBMITTED,
            NominationStatus.GRANTED,
            policies.can_decide_nomination,
            label=pgettext_lazy("nomination", "Granted"),
            role="decider",
        ),
        Transition(
            "return",
            SUBMITTED,
            NominationStatus.RETURNED,
            policies.can_decide_nomination,
            label=pgettext_lazy("nomination", "Returned"),
            note_required=True,
            role="decider",
        ),
        Transition(
            "refuse",
            SUBMITTED,
            NominationStatus.REFUSED,
            policies.can_decide_nomination,
            label=pgettext_lazy("nomination", "Not granted"),
            note_required=True,
            role="decider",
        ),
        Transition(
            "withdraw",
            states([NominationStatus.SUBMITTED, NominationStatus.RETURNED]),
            NominationStatus.WITHDRAWN,
            policies.can_write_nomination,
            label=pgettext_lazy("nomination", "Withdrawn"),
            role="nominator",
        ),
    ),
    url_name="promotions:nomination_detail",
)
