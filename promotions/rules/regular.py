"""The regular promotion (KP reguler): what the next rank asks for, as a checklist.

PP 99/2000 jo PP 12/2002, PP 11/2017. It is the path of PNS without a structural or functional post. What the
record does not say is never counted as met: it needs verification, and the person can ask for a correction.
"""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from asn_portal.core.requirements import Checklist, Requirement, Status
from employees.enums import EducationLevel, EmployeeKind, PostFamily
from performance.enums import Predicate
from promotions.rules.case import BASIS, Case, RankFacts, RegularRules
from promotions.rules.exams import exam_requirement
from promotions.rules.ranks import (
    RANK_CODES,
    ceiling_for,
    is_allowed_start,
    months_in_force,
    next_allowed_start,
    rank_order,
    rank_title,
)
from promotions.rules.spans import add_years, span_in_words

RULE_VERSION = "kp-reguler/2025-10-01"
DISCIPLINE_BASIS = "PP 94/2021"
STRUCTURAL = (PostFamily.JPT, PostFamily.ADMINISTRATOR, PostFamily.SUPERVISOR)


def regular_promotion_checklist(
    facts: RankFacts, *, as_of: date, target_on: date | None = None, rules: RegularRules | None = None
) -> Checklist:
    """Return what the next regular promotion asks for and what is there.

    `target_on` is the TMT aimed at; without it the first allowed one on or after `as_of`.
    """
    case = Case(facts, as_of, target_on or next_allowed_start(as_of), rules or RegularRules())
    closed = _other_path(case)
    items = (closed,) if closed else _conditions(case)
    return Checklist(_("Regular promotion"), items, RULE_VERSION, as_of)


def _other_path(case: Case) -> Requirement | None:
    """Say which path applies instead, when the regular one does not."""
    facts = case.facts
    reasons = {
        EmployeeKind.PPPK: _("PPPK have pay groups and no rank promotion."),
        EmployeeKind.PPPK_PART: _("PPPK have pay groups and no rank promotion."),
        EmployeeKind.CPNS: _("Ranks rise after appointment as PNS."),
        EmployeeKind.OFFICIAL: _("State and regional officials have no rank."),
    }
    if facts.kind in reasons:
        label = _("Promotion is for PNS")
        return case.item("kind", label, Status.NOT_APPLICABLE, evidence=reasons[EmployeeKind(facts.kind)])
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
        _kind(case),
        _post(case),
        _start_date(case),
        _years(case),
        *_predicates(case),
        _ceiling(case),
        _superior(case),
        exam_requirement(case),
        _discipline(case),
    )


def _kind(case: Case) -> Requirement:
    label = _("Promotion is for PNS")
    if case.facts.kind == EmployeeKind.PNS:
        return case.item("kind", label, Status.MET, evidence=EmployeeKind.PNS.label)
    return case.unknown("kind", label, _("The kind of employee is not recorded."))


def _post(case: Case) -> Requirement:
    label = _("Post without a structural or functional path")
    if case.facts.post_family == PostFamily.IMPLEMENTER:
        return case.item("post", label, Status.MET, evidence=PostFamily.IMPLEMENTER.label)
    return case.unknown("post", label, _("No post is recorded."))


def _start_date(case: Case) -> Requirement:
    target, row = case.target_on, months_in_force(case.target_on)
    is_allowed = is_allowed_start(target)
    return case.item(
        "start_date",
        _("The new rank starts on an allowed date"),
        Status.MET if is_allowed else Status.UNMET,
        evidence=_long(target),
        basis=row.source if row else BASIS,
        earliest=None if is_allowed else next_allowed_start(target),
        next_step="" if is_allowed else _("Choose an allowed date."),
    )


