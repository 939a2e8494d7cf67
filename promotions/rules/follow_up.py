"""What may follow from the predicate of a year, as lists with their reasons (PermenPANRB 6/2022 art. 31-33).

The regulation names rewards (priority in the succession group and in development, awards of the PPK) and leaves
sanctions to other law: there is no table from predicate to sanction. So each list says who may be considered and what
speaks for and against; people decide.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from asn_portal.core.requirements import Checklist, Requirement, Status
from employees.enums import EmployeeKind
from performance.enums import Predicate, Rating
from promotions.enums import FollowUpKind

RULE_VERSION = "follow-up-2026.1"
REWARD = "PermenPANRB 6/2022 art. 31"
SANCTION = "PermenPANRB 6/2022 art. 33; PP 30/2019 art. 56-58"
GUIDANCE = "PermenPANRB 6/2022 art. 20"


@dataclass(frozen=True, slots=True)
class FollowUpRules:
    """Which predicates lead to a review of post or contract; the regulation leaves it to other law (UNSURE)."""

    low: frozenset[str] = frozenset({Predicate.K.value, Predicate.SK.value})


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The outcome of somebody's year and what else is on record, as far as the reader may know it.

    None means unknown: who may not see objections or coaching gets None there, never False.
    """

    kind: str
    predicate: str
    result_rating: str = ""
    behaviour_rating: str = ""
    previous: str = ""
    has_open_objection: bool | None = None
    is_punished: bool = False
    discipline_checked_on: date | None = None
    is_coached: bool | None = None
    is_trained: bool = False
    is_nominated: bool = False


def kinds_for(outcome: Evaluated, rules: FollowUpRules | None = None) -> tuple[FollowUpKind, ...]:
    """Return the lists somebody stands in."""
    rules = rules or FollowUpRules()
    is_best, is_low = outcome.predicate == Predicate.SB, outcome.predicate in rules.low
    is_weak = outcome.predicate in {Predicate.BP, Predicate.K, Predicate.SK}
    stands = {
        FollowUpKind.AWARD: is_best,
        FollowUpKind.TALENT: is_best and outcome.kind == EmployeeKind.PNS,
        FollowUpKind.DEVELOPMENT: is_best or is_weak,
        FollowUpKind.COACHING: outcome.result_rating == Rating.BELOW,
        FollowUpKind.COUNSELLING: outcome.behaviour_rating == Rating.BELOW,
        FollowUpKind.POST: is_low and outcome.kind == EmployeeKind.PNS,
        FollowUpKind.CONTRACT: is_low and outcome.kind in {EmployeeKind.PPPK, EmployeeKind.PPPK_PART},
    }
    return tuple(kind for kind in FollowUpKind if stands[kind])


def follow_up_checklist(kind: FollowUpKind, outcome: Evaluated, *, as_of: date) -> Checklist:
    """Return what speaks for one step and what is still open."""
    items = tuple(build(kind, outcome) for build in ITEMS[kind])
    return Checklist(str(kind.label), items, RULE_VERSION, as_of)


def _predicate(kind: FollowUpKind, outcome: Evaluated) -> Requirement:
    label = Predicate(outcome.predicate).label
    return _item("predicate", _("Predicate of the year"), Status.MET, _basis(kind), evidence=str(label))


def _previous(kind: FollowUpKind, outcome: Evaluated) -> Requirement:
    title = _("At least Good in the year before")
    if not outcome.previous:
        step = _("Bring in the evaluation of the year before.")
        return _item("previous", title, Status.UNVERIFIED, _basis(kind), next_step=step)
    found = Predicate(outcome.previous)
    return _item(
        "previous",
        title,
        Status.MET if found.is_good else Status.UNMET,
        _basis(kind),
        evidence=str(found.label),
    )


def _objection(kind: FollowUpKind, outcome: Evaluated) -> Requirement:
    """Nothing follows from a rating that is still disputed."""
    title = _("No objection to the rating is being examined")
    if outcome.has_open_objection is None:
        step = _("The personnel office knows whether there is one.")
        return _item("objection", title, Status.UNVERIFIED, _basis(kind), next_step=step)
    if outcome.has_open_objection:
        step = _("Wait for the decision of the evaluator's superior.")
        return _item("objection", title, Status.UNMET, _basis(kind), next_step=step)
    return _item("objection", title, Status.MET, _basis(kind))


def _discipline(kind: FollowUpKind, outcome: Evaluated) -> Requirement:
    title, step = _("No punishment in force"), _("The personnel office confirms this with a statement.")
    if outcome.is_punished:
        return _item("discipline", title, Status.UNMET, _basis(kind))
    if outcome.discipline_checked_on is None:
        return _item("discipline", title, Status.UNVERIFIED, _basis(kind), next_step=step)
    return _item("discipline", title, Status.MET, _basis(kind), source_on=outcome.discipline_checked_on)


def _nominated(kind: FollowUpKind, outcome: Evaluated) -> Requirement:
    step = "" if outcome.is_nominated else _("Nominate the person for an award.")
    return _done("nominated", _("Nominated for an award"), outcome.is_nominated, kind, step)


def _trained(kind: FollowUpKind, outcome: Evaluated) -> Requirement:
    step = "" if outcome.is_trained else _("Choose a class that fits, or pair with a mentor.")
    return _done(
        "trained", _("A training since the evaluation, planned or done"), outcome.is_trained, kind, step
    )


def _coached(kind: FollowUpKind, outcome: Evaluated) -> Requirement:
    """Guidance comes before any sanction; the record is confidential, so for most readers it is unknown."""
    title = _("Guidance was given first")
    if outcome.is_coached is None:
        step = _("Ask the evaluator; the record is theirs and the person's.")
        return _item("coached", title, Status.UNVERIFIED, GUIDANCE, next_step=step)
    step = "" if outcome.is_coached else _("Start a coaching.")
    return _done("coached", title, outcome.is_coached, kind, step)


def _result_below(kind: FollowUpKind, outcome: Evaluated) -> Requirement:
    return _item("result", _("Work results below expectation"), Status.MET, GUIDANCE)


def _behaviour_below(kind: FollowUpKind, outcome: Evaluated) -> Requirement:
    return _item("behaviour", _("Behaviour below expectation"), Status.MET, GUIDANCE)


def _done(code: str, title: str, is_done: bool, kind: FollowUpKind, step: str) -> Requirement:
    return _item(code, title, Status.MET if is_done else Status.UNMET, _basis(kind), next_step=step)


def _item(code: str, label: str, status: Status, basis: str, **words: Any) -> Requirement:
    return Requirement(code=code, label=label, status=status, basis=basis, **words)


def _basis(kind: FollowUpKind) -> str:
    if kind.is_reward or kind == FollowUpKind.DEVELOPMENT:
        return REWARD
    return GUIDANCE if kind in {FollowUpKind.COACHING, FollowUpKind.COUNSELLING} else SANCTION


ITEMS: dict[FollowUpKind, tuple[Callable[[FollowUpKind, Evaluated], Requirement], ...]] = {
    FollowUpKind.AWARD: (_predicate, _previous, _objection, _discipline, _nominated),
    FollowUpKind.TALENT: (_predicate, _previous, _objection, _discipline),
    FollowUpKind.DEVELOPMENT: (_predicate, _trained),
    FollowUpKind.COACHING: (_result_below, _coached),
    FollowUpKind.COUNSELLING: (_behaviour_below, _coached),
    FollowUpKind.POST: (_predicate, _objection, _coached),
    FollowUpKind.CONTRACT: (_predicate, _objection, _coached),
}
