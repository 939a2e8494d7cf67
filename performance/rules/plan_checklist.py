"""What a plan (SKP) must have before it is submitted (PermenPANRB 6/2022 art. 7-14, annex II).

Which columns count depends on the form: JPT and heads of independent units (UKM) state perspectives, JA and
JF in the quantitative form state aspects and the leader's result; the qualitative forms put indicator and
target in one narrative.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from asn_portal.core.requirements import Checklist, Requirement, Status
from performance.enums import Approach, AttachmentKind, Perspective, ResultKind
from performance.enums.plan_changes import ResultBasis
from performance.rules.comparable import Days, target_problems

RULE_VERSION = "skp/2022-02-07.2"
BASIS = "PermenPANRB 6/2022"
SENIOR_BASIS = "PermenPANRB 6/2022, Lampiran Bab II"


class LeaderPlan(StrEnum):
    """The state of the leader's plan, as far as linking to it matters."""

    APPROVED = "approved"
    PENDING = "pending"
    NONE = "none"


@dataclass(frozen=True)
class IndicatorFacts:
    """One indicator of a result; `perspective` only in plans of JPT and heads of units; `unit` None: not known."""

    text: str
    target: str = ""
    aspect: str = ""
    perspective: str = ""
    unit: str | None = None
    has_manual: bool = False


@dataclass(frozen=True)
class ResultFacts:
    """One work result with its indicators; `is_linked` when it names the leader's result it serves, `basis`
    where a result of JPT comes from, `acting_id` the acting post it belongs to."""

    text: str
    kind: str
    indicators: tuple[IndicatorFacts, ...] = ()
    is_linked: bool = False
    basis: str = ""
    acting_id: int | None = None


@dataclass(frozen=True)
class Duties:
    """What the year asks beside the results: acting posts by id (Plt, Plh), the work contract of PPPK, manuals.

    The three switches are settings of the agency.
    """

    acting: tuple[tuple[int, str], ...] = ()
    acting_is_required: bool = True
    needs_contract: bool = False
    has_contract: bool = False
    needs_manual: bool = False


@dataclass(frozen=True)
class PlanFacts:
    """A plan as plain data. `is_senior` for JPT and heads of units; `leader_plan` NONE when the leader makes
    no plan here (mayor, governor); `evaluator` is the name, empty when unknown."""

    results: tuple[ResultFacts, ...]
    approach: str = Approach.QUANTITATIVE
    is_senior: bool = False
    leader_plan: LeaderPlan = LeaderPlan.PENDING
    attachments: frozenset[str] = frozenset()
    evaluator: str = ""
    duties: Duties = Duties()
    days: Days | None = None

    @property
    def is_quantitative(self) -> bool:
        return self.approach == Approach.QUANTITATIVE

    @property
    def uses_links(self) -> bool:
        """Only the quantitative form of JA and JF has the column for the leader's result."""
        return self.is_quantitative and not self.is_senior and self.leader_plan != LeaderPlan.NONE


def unlinked_results(facts: PlanFacts) -> tuple[ResultFacts, ...]:
    """Return the results to mark "belum tertaut": they should name the leader's result and do not yet."""
    return tuple(result for result in facts.results if not result.is_linked) if facts.uses_links else ()


def plan_checklist(facts: PlanFacts, *, as_of: date) -> Checklist:
    """Return what the plan has and lacks; it may be submitted when `is_met`."""
    items = (
        _evaluator(facts),
        _main_result(facts),
        _indicators(facts),
        _targets(facts),
        _comparable(facts),
        _aspects(facts),
        _perspectives(facts),
        _budget(facts),
        _agreement(facts),
        _links(facts),
        _acting(facts),
        _contract(facts),
        _manuals(facts),
        *(_attachment(facts, kind) for kind in AttachmentKind),
    )
    return Checklist(_("Ready to submit the plan"), items, RULE_VERSION, as_of)


def _answer(is_met: bool) -> Status:
    return Status.MET if is_met else Status.UNMET


def _evaluator(facts: PlanFacts) -> Requirement:
    return Requirement(
        code="evaluator",
        label=_("The evaluator is known"),
        status=Status.MET if facts.evaluator else Status.UNVERIFIED,
        evidence=facts.evaluator or _("No evaluator found on record."),
        basis=f"{BASIS} art. 1(9)",
        next_step="" if facts.evaluator else _("Ask the personnel office to correct your superior."),
    )


