"""Exams, credit points and nominative lists: who may do what, and the figures of promotion that agencies set."""

from collections.abc import Mapping
from typing import Any

from asn_portal.core.access import Actor, Role
from asn_portal.core.policies import PolicyKey, define
from employees.models import Employee
from employees.policies import can_edit_records, is_root_hr
from promotions.rules.case import UPKP_FROM, PromotionRules

STRUCTURAL_YEARS = define(
    "promotions.structural_years", 4, "PP 12/2002: normally four years in rank inside the range (recalled)"
)
DIPLOMA_YEARS = define(
    "promotions.diploma_years", 1, "PP 12/2002: one year in rank; one ministry asks three for SLTA and D-III"
)
PREDICATE_YEARS = define(
    "promotions.predicate_years",
    2,
    "PP 99/2000 jo PP 12/2002: at least Baik in the last two years (recalled)",
)
DISCIPLINE_BLOCKS = define(
    "promotions.discipline_blocks", True, "Practice: a proposal is held while a punishment runs (PP 94/2021)"
)
UPKP_RANKS = define(
    "promotions.upkp_from",
    dict(UPKP_FROM),
    "Lowest rank for the UPKP of each starting grade; sources differ for II/c and III/a",
)
SUBMISSION_DAYS = define(
    "promotions.submission_days",
    {"opens": 60, "closes": 30},
    "Days before the TMT; BKN 4/2025 names no window, under BKN 4/2023 it was about the second month before",
)
FIGURES: Mapping[str, PolicyKey] = {
    "structural_years": STRUCTURAL_YEARS,
    "diploma_years": DIPLOMA_YEARS,
    "predicate_years": PREDICATE_YEARS,
    "discipline_blocks": DISCIPLINE_BLOCKS,
    "upkp_from": UPKP_RANKS,
}


def rules_from(values: Mapping[str, Any]) -> PromotionRules:
    """Return the figures with what an agency has put in their place, by the key of the setting."""
    return PromotionRules(
        **{name: values.get(policy.key, policy.default) for name, policy in FIGURES.items()}
    )


def can_record_exam(actor: Actor, employee: Employee) -> bool:
    """HR of the person records exams, as every other record; never the own ones."""
    return can_edit_records(actor, employee)


def can_see_lists(actor: Actor) -> bool:
    """HR sees the nominative lists, each officer the people of the own grant."""
    return actor.is_system or actor.has(Role.HR)


def can_build_list(actor: Actor) -> bool:
    """HR of the whole agency has a list worked out; the schedule may, too."""
    return is_root_hr(actor)
