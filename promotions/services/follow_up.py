"""Deciding what follows from an evaluation."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor, Conflict, require
from asn_portal.core.workflow import Transition, record_transition
from promotions.enums import FollowUpStatus
from promotions.models import FollowUpDecision
from promotions.policies import follow_up as policies
from promotions.selectors.follow_up import FollowUpCase

SUBJECT = "follow_up"


@dataclass(frozen=True)
class Verdict:
    """What is decided: planned, done or dropped, why, and by when; `revision` is what the reader had seen."""

    state: str
    note: str
    due_on: date | None = None
    revision: int = 0


@transaction.atomic
def decide_follow_up(*, case: FollowUpCase, verdict: Verdict, actor: Actor) -> FollowUpDecision:
    """Store a decision with the checklist it was taken on; a later one replaces it, the log keeps both.

    Raises NotAllowed, ValidationError without a reason or with a day gone by, and Conflict with what was typed when
    somebody else decided meanwhile.
    """
    require(policies.can_decide_follow_up(actor, case.appraisal, case.kind))
    check(verdict, today=timezone.localdate())
    before = case.decision.state if case.decision else FollowUpStatus.OPEN.value
    row = (
        changed(case.decision, case, verdict, actor)
        if case.decision
        else first_decision(case, verdict, actor)
    )
    step = Transition(verdict.state, frozenset(), verdict.state, lambda _actor, _row: True, role="follow_up")
    record_transition(SUBJECT, row, step, before=before, actor=actor, note=verdict.note.strip())
    return row


def check(verdict: Verdict, *, today: date) -> None:
    """Refuse a decision without reason, of no kind, or due in the past."""
    problems = {}
    if verdict.state not in {FollowUpStatus.PLANNED, FollowUpStatus.DONE, FollowUpStatus.DROPPED}:
        problems["state"] = _("Choose what is decided.")
    if not verdict.note.strip():
        problems["note"] = _("Please write the reason.")
    if verdict.due_on and verdict.state == FollowUpStatus.PLANNED and verdict.due_on < today:
        problems["due_on"] = _("This day has passed.")
    if problems:
        raise ValidationError(problems)


def values(case: FollowUpCase, verdict: Verdict, actor: Actor) -> dict:
    """Return the columns of a decision."""
    return {
        "state": verdict.state,
        "note": verdict.note.strip(),
        "due_on": verdict.due_on if verdict.state == FollowUpStatus.PLANNED else None,
        "checklist": case.checklist.to_dict(),
        "decided_by_id": actor.user_id,
        "decider_name": actor.name[:200],
        "decided_at": timezone.now(),
    }


def first_decision(case: FollowUpCase, verdict: Verdict, actor: Actor) -> FollowUpDecision:
    """Write the first decision; of two at once the second is a conflict."""
    row = FollowUpDecision(
        agency_id=case.appraisal.agency_id,
        appraisal=case.appraisal,
        employee_id=case.appraisal.employee_id,
        unit_id=case.appraisal.unit_id,
        kind=case.kind,
        **values(case, verdict, actor),
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Conflict(row, note=verdict.note) from error
    return row


def changed(row: FollowUpDecision, case: FollowUpCase, verdict: Verdict, actor: Actor) -> FollowUpDecision:
    """Replace a decision that is still the one the reader saw."""
    moved = FollowUpDecision.objects.filter(pk=row.pk, revision=verdict.revision).update(
        revision=F("revision") + 1, **values(case, verdict, actor)
    )
    if not moved:
        raise Conflict(row, note=verdict.note)
    row.refresh_from_db()
    return row