def _main_result(facts: PlanFacts) -> Requirement:
    count = sum(result.kind == ResultKind.MAIN for result in facts.results)
    return Requirement(
        code="main_result",
        label=_("At least one main work result"),
        status=_answer(count > 0),
        evidence=_("Main work results: %(count)d.") % {"count": count},
        basis=SENIOR_BASIS,
        next_step="" if count else _("Add a main work result."),
    )


def _indicators(facts: PlanFacts) -> Requirement:
    missing = [result.text for result in facts.results if not any(item.text for item in result.indicators)]
    return Requirement(
        code="indicators",
        label=_("Every work result has an indicator"),
        status=_answer(bool(facts.results) and not missing),
        evidence=_missing(missing),
        basis=f"{BASIS} art. 9",
        next_step=_("Add an indicator to each work result.") if missing or not facts.results else "",
    )


def _targets(facts: PlanFacts) -> Requirement:
    missing = [item.text for item in _all_indicators(facts) if not item.target.strip()]
    return _unless(
        not facts.is_quantitative,
        Requirement(
            code="targets",
            label=_("Every indicator has a target"),
            status=_answer(not missing),
            evidence=_missing(missing),
            basis=SENIOR_BASIS,
            next_step=_("State a target for each indicator.") if missing else "",
        ),
        _("In the qualitative form the target stands in the indicator itself."),
    )


def _comparable(facts: PlanFacts) -> Requirement:
    """A target without a figure, or with a day outside the period, cannot be held against what was reached."""
    wrong = [
        f"{item.text}: {' '.join(problems.values())}"
        for item in _all_indicators(facts)
        if (problems := target_problems(item.target, item.unit, days=facts.days))
    ]
    return _unless(
        not facts.is_quantitative,
        Requirement(
            code="comparable",
            label=_("Every target can be compared"),
            status=_answer(not wrong),
            evidence="; ".join(wrong),
            basis=SENIOR_BASIS,
            next_step=_("Write a figure with its unit, or a day inside the period.") if wrong else "",
        ),
        _("In the qualitative form the target stands in the indicator itself."),
    )


def _aspects(facts: PlanFacts) -> Requirement:
    missing = [item.text for item in _all_indicators(facts) if not item.aspect]
    return _unless(
        facts.is_senior or not facts.is_quantitative,
        Requirement(
            code="aspects",
            label=_("Every indicator has an aspect"),
            status=_answer(not missing),
            evidence=_missing(missing),
            basis=SENIOR_BASIS,
            next_step=_("Choose quantity, quality, time or cost for each indicator.") if missing else "",
        ),
        _("This form has no aspects."),
    )


def _perspectives(facts: PlanFacts) -> Requirement:
    used = {item.perspective for item in _all_indicators(facts)}
    missing = [str(item.label) for item in Perspective if item not in used and item != Perspective.BUDGET]
    return _unless(
        not facts.is_senior,
        Requirement(
            code="perspectives",
            label=_("The perspectives are covered"),
            status=_answer(not missing),
            evidence=_missing(missing),
            basis=SENIOR_BASIS,
            next_step=_("Add an indicator for each missing perspective.") if missing else "",
        ),
        _("Perspectives are stated by JPT and heads of units only."),
    )


def _budget(facts: PlanFacts) -> Requirement:
    """The budget perspective stands alone: it is compulsory in every plan of a JPT or head of unit."""
    has_budget = any(item.perspective == Perspective.BUDGET for item in _all_indicators(facts))
    return _unless(
        not facts.is_senior,
        Requirement(
            code="budget",
            label=_("The budget perspective is covered"),
            status=_answer(has_budget),
            evidence="" if has_budget else _("No indicator has the budget perspective."),
            basis=SENIOR_BASIS,
            next_step="" if has_budget else _("Add an indicator with the budget perspective."),
        ),
        _("Perspectives are stated by JPT and heads of units only."),
    )


