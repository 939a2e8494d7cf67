"""The steps of an appraisal."""

from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import Transition, Workflow, states
from performance import policies
from performance.enums import AppraisalStatus

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
