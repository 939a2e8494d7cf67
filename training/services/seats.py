"""Seats of a class: counted under a lock and a guard, so that a class is never overbooked.

Whoever gives, frees or counts seats locks the class first. Without the lock somebody could be put on the waiting
list at the very moment in which a place becomes free, and would wait beside an empty seat. The lock is "no key":
a row that refers to the class (a new enrolment) holds a key share, and two of these would block each other for ever.
"""

from collections.abc import Sequence

from django.db.models import F
from django.utils import timezone

from asn_portal.core.access import Actor, system_actor
from asn_portal.core.models import TransitionLog
from asn_portal.core.workflow import Transition
from training.enums import ClassStatus, EnrolmentStatus
from training.models import Enrolment, TrainingClass
from training.notifications import enrolments as notices
from training.workflow.enrolments import ENROLMENT_FLOW

BATCH = 500


def lock_class(training_class_id: int) -> TrainingClass:
    """Lock a class until the end of the transaction and return it as it is now."""
    rows = TrainingClass.objects.select_related("programme").select_for_update(of=("self",), no_key=True)
    return rows.get(pk=training_class_id)


def take_seats(training_class: TrainingClass, count: int = 1) -> bool:
    """Count seats as taken if there are so many; the guard stands in the WHERE and in a constraint."""
    taken = TrainingClass.objects.filter(
        pk=training_class.pk, state=ClassStatus.OPEN, seats__gte=F("seats_taken") + count
    ).update(seats_taken=F("seats_taken") + count)
    training_class.seats_taken += count * taken
    return bool(taken)


def free_seat(training_class: TrainingClass) -> None:
    """Give one seat back."""
    freed = TrainingClass.objects.filter(pk=training_class.pk, seats_taken__gt=0)
    training_class.seats_taken -= freed.update(seats_taken=F("seats_taken") - 1)


def move_up(training_class: TrainingClass) -> list[Enrolment]:
    """Give free seats to the first of the waiting list and tell them; the class is locked by the caller.

    Nobody moves up once the class has begun, and nobody who has left the government.
    """
    free = training_class.seats - training_class.seats_taken
    today = timezone.localdate()
    if free < 1 or training_class.state != ClassStatus.OPEN or training_class.starts_on < today:
        return []
    queue = Enrolment.objects.filter(training_class=training_class, state=EnrolmentStatus.WAITING)
    rows = list(queue.filter(employee__is_active=True).order_by("queued_at", "pk")[:free])
    if not rows or not take_seats(training_class, len(rows)):
        return []
    now = timezone.now()
    move_many(
        ENROLMENT_FLOW["move_up"],
        rows,
        actor=system_actor(training_class.agency_id),
        changes={"placed_at": now},
    )
    notices.moved_up(training_class, rows)
    return rows


def move_many(
    step: Transition, rows: Sequence[Enrolment], *, actor: Actor, note: str = "", changes: dict | None = None
) -> int:
    """Take one step with many rows of a locked class, set-based, each with its log row; returns how many moved.

    The class lock keeps others away; the source states stand in the WHERE all the same.
    """
    if not rows:
        return 0
    moved = Enrolment.objects.filter(pk__in=[row.pk for row in rows], state__in=step.sources)
    count = moved.update(state=step.target, revision=F("revision") + 1, **(changes or {}))
    TransitionLog.objects.bulk_create([log_row(step, row, actor, note) for row in rows], batch_size=BATCH)
    return count


def log_row(step: Transition, row: Enrolment, actor: Actor, note: str) -> TransitionLog:
    """Return the unsaved log row of one step."""
    return TransitionLog(
        agency_id=row.agency_id,
        subject_type=ENROLMENT_FLOW.subject_type,
        subject_id=row.pk,
        transition=step.name,
        from_state=row.state,
        to_state=step.target,
        user_id=actor.user_id,
        actor_name=actor.name,
        actor_title=actor.title,
        role=step.role,
        note=note,
    )
