"""Why somebody has a predicate: everything it rests on, computed once more from what is stored."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor
from performance.enums import OrganisationPredicate, PeriodKind, Predicate, Rating
from performance.enums.evaluation import ChangeStatus
from performance.enums.objections import ObjectionStatus
from performance.models import Appraisal, CalibrationChange, Feedback, Objection, UnitPredicate
from performance.rules.predicate import MATRIX, MATRIX_BASIS, MATRIX_VERSION, allowed_predicates
from performance.rules.realisation import compare
from performance.selectors.appraisals import get_timeline, place_remarks, suggest
from performance.selectors.evidence import EvidenceSheet, evidence_sheet
from performance.selectors.feedback import feedback_about
from performance.selectors.unit_predicates import ancestors


@dataclass(frozen=True)
class Comparison:
    """One indicator: what was promised, what was reached last, and what the two figures say."""

    result: str
    indicator: str
    target: str
    reached: str
    recorded_at: datetime | None
    entries: int
    rating: Rating | None


@dataclass(frozen=True)
class Step:
    """One decision on the way: what the ratings were from then on, who decided, when and why."""

    label: str
    result: Rating
    behaviour: Rating
    predicate: Predicate
    who: str
    at: datetime | None
    reason: str = ""


@dataclass(frozen=True)
class Recomputed:
    """The predicate computed once more, and whether it is what is stored."""

    predicates: tuple[Predicate, ...]
    stored: Predicate
    version: str

    @property
    def matches(self) -> bool:
        """Tell whether the stored predicate is what the rule gives today."""
        return self.stored in self.predicates

    @property
    def is_same_rule(self) -> bool:
        """Tell whether the rule of that day is the one that computes now."""
        return self.version == MATRIX_VERSION


@dataclass(frozen=True)
class Explanation:
    """Everything behind one predicate."""

    recomputed: Recomputed | None
    cell: Predicate | None
    evidence: EvidenceSheet
    comparisons: list[Comparison]
    remarks: list[Feedback]
    suggestion: Rating | None
    suggestion_reason: str
    organisation: OrganisationPredicate | None
    unit_predicate: UnitPredicate | None
    steps: list[Step]
    timeline: list[dict]
    as_of: date

    @property
    def basis(self) -> str:
        """Return the regulation behind the matrix."""
        return MATRIX_BASIS


def explain_appraisal(*, actor: Actor, appraisal: Appraisal) -> Explanation:
    """Return the explanation of an appraisal in scope (concealed before the release); seven queries at any size."""
    is_year = appraisal.period.kind == PeriodKind.YEAR
    cycle_id = appraisal.period.cycle_id
    periods = None if is_year else [appraisal.period_id]
    evidence = evidence_sheet(
        actor=actor, employee_id=appraisal.employee_id, cycle_id=cycle_id, periods=periods
    )
    remarks = heard_before(
        feedback_about(actor=actor, employee_id=appraisal.employee_id, cycle_id=cycle_id), appraisal
    )
    place_remarks(evidence, remarks)
    suggestion, words = suggest(evidence.results, appraisal.period_id) if is_year else (None, "")
    is_open = bool(appraisal.predicate)
    return Explanation(
        recomputed=recompute(appraisal) if is_open else None,
        cell=cell_of(appraisal) if is_open else None,
        evidence=evidence,
        comparisons=comparisons_of(evidence),
        remarks=remarks,
        suggestion=suggestion if is_open else None,
        suggestion_reason=words,
        organisation=organisation_of(appraisal),
        unit_predicate=unit_predicate_of(actor, appraisal) if is_open else None,
        steps=steps_of(actor, appraisal) if is_open else [],
        timeline=get_timeline(actor=actor, appraisal=appraisal),
        as_of=timezone.localdate(),
    )


def heard_before(remarks: list[Feedback], appraisal: Appraisal) -> list[Feedback]:
    """Return the feedback that was there when the rating was made or last changed; later words did not count."""
    known = [moment for moment in (appraisal.rated_at, appraisal.amended_at) if moment]
    return [remark for remark in remarks if not known or remark.given_at <= max(known)]


def recompute(appraisal: Appraisal) -> Recomputed:
    """Compute the predicate from the stored ratings alone."""
    return Recomputed(
        predicates=allowed_predicates(
            appraisal.result_rating, appraisal.behaviour_rating, dropped_out=appraisal.dropped_out
        ),
        stored=Predicate(appraisal.predicate),
        version=appraisal.rule_version,
    )


def cell_of(appraisal: Appraisal) -> Predicate:
    """Return the cell of the matrix where the two ratings meet."""
    return MATRIX[Rating(appraisal.result_rating), Rating(appraisal.behaviour_rating)]


def organisation_of(appraisal: Appraisal) -> OrganisationPredicate | None:
    """Return the unit's predicate as it was when the rating was made."""
    code = appraisal.organisation_predicate
    return OrganisationPredicate(code) if code and appraisal.predicate else None


