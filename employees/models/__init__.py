"""Models of people and organisation."""

from employees.models.accounts import Activation, ApiToken, Invitation, RoleGrant, User
from employees.models.corrections import CorrectionRequest
from employees.models.imports import ImportRow, ImportRun, UnitAlias
from employees.models.organisation import Position, PositionTitle, Rank, Unit, UnitVersion
from employees.models.people import Employee
from employees.models.records import (
    Assignment,
    DisciplineRecord,
    Education,
    EvaluatorOverride,
    RankRecord,
    UnpaidLeave,
)

__all__ = [
    "Activation",
    "ApiToken",
    "Assignment",
    "CorrectionRequest",
    "DisciplineRecord",
    "Education",
    "Employee",
    "EvaluatorOverride",
    "ImportRow",
    "ImportRun",
    "Invitation",
    "Position",
    "PositionTitle",
    "Rank",
    "RankRecord",
    "RoleGrant",
    "Unit",
    "UnitAlias",
    "UnitVersion",
    "UnpaidLeave",
    "User",
]
