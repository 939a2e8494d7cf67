"""The states of a promise to apply what was learnt."""

from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import Transition, Workflow, states
from training.enums import FollowUpStatus
from training.policies import follow_ups as policies

ASKED = states([FollowUpStatus.ASKED])
# What the clock asks about once the day has come.
TO_ASK = states([FollowUpStatus.PROMISED, FollowUpStatus.NOT_APPLIED])

ASK = Transition(
    "ask",
    TO_ASK,
    FollowUpStatus.ASKED,
    policies.can_ask_superior,
    label=pgettext_lazy("follow-up", "Superior asked"),
    role="system",
)
# A promise has no source state: the row is made, then logged as this step.
PROMISE = Transition(
    "promise",
    frozenset(),
    FollowUpStatus.PROMISED,
    lambda actor, follow_up: policies.is_participant(actor, follow_up.enrolment),
    label=pgettext_lazy("follow-up", "Promised"),
    role="employee",
)

FOLLOW_UP_FLOW = Workflow(
    "follow_up",
    (
        PROMISE,
        ASK,
        Transition(
            "apply",
            ASKED,
            FollowUpStatus.APPLIED,
            policies.can_answer_follow_up,
            label=pgettext_lazy("follow-up", "Confirmed: applied at work"),
            role="evaluator",
        ),
        Transition(
            "not_yet",
            ASKED,
            FollowUpStatus.NOT_APPLIED,
            policies.can_answer_follow_up,
            label=pgettext_lazy("follow-up", "Not applied yet"),
            note_required=True,
            role="evaluator",
        ),
    ),
    url_name="training:follow_up_detail",
)
