"""Requirements that several paths of promotion share: kind, standing, date, years, predicates, discipline."""

from datetime import date
from typing import Any

from asn_portal.core.requirements import Requirement, Status
from employees.enums import EmployeeKind, Standing
from performance.enums import Predicate
from promotions.rules.case import BASIS, Case
from promotions.rules.ranks import (
    RANK_CODES,
    is_allowed_start,
    months_in_force,
    next_allowed_start,
    rank_order,
    rank_title,
)
from promotions.rules.spans import add_years, long_date, span_in_words
from promotions.rules.words import gettext as _

DISCIPLINE_BASIS = "PP 94/2021"
GONE = frozenset({Standing.RETIRED, Standing.MOVED, Standing.DIED, Standing.DISMISSED})
AWAY = frozenset({Standing.SUSPENDED, Standing.UNPAID_LEAVE})
GOOD = frozenset(value.value for value in Predicate if value.is_good)


def not_for(case: Case) -> Requirement | None:
    """Say why no rank promotion concerns the person at all, if that is so."""
    facts = case.facts
    if facts.kind in {EmployeeKind.PPPK, EmployeeKind.PPPK_PART}:
        reason = _("PPPK have pay groups and no rank promotion.")
    elif facts.kind == EmployeeKind.CPNS:
        reason = _("Ranks rise after appointment as PNS.")
    elif facts.kind == EmployeeKind.OFFICIAL:
        reason = _("State and regional officials have no rank.")
    elif facts.standing in GONE:
        label, standing = _("In active service"), Standing(facts.standing).label
        return case.item("standing", label, Status.NOT_APPLICABLE, evidence=str(standing))
    else:
        return None
    return case.item("kind", _("Promotion is for PNS"), Status.NOT_APPLICABLE, evidence=reason)


def kind(case: Case) -> Requirement:
    """Only PNS have ranks."""
    label = _("Promotion is for PNS")
    if case.facts.kind == EmployeeKind.PNS:
        return case.item("kind", label, Status.MET, evidence="PNS")
    return case.unknown("kind", label, _("The kind of employee is not recorded."))


def standing(case: Case) -> Requirement:
    """Who is suspended or on unpaid leave is not promoted meanwhile."""
    label, value = _("In active service"), case.facts.standing
    if value in Standing.planning():
        return case.item("standing", label, Status.MET, evidence=str(Standing(value).label))
    if value in AWAY:
        step = _("It opens after the return to service.")
        evidence = str(Standing(value).label)
        return case.item("standing", label, Status.UNMET, evidence=evidence, next_step=step)
    if value in Standing.values:
        step = _("The personnel office confirms whether a promotion is still possible.")
        return case.unknown("standing", label, str(Standing(value).label), next_step=step, link="")
    return case.unknown("standing", label, _("The legal standing is not recorded."))


def with_pension(case: Case, items: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
    """Add the pension where it begins before the new rank could start; otherwise it is not worth a line."""
    first = case.facts.pension_from
    waits = [item.earliest for item in items if item.earliest and item.status == Status.UNMET]
    if first is None or max([case.target_on, *waits]) < first:
        return items
    label, evidence = _("Before the pension"), _("The pension begins on %(day)s.") % {"day": long_date(first)}
    step = _("Ask the personnel office about the promotion at the pension (KP pengabdian).")
    status = Status.UNMET if case.facts.is_pension_sure else Status.UNVERIFIED
    return (*items, case.item("pension", label, status, evidence=evidence, next_step=step))


def start_date(case: Case) -> Requirement:
    """A rank starts on the 1st of a month that the rule in force allows."""
    target, row = case.target_on, months_in_force(case.target_on)
    label, basis = _("The new rank starts on an allowed date"), row.source if row else BASIS
    if is_allowed_start(target):
        return case.item("start_date", label, Status.MET, evidence=long_date(target), basis=basis)
    return case.item(
        "start_date",
        label,
        Status.UNMET,
        evidence=long_date(target),
        basis=basis,
        earliest=next_allowed_start(target),
        next_step=_("Choose an allowed date."),
    )


def years_in_rank(case: Case, years: int) -> Requirement:
    """Years in rank count from TMT to TMT."""
    label = _("At least %(years)d years in the present rank") % {"years": years}
    since = case.facts.rank_effective_on
    if since is None:
        return case.unknown("years_in_rank", label, _("The start (TMT) of the present rank is not recorded."))
    return waited(case, "years_in_rank", label, (since, years))


def years_in_post(case: Case, years: int) -> Requirement:
    """Years in the post count from its TMT."""
    label = _("At least %(years)d years in the present post") % {"years": years}
    since = case.facts.post_since
    if since is None:
        return case.unknown("years_in_post", label, _("The start (TMT) of the present post is not recorded."))
    return waited(case, "years_in_post", label, (since, years))


def waited(case: Case, code: str, label: str, wait: tuple[date, int]) -> Requirement:
    """Return whether so many years have gone by since a day, and otherwise when they will have."""
    since, years = wait
    full = add_years(since, years)
    evidence = _("%(span)s on %(target)s, counted from TMT %(day)s.") % {
        "span": span_in_words(since, case.target_on),
        "day": long_date(since),
        "target": long_date(case.target_on),
    }
    if case.target_on >= full:
        return case.item(code, label, Status.MET, evidence=evidence)
    due = next_allowed_start(full)
    step = _("Wait until %(day)s at the earliest.") % {"day": long_date(due)}
    return case.item(code, label, Status.UNMET, evidence=evidence, earliest=due, next_step=step)


def predicates(case: Case) -> tuple[Requirement, ...]:
    """Each of the last years before the target has at least Baik."""
    last = case.target_on.year - 1
    return tuple(_predicate(case, year) for year in range(last - case.rules.predicate_years + 1, last + 1))


def _predicate(case: Case, year: int) -> Requirement:
    """A year below Baik blocks until it is no longer among the last years."""
    code, label = f"predicate_{year}", _("Predicate of %(year)d at least Good") % {"year": year}
    value = case.facts.predicates.get(year)
    if value in GOOD:
        return case.item(code, label, Status.MET, evidence=str(Predicate(value).label))
    if value in Predicate.values:
        free = next_allowed_start(date(year + case.rules.predicate_years + 1, 1, 1))
        step = _("Reach at least Good in the %(count)d years after it.") % {
            "count": case.rules.predicate_years
        }
        evidence = str(Predicate(value).label)
        return case.item(code, label, Status.UNMET, evidence=evidence, earliest=free, next_step=step)
    if year >= case.as_of.year:
        evidence = _("The year %(year)d is not rated yet.") % {"year": year}
        step = _("It is known after the annual appraisal.")
        return case.unknown(code, label, evidence, next_step=step, link="")
    return case.unknown(code, label, _("No predicate of %(year)d is recorded.") % {"year": year})


def superior(case: Case) -> Requirement:
    """In the regular promotion nobody passes the direct superior."""
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


def discipline(case: Case) -> Requirement:
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
        evidence = _("None is running on %(day)s.") % {"day": long_date(case.target_on)}
        return case.item("discipline", label, Status.MET, evidence=evidence, **details)
    details["earliest"] = next_allowed_start(date.fromordinal(ends_on.toordinal() + 1)) if ends_on else None
    details |= {"evidence": _("One is running."), "next_step": _("Wait until it has ended.")}
    return case.item("discipline", label, Status.UNMET, **details)
