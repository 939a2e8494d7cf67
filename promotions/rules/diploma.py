"""Promotion by choice for a higher diploma (penyesuaian ijazah): UPKP passed, one year in rank, a formation.

PP 99/2000 jo PP 12/2002. From which rank UPKP opens a starting grade is set by the agency, since sources differ.
"""

from dataclasses import dataclass
from datetime import date

from asn_portal.core.requirements import Checklist, Requirement, Status
from employees.enums import EducationLevel
from promotions.rules import shared
from promotions.rules.case import Case, PromotionRules, RankFacts
from promotions.rules.ranks import RANK_CODES, Exam, next_allowed_start, rank_order, rank_title
from promotions.rules.words import gettext as _

RULE_VERSION = "kp-penyesuaian-ijazah/2002-04-17"


@dataclass(frozen=True)
class Grade:
    """The rank with which a diploma starts; unsure where it depends on the profession."""

    level: str
    rank: str
    is_sure: bool = True


GRADES: dict[str, Grade] = {
    grade.level: grade
    for grade in (
        Grade(EducationLevel.SLTA, "II/a"),
        Grade(EducationLevel.D1, "II/a"),
        Grade(EducationLevel.D2, "II/b"),
        Grade(EducationLevel.D3, "II/c"),
        Grade(EducationLevel.D4, "III/a"),
        Grade(EducationLevel.S1, "III/a"),
        # Physicians and pharmacists start at III/b; other professions are not named.
        Grade(EducationLevel.PROFESSION, "III/b", is_sure=False),
        Grade(EducationLevel.S2, "III/b"),
        Grade(EducationLevel.S3, "III/c"),
    )
}


def diploma_target(facts: RankFacts) -> str:
    """Return the starting rank of the recorded diploma where it lies above the present rank, or nothing."""
    grade = GRADES.get(facts.education_level)
    if grade is None or facts.rank_code not in RANK_CODES:
        return ""
    return grade.rank if rank_order(grade.rank) > rank_order(facts.rank_code) else ""


def diploma_promotion_checklist(
    facts: RankFacts, *, as_of: date, target_on: date | None = None, rules: PromotionRules | None = None
) -> Checklist:
    """Return what the adjustment to a higher diploma asks for and what is there."""
    case = Case(facts, as_of, target_on or next_allowed_start(as_of), rules or PromotionRules())
    closed = shared.not_for(case)
    return Checklist(
        _("Promotion by choice, diploma adjustment"),
        (closed,) if closed else shared.with_pension(case, _conditions(case)),
        RULE_VERSION,
        as_of,
    )


def _conditions(case: Case) -> tuple[Requirement, ...]:
    return (
        shared.kind(case),
        shared.standing(case),
        shared.start_date(case),
        _diploma(case),
        shared.years_in_rank(case, case.rules.diploma_years),
        _upkp(case),
        _formation(case),
        *shared.predicates(case),
        shared.discipline(case),
    )


def _diploma(case: Case) -> Requirement:
    """The diploma on record starts above the present rank."""
    label, facts = _("A higher diploma is recorded"), case.facts
    grade = GRADES.get(facts.education_level)
    if facts.rank_code not in RANK_CODES or not facts.education_level:
        return case.unknown("diploma", label, _("The diploma or the present rank is not recorded."))
    words = EducationLevel(facts.education_level).label
    if grade is None or not diploma_target(facts):
        evidence = _("Diploma %(diploma)s starts no higher than the present rank.") % {"diploma": words}
        step = _("A higher diploma has to be recorded first.")
        return case.item("diploma", label, Status.UNMET, evidence=evidence, next_step=step)
    evidence = _("Diploma %(diploma)s starts at %(rank)s.") % {
        "diploma": words,
        "rank": rank_title(grade.rank),
    }
    if grade.is_sure:
        return case.item("diploma", label, Status.MET, evidence=evidence)
    return case.unknown(
        "diploma", label, evidence, next_step=_("Ask whether your profession counts like S2.")
    )


def _upkp(case: Case) -> Requirement:
    """The adjustment exam (UPKP) is passed for that rank; before it, the present rank has to be high enough."""
    label, facts, target = _("Adjustment exam (UPKP) passed"), case.facts, diploma_target(case.facts)
    if target and target in facts.upkp_ranks:
        evidence = _("Passed for %(rank)s.") % {"rank": rank_title(target)}
        return case.item("upkp", label, Status.MET, evidence=evidence)
    if facts.exams is not None and Exam.UPKP in facts.exams and not facts.upkp_ranks:
        step = _("The personnel office records for which rank it was passed.")
        return case.unknown("upkp", label, _("Passed; for which rank is not recorded."), next_step=step)
    lowest = case.rules.upkp_from.get(target, "")
    if lowest and rank_order(facts.rank_code) < rank_order(lowest):
        evidence = _("The exam for %(rank)s is open from %(lowest)s.") % {
            "rank": rank_title(target),
            "lowest": rank_title(lowest),
        }
        step = _("Register for the exam once you have that rank.")
        return case.item("upkp", label, Status.UNMET, evidence=evidence, next_step=step)
    step = _("Register for the exam at the personnel office, or hand in the certificate.")
    if facts.exams is None or not target:
        return case.unknown("upkp", label, _("No exam is recorded."), next_step=step)
    return case.item("upkp", label, Status.UNMET, evidence=_("No exam passed."), next_step=step)


def _formation(case: Case) -> Requirement:
    """Whether a formation exists and the duty fits the diploma is known to HR alone."""
    label, known = _("A formation exists and the duty fits the diploma"), case.facts.formation_confirmed
    if known:
        return case.item("formation", label, Status.MET, evidence=_("Confirmed by the personnel office."))
    if known is None:
        step = _("The personnel office confirms this.")
        return case.unknown("formation", label, _("Not confirmed yet."), next_step=step, link="")
    step = _("Ask the personnel office when a formation is planned.")
    evidence = _("The personnel office states that there is none.")
    return case.item("formation", label, Status.UNMET, evidence=evidence, next_step=step)
