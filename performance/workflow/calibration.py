"""The steps of a calibration session and of a change proposed in it."""

from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import Transition, Workflow, states
from performance.enums.evaluation import ChangeStatus, SessionStatus
from performance.policies import evaluation as policies

# Sessions and changes are made, then logged as these steps.
OPEN_SESSION = Transition(
    "open",
    frozenset(),
    SessionStatus.OPEN,
    policies.can_run_calibration,
    label=pgettext_lazy("calibration", "Session opened"),
)
PROPOSE_CHANGE = Transition(
    "propose",
    frozenset(),
    ChangeStatus.PROPOSED,
    policies.can_answer_change,
    label=pgettext_lazy("calibration", "Change proposed"),
)

CALIBRATION_FLOW = Workflow(
    "calibration",
    (
        OPEN_SESSION,
        Transition(
            "close",
            states([SessionStatus.OPEN]),
            SessionStatus.CLOSED,
            policies.can_run_calibration,
            label=pgettext_lazy("calibration", "Session closed"),
            note_required=True,
        ),
    ),
    url_name="performance:calibration_detail",
)

CHANGE_FLOW = Workflow(
    "calibration_change",
    (
        PROPOSE_CHANGE,
        Transition(
            "apply",
            states([ChangeStatus.PROPOSED]),
            ChangeStatus.APPLIED,
            policies.can_answer_change,
            label=pgettext_lazy("calibration", "Change agreed and applied"),
            role="evaluator",
        ),
        Transition(
            "decline",
            states([ChangeStatus.PROPOSED]),
            ChangeStatus.DECLINED,
            policies.can_answer_change,
            label=pgettext_lazy("calibration", "Change declined"),
            note_required=True,
            role="evaluator",
        ),
        Transition(
            "take_back",
            states([ChangeStatus.PROPOSED]),
            ChangeStatus.LAPSED,
            policies.can_take_back_change,
            label=pgettext_lazy("calibration", "Change taken back"),
        ),
    ),
    url_name="performance:calibration_change",
)