def _years(case: Case) -> Requirement:
    label = _("At least %(years)d years in the present rank") % {"years": case.rules.years_in_rank}
    since = case.facts.rank_effective_on
    if since is None:
        return case.unknown("years_in_rank", label, _("The start (TMT) of the present rank is not recorded."))
    due = next_allowed_start(add_years(since, case.rules.years_in_rank))
    is_met = case.target_on >= add_years(since, case.rules.years_in_rank)
    values = {
        "span": span_in_words(since, case.target_on),
        "day": _long(since),
        "target": _long(case.target_on),
    }
    return case.item(
        "years_in_rank",
        label,
        Status.MET if is_met else Status.UNMET,
        evidence=_("%(span)s on %(target)s, counted from TMT %(day)s.") % values,
        earliest=None if is_met else due,
        next_step="" if is_met else _("Wait until %(day)s at the earliest.") % {"day": _long(due)},
    )


def _predicates(case: Case) -> tuple[Requirement, ...]:
    last = case.target_on.year - 1
    return tuple(_predicate(case, year) for year in range(last - case.rules.predicate_years + 1, last + 1))


def _predicate(case: Case, year: int) -> Requirement:
    """A year below Baik blocks until it is no longer among the last years."""
    code, label = f"predicate_{year}", _("Predicate of %(year)d at least Good") % {"year": year}
    value = case.facts.predicates.get(year)
    if value not in Predicate.values and year >= case.as_of.year:
        evidence = _("The year %(year)d is not rated yet.") % {"year": year}
        step = _("It is known after the annual appraisal.")
        return case.unknown(code, label, evidence, next_step=step, link="")
    if value not in Predicate.values:
        return case.unknown(code, label, _("No predicate of %(year)d is recorded.") % {"year": year})
    predicate = Predicate(value)
    if predicate.is_good:
        return case.item(code, label, Status.MET, evidence=predicate.label)
    free = next_allowed_start(date(year + case.rules.predicate_years + 1, 1, 1))
    step = _("Reach at least Good in the %(count)d years after it.") % {"count": case.rules.predicate_years}
    return case.item(code, label, Status.UNMET, evidence=predicate.label, earliest=free, next_step=step)


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


def _superior(case: Case) -> Requirement:
    label, target = _("Not above the rank of the direct superior"), case.next_code
    if case.facts.superior_is_official:
        evidence = _("The superior is an official without a rank.")
        return case.item("superior", label, Status.NOT_APPLICABLE, evidence=evidence)
    if case.facts.superior_rank_code not in RANK_CODES or target is None:
        return case.unknown("superior", label, _("The rank of the superior or your own is not recorded."))
    evidence = _("Superior: %(rank)s.") % {"rank": rank_title(case.facts.superior_rank_code)}
    if rank_order(target) <= rank_order(case.facts.superior_rank_code):
        return case.item("superior", label, Status.MET, evidence=evidence)
    step = _("It opens when the superior is promoted or you work under a superior of higher rank.")
    return case.item("superior", label, Status.UNMET, evidence=evidence, next_step=step)


def _discipline(case: Case) -> Requirement:
    """While a medium or heavy punishment runs, the proposal is held; a light one does not stop it."""
    label, facts = _("No medium or heavy punishment is running"), case.facts
    details: dict[str, Any] = {"basis": DISCIPLINE_BASIS}
    if not case.rules.discipline_blocks:
        evidence = _("Your agency does not hold promotions for it.")
        return case.item("discipline", label, Status.NOT_APPLICABLE, evidence=evidence, **details)
    if facts.running_discipline is None:
        step = _("The personnel office confirms this with a statement.")
        return case.unknown("discipline", label, _("No statement is recorded."), next_step=step, **details)
    ends_on = facts.discipline_ends_on
    if not facts.running_discipline or (ends_on and ends_on < case.target_on):
        evidence = _("None is running on %(day)s.") % {"day": _long(case.target_on)}
        return case.item("discipline", label, Status.MET, evidence=evidence, **details)
    details["earliest"] = next_allowed_start(date.fromordinal(ends_on.toordinal() + 1)) if ends_on else None
    step = _("Wait until it has ended.")
    return case.item(
        "discipline", label, Status.UNMET, evidence=_("One is running."), next_step=step, **details
    )


def _long(day: date) -> str:
    return date_format(day, "j F Y")
