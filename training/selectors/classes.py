"""Classes: one with its figures, the desk's list, participants and attendance."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor
from asn_portal.core.pagination import Page, keyset_page
from training.enums import ClassStatus, EnrolmentStatus
from training.models import Enrolment, TrainingClass
from training.policies import catalogue as policies
from training.rules.classes import ClassDates, Phase, enrolling_problem, phase_of
from training.rules.words import search_key
from training.selectors.catalogue import with_own_state
from training.selectors.enrolments import own_enrolment, queue_rank, sees_link
from training.workflow.enrolments import CLASS_FLOW, HOLDING, OVER

SIZE = 30
ATTENDANCE_SIZE = 100


@dataclass(frozen=True)
class ClassRights:
    """What the actor may do with a class now."""

    can_ask: bool
    can_enrol_others: bool
    can_manage: bool
    can_edit: bool
    can_open: bool
    can_cancel: bool
    can_finish: bool
    can_mark: bool
    sees_people: bool


@dataclass(frozen=True)
class ClassSheet:
    """A class with all that its page shows."""

    training_class: TrainingClass
    phase: Phase
    own: Enrolment | None
    rank: int | None
    problem: str
    waiting: int
    counts: dict[str, int]
    rights: ClassRights
    sees_link: bool
    timeline: list[Any]

    @property
    def seats_free(self) -> int:
        """Return how many seats are free."""
        return max(0, self.training_class.seats - self.training_class.seats_taken)

    @property
    def cancel_note(self) -> str:
        """Return why the class was cancelled."""
        if self.training_class.state != ClassStatus.CANCELLED or not self.timeline:
            return ""
        return self.timeline[-1].note

    @property
    def has_place(self) -> bool:
        """Tell whether the actor has or waits for a place."""
        return self.own is not None and self.own.state in {*HOLDING, "requested", "waiting"}


def visible_classes(*, actor: Actor) -> QuerySet[TrainingClass]:
    """Return the classes of the government; what is being prepared only the desk sees."""
    rows = TrainingClass.objects.visible_to(actor).select_related("programme__provider")
    return rows if policies.can_follow_classes(actor) else rows.exclude(state=ClassStatus.DRAFT)


def get_class(*, actor: Actor, pk: int) -> TrainingClass:
    """Return one class (404 for another government and for what is being prepared)."""
    return get_object_or_404(with_own_state(visible_classes(actor=actor), actor=actor), pk=pk)


def get_sheet(*, actor: Actor, training_class: TrainingClass, today: date) -> ClassSheet:
    """Return the page of a class."""
    own = own_enrolment(actor=actor, training_class=training_class)
    in_scope = Enrolment.objects.visible_to(actor).filter(training_class=training_class)
    counts = dict(in_scope.order_by().values_list("state").annotate(count=Count("pk")))
    queue = Enrolment.objects.filter(training_class=training_class, state=EnrolmentStatus.WAITING)
    problem = enrolling_problem(training_class.state, enrol_until=training_class.enrol_until, today=today)
    is_over = own is None or own.state in {"returned", "cancelled"}
    rights = rights_of(actor, training_class, today=today, is_open=not problem)
    return ClassSheet(
        training_class=training_class,
        phase=phase_on(training_class, today),
        own=own,
        rank=queue_rank(actor=actor, enrolment=own),
        problem=problem,
        waiting=queue.count(),
        counts=counts,
        rights=ClassRights(**{**vars(rights), "can_ask": rights.can_ask and is_over}),
        sees_link=sees_link(actor=actor, training_class=training_class),
        timeline=list(CLASS_FLOW.timeline(training_class)),
    )


def phase_on(training_class: TrainingClass, day: date) -> Phase:
    """Return how far a class is on a day."""
    days = ClassDates(training_class.starts_on, training_class.ends_on, training_class.enrol_until)
    return phase_of(training_class.state, days, day)


def rights_of(actor: Actor, training_class: TrainingClass, *, today: date, is_open: bool) -> ClassRights:
    """Return what the actor may do with a class in its present state."""
    manages = policies.can_manage_class(actor, training_class)
    state = training_class.state
    return ClassRights(
        can_ask=is_open and actor.employee_id is not None,
        can_enrol_others=is_open and (actor.is_evaluator or actor.has("hr")),
        can_manage=manages,
        can_edit=manages and state in {"draft", "open"},
        can_open=manages and state == "draft",
        can_cancel=manages and state in {"draft", "open"},
        can_finish=manages and state == "open" and training_class.ends_on <= today,
        can_mark=policies.can_mark_attendance(actor, training_class, today=today),
        sees_people=actor.is_evaluator or bool(actor.scopes),
    )


def page_of_participants(*, actor: Actor, training_class: TrainingClass, state: str, token: str) -> Page:
    """Return the people of the actor's scope in a class by state; the waiting list in its order, others by name."""
    rows = Enrolment.objects.visible_to(actor).filter(training_class=training_class)
    rows = rows.filter(state=state) if state else rows.filter(state__in=HOLDING)
    if actor.employee_id and not policies.can_follow_classes(actor):
        rows = rows.exclude(employee_id=actor.employee_id)
    key = "queued_at" if state == EnrolmentStatus.WAITING else "employee_name"
    return keyset_page(rows, key=key, token=token, size=SIZE)


@dataclass(frozen=True)
class ClassFilter:
    """What the desk's list is narrowed to."""

    text: str = ""
    state: str = ""


def page_of_classes(*, actor: Actor, wanted: ClassFilter, today: date, token: str) -> Page:
    """Return all classes of the government for the desk, the latest first, with who waits and how far they are."""
    rows = visible_classes(actor=actor)
    if wanted.text:
        rows = rows.filter(programme__sort_name__contains=search_key(wanted.text))
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    pending = Count("enrolments", filter=Q(enrolments__state=EnrolmentStatus.REQUESTED))
    queue = Count("enrolments", filter=Q(enrolments__state=EnrolmentStatus.WAITING))
    rows = rows.annotate(requested_count=pending, waiting_count=queue)
    page = keyset_page(rows, key="starts_on", token=token, size=SIZE, newest_first=True)
    for row in page:
        row.phase = phase_on(row, today)
    return page


def page_of_attendance(*, actor: Actor, training_class: TrainingClass, token: str) -> Page:
    """Return the people with a place, to mark who came; somebody with a certificate stays as marked."""
    rows = Enrolment.objects.visible_to(actor).filter(training_class=training_class, state__in=HOLDING)
    rows = rows.annotate(certificate_count=Count("certificates"))
    return keyset_page(rows, key="employee_name", token=token, size=ATTENDANCE_SIZE)


def unmarked_count(*, actor: Actor, training_class: TrainingClass) -> int:
    """Return how many people with a place are not marked."""
    rows = Enrolment.objects.filter(agency_id=actor.agency_id, training_class=training_class)
    return rows.filter(state=EnrolmentStatus.PLACED).count()


def enrolled_count(*, actor: Actor, training_class: TrainingClass) -> int:
    """Return how many people are enrolled in a class, whether they wait, have a place or were there."""
    rows = Enrolment.objects.filter(agency_id=actor.agency_id, training_class=training_class)
    return rows.exclude(state__in=OVER).count()
