"""The steps of the performance year as tables; screens, API, timelines and reminders read them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import Transition, Workflow, states
from performance import policies
from performance.enums import AppraisalStatus, CycleStatus, PlanStatus, StandardStatus

CYCLE_FLOW = Workflow(
    "cycle",
    (
        Transition(
            "open",
            states([CycleStatus.PLANNED]),
            CycleStatus.OPEN,
            policies.can_change_cycle,
            label=_("Year opened"),
            role="hr",
        ),
    ),
)

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

# --- Appraisals: the table of the evaluation stands here ---

TO_RATE = states([AppraisalStatus.PENDING, AppraisalStatus.RETURNED])

APPRAISAL_FLOW = Workflow(
    "appraisal",
    (
        Transition(
            "rate",
            TO_RATE,
            AppraisalStatus.RATED,
            policies.can_rate,
            label=pgettext_lazy("appraisal", "Rated"),
            role="evaluator",
        ),
        # Where nobody else has to approve, rating and release are one step (B2).
        Transition(
            "rate_and_release",
            TO_RATE,
            AppraisalStatus.RELEASED,
            policies.can_rate,
            label=pgettext_lazy("appraisal", "Rated and released"),
            role="evaluator",
        ),
        Transition(
            "approve",
            states([AppraisalStatus.RATED]),
            AppraisalStatus.RELEASED,
            policies.can_approve_appraisal,
            label=pgettext_lazy("appraisal", "Approved and released"),
            role="head",
        ),
        Transition(
            "return",
            states([AppraisalStatus.RATED]),
            AppraisalStatus.RETURNED,
            policies.can_approve_appraisal,
            label=pgettext_lazy("appraisal", "Returned to the evaluator"),
            note_required=True,
            role="head",
        ),
    ),
    url_name="performance:appraisal_detail",
)

# --- Performance standards ---

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
