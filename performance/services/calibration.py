"""Calibration sessions: opening, proposing changes, the evaluator's answer, closing with minutes.

The rating is the evaluator's (PermenPANRB 6/2022 art. 25): others propose, nothing changes without agreement.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor, Conflict, require
from asn_portal.core.workflow import record_transition
from employees.models import Unit
from performance import policies as appraisal_policies
from performance.enums import AppraisalStatus, Rating
from performance.enums.evaluation import ChangeStatus, SessionStatus
from performance.models import Appraisal, CalibrationChange, CalibrationSession, Period
from performance.notifications import calibration as notices
from performance.policies import evaluation as policies
from performance.rules.predicate import MATRIX_VERSION, predicate_for
from performance.selectors.calibration import appraisals_of, counts_of, evaluators_of
from performance.workflow import APPRAISAL_FLOW
from performance.workflow.calibration import CALIBRATION_FLOW, CHANGE_FLOW, OPEN_SESSION, PROPOSE_CHANGE


@dataclass(frozen=True)
class NewRating:
    """Another rating for somebody: both ratings, the reason, and the revision of the appraisal that was seen."""

    result_rating: str
    behaviour_rating: str
    reason: str
    revision: int | None = None


@transaction.atomic
def open_calibration(*, period: Period, unit: Unit, actor: Actor, purpose: str = "") -> CalibrationSession:
    """Open a session for a unit and period, and tell its evaluators.

    Raises NotAllowed, and ValidationError where nobody is rated yet or a session is already running.
    """
    require(policies.can_open_calibration(actor, unit) and period.agency_id == actor.agency_id)
    session = CalibrationSession(
        agency_id=unit.agency_id,
        period=period,
        unit=unit,
        purpose=purpose.strip(),
        opened_by_id=actor.employee_id,
        opener_name=actor.name[:200],
    )
    if not appraisals_of(session).exists():
        raise ValidationError(_("Nobody of this unit is rated in this period yet."), code="nobody")
    session.before = counts_of(appraisals_of(session))
    saved(session.save, _("A session of this unit is already running."))
    evaluators = evaluators_of(session)
    session.participants.set([person for person, _user in evaluators])
    record_transition("calibration", session, OPEN_SESSION, before="", actor=actor, note=session.purpose)
    notices.session_opened(session, users=[user for _person, user in evaluators if user != actor.user_id])
    return session


def saved(save: Callable[[], Any], message: Any) -> None:
    """Save; a row that the database refuses because another one is there becomes a ValidationError."""
    try:
        with transaction.atomic():
            save()
    except IntegrityError:
        raise ValidationError(message, code="exists") from None


@transaction.atomic
def propose_change(
    *, session: CalibrationSession, appraisal: Appraisal, rating: NewRating, actor: Actor
) -> CalibrationChange:
    """Propose another rating; the evaluator's own change counts at once.

    Raises NotAllowed, ValidationError without reason or difference, Conflict once the session is closed, the rating
    is released or has changed, or another change waits (what was typed comes back with it).
    """
    reason = rating.reason.strip()
    if session.state != SessionStatus.OPEN:
        raise Conflict(session, last=CALIBRATION_FLOW.timeline(session).last(), note=reason)
    require(policies.can_propose_change(actor, session, appraisal))
    check_rating(appraisal, rating)
    if appraisal.state != AppraisalStatus.RATED or rating.revision not in {None, appraisal.revision}:
        raise moved_on(appraisal, reason)
    change = new_change(session, appraisal, rating, actor)
    try:
        with transaction.atomic():
            change.save()
    except IntegrityError:
        waiting = CalibrationChange.objects.get(appraisal=appraisal, state=ChangeStatus.PROPOSED)
        raise Conflict(waiting, last=CHANGE_FLOW.timeline(waiting).last(), note=reason) from None
    record_transition(
        "calibration_change", change, PROPOSE_CHANGE, before="", actor=actor, note=change.reason
    )
    if appraisal_policies.can_rate(actor, appraisal):
        return accept(change, actor)
    evaluator = appraisal.employee.evaluator
    stand_in = appraisal.escalated_to
    users = [person.user_id for person in (evaluator, stand_in) if person is not None]
    notices.change_proposed(change, users=list(users))
    return change


def check_rating(appraisal: Appraisal, rating: NewRating) -> None:
    """Raise ValidationError, at the field, for what is missing or not different."""
    problems = {}
    for name in ("result_rating", "behaviour_rating"):
        if getattr(rating, name) not in Rating.values:
            problems[name] = _("Choose a rating.")
    if not rating.reason.strip():
        problems["reason"] = _("Please write the reason; the person will read it.")
    same = (rating.result_rating, rating.behaviour_rating) == (
        appraisal.result_rating,
        appraisal.behaviour_rating,
    )
    if same and not problems:
        problems["result_rating"] = _("Choose another rating than before.")
    if problems:
        raise ValidationError(problems)


def new_change(
    session: CalibrationSession, appraisal: Appraisal, rating: NewRating, actor: Actor
) -> CalibrationChange:
    """Return the unsaved change; a drop-out keeps the chosen predicate, which no matrix gives."""
    cell = predicate_for(rating.result_rating, rating.behaviour_rating)
    return CalibrationChange(
        agency_id=appraisal.agency_id,
        session=session,
        appraisal=appraisal,
        old_result=appraisal.result_rating,
        old_behaviour=appraisal.behaviour_rating,
        old_predicate=appraisal.predicate,
        result_rating=rating.result_rating,
        behaviour_rating=rating.behaviour_rating,
        predicate=appraisal.predicate if appraisal.dropped_out else cell,
        reason=rating.reason.strip(),
        proposed_by_id=actor.employee_id,
        proposer_name=actor.name[:200],
    )


def moved_on(appraisal: Appraisal, note: str) -> Conflict:
    """Return the conflict that says who moved the appraisal on."""
    return Conflict(appraisal, last=APPRAISAL_FLOW.timeline(appraisal).last(), note=note)


@transaction.atomic
def accept_change(*, change: CalibrationChange, actor: Actor) -> CalibrationChange:
    """Agree to a proposed change; it counts from now on.

    Raises NotAllowed for anybody but the evaluator, Conflict once it was answered or the rating is released.
    """
    require(policies.can_answer_change(actor, change))
    accept(change, actor)
    notices.change_answered(change)
    return change


def accept(change: CalibrationChange, actor: Actor) -> CalibrationChange:
    """Apply a change to the appraisal as it was when the change was proposed."""
    appraisal = change.appraisal
    seen = (appraisal.result_rating, appraisal.behaviour_rating)
    if seen != (change.old_result, change.old_behaviour):
        raise moved_on(appraisal, change.reason)
    CHANGE_FLOW.apply(
        "apply", change, actor=actor, answered_at=timezone.now(), answerer_name=actor.name[:200]
    )
    APPRAISAL_FLOW.apply(
        "calibrate",
        appraisal,
        actor=actor,
        note=change.reason,
        result_rating=change.result_rating,
        behaviour_rating=change.behaviour_rating,
        predicate=change.predicate,
        rule_version=MATRIX_VERSION,
    )
    return change


@transaction.atomic
def decline_change(*, change: CalibrationChange, answer: str, actor: Actor) -> CalibrationChange:
    """Decline a proposed change with a reason. Raises NotAllowed, NoteRequired, Conflict."""
    CHANGE_FLOW.apply(
        "decline",
        change,
        actor=actor,
        note=answer,
        answer=answer.strip(),
        answered_at=timezone.now(),
        answerer_name=actor.name[:200],
    )
    notices.change_answered(change)
    return change


@transaction.atomic
def take_back_change(*, change: CalibrationChange, actor: Actor) -> CalibrationChange:
    """Take a proposed change back. Raises NotAllowed, Conflict once it was answered."""
    CHANGE_FLOW.apply(
        "take_back", change, actor=actor, answered_at=timezone.now(), answerer_name=actor.name[:200]
    )
    return change


@transaction.atomic
def close_calibration(*, session: CalibrationSession, conclusion: str, actor: Actor) -> CalibrationSession:
    """Close a session: what was not answered lapses, and the minutes keep the distribution before and after.

    Raises NotAllowed, NoteRequired without a conclusion, Conflict when somebody closed it before.
    """
    after = counts_of(appraisals_of(session))
    now = timezone.now()
    CALIBRATION_FLOW.apply(
        "close",
        session,
        actor=actor,
        note=conclusion,
        conclusion=conclusion.strip(),
        closed_at=now,
        closer_name=actor.name[:200],
        after=after,
    )
    waiting = CalibrationChange.objects.filter(session=session, state=ChangeStatus.PROPOSED)
    waiting.update(state=ChangeStatus.LAPSED, answered_at=now)
    return session
