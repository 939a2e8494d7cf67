"""Extraordinary promotion (kenaikan pangkat luar biasa, PP 99/2000 art. 15): one rank up for extraordinary work.

The year in rank, the predicate and the consents are recalled, not read (domain/07 §1), hence figures to be set.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from asn_portal.core.requirements import Checklist, Requirement, Status
from asn_portal.core.templatetags.formats import longdate
from employees.enums import EmployeeKind
from performance.enums import Predicate
from promotions.rules.spans import add_years, span_in_words

BASIS = "PP 99/2000"
RULE_VERSION = "kplb-2026.1"


@dataclass(frozen=True)
class KplbRules:
    """The years asked for in the present rank."""

    years_in_rank: int = 1


@dataclass(frozen=True)
class KplbFacts:
    """What is on record; None where nobody has said anything.

    `is_extraordinary` is the finding of the performance team on the work of the last year, `is_decided` the decision
    of the appointing official (PPK), `has_consent` the consent of BKN.
    """

    kind: str = ""
    rank_effective_on: date | None = None
    last_predicate: str | None = None
    is_extraordinary: bool | None = None
    is_decided: bool | None = None
    has_consent: bool | None = None


def kplb_checklist(facts: KplbFacts, *, as_of: date, rules: KplbRules | None = None) -> Checklist:
    """Return whether somebody can be promoted by one rank for extraordinary work."""
    title = _("Extraordinary promotion (KPLB)")
    if facts.kind != EmployeeKind.PNS:
        item = _item("kind", _("Promotion is for PNS"), Status.NOT_APPLICABLE)
        return Checklist(title, (item,), RULE_VERSION, as_of)
    items = (
        _in_rank(facts, as_of, rules or KplbRules()),
        _predicate(facts),
        _said(
            "work",
            _("Extraordinary work during the last year, found by the performance team"),
            facts.is_extraordinary,
        ),
        _said("decision", _("Decision of the appointing official (PPK)"), facts.is_decided),
        _said("consent", _("Consent of BKN"), facts.has_consent),
    )
    return Checklist(title, items, RULE_VERSION, as_of)


def _in_rank(facts: KplbFacts, as_of: date, rules: KplbRules) -> Requirement:
    label = _("At least %(years)d years in the present rank") % {"years": rules.years_in_rank}
    since = facts.rank_effective_on
    if since is None:
        evidence = _("The start (TMT) of the present rank is not recorded.")
        return _item("years_in_rank", label, Status.UNVERIFIED, evidence=evidence)
    full = add_years(since, rules.years_in_rank)
    evidence = _("%(span)s, counted from %(day)s.") % {
        "span": span_in_words(since, as_of),
        "day": longdate(since),
    }
    if as_of >= full:
        return _item("years_in_rank", label, Status.MET, evidence=evidence)
    return _item("years_in_rank", label, Status.UNMET, evidence=evidence, earliest=full)


def _predicate(facts: KplbFacts) -> Requirement:
    label, value = _("Predicate of the last year is Very good"), facts.last_predicate
    if value not in Predicate.values:
        return _item("predicate", label, Status.UNVERIFIED, evidence=_("No predicate is recorded."))
    status = Status.MET if value == Predicate.SB else Status.UNMET
    return _item("predicate", label, status, evidence=str(Predicate(value).label))


def _said(code: str, label: str, answer: bool | None) -> Requirement:
    if answer is None:
        return _item(code, label, Status.UNVERIFIED, evidence=_("Nothing is recorded."))
    return _item(code, label, Status.MET if answer else Status.UNMET)


def _item(code: str, label: str, status: Status, **details: Any) -> Requirement:
    return Requirement(code, label, status, basis=BASIS, **details)
