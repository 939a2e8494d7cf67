"""Models of the performance year."""

from performance.models.appraisals import Appraisal
from performance.models.calibration import CalibrationChange, CalibrationSession
from performance.models.cascade import ColumnDivision, MatrixRole, TeamMember, WorkTeam
from performance.models.coaching import (
    Coaching,
    CoachingLine,
    CompetenceEvaluation,
    GuidanceFeedback,
    TakeOver,
)
from performance.models.counselling import BehaviourReport, CaseStep, CounsellingSession
from performance.models.credit import CreditStatement
from performance.models.credit_rows import CreditAccount, CreditConversion, CreditEntry
from performance.models.cycles import Cycle, Period
from performance.models.dialogue import Dialogue, DialogueAction
from performance.models.evaluation import UnitPredicate
from performance.models.evidence import Evidence, Feedback
from performance.models.feedback_requests import FeedbackRequest
from performance.models.objections import Objection, ObjectionHearing
from performance.models.past import PastImport, PastRow
from performance.models.plan_changes import IndicatorManual, PlanExemption, StudyAssignment
from performance.models.plans import BehaviourExpectation, Indicator, Plan, PlanAttachment, WorkResult
from performance.models.reports import ReportItem, ReportOrder
from performance.models.result_templates import Handout, ResultTemplate, TemplateIndicator
from performance.models.rounds import FeedbackRound, RoundAnswer, RoundRespondent, RoundSubject
from performance.models.schedule import DateChange
from performance.models.standards import Measurement, Standard, StandardIndicator

__all__ = [
    "Appraisal",
    "BehaviourExpectation",
    "BehaviourReport",
    "CalibrationChange",
    "CalibrationSession",
    "CaseStep",
    "Coaching",
    "CoachingLine",
    "ColumnDivision",
    "CompetenceEvaluation",
    "CounsellingSession",
    "CreditAccount",
    "CreditConversion",
    "CreditEntry",
    "CreditStatement",
    "Cycle",
    "DateChange",
    "Dialogue",
    "DialogueAction",
    "Evidence",
    "Feedback",
    "FeedbackRequest",
    "FeedbackRound",
    "GuidanceFeedback",
    "Handout",
    "Indicator",
    "IndicatorManual",
    "MatrixRole",
    "Measurement",
    "Objection",
    "ObjectionHearing",
    "PastImport",
    "PastRow",
    "Period",
    "Plan",
    "PlanAttachment",
    "PlanExemption",
    "ReportItem",
    "ReportOrder",
    "ResultTemplate",
    "RoundAnswer",
    "RoundRespondent",
    "RoundSubject",
    "Standard",
    "StandardIndicator",
    "StudyAssignment",
    "TakeOver",
    "TeamMember",
    "TemplateIndicator",
    "UnitPredicate",
    "WorkResult",
    "WorkTeam",
]
