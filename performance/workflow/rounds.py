"""The steps of a feedback round. Answering is none of them: it leaves no trace of who did it."""

from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import Transition, Workflow, states
from performance.enums.rounds import RoundStatus
from performance.policies import rounds as policies

OPEN = states([RoundStatus.OPEN])

# A round has no source state: the row is made, then logged as this step; the service has asked the policy.
START = Transition(
    "start",
    frozenset(),
    RoundStatus.OPEN,
    policies.can_follow_round,
    pgettext_lazy("round", "Round started"),
)
ROUND_FLOW = Workflow(
    "feedback_round",
    (
        START,
        Transition(
            "close",
            OPEN,
            RoundStatus.CLOSED,
            policies.can_close_round,
            pgettext_lazy("round", "Round closed"),
        ),
        Transition(
            "cancel",
            OPEN,
            RoundStatus.CANCELLED,
            policies.can_follow_round,
            pgettext_lazy("round", "Round cancelled, answers deleted"),
            note_required=True,
        ),
    ),
    url_name="performance:round_detail",
)
