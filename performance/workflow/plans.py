"""The steps of a plan (SKP)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import Transition, Workflow, states
from performance import policies
from performance.enums import PlanStatus
from performance.policies.plan_changes import is_the_clock

OPEN_STATES = states([PlanStatus.DRAFT, PlanStatus.RETURNED])


PLAN_FLOW = Workflow(
    "plan",
    (
        Transition(
            "submit",
            OPEN_STATES,
            PlanStatus.SUBMITTED,
            policies.can_submit_plan,
            label=pgettext_lazy("plan", "Submitted"),
            role="employee",
        ),
        Transition(
            "withdraw",
            states([PlanStatus.SUBMITTED]),
            PlanStatus.DRAFT,
            policies.can_submit_plan,
            label=pgettext_lazy("plan", "Submission withdrawn"),
            role="employee",
        ),
        Transition(
            "approve",
            states([PlanStatus.SUBMITTED]),
            PlanStatus.APPROVED,
            policies.can_decide_plan,
            label=pgettext_lazy("plan", "Approved"),
            role="evaluator",
        ),
        Transition(
            "return",
            states([PlanStatus.SUBMITTED]),
            PlanStatus.RETURNED,
            policies.can_decide_plan,
            label=pgettext_lazy("plan", "Returned"),
            note_required=True,
            role="evaluator",
        ),
        # A plan that waits for the evaluator of the old post comes back to be written for the new one.
        Transition(
            "reopen",
            states([PlanStatus.SUBMITTED]),
            PlanStatus.DRAFT,
            is_the_clock,
            label=_("Taken back after a move"),
        ),
        Transition(
            "supersede",
            states([PlanStatus.APPROVED]),
            PlanStatus.SUPERSEDED,
            policies.can_decide_plan,
            label=_("Replaced by a new version"),
            role="evaluator",
        ),
    ),
    url_name="performance:plan_detail",
)


# A new version has no source state: the row is made, then logged as this step.
START_VERSION = Transition(
    "start_version",
    frozenset(),
    PlanStatus.DRAFT,
    policies.can_change_plan,
    label=_("Change started"),
    note_required=True,
)


# Linking later (B5) changes no promise and so no state; it is logged as this step.
LINK_RESULTS = Transition(
    "link_results",
    states([PlanStatus.SUBMITTED, PlanStatus.APPROVED]),
    PlanStatus.APPROVED,
    policies.is_owner,
    label=_("Results linked to the leader's"),
    role="employee",
)
