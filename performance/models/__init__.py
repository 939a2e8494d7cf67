"""Models of the performance year."""

from performance.models.appraisals import Appraisal
from performance.models.credit import CreditStatement
from performance.models.cycles import Cycle, Period
from performance.models.evaluation import UnitPredicate
from performance.models.evidence import Evidence, Feedback
from performance.models.plans import BehaviourExpectation, Indicator, Plan, PlanAttachment, WorkResult
from performance.models.schedule import DateChange
from performance.models.standards import Measurement, Standard, StandardIndicator

__all__ = [
    "Appraisal",
    "BehaviourExpectation",
    "CreditStatement",
    "Cycle",
    "DateChange",
    "Evidence",
    "Feedback",
    "Indicator",
    "Measurement",
    "Period",
    "Plan",
    "PlanAttachment",
    "Standard",
    "StandardIndicator",
    "UnitPredicate",
    "WorkResult",
]
