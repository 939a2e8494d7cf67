"""The page of one appraisal: what it rests on and who did what."""

from dataclasses import dataclass, field

from asn_portal.core.access import Actor, Role
from performance import policies
from performance.enums import AppraisalStatus, BehaviourValue, PeriodKind, Rating
from performance.models import Appraisal, Feedback
from performance.rules.predicate import explain
from performance.selectors.appraisals import FormerPeriod, get_timeline, other_periods, place_remarks
from performance.selectors.evidence import EvidenceSheet, evidence_sheet
from performance.selectors.feedback import feedback_about


@dataclass(frozen=True)
class AppraisalSheet:
    """One appraisal with its reasons, evidence, feedback and trail; empty of ratings where they are not open."""

    is_open: bool
    is_own: bool
    is_final_year: bool
    can_rate: bool
    can_approve: bool
    can_confirm: bool
    sees_receipt: bool
    reasons: tuple[str, ...]
    evidence: EvidenceSheet
    remarks: list[Feedback]
    timeline: list[dict]
    periods: list[FormerPeriod] = field(default_factory=list)
    values: list[tuple[str, Rating]] = field(default_factory=list)


def get_appraisal_sheet(*, actor: Actor, appraisal: Appraisal) -> AppraisalSheet:
    """Return what the page shows; "Mengapa?" is recomputed from the stored ratings, not stored as text."""
    is_year = appraisal.period.kind == PeriodKind.YEAR
    cycle_id = appraisal.period.cycle_id
    remarks = feedback_about(actor=actor, employee_id=appraisal.employee_id, cycle_id=cycle_id)
    evidence = evidence_sheet(
        actor=actor,
        employee_id=appraisal.employee_id,
        cycle_id=cycle_id,
        periods=None if is_year else [appraisal.period_id],
    )
    place_remarks(evidence, remarks)
    is_released = appraisal.state == AppraisalStatus.RELEASED
    return AppraisalSheet(
        is_open=bool(appraisal.predicate),
        is_own=appraisal.employee_id == actor.employee_id,
        is_final_year=is_year and is_released,
        can_rate=appraisal.state in {AppraisalStatus.PENDING, AppraisalStatus.RETURNED}
        and policies.can_rate(actor, appraisal),
        can_approve=appraisal.state == AppraisalStatus.RATED
        and policies.can_approve_appraisal(actor, appraisal),
        can_confirm=policies.can_confirm_reading(actor, appraisal) and appraisal.read_at is None,
        sees_receipt=is_released and sees_receipt(actor, appraisal),
        reasons=explain(appraisal.result_rating, appraisal.behaviour_rating) if appraisal.predicate else (),
        evidence=evidence,
        remarks=remarks,
        timeline=get_timeline(actor=actor, appraisal=appraisal),
        periods=other_periods(actor=actor, appraisal=appraisal) if is_year else [],
        values=values_of(appraisal),
    )


def sees_receipt(actor: Actor, appraisal: Appraisal) -> bool:
    """The person, the evaluator and HR see whether the appraisal has been read."""
    mine = actor.employee_id in {
        appraisal.employee_id,
        appraisal.rated_by_id,
        appraisal.employee.evaluator_id,
    }
    return mine or actor.has(Role.HR)


def values_of(appraisal: Appraisal) -> list[tuple[str, Rating]]:
    """Return the seven values as far as they were rated."""
    given = appraisal.behaviour_values
    return [
        (str(value.label), Rating(given[value.value])) for value in BehaviourValue if value.value in given
    ]
