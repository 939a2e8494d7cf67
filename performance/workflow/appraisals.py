"""The steps of an appraisal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import Transition, Workflow, states
from performance import policies
from performance.enums import AppraisalStatus
from performance.policies.evaluation import can_calibrate
from performance.policies.schedule import can_reopen_appraisal

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
        # A change agreed in calibration: the rating stays the evaluator's, and nothing moves on.
        Transition(
            "calibrate",
            states([AppraisalStatus.RATED]),
            AppraisalStatus.RATED,
            can_calibrate,
            label=pgettext_lazy("appraisal", "Rating changed in calibration"),
            note_required=True,
            role="evaluator",
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
        # After the closing HR lets one person be rated after all, and says why.
        Transition(
            "reopen",
            states([AppraisalStatus.UNRATED]),
            AppraisalStatus.PENDING,
            can_reopen_appraisal,
            label=_("Opened again for a rating"),
            note_required=True,
            role="hr",
        ),
    ),
    url_name="performance:appraisal_detail",
)
