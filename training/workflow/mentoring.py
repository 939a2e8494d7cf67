"""The states of a mentoring pair: proposed, running once both have consented, closed with a review."""

from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import Transition, Workflow, states
from training.enums import PairStatus
from training.policies import mentoring as policies

PROPOSED = states([PairStatus.PROPOSED])
ACTIVE = states([PairStatus.ACTIVE])

# A pair has no source state: the row is made, then logged as this step; the service has asked the policy.
PROPOSE = Transition(
    "propose",
    frozenset(),
    PairStatus.PROPOSED,
    policies.can_end,
    pgettext_lazy("mentoring", "Pair proposed"),
    role="superior",
)
MENTORING_FLOW = Workflow(
    "mentoring",
    (
        PROPOSE,
        Transition(
            "accept",
            PROPOSED,
            PairStatus.PROPOSED,
            policies.can_answer,
            pgettext_lazy("mentoring", "Consent given"),
            role="employee",
        ),
        Transition(
            "start",
            PROPOSED,
            PairStatus.ACTIVE,
            policies.can_answer,
            pgettext_lazy("mentoring", "Consent given, mentoring runs"),
            role="employee",
        ),
        Transition(
            "decline",
            PROPOSED,
            PairStatus.DECLINED,
            policies.can_answer,
            pgettext_lazy("mentoring", "Declined"),
            note_required=True,
            role="employee",
        ),
        Transition(
            "close",
            ACTIVE,
            PairStatus.CLOSED,
            policies.can_write,
            pgettext_lazy("mentoring", "Closed with a review"),
            role="employee",
        ),
        Transition(
            "end",
            PROPOSED | ACTIVE,
            PairStatus.CLOSED,
            policies.can_end,
            pgettext_lazy("mentoring", "Ended by the superior or HR"),
            note_required=True,
            role="superior",
        ),
    ),
    url_name="training:mentoring_pair",
)
