"""The service exams (ujian dinas) at the crossing of two groups, and who is exempt from them."""

from dataclasses import dataclass

from asn_portal.core.requirements import Requirement, Status
from employees.enums import EducationLevel
from promotions.rules.case import Case
from promotions.rules.ranks import RANK_CODES, Exam
from promotions.rules.words import gettext as _

DEGREES = (
    EducationLevel.S1,
    EducationLevel.D4,
    EducationLevel.PROFESSION,
    EducationLevel.S2,
    EducationLevel.S3,
)
HIGHER_DEGREES = (EducationLevel.S2, EducationLevel.S3)


@dataclass(frozen=True)
class _ExamRule:
    """An exam at the crossing of two groups, and what exempts from it."""

    label: str
    passed: frozenset[str]
    exempt: tuple[str, ...]
    unsure: tuple[str, ...] = ()


def _exam_rule(rank_code: str) -> _ExamRule | None:
    rules = {
        "II/d": _ExamRule(
            _("Service exam level I (Ujian Dinas Tingkat I)"),
            frozenset({Exam.SERVICE_1, Exam.LEADERSHIP_4}),
            DEGREES,
        ),
        "III/d": _ExamRule(
            _("Service exam level II (Ujian Dinas Tingkat II)"),
            frozenset({Exam.SERVICE_2, Exam.LEADERSHIP_3}),
            HIGHER_DEGREES,
            unsure=(EducationLevel.PROFESSION,),
        ),
    }
    return rules.get(rank_code)


def exam_requirement(case: Case) -> Requirement:
    """Return whether the exam at the crossing of two groups is passed, not needed, or unknown."""
    rule, facts = _exam_rule(case.facts.rank_code), case.facts
    if facts.rank_code not in RANK_CODES:
        return case.unknown("exam", _("Service exam"), _("The present rank is not recorded."))
    if rule is None:
        evidence = _("No exam is needed for this step.")
        return case.item("exam", _("Service exam"), Status.NOT_APPLICABLE, evidence=evidence)
    if facts.education_level in rule.exempt:
        evidence = _("Exempt by diploma %(diploma)s.") % {
            "diploma": EducationLevel(facts.education_level).label
        }
        return case.item("exam", rule.label, Status.NOT_APPLICABLE, evidence=evidence)
    if rule.passed & (facts.exams or frozenset()):
        return case.item(
            "exam", rule.label, Status.MET, evidence=_("Passed or exempt by leadership training.")
        )
    if facts.exams is None or not facts.education_level or facts.education_level in rule.unsure:
        return case.unknown(
            "exam", rule.label, _("No exam is recorded, and an exemption cannot be ruled out.")
        )
    step = _("Register for the exam at the personnel office.")
    return case.item("exam", rule.label, Status.UNMET, evidence=_("No exam passed."), next_step=step)
