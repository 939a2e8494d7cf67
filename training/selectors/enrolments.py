"""Places in classes: one enrolment, one's own, and the people somebody may enrol."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from asn_portal.core.access import Actor
from asn_portal.core.pagination import Page, keyset_page
from asn_portal.core.requirements import Checklist
from employees.models import Employee
from employees.rules.names import sort_name
from training.enums import EnrolmentStatus
from training.models import Enrolment, TrainingClass
from training.policies import enrolments as policies
from training.policies.catalogue import can_manage_class
from training.policies.hours import hours_rules
from training.rules.classes import placing_problem
from training.rules.enrolments import HoursCase, hours_checklist
from training.rules.hours import counting_year
from training.selectors.hours import assigned_hours
from training.workflow.enrolments import ENROLMENT_FLOW, MEETING, OVER, PENDING

SIZE = 20
MOST_PEOPLE = 50
SHORTEST = 2
PARTIES = (
    "training_class__programme__provider",
    "employee__unit",
    "employee__position",
    "employee__evaluator",
)


@dataclass(frozen=True)
class EnrolmentSheet:
    """An enrolment with all that its page shows."""

    enrolment: Enrolment
    checklist: Checklist
    case: HoursCase | None
    is_own: bool
    can_decide: bool
    can_withdraw: bool
    can_cancel: bool
    rank: int | None
    problem: str
    sees_link: bool = False
    timeline: list[Any] = field(default_factory=list)

    @property
    def return_note(self) -> str:
        """Return why it was not approved or was cancelled, where somebody said so."""
        last = self.timeline[-1] if self.timeline else None
        return last.note if last and last.to_state in OVER else ""


def visible_enrolments(*, actor: Actor) -> QuerySet[Enrolment]:
    """Return the enrolments in the actor's scope."""
    return Enrolment.objects.visible_to(actor).select_related(*PARTIES)


def get_enrolment(*, actor: Actor, pk: int) -> Enrolment:
    """Return one enrolment of the actor's scope (404 otherwise)."""
    return get_object_or_404(visible_enrolments(actor=actor), pk=pk)


def get_sheet(*, actor: Actor, enrolment: Enrolment) -> EnrolmentSheet:
    """Return the page of an enrolment: the hours as they stand now, or as they were decided on."""
    today = timezone.localdate()
    is_open = enrolment.state in PENDING
    training_class = enrolment.training_class
    case = None
    if enrolment.state == EnrolmentStatus.REQUESTED or not enrolment.checklist:
        case = hours_case(
            actor=actor, employee=enrolment.employee, training_class=training_class, enrolment=enrolment
        )
    can_decide = enrolment.state == EnrolmentStatus.REQUESTED and policies.can_decide_enrolment(
        actor, enrolment
    )
    return EnrolmentSheet(
        enrolment=enrolment,
        checklist=hours_checklist(case, as_of=today)
        if case
        else Checklist.from_dict(enrolment.checklist or {}),
        case=case,
        is_own=policies.is_self(actor, enrolment.employee),
        can_decide=can_decide,
        can_withdraw=is_open and policies.can_withdraw_enrolment(actor, enrolment),
        can_cancel=is_open and not can_decide and policies.can_cancel_enrolment(actor, enrolment),
        rank=queue_rank(actor=actor, enrolment=enrolment),
        problem=placing_problem(training_class.state, starts_on=training_class.starts_on, today=today),
        sees_link=sees_link(actor=actor, training_class=training_class),
        timeline=list(ENROLMENT_FLOW.timeline(enrolment)),
    )


def sees_link(*, actor: Actor, training_class: TrainingClass) -> bool:
    """Tell whether the actor reads the link of an online class: with a place, as superior of somebody with one, as HR.

    Whoever knows the link can join, so that it is not shown to the whole government.
    """
    if not training_class.link:
        return False
    if can_manage_class(actor, training_class):
        return True
    if actor.employee_id is None:
        return False
    rows = Enrolment.objects.filter(
        agency_id=actor.agency_id, training_class=training_class, state__in=MEETING
    )
    return rows.filter(
        Q(employee_id=actor.employee_id) | Q(employee__evaluator_id=actor.employee_id)
    ).exists()


