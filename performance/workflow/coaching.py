"""The steps of a coaching record: the person writes, the coach answers, the person agrees, one of them closes it."""

from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import Transition, Workflow, states
from performance.enums.dialogue import CoachingStatus as S
from performance.policies import coaching as policies

START = Transition(
    "start",
    frozenset(),
    S.WRITING,
    policies.can_close_coaching,
    pgettext_lazy("coaching", "Coaching started"),
    role="evaluator",
)
COACHING_FLOW = Workflow(
    "coaching",
    (
        START,
        Transition(
            "save",
            states([S.WRITING]),
            S.WRITING,
            policies.can_write_coaching,
            pgettext_lazy("coaching", "Goal and facts written"),
            role="employee",
        ),
        Transition(
            "hand_in",
            states([S.WRITING]),
            S.HANDED_IN,
            policies.can_write_coaching,
            pgettext_lazy("coaching", "Goal and facts handed in"),
            role="employee",
        ),
        Transition(
            "propose",
            states([S.HANDED_IN]),
            S.PROPOSED,
            policies.can_propose_steps,
            pgettext_lazy("coaching", "Steps proposed"),
            role="evaluator",
        ),
        Transition(
            "agree",
            states([S.PROPOSED]),
            S.AGREED,
            policies.can_agree_steps,
            pgettext_lazy("coaching", "Steps agreed"),
            role="employee",
        ),
        Transition(
            "object",
            states([S.PROPOSED]),
            S.HANDED_IN,
            policies.can_agree_steps,
            pgettext_lazy("coaching", "Other steps asked for"),
            role="employee",
        ),
        Transition(
            "close",
            states([S.WRITING, S.HANDED_IN, S.PROPOSED, S.AGREED]),
            S.CLOSED,
            policies.can_close_coaching,
            pgettext_lazy("coaching", "Coaching closed"),
            role="evaluator",
        ),
    ),
    url_name="performance:coaching_detail",
)
