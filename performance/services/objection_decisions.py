"""The superior decides: the rating is confirmed, or changed with reasons; final either way (annex V p. 117-118)."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, require
from asn_portal.core.workflow import record_transition
from employees.models import Employee
from performance.enums import AppraisalStatus, Predicate, Rating
from performance.enums.objections import ObjectionStatus, Outcome
from performance.models import Appraisal, Objection, ObjectionHearing
from performance.notifications import objections as notices
from performance.policies import objections as policies
from performance.rules.predicate import MATRIX_VERSION, allowed_predicates, predicate_for
from performance.selectors.objections import is_evaluator_heard
from performance.services.evaluation_documents import renew_after_decision
from performance.services.objections import lock
from performance.services.parties import PARTS, party
from performance.workflow.objections import AMEND, OBJECTION_FLOW


@dataclass(frozen=True)
class ObjectionDecision:
    """What the superior decides; the ratings with their reasons only where the rating changes.

    `seen_revision` is the state of the objection when the page was opened: what came in since is to be read first.
    """

    outcome: str
    reason: str
    recommendation: str = ""
    result_rating: str = ""
    result_reason: str = ""
    behaviour_rating: str = ""
    behaviour_reason: str = ""
    unheard_reason: str = ""
    seen_revision: int | None = None


@transaction.atomic
def decide_objection(*, objection: Objection, decision: ObjectionDecision, actor: Actor) -> Objection:
    """Decide, tell both sides, and where the rating changes write it on the appraisal and replace its document.

    Raises NotAllowed for anybody but the superior (nobody decides on the own rating or judgement), ValidationError
    for what is missing, and Conflict where it has been decided or withdrawn meanwhile (what was typed comes back).
    """
    require(policies.can_examine(actor, objection))
    appraisal = lock(objection.appraisal)
    if objection.state == ObjectionStatus.FILED or decision.outcome not in Outcome.values:
        check_decision(objection, decision)
    is_change = decision.outcome == Outcome.CHANGE
    changes = decided(objection, decision, actor) | (changed(appraisal, decision) if is_change else {})
    try:
        OBJECTION_FLOW.apply(decision.outcome, objection, actor=actor, **changes)
    except Conflict as conflict:
        parts = (decision.reason, decision.result_reason, decision.behaviour_reason, decision.recommendation)
        conflict.note = "\n".join(part for part in parts if part)
        raise
    if is_change:
        amend(appraisal, objection, actor=actor)
    objection.appraisal = appraisal
    renew_after_decision(objection=objection, actor=actor)
    notices.objection_decided(objection)
    return objection


def check_decision(objection: Objection, decision: ObjectionDecision) -> None:
    """Raise ValidationError, at the field, for what is missing or changes nothing."""
    problems: dict[str, Any] = {}
    if decision.outcome not in Outcome.values:
        problems["outcome"] = _("Choose: confirm or change.")
    if not decision.reason.strip():
        problems["reason"] = _("Write the grounds of your decision; both sides will read them.")
    if decision.outcome == Outcome.CHANGE:
        problems |= problems_of_change(objection, decision)
    hearings = list(ObjectionHearing.objects.filter(agency_id=objection.agency_id, objection=objection))
    if not is_evaluator_heard(objection, hearings) and not decision.unheard_reason.strip():
        problems["unheard_reason"] = _("The evaluator has not been heard. Hear them first, or say why not.")
    if decision.seen_revision is not None and decision.seen_revision != objection.revision:
        problems["__all__"] = _(
            "Something came in since you opened this page, such as the evaluator's statement. Your text is kept: "
            "read what is new below and decide again."
        )
    if problems:
        raise ValidationError(problems)


def problems_of_change(objection: Objection, decision: ObjectionDecision) -> dict[str, Any]:
    """Return what a new rating lacks: both ratings, their reasons, a recommendation, a difference."""
    problems: dict[str, Any] = {}
    for name in ("result", "behaviour"):
        if getattr(decision, f"{name}_rating") not in Rating.values:
            problems[f"{name}_rating"] = _("Choose a rating.")
        if not getattr(decision, f"{name}_reason").strip():
            problems[f"{name}_reason"] = _("Please write the reason; the person will read it.")
    if not decision.recommendation.strip():
        problems["recommendation"] = _("A changed rating needs a new recommendation (form D.1.3).")
    old = (objection.original["result_rating"], objection.original["behaviour_rating"])
    if not problems and (decision.result_rating, decision.behaviour_rating) == old:
        problems["outcome"] = _("Both ratings are as before. Change one of them, or confirm the rating.")
    return problems


def decided(objection: Objection, decision: ObjectionDecision, actor: Actor) -> dict[str, Any]:
    """Return the columns of every decision."""
    decider = Employee.objects.select_related(*PARTS).get(pk=actor.employee_id, agency_id=actor.agency_id)
    return {
        "decision_reason": decision.reason.strip(),
        "recommendation": decision.recommendation.strip(),
        "unheard_reason": decision.unheard_reason.strip()[:300],
        "decided_by_id": actor.employee_id,
        "decided_at": timezone.now(),
        "decider_parties": party(decider),
    }


def changed(appraisal: Appraisal, decision: ObjectionDecision) -> dict[str, Any]:
    """Return the columns of a new rating with the predicate of the matrix."""
    return {
        "result_rating": decision.result_rating,
        "result_reason": decision.result_reason.strip(),
        "behaviour_rating": decision.behaviour_rating,
        "behaviour_reason": decision.behaviour_reason.strip(),
        "predicate": new_predicate(appraisal, decision.result_rating, decision.behaviour_rating),
    }


def new_predicate(appraisal: Appraisal, result: str, behaviour: str) -> Predicate:
    """Return the cell of the matrix; after a dropped study only Kurang, or Sangat Kurang with behaviour below."""
    if not appraisal.dropped_out:
        return predicate_for(result, behaviour)
    better, worse = allowed_predicates(result, behaviour, dropped_out=True)
    return worse if behaviour == Rating.BELOW else better


def amend(appraisal: Appraisal, objection: Objection, *, actor: Actor) -> None:
    """Write the new rating on the released appraisal; it has to be reported anew. The row is locked."""
    changes: dict[str, Any] = {
        name: getattr(objection, name)
        for name in (
            "result_rating",
            "result_reason",
            "behaviour_rating",
            "behaviour_reason",
            "predicate",
            "recommendation",
        )
    } | {"rule_version": MATRIX_VERSION, "amended_at": objection.decided_at, "reported_on": None}
    moved = Appraisal.objects.filter(
        pk=appraisal.pk, agency_id=appraisal.agency_id, state=AppraisalStatus.RELEASED
    ).update(revision=F("revision") + 1, **changes)
    if not moved:
        raise Conflict(appraisal)
    for name, value in changes.items():
        setattr(appraisal, name, value)
    record_transition("appraisal", appraisal, AMEND, before=appraisal.state, actor=actor)


@transaction.atomic
def sign_decision(*, objection: Objection, actor: Actor) -> bool:
    """Note that the person received the decision, and put it on an issued form; only the first time counts."""
    require(policies.can_sign_decision(actor, objection) and objection.get_state().is_decided)
    appraisal = lock(objection.appraisal)
    unsigned = Objection.objects.filter(pk=objection.pk, agency_id=objection.agency_id, signed_at=None)
    now = timezone.now()
    if not unsigned.update(signed_at=now):
        return False
    objection.signed_at, objection.appraisal = now, appraisal
    renew_after_decision(objection=objection, actor=actor)
    return True