def hours_case(
    *, actor: Actor, employee: Employee, training_class: TrainingClass, enrolment: Enrolment | None = None
) -> HoursCase:
    """Return the hours of the year in which the class counts, with what was said about the ceiling.

    A request that is being decided is among the assigned hours already; it is taken out once.
    """
    rules = hours_rules(agency_id=actor.agency_id, day=timezone.localdate())
    year = counting_year(training_class.starts_on, training_class.ends_on, rules.year_by)
    extra = training_class.programme.hours
    before = assigned_hours(actor=actor, employee=employee, year=year, rules=rules)
    is_counted = enrolment is not None and enrolment.state not in OVER and not enrolment.is_own_initiative
    return HoursCase(
        kind=employee.kind,
        year=year,
        before=max(0, before - extra) if is_counted else before,
        extra=extra,
        rules=rules,
        reason=enrolment.ceiling_reason if enrolment else "",
        is_own_initiative=enrolment.is_own_initiative if enrolment else False,
    )


def queue_rank(*, actor: Actor, enrolment: Enrolment | None) -> int | None:
    """Return the place of an enrolment of the actor's scope on the waiting list, from 1; None when it is not on it."""
    if enrolment is None or enrolment.state != EnrolmentStatus.WAITING:
        return None
    queue = Enrolment.objects.filter(
        training_class_id=enrolment.training_class_id,
        agency_id=actor.agency_id,
        state=EnrolmentStatus.WAITING,
    )
    earlier = Q(queued_at__lt=enrolment.queued_at) | Q(queued_at=enrolment.queued_at, pk__lt=enrolment.pk)
    return queue.filter(earlier).count() + 1


def own_enrolment(*, actor: Actor, training_class: TrainingClass) -> Enrolment | None:
    """Return the actor's newest enrolment in a class."""
    if actor.employee_id is None:
        return None
    rows = visible_enrolments(actor=actor).filter(
        training_class=training_class, employee_id=actor.employee_id
    )
    return rows.order_by("-pk").first()


def page_of_own(*, actor: Actor, token: str) -> Page:
    """Return the actor's own enrolments, newest first."""
    rows = visible_enrolments(actor=actor).filter(employee_id=actor.employee_id)
    if actor.employee_id is None:
        rows = rows.none()
    return keyset_page(rows, key="requested_at", token=token, size=SIZE, newest_first=True)


def list_candidates(*, actor: Actor, training_class: TrainingClass, text: str) -> list[Employee]:
    """Return people the actor may enrol: without a search the own team, with one everybody of the actor's scope.

    Each carries `taken_state` when already enrolled in the class.
    """
    rows = Employee.objects.visible_to(actor).filter(is_active=True).exclude(pk=actor.employee_id)
    text = text.strip()
    if len(text) < SHORTEST:
        rows = rows.filter(evaluator_id=actor.employee_id, evaluator__isnull=False)
    elif text.replace(" ", "").isdigit():
        rows = rows.filter(nip__contains=text.replace(" ", ""))
    else:
        rows = rows.filter(sort_name__contains=sort_name(text))
    people = list(rows.select_related("unit", "position").order_by("sort_name", "pk")[:MOST_PEOPLE])
    mine = [person for person in people if policies.can_enrol(actor, person)]
    known = dict(
        Enrolment.objects.filter(training_class=training_class, employee__in=mine)
        .exclude(state__in=OVER)
        .values_list("employee_id", "state")
    )
    for person in mine:
        state = known.get(person.pk)
        person.taken_state = EnrolmentStatus(state) if state else None
    return mine


def get_candidate(*, actor: Actor, pk: int) -> Employee:
    """Return somebody in the actor's scope (404 otherwise)."""
    rows = Employee.objects.visible_to(actor).select_related("unit", "position", "evaluator")
    return get_object_or_404(rows, pk=pk)


def people_to_tell(*, actor: Actor, training_class: TrainingClass) -> list[int]:
    """Return everybody who asked for or has a place in a class of the actor's government."""
    rows = Enrolment.objects.filter(
        agency_id=actor.agency_id, training_class=training_class, state__in=PENDING
    )
    return list(rows.values_list("employee_id", flat=True))


def checklist_of(*, actor: Actor, case: HoursCase) -> Checklist:
    """Return the checklist of a case the actor has been given, as of today."""
    return hours_checklist(case, as_of=timezone.localdate())
