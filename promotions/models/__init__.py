"""Rows of the promotions app."""

from promotions.models.awards import Award, AwardCandidate, AwardType, Nomination
from promotions.models.follow_up import FollowUpDecision
from promotions.models.nominative import NominativeEntry, NominativeList
from promotions.models.proposals import ExamRecord, RankProposal

__all__ = [
    "Award",
    "AwardCandidate",
    "AwardType",
    "ExamRecord",
    "FollowUpDecision",
    "Nomination",
    "NominativeEntry",
    "NominativeList",
    "RankProposal",
]
