"""Choices of the performance app, one module a topic; those that every topic needs can be imported from here."""

from performance.enums.appraisals import (
    AppraisalStatus,
    BehaviourRating,
    FeedbackRole,
    OrganisationPredicate,
    Predicate,
    Rating,
    ResultRating,
)
from performance.enums.plans import (
    Approach,
    Aspect,
    AttachmentKind,
    BehaviourValue,
    Perspective,
    PlanStatus,
    ResultKind,
)
from performance.enums.standards import Direction, MeasurementSource, ServiceField, StandardStatus, Trend
from performance.enums.years import CycleStatus, PeriodKind

__all__ = [
    "AppraisalStatus",
    "Approach",
    "Aspect",
    "AttachmentKind",
    "BehaviourRating",
    "BehaviourValue",
    "CycleStatus",
    "Direction",
    "FeedbackRole",
    "OrganisationPredicate",
    "MeasurementSource",
    "PeriodKind",
    "Perspective",
    "PlanStatus",
    "Predicate",
    "Rating",
    "ResultKind",
    "ResultRating",
    "ServiceField",
    "StandardStatus",
    "Trend",
]
