"""The states of a request to correct data."""

from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import Transition, Workflow, states
from employees import policies
from employees.enums import CorrectionStatus

OPEN = states([CorrectionStatus.OPEN])

# A request has no source state: the row is made, then logged as this step.
ASK = Transition(
    "ask",
    frozenset(),
    CorrectionStatus.OPEN,
    policies.can_withdraw_correction,
    pgettext_lazy("correction", "Correction asked for"),
    role="employee",
)
CORRECTION_FLOW = Workflow(
    "correction",
    (
        ASK,
        Transition(
            "accept",
            OPEN,
            CorrectionStatus.ACCEPTED,
            policies.can_answer_correction,
            pgettext_lazy("correction", "Corrected"),
            role="hr",
        ),
        Transition(
            "refuse",
            OPEN,
            CorrectionStatus.REFUSED,
            policies.can_answer_correction,
            pgettext_lazy("correction", "Not changed"),
            note_required=True,
            role="hr",
        ),
        Transition(
            "withdraw",
            OPEN,
            CorrectionStatus.WITHDRAWN,
            policies.can_withdraw_correction,
            pgettext_lazy("correction", "Withdrawn"),
            role="employee",
        ),
    ),
    url_name="employees:correction_answer",
)
