"""The people of the worked examples of the rank rules, as what is on record about them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from employees.enums import EducationLevel, EmployeeKind, PostFamily, Standing
from performance.enums import Predicate
from promotions.rules.case import RankFacts

TARGET = date(2026, 4, 1)
AS_OF = date(2026, 3, 10)
R1 = RankFacts(
    kind=EmployeeKind.PNS,
    standing=Standing.ACTIVE,
    rank_code="II/c",
    rank_effective_on=date(2022, 4, 1),
    education_level=EducationLevel.SLTA,
    post_family=PostFamily.IMPLEMENTER,
    superior_rank_code="III/d",
    predicates={2024: Predicate.B.value, 2025: Predicate.B.value},
    running_discipline=False,
    exams=frozenset(),
    source="SIASN",
    source_on=date(2026, 1, 5),
    correction_link="/koreksi/baru/",
)
# The head of a section, one step below the lowest rank of the post.
R9 = replace(
    R1,
    rank_code="III/b",
    rank_effective_on=date(2025, 2, 1),
    education_level=EducationLevel.S1,
    post_family=PostFamily.SUPERVISOR,
    eselon="IV.a",
    post_since=date(2025, 2, 1),
)
R13 = replace(
    R1,
    rank_code="III/c",
    rank_effective_on=date(2023, 4, 1),
    education_level=EducationLevel.S1,
    post_family=PostFamily.FUNCTIONAL,
    post_level="ahli_muda",
    post_since=date(2022, 1, 1),
    credit_points=Decimal(96),
    credit_on=date(2025, 12, 31),
)
R17 = replace(
    R1,
    rank_effective_on=date(2025, 2, 1),
    education_level=EducationLevel.S1,
    exams=frozenset({"upkp"}),
    upkp_ranks=frozenset({"III/a"}),
    formation_confirmed=True,
)


def open_items(checklist) -> dict[str, str]:
    """Return what still stands in the way, by code."""
    return {item.code: item.status.value for item in checklist.open_items}


def answer(checklist, code):
    """Return the requirement with this code."""
    return next(item for item in checklist.items if item.code == code)