def comparisons_of(evidence: EvidenceSheet) -> list[Comparison]:
    """Return each indicator with the newest entry beside its target; None where no plain figures meet."""
    rows = []
    for result in evidence.results:
        for indicator in result.indicators:
            newest = indicator.entries[0] if indicator.entries else None
            reached = newest.value if newest else ""
            rows.append(
                Comparison(
                    result=result.statement,
                    indicator=indicator.statement,
                    target=indicator.target,
                    reached=reached,
                    recorded_at=newest.recorded_at if newest else None,
                    entries=len(indicator.entries),
                    rating=compare(indicator.target, reached, aspect=indicator.aspect) if newest else None,
                )
            )
    return rows


def unit_predicate_of(actor: Actor, appraisal: Appraisal) -> UnitPredicate | None:
    """Return where the unit's predicate of that day is from: of the evaluator's unit or the nearest above."""
    if not appraisal.organisation_predicate or appraisal.unit is None:
        return None
    rows = UnitPredicate.objects.visible_to(actor).filter(
        period_id=appraisal.period_id,
        unit__path__in=ancestors(appraisal.unit.path),
        predicate=appraisal.organisation_predicate,
    )
    return max(rows.select_related("unit"), key=lambda row: len(row.unit.path), default=None)


def steps_of(actor: Actor, appraisal: Appraisal) -> list[Step]:
    """Return the rating as it was first made and every change since, oldest first."""
    changes = list(
        CalibrationChange.objects.filter(
            agency_id=appraisal.agency_id, appraisal=appraisal, state=ChangeStatus.APPLIED
        ).order_by("answered_at", "pk")
    )
    objection = (
        Objection.objects.visible_to(actor)
        .filter(appraisal=appraisal, state=ObjectionStatus.CHANGED)
        .select_related("decided_by")
        .first()
    )
    steps = [first_step(appraisal, changes, objection)]
    steps += [
        Step(
            label=_("Calibration"),
            result=Rating(change.result_rating),
            behaviour=Rating(change.behaviour_rating),
            predicate=Predicate(change.predicate),
            who=change.answerer_name or change.proposer_name,
            at=change.answered_at,
            reason=change.reason,
        )
        for change in changes
    ]
    if objection is not None:
        steps.append(objection_step(objection))
    return steps


def first_step(appraisal: Appraisal, changes: list[CalibrationChange], objection: Objection | None) -> Step:
    """Return the evaluator's own rating, before anything was changed."""
    ratings = (appraisal.result_rating, appraisal.behaviour_rating, appraisal.predicate)
    reasons = (appraisal.result_reason, appraisal.behaviour_reason)
    if objection is not None:
        kept = objection.original
        ratings = tuple(  # type: ignore[assignment]
            kept.get(name) or now
            for name, now in zip(("result_rating", "behaviour_rating", "predicate"), ratings, strict=True)
        )
        reasons = (kept.get("result_reason") or reasons[0], kept.get("behaviour_reason") or reasons[1])
    if changes:
        ratings = (changes[0].old_result, changes[0].old_behaviour, changes[0].old_predicate)
    return Step(
        label=_("Rating of the evaluator"),
        result=Rating(ratings[0]),
        behaviour=Rating(ratings[1]),
        predicate=Predicate(ratings[2]),
        who=appraisal.rated_by.full_name if appraisal.rated_by else "",
        at=appraisal.rated_at,
        reason="\n".join(reasons),
    )


def objection_step(objection: Objection) -> Step:
    """Return what the superior decided on an objection."""
    return Step(
        label=_("Decision on the objection"),
        result=Rating(objection.result_rating),
        behaviour=Rating(objection.behaviour_rating),
        predicate=Predicate(objection.predicate),
        who=objection.decided_by.full_name if objection.decided_by else "",
        at=objection.decided_at,
        reason=objection.decision_reason,
    )
