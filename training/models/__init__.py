"""Rows of the training app."""

from training.models.catalogue import Programme, Provider, TrainingClass
from training.models.certificates import Certificate
from training.models.enrolments import Enrolment
from training.models.evaluation import FollowUp, Reaction
from training.models.mentoring import MentoringGoal, MentoringPair, MentoringSession

__all__ = [
    "Certificate",
    "Enrolment",
    "FollowUp",
    "MentoringGoal",
    "MentoringPair",
    "MentoringSession",
    "Programme",
    "Provider",
    "Reaction",
    "TrainingClass",
]