def _links(facts: PlanFacts) -> Requirement:
    """Blocks only where the leader's plan is approved; before that the plan goes in as "belum tertaut"."""
    missing = [result.text for result in unlinked_results(facts)]
    item = Requirement(
        code="links",
        label=_("Every work result serves a result of the leader"),
        status=_answer(not missing),
        evidence=_missing(missing),
        basis=SENIOR_BASIS,
        next_step=_("Choose the leader's result that each work result serves.") if missing else "",
    )
    if not facts.uses_links:
        return _unless(True, item, _("This form has no column for the leader's result."))
    is_waiting = bool(missing) and facts.leader_plan == LeaderPlan.PENDING
    later = _("Not linked yet: the leader's plan is not approved. The link is asked for later.")
    return _unless(is_waiting, item, later)


def _agreement(facts: PlanFacts) -> Requirement:
    """What comes from the performance agreement is always a main result (annex II p. 27-28)."""
    wrong = [
        result.text
        for result in facts.results
        if result.basis == ResultBasis.AGREEMENT and result.kind != ResultKind.MAIN
    ]
    return _unless(
        not facts.is_senior,
        Requirement(
            code="agreement",
            label=_("Results of the performance agreement (PK) are main results"),
            status=_answer(not wrong),
            evidence=_("Stands among the additional results: %(texts)s.") % {"texts": "; ".join(wrong)}
            if wrong
            else "",
            basis=SENIOR_BASIS,
            next_step=_("Write it as a main work result.") if wrong else "",
        ),
        _("Only plans of JPT and heads of units rest on a performance agreement."),
    )


def _acting(facts: PlanFacts) -> Requirement:
    """An acting post (Plt, Plh) is always a main result (annex II p. 50)."""
    duties = facts.duties
    named = {result.acting_id for result in facts.results if result.kind == ResultKind.MAIN}
    missing = [name for pk, name in duties.acting if pk not in named]
    return _unless(
        not duties.acting or not duties.acting_is_required,
        Requirement(
            code="acting",
            label=_("The acting post has a main work result"),
            status=_answer(not missing),
            evidence=_missing(missing),
            basis=f"{SENIOR_BASIS} p. 50",
            next_step=_("Add a main work result and choose the acting post in it.") if missing else "",
        ),
        _("No acting post (Plt, Plh) in this period."),
    )


def _contract(facts: PlanFacts) -> Requirement:
    """Expectations of PPPK also follow the work contract (art. 8(2))."""
    has_it = facts.duties.has_contract
    return _unless(
        not facts.duties.needs_contract,
        Requirement(
            code="contract",
            label=_("What the work contract says about results is written down"),
            status=_answer(has_it),
            basis=f"{BASIS} art. 8(2)",
            next_step="" if has_it else _("Write it under “Form of the plan”."),
        ),
        _("Only asked of PPPK where the agency wants it."),
    )


def _manuals(facts: PlanFacts) -> Requirement:
    """JPT and UKM write a manual for indicators that not all staff understand (annex II p. 37)."""
    missing = [item.text for item in _all_indicators(facts) if not item.has_manual]
    return _unless(
        not (facts.is_senior and facts.duties.needs_manual),
        Requirement(
            code="manuals",
            label=_("Every indicator has its manual"),
            status=_answer(not missing),
            evidence=_missing(missing),
            basis=f"{SENIOR_BASIS} p. 37",
            next_step=_("Fill in the manual of each indicator (form A.1.3).") if missing else "",
        ),
        _("The agency leaves manuals to those who need one."),
    )


def _attachment(facts: PlanFacts, kind: AttachmentKind) -> Requirement:
    has_it = kind in facts.attachments
    return Requirement(
        code=f"attachment_{kind.value}",
        label=_("Attachment: %(name)s") % {"name": kind.label},
        status=_answer(has_it),
        basis=f"{BASIS} art. 11-13",
        next_step="" if has_it else _("Fill in this part of the attachment."),
    )


def _all_indicators(facts: PlanFacts) -> list[IndicatorFacts]:
    return [item for result in facts.results for item in result.indicators]


def _missing(texts: list[str]) -> str:
    return _("Missing for: %(texts)s.") % {"texts": "; ".join(texts)} if texts else ""


def _unless(is_exempt: bool, item: Requirement, reason: str) -> Requirement:
    """Return the requirement, or a not-applicable one that says why."""
    if not is_exempt:
        return item
    return Requirement(item.code, item.label, Status.NOT_APPLICABLE, evidence=reason, basis=item.basis)
