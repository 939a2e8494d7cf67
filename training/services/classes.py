"""The life of a class: planned, opened, changed, cancelled or finished, and who came."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, require, system_actor
from training.enums import ClassStatus, EnrolmentStatus
from training.models import Enrolment, Programme, TrainingClass
from training.notifications import enrolments as notices
from training.policies import catalogue as policies
from training.policies.enrolments import can_mark
from training.rules.classes import (
    ClassDates,
    date_problems,
    finishing_problem,
    opening_problem,
    programme_problem,
    seat_problem,
)
from training.selectors.classes import enrolled_count, unmarked_count
from training.selectors.enrolments import people_to_tell
from training.services.reactions import withdraw_feedback
from training.services.seats import lock_class, move_many, move_up
from training.workflow.enrolments import CLASS_FLOW, ENROLMENT_FLOW, HOLDING, PENDING

# What people with a place have to hear about when it changes.
TOLD = ("starts_on", "ends_on", "place", "link")
MARKED = [EnrolmentStatus.ATTENDED, EnrolmentStatus.ABSENT]
EDITABLE = {ClassStatus.DRAFT, ClassStatus.OPEN}


@dataclass(frozen=True)
class ClassText:
    """What is written about a class."""

    programme: Programme
    starts_on: date
    ends_on: date
    enrol_until: date
    seats: int
    label: str = ""
    place: str = ""
    link: str = ""

    @property
    def dates(self) -> ClassDates:
        """Return the three days."""
        return ClassDates(self.starts_on, self.ends_on, self.enrol_until)


@dataclass(frozen=True)
class Marked:
    """How many people were marked as having come or not, and how many a certificate kept as they were."""

    attended: int
    absent: int
    kept: int


@transaction.atomic
def create_class(*, text: ClassText, actor: Actor) -> TrainingClass:
    """Plan a class; nobody sees it before it is opened. Raises ValidationError by field."""
    require(policies.can_manage_catalogue(actor) and text.programme.agency_id == actor.agency_id)
    problems = date_problems(text.dates, before=None, today=timezone.localdate())
    if problems:
        raise ValidationError(problems)
    return TrainingClass.objects.create(agency_id=actor.agency_id, **written(text))


@transaction.atomic
def change_class(*, training_class: TrainingClass, text: ClassText, actor: Actor) -> TrainingClass:
    """Change a class; people with a place hear of new days or a new place, new seats go to the waiting list.

    Raises ValidationError by field (wrong days, fewer seats than people with a place, another programme once
    somebody is enrolled), Conflict when it was changed, cancelled or finished meanwhile.
    """
    require(policies.can_manage_class(actor, training_class))
    row = lock_class(training_class.pk)
    if row.revision != training_class.revision or row.state not in EDITABLE:
        raise Conflict(row, last=CLASS_FLOW.timeline(row).last())
    refuse_change(row, text, actor)
    is_news = any(getattr(row, name) != getattr(text, name) for name in TOLD)
    for name, value in written(text).items():
        setattr(row, name, value)
    row.revision += 1
    row.save(update_fields=[*written(text), "revision"])
    if is_news and row.state == ClassStatus.OPEN:
        notices.class_changed(row, people_to_tell(actor=actor, training_class=row))
    move_up(row)
    return row


def refuse_change(row: TrainingClass, text: ClassText, actor: Actor) -> None:
    """Raise ValidationError by field for what a locked class cannot become."""
    before = ClassDates(row.starts_on, row.ends_on, row.enrol_until)
    problems = date_problems(text.dates, before=before, today=timezone.localdate())
    enrolled = enrolled_count(actor=actor, training_class=row)
    others = {
        "seats": seat_problem(text.seats, row.seats_taken),
        "programme": programme_problem(row.programme_id, text.programme.pk, enrolled),
    }
    problems |= {name: problem for name, problem in others.items() if problem}
    if problems:
        raise ValidationError(problems)


def written(text: ClassText) -> dict:
    """Return the columns of what was written."""
    values = {one.name: getattr(text, one.name) for one in fields(text)}
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}


@transaction.atomic
def open_class(*, training_class: TrainingClass, actor: Actor) -> TrainingClass:
    """Open a class for enrolment. Raises ValidationError while days or place are missing, Conflict."""
    require(policies.can_manage_class(actor, training_class))
    dates = ClassDates(training_class.starts_on, training_class.ends_on, training_class.enrol_until)
    where = training_class.place or training_class.link
    problem = opening_problem(dates, where=where, today=timezone.localdate())
    if problem and training_class.state == ClassStatus.DRAFT:
        raise ValidationError(problem)
    CLASS_FLOW.apply("open", training_class, actor=actor)
    return training_class


@transaction.atomic
def cancel_class(*, training_class: TrainingClass, note: str, actor: Actor) -> int:
    """Cancel a class with a reason; everybody who asked for or has a place is told. Returns how many.

    Raises ValidationError once somebody attended, NoteRequired, NotAllowed, Conflict.
    """
    require(policies.can_manage_class(actor, training_class))
    lock_class(training_class.pk)
    marked = Enrolment.objects.filter(training_class=training_class, state__in=MARKED)
    if training_class.state == ClassStatus.OPEN and marked.exists():
        raise ValidationError(_("The attendance of this class is marked already; finish it instead."))
    CLASS_FLOW.apply("cancel", training_class, actor=actor, note=note)
    people = people_to_tell(actor=actor, training_class=training_class)
    close_pending(training_class, note.strip())
    TrainingClass.objects.filter(pk=training_class.pk).update(seats_taken=0)
    notices.class_cancelled(training_class, people, note.strip())
    return len(people)


@transaction.atomic
def finish_class(*, training_class: TrainingClass, actor: Actor) -> TrainingClass:
    """Finish a class whose attendance is marked; requests and the waiting list are closed with it.

    Raises ValidationError before the last day and while somebody is not marked, NotAllowed, Conflict.
    """
    require(policies.can_manage_class(actor, training_class))
    row = lock_class(training_class.pk)
    unmarked = unmarked_count(actor=actor, training_class=row)
    problem = finishing_problem(ends_on=row.ends_on, unmarked=unmarked, today=timezone.localdate())
    if problem and row.state == ClassStatus.OPEN:
        raise ValidationError(problem)
    CLASS_FLOW.apply("finish", training_class, actor=actor)
    close_pending(training_class, _("The class is over; no place became free."))
    return training_class


def close_pending(training_class: TrainingClass, note: str) -> int:
    """Close whatever still waits in a class, in the portal's own name."""
    rows = list(Enrolment.objects.filter(training_class=training_class, state__in=PENDING))
    actor = system_actor(training_class.agency_id)
    return move_many(ENROLMENT_FLOW["class_ends"], rows, actor=actor, note=note)


