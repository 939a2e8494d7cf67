"""Local awards for good work: the checklist every nomination is made on (domain/07 §3, the agency's own rule)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from asn_portal.core.requirements import Checklist, Requirement, Status
from employees.enums import EmployeeKind, Standing
from performance.enums import Predicate

RULE_VERSION = "local-award-2026.1"
GONE = frozenset({Standing.RETIRED, Standing.MOVED, Standing.DIED, Standing.DISMISSED})
GOOD = frozenset(value.value for value in Predicate if value.is_good)


@dataclass(frozen=True)
class LocalRules:
    """How many years are looked back."""

    predicate_years: int = 2


@dataclass(frozen=True)
class MeritFacts:
    """What is on record about somebody; None where nothing is. `is_own`: the person nominates themselves."""

    kind: str = ""
    standing: str = ""
    predicates: Mapping[int, str | None] = field(default_factory=dict)
    running_discipline: bool | None = None
    discipline_ends_on: date | None = None
    is_own: bool = False
    source: str = ""
    source_on: date | None = None


def local_award_checklist(
    facts: MeritFacts, *, as_of: date, title: str = "", rules: LocalRules | None = None
) -> Checklist:
    """Return whether somebody may be nominated for a local award; PNS, CPNS and PPPK alike."""
    if facts.kind == EmployeeKind.OFFICIAL:
        evidence = _("State and regional officials are not nominated.")
        item = _item(
            facts, "kind", _("Awards are for civil servants"), Status.NOT_APPLICABLE, evidence=evidence
        )
        return Checklist(title, (item,), RULE_VERSION, as_of)
    years = (rules or LocalRules()).predicate_years
    last = as_of.year - 1
    items = (
        _standing(facts),
        *(_predicate(facts, year) for year in range(last - years + 1, last + 1)),
        _discipline(facts),
        _somebody_else(facts),
    )
    return Checklist(title, items, RULE_VERSION, as_of)


def _standing(facts: MeritFacts) -> Requirement:
    label = _("In active service")
    if facts.standing not in Standing.values:
        return _item(facts, "standing", label, Status.UNVERIFIED)
    status = Status.UNMET if facts.standing in GONE else Status.MET
    return _item(facts, "standing", label, status, evidence=str(Standing(facts.standing).label))


def _predicate(facts: MeritFacts, year: int) -> Requirement:
    code, label = f"predicate_{year}", _("Predicate of %(year)d at least Good") % {"year": year}
    value = facts.predicates.get(year)
    if value not in Predicate.values:
        evidence = _("No predicate of %(year)d is recorded.") % {"year": year}
        step = _("It is known once the annual appraisal is released.")
        return _item(facts, code, label, Status.UNVERIFIED, evidence=evidence, next_step=step)
    status = Status.MET if value in GOOD else Status.UNMET
    return _item(facts, code, label, status, evidence=str(Predicate(value).label))


def _discipline(facts: MeritFacts) -> Requirement:
    label = _("No medium or heavy punishment is running")
    if facts.running_discipline is None:
        step = _("The personnel office confirms this with a statement.")
        evidence = _("No statement is recorded.")
        return _item(facts, "discipline", label, Status.UNVERIFIED, evidence=evidence, next_step=step)
    if not facts.running_discipline:
        return _item(facts, "discipline", label, Status.MET)
    ends_on = facts.discipline_ends_on
    earliest = date.fromordinal(ends_on.toordinal() + 1) if ends_on else None
    evidence, step = _("One is running."), _("Wait until it has ended.")
    details = {"evidence": evidence, "next_step": step, "earliest": earliest}
    return _item(facts, "discipline", label, Status.UNMET, **details)


def _somebody_else(facts: MeritFacts) -> Requirement:
    label = _("Nominated by somebody else")
    return _item(facts, "not_oneself", label, Status.UNMET if facts.is_own else Status.MET)


def _item(facts: MeritFacts, code: str, label: str, status: Status, **details: Any) -> Requirement:
    details |= {"source": facts.source, "source_on": facts.source_on}
    return Requirement(code, label, status, basis=_("Rule of this government"), **details)
