"""Models of the performance year."""

from performance.models.appraisals import Appraisal
from performance.models.cycles import Cycle, Period
from performance.models.evidence import Evidence, Feedback
from performance.models.plans import BehaviourExpectation, Indicator, Plan, PlanAttachment, WorkResult

__all__ = [
    "Appraisal",
    "BehaviourExpectation",
    "Cycle",
    "Evidence",
    "Feedback",
    "Indicator",
    "Period",
    "Plan",
    "PlanAttachment",
    "WorkResult",
]
