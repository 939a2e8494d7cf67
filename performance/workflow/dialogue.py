"""The steps of a request for feedback and of a dialogue note."""

from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import Transition, Workflow, states
from performance.enums.dialogue import DialogueStatus, RequestStatus
from performance.policies import dialogue as policies

OPEN = states([RequestStatus.OPEN])
WRITTEN = states([DialogueStatus.WRITTEN])

REQUEST_FLOW = Workflow(
    "feedback_request",
    (
        Transition(
            "answer",
            OPEN,
            RequestStatus.ANSWERED,
            policies.can_answer_request,
            pgettext_lazy("feedback request", "Answered"),
        ),
        Transition(
            "decline",
            OPEN,
            RequestStatus.DECLINED,
            policies.can_answer_request,
            pgettext_lazy("feedback request", "Declined"),
        ),
        Transition(
            "withdraw",
            OPEN,
            RequestStatus.WITHDRAWN,
            policies.can_withdraw_request,
            pgettext_lazy("feedback request", "Withdrawn"),
        ),
        Transition(
            "expire",
            OPEN,
            RequestStatus.EXPIRED,
            policies.can_expire_request,
            pgettext_lazy("feedback request", "Not answered in time"),
        ),
    ),
    url_name="performance:request_detail",
)

# A note has no source state: the row is made, then logged as this step; the service has asked the policy.
WRITE = Transition(
    "write",
    frozenset(),
    DialogueStatus.WRITTEN,
    policies.can_change_dialogue,
    pgettext_lazy("dialogue", "Note written"),
)
DIALOGUE_FLOW = Workflow(
    "dialogue",
    (
        WRITE,
        Transition(
            "change",
            WRITTEN,
            DialogueStatus.WRITTEN,
            policies.can_change_dialogue,
            pgettext_lazy("dialogue", "Note changed"),
        ),
        Transition(
            "confirm",
            WRITTEN,
            DialogueStatus.CONFIRMED,
            policies.can_confirm_dialogue,
            pgettext_lazy("dialogue", "Note confirmed"),
        ),
    ),
    url_name="performance:dialogue_detail",
)
