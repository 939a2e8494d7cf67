"""The regular promotion (KP reguler): what the next rank asks for, as a checklist.

PP 99/2000 jo PP 12/2002, PP 11/2017. It is the path of PNS without a structural or functional post. What the
record does not say is never counted as met: it needs verification, and the person can ask for a correction.
"""

from datetime import date

from asn_portal.core.requirements import Checklist, Requirement, Status
from employees.enums import EducationLevel, PostFamily
from promotions.rules import shared
from promotions.rules.case import Case, PromotionRules, RankFacts
from promotions.rules.exams import exam_requirement
from promotions.rules.ranks import RANK_CODES, ceiling_for, next_allowed_start, rank_order, rank_title
from promotions.rules.words import gettext as _

RULE_VERSION = "kp-reguler/2025-10-01"
STRUCTURAL = (PostFamily.JPT, PostFamily.ADMINISTRATOR, PostFamily.SUPERVISOR)


def regular_promotion_checklist(
    facts: RankFacts, *, as_of: date, target_on: date | None = None, rules: PromotionRules | None = None
) -> Checklist:
    """Return what the next regular promotion asks for and what is there.

    `target_on` is the TMT aimed at; without it the first allowed one on or after `as_of`.
    """
    case = Case(facts, as_of, target_on or next_allowed_start(as_of), rules or PromotionRules())
    closed = shared.not_for(case) or _other_path(case)
    items = (closed,) if closed else shared.with_pension(case, _conditions(case))
    return Checklist(_("Regular promotion"), items, RULE_VERSION, as_of)


def _other_path(case: Case) -> Requirement | None:
    """Say which path applies instead, when the post has one."""
    facts = case.facts
    label = _("Post without a structural or functional path")
    if facts.post_family in STRUCTURAL:
        evidence = _(
            "In a structural post another path applies: promotion by choice (KP pilihan structural)."
        )
    elif facts.post_family == PostFamily.FUNCTIONAL:
        evidence = _("In a functional post another path applies: promotion by credit points (KP pilihan).")
    else:
        return None
    return case.item("post", label, Status.NOT_APPLICABLE, evidence=evidence)


def _conditions(case: Case) -> tuple[Requirement, ...]:
    return (
        shared.kind(case),
        shared.standing(case),
        _post(case),
        shared.start_date(case),
        shared.years_in_rank(case, case.rules.years_in_rank),
        *shared.predicates(case),
        _ceiling(case),
        shared.superior(case),
        exam_requirement(case),
        shared.discipline(case),
    )


def _post(case: Case) -> Requirement:
    label = _("Post without a structural or functional path")
    if case.facts.post_family == PostFamily.IMPLEMENTER:
        return case.item("post", label, Status.MET, evidence=str(PostFamily.IMPLEMENTER.label))
    return case.unknown("post", label, _("No post is recorded."))


def _ceiling(case: Case) -> Requirement:
    """Without a diploma on record the ceiling is unknown; so it is for professions between S1 and S2."""
    label, target = _("The next rank is within the ceiling of the diploma"), case.next_code
    if case.facts.rank_code not in RANK_CODES:
        return case.unknown("ceiling", label, _("The present rank is not recorded."))
    row = ceiling_for(case.facts.education_level, on=case.target_on)
    if row is None:
        return case.unknown("ceiling", label, _("No diploma is recorded."))
    values = {"diploma": EducationLevel(row.level).label, "ceiling": rank_title(row.ceiling)}
    evidence = _("Diploma %(diploma)s, ceiling %(ceiling)s.") % values
    if target and rank_order(target) <= rank_order(row.ceiling):
        return case.item("ceiling", label, Status.MET, evidence=evidence)
    if target and row.possible and rank_order(target) <= rank_order(row.possible):
        return case.unknown(
            "ceiling", label, evidence, next_step=_("Ask whether your profession counts like S2.")
        )
    step = _("A higher diploma with the adjustment exam (UPKP), or a functional post, opens the way.")
    return case.item("ceiling", label, Status.UNMET, evidence=evidence, next_step=step)
