"""The steps of a study assignment, and those by which a move opens a plan."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import STEP_LABELS, Transition, Workflow, states
from performance.enums import PlanStatus
from performance.enums.plan_changes import StudyStatus
from performance.policies import plan_changes as policies

OPEN_STUDIES = states([StudyStatus.RUNNING, StudyStatus.EXTENDED])

STUDY_FLOW = Workflow(
    "study",
    (
        Transition(
            "extend",
            OPEN_STUDIES,
            StudyStatus.EXTENDED,
            policies.can_end_study,
            label=pgettext_lazy("study", "Extended"),
            note_required=True,
            role="hr",
        ),
        Transition(
            "graduate",
            OPEN_STUDIES,
            StudyStatus.GRADUATED,
            policies.can_end_study,
            label=pgettext_lazy("study", "Graduated"),
            role="hr",
        ),
        Transition(
            "drop_out",
            OPEN_STUDIES,
            StudyStatus.DROPPED_OUT,
            policies.can_end_study,
            label=pgettext_lazy("study", "Not completed"),
            note_required=True,
            role="hr",
        ),
    ),
    url_name="performance:study_detail",
)

# The row is made, then logged as this step.
RECORD_STUDY = Transition(
    "record",
    frozenset(),
    StudyStatus.RUNNING,
    policies.can_end_study,
    label=pgettext_lazy("study", "Recorded"),
    role="hr",
)
STEP_LABELS["study", "record"] = RECORD_STUDY.label

START_AFTER_MOVE = Transition(
    "start_after_move",
    frozenset(),
    PlanStatus.DRAFT,
    policies.is_the_clock,
    label=_("New plan opened after a move"),
)
FOLLOW_MOVE = Transition(
    "follow_move",
    frozenset(),
    PlanStatus.DRAFT,
    policies.is_the_clock,
    label=_("Adapted to the new post or evaluator"),
)
START_FOR_STUDY = Transition(
    "start_for_study",
    frozenset(),
    PlanStatus.DRAFT,
    policies.is_the_clock,
    label=_("Results of the study assignment added"),
)
GIVE_UP_VERSION = Transition(
    "give_up_version",
    frozenset(),
    PlanStatus.APPROVED,
    policies.can_give_up_version,
    label=_("Change given up"),
    role="employee",
)
PLAN_STEPS = (START_AFTER_MOVE, FOLLOW_MOVE, START_FOR_STUDY, GIVE_UP_VERSION)
STEP_LABELS.update({("plan", step.name): step.label for step in PLAN_STEPS})