@transaction.atomic
def mark_attendance(
    *, training_class: TrainingClass, shown: Collection[int], came: Collection[int], actor: Actor
) -> Marked:
    """Mark of the people shown who came (ticked) and who did not; set-based, changes only.

    A person with a certificate stays as marked: the certificate would have to be revoked first. Whoever did not come
    after all loses the questionnaire and the promise given before. Raises NotAllowed before the first day.
    """
    require(policies.can_mark_attendance(actor, training_class, today=timezone.localdate()))
    lock_class(training_class.pk)
    rows = list(
        Enrolment.objects.filter(training_class=training_class, pk__in=shown, state__in=HOLDING)
        .select_related("employee")
        .prefetch_related("certificates")
    )
    free = [row for row in rows if can_mark(actor, row) and not row.certificates.all()]
    ticked = set(came)
    attended = [row for row in free if row.pk in ticked and row.state != EnrolmentStatus.ATTENDED]
    absent = [row for row in free if row.pk not in ticked and row.state != EnrolmentStatus.ABSENT]
    marked = Marked(
        attended=move_many(ENROLMENT_FLOW["attend"], attended, actor=actor),
        absent=move_many(ENROLMENT_FLOW["miss"], absent, actor=actor),
        kept=len(rows) - len(free),
    )
    withdraw_feedback(absent)
    return marked
