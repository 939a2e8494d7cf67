"""The steps of a role in the matrix and of a membership in a team."""

from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import Transition, Workflow, states
from performance.enums.cascade import MemberState, RoleState
from performance.policies import cascade as policies

WRITTEN = states([RoleState.OFFERED, RoleState.TAKEN, RoleState.DECLINED])

ROLE_FLOW = Workflow(
    "matrix_role",
    (
        Transition(
            "take",
            states([RoleState.OFFERED]),
            RoleState.TAKEN,
            policies.can_answer_role,
            label=pgettext_lazy("matrix", "Taken into the plan"),
            role="employee",
        ),
        Transition(
            "decline",
            states([RoleState.OFFERED]),
            RoleState.DECLINED,
            policies.can_answer_role,
            label=pgettext_lazy("matrix", "Declined"),
            note_required=True,
            role="employee",
        ),
        Transition(
            "reword",
            WRITTEN,
            RoleState.OFFERED,
            policies.can_write_role,
            label=pgettext_lazy("matrix", "Changed"),
            role="leader",
        ),
        Transition(
            "withdraw",
            WRITTEN,
            RoleState.WITHDRAWN,
            policies.can_write_role,
            label=pgettext_lazy("matrix", "Withdrawn"),
            role="leader",
        ),
    ),
    url_name="",
)

MEMBER_FLOW = Workflow(
    "team_member",
    (
        Transition(
            "agree",
            states([MemberState.PROPOSED]),
            MemberState.ACTIVE,
            policies.can_decide_member,
            label=pgettext_lazy("team member", "Agreed"),
            role="evaluator",
        ),
        Transition(
            "refuse",
            states([MemberState.PROPOSED]),
            MemberState.REFUSED,
            policies.can_decide_member,
            label=pgettext_lazy("team member", "Not agreed"),
            note_required=True,
            role="evaluator",
        ),
        Transition(
            "end",
            states([MemberState.PROPOSED, MemberState.ACTIVE]),
            MemberState.ENDED,
            policies.can_end_member,
            label=pgettext_lazy("team member", "Ended"),
            role="leader",
        ),
    ),
    url_name="performance:team_member",
)
