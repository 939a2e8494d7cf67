"""Steps that the schedule takes without changing what anybody decided; they stand in the log as what they are."""

from django.utils.translation import gettext_lazy as _

from asn_portal.core.workflow import STEP_LABELS, Transition
from performance.enums import AppraisalStatus, PlanStatus
from performance.policies.schedule import can_close_period
from performance.policies.years import can_change_cycle

# The plan stays submitted; who may decide on it grows by one (annex II p. 65).
HAND_PLAN_ON = Transition(
    "hand_on",
    frozenset({str(PlanStatus.SUBMITTED)}),
    PlanStatus.SUBMITTED,
    can_change_cycle,
    label=_("Handed to the evaluator's superior"),
    role="schedule",
)

# Closing goes over a whole period in a few statements, so each row is logged by the statement, not by `apply`.
CLOSE_UNRATED = Transition(
    "close_unrated",
    frozenset({str(AppraisalStatus.PENDING), str(AppraisalStatus.RETURNED)}),
    AppraisalStatus.UNRATED,
    can_close_period,
    label=_("Closed without a rating"),
    role="schedule",
)
STEP_LABELS.update({("plan", HAND_PLAN_ON.name): HAND_PLAN_ON.label})
STEP_LABELS.update({("appraisal", CLOSE_UNRATED.name): CLOSE_UNRATED.label})
