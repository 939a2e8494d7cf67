"""Whether what was learnt is applied: the clock asks the superior, the superior answers."""

from collections import defaultdict
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from asn_portal.core.access import Actor, system_actor
from asn_portal.core.models import Agency, TransitionLog
from training.models import FollowUp
from training.notifications import follow_ups as notices
from training.policies.follow_ups import follow_up_rules
from training.rules.follow_ups import next_question
from training.selectors import follow_ups as selectors
from training.workflow.follow_ups import ASK, FOLLOW_UP_FLOW, TO_ASK

BATCH = 500


@transaction.atomic
def confirm_applied(*, follow_up: FollowUp, note: str, actor: Actor) -> FollowUp:
    """Say that it is applied at work. Raises NotAllowed, Conflict for the second of two answers."""
    answer("apply", follow_up, note, actor)
    return follow_up


@transaction.atomic
def answer_not_yet(*, follow_up: FollowUp, note: str, actor: Actor) -> FollowUp:
    """Say that it is not applied yet, and why; the portal asks again after another term, a few times at most.

    Raises NoteRequired, NotAllowed, Conflict.
    """
    today = timezone.localdate()
    rules = follow_up_rules(agency_id=follow_up.agency_id, day=today)
    changes = {}
    if follow_up.asked_times < rules.most_times:
        changes["due_on"] = next_question(today, rules)
    answer("not_yet", follow_up, note, actor, **changes)
    return follow_up


def answer(step: str, follow_up: FollowUp, note: str, actor: Actor, **changes) -> None:
    """Apply an answer and tell the person."""
    FOLLOW_UP_FLOW.apply(
        step,
        follow_up,
        actor=actor,
        note=note,
        answer=note.strip(),
        answered_at=timezone.now(),
        **changes,
    )
    notices.follow_up_answered(follow_up, step=step, actor_name=actor.name)


def ask_superiors(*, agency: Agency, today: date) -> int:
    """Ask about every promise whose day has come or was missed; return how many. Each batch is one transaction.

    A superior gets one notice a day, whatever the number; where there is none, HR finds it in its inbox.
    """
    actor, done = system_actor(agency.pk), 0
    rules = follow_up_rules(agency_id=agency.pk, day=today)
    while True:
        with transaction.atomic():
            rows = selectors.due_follow_ups(
                actor=actor, today=today, most_times=rules.most_times, limit=BATCH
            )
            if not rows:
                return done
            done += ask_batch(rows, actor, today)


def ask_batch(rows: list[FollowUp], actor: Actor, today: date) -> int:
    """Move locked rows on, set-based, each with its log row, and tell the superiors."""
    moved = FollowUp.objects.filter(pk__in=[row.pk for row in rows], state__in=TO_ASK).update(
        state=ASK.target,
        revision=F("revision") + 1,
        asked_at=timezone.now(),
        asked_times=F("asked_times") + 1,
    )
    TransitionLog.objects.bulk_create([log_row(row, actor) for row in rows], batch_size=BATCH)
    by_superior: dict[int, list[FollowUp]] = defaultdict(list)
    for row in rows:
        if row.employee.evaluator_id:
            by_superior[row.employee.evaluator_id].append(row)
    for superior_id, asked in by_superior.items():
        notices.superior_asked(superior_id, asked, day=today)
    return moved


def log_row(row: FollowUp, actor: Actor) -> TransitionLog:
    """Return the unsaved log row of a question."""
    return TransitionLog(
        agency_id=row.agency_id,
        subject_type=FOLLOW_UP_FLOW.subject_type,
        subject_id=row.pk,
        transition=ASK.name,
        from_state=row.state,
        to_state=ASK.target,
        actor_name=actor.name,
        role=ASK.role,
    )
