"""The life of a place in a class: asked for, approved or returned, given up or cancelled."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from asn_portal.core.workflow import Transition, record_transition
from employees.enums import EmployeeKind, Standing
from employees.models import Employee
from training.enums import EnrolmentStatus
from training.models import Enrolment, TrainingClass
from training.notifications import enrolments as notices
from training.policies import enrolments as policies
from training.rules.classes import enrolling_problem, placing_problem
from training.rules.enrolments import HoursCase, hours_checklist
from training.selectors.enrolments import hours_case
from training.services.seats import free_seat, lock_class, move_up, take_seats
from training.workflow.enrolments import ASK, ENROL, ENROLMENT_FLOW, PUT_FORWARD

LONG = 200


@dataclass(frozen=True)
class Wish:
    """Why this training, and what is said about the ceiling of a PPPK.

    `replaces` is set by a form that showed what had been said before: what was taken out there no longer counts.
    """

    reason: str = ""
    ceiling_reason: str = ""
    is_own_initiative: bool = False
    replaces: bool = False


@transaction.atomic
def request_place(
    *, training_class: TrainingClass, employee: Employee, wish: Wish, actor: Actor
) -> Enrolment:
    """Ask for a place, for oneself or as superior or HR; whoever may decide has decided with it.

    Raises ValidationError for a closed class, somebody who has left, a second request and a PPPK above the ceiling
    without a reason; NotAllowed for people one neither leads nor administers.
    """
    require(policies.can_enrol(actor, employee) and training_class.agency_id == actor.agency_id)
    lock_person(employee.pk)
    # Under the lock, so that no request slips into a class that is being cancelled or finished.
    training_class = lock_class(training_class.pk)
    refuse_unless_open(training_class, employee)
    case = hours_case(actor=actor, employee=employee, training_class=training_class)
    case = answered(case, wish)
    enrolment = write_request(training_class, employee, wish, actor)
    if policies.decides_for(actor, employee):
        return decide(enrolment, case, actor)
    notices.enrolment_asked(enrolment, superior_id=employee.evaluator_id)
    return enrolment


def lock_person(employee_id: int) -> None:
    """Lock a person until the end of the transaction: the hours of two classes are checked one after the other.

    Always before the class is locked. The lock is "no key", as that of a class: rows that refer to people do not wait.
    """
    Employee.objects.select_for_update(of=("self",), no_key=True).get(pk=employee_id)


def refuse_unless_open(training_class: TrainingClass, employee: Employee) -> None:
    """Raise ValidationError when the class takes nobody, or not this person."""
    today = timezone.localdate()
    problem = enrolling_problem(training_class.state, enrol_until=training_class.enrol_until, today=today)
    if problem:
        raise ValidationError(problem, code="closed")
    refuse_who_left(employee)
    if employee.kind == EmployeeKind.OFFICIAL:
        raise ValidationError(_("Officials are no civil servants; hours (JP) are not counted for them."))


def refuse_who_left(employee: Employee) -> None:
    """Raise ValidationError for somebody who does not work here any more."""
    if not employee.is_active or employee.standing not in Standing.employed():
        text = _("%(name)s no longer works here (%(standing)s) and cannot be enrolled.")
        names = {"name": employee.full_name, "standing": employee.get_standing().label}
        raise ValidationError(text % names, code="left")


def write_request(training_class: TrainingClass, employee: Employee, wish: Wish, actor: Actor) -> Enrolment:
    """Write the row with the person as they are now, and its first log row."""
    enrolment = Enrolment(
        agency_id=employee.agency_id,
        training_class=training_class,
        employee=employee,
        unit_id=employee.unit_id,
        employee_name=employee.full_name[:LONG],
        employee_nip=employee.nip or "",
        position_name=employee.position.name[:LONG] if employee.position else "",
        unit_name=employee.unit.name[:LONG] if employee.unit else "",
        reason=wish.reason.strip(),
        ceiling_reason=wish.ceiling_reason.strip(),
        is_own_initiative=wish.is_own_initiative,
        requested_by_id=actor.employee_id,
        requested_at=timezone.now(),
    )
    try:
        with transaction.atomic():
            enrolment.save()
    except IntegrityError:
        raise ValidationError(_("This person is already enrolled in the class."), code="twice") from None
    record_transition("enrolment", enrolment, first_step(actor, employee), before="", actor=actor)
    return enrolment


def first_step(actor: Actor, employee: Employee) -> Transition:
    """Return what the making of a request is called: asked, enrolled by the superior, put forward by HR."""
    if policies.is_self(actor, employee):
        return ASK
    return ENROL if policies.is_superior(actor, employee) else PUT_FORWARD


def answered(case: HoursCase, wish: Wish) -> HoursCase:
    """Return the case with what was said about the ceiling; raise ValidationError when nothing was (J3)."""
    reason, is_own = wish.ceiling_reason.strip(), wish.is_own_initiative
    if not wish.replaces:
        reason, is_own = reason or case.reason, is_own or case.is_own_initiative
    case = HoursCase(**{**vars(case), "reason": reason, "is_own_initiative": is_own})
    if not case.is_answered:
        text = _(
            "With this class it would be %(total)s JP, above the ceiling of %(ceiling)s JP. Give the reason, "
            "or record it as independent learning."
        )
        figures = {"total": case.total, "ceiling": case.rules.pppk_ceiling}
        raise ValidationError({"ceiling_reason": text % figures}, code="ceiling")
    return case


@transaction.atomic
def approve_enrolment(*, enrolment: Enrolment, wish: Wish | None = None, actor: Actor) -> Enrolment:
    """Approve a request: a place, or the waiting list when the class is full.

    Raises ValidationError once the class has begun, for somebody who has left meanwhile and for a PPPK above the
    ceiling without a reason, NotAllowed unless the actor is the evaluator of today, Conflict when it was decided or
    withdrawn meanwhile.
    """
    require(policies.can_decide_enrolment(actor, enrolment))
    refuse_who_left(enrolment.employee)
    lock_person(enrolment.employee_id)
    case = hours_case(
        actor=actor, employee=enrolment.employee, training_class=enrolment.training_class, enrolment=enrolment
    )
    return decide(enrolment, answered(case, wish or Wish()), actor)


def decide(enrolment: Enrolment, case: HoursCase, actor: Actor) -> Enrolment:
    """Give the place or the next place on the waiting list, under the lock of the class, and tell the person."""
    today, now = timezone.localdate(), timezone.now()
    training_class = lock_class(enrolment.training_class_id)
    problem = placing_problem(training_class.state, starts_on=training_class.starts_on, today=today)
    if problem:
        raise ValidationError(problem, code="closed")
    is_placed = take_seats(training_class)
    ENROLMENT_FLOW.apply(
        "place" if is_placed else "queue",
        enrolment,
        actor=actor,
        queued_at=now,
        placed_at=now if is_placed else None,
        ceiling_reason=case.reason,
        is_own_initiative=case.is_own_initiative,
        checklist=hours_checklist(case, as_of=today).to_dict(),
    )
    enrolment.training_class = training_class
    notices.enrolment_decided(enrolment)
    return enrolment


@transaction.atomic
def return_enrolment(*, enrolment: Enrolment, note: str, actor: Actor) -> Enrolment:
    """Do not approve, with the reason the person reads. Raises NoteRequired, NotAllowed, Conflict."""
    ENROLMENT_FLOW.apply("return", enrolment, actor=actor, note=note)
    notices.enrolment_returned(enrolment, actor_name=actor.name, note=note.strip())
    return enrolment


@transaction.atomic
def withdraw_enrolment(*, enrolment: Enrolment, actor: Actor) -> Enrolment:
    """Give up one's own request or place before the class begins; the waiting list moves up."""
    leave("withdraw", enrolment, actor)
    return enrolment


@transaction.atomic
def cancel_enrolment(*, enrolment: Enrolment, note: str, actor: Actor) -> Enrolment:
    """Take a place back as superior or HR, with a reason; the waiting list moves up.

    Raises NoteRequired, NotAllowed, Conflict.
    """
    leave("cancel", enrolment, actor, note)
    notices.enrolment_cancelled(enrolment, actor_name=actor.name, note=note.strip())
    return enrolment


def leave(step: str, enrolment: Enrolment, actor: Actor, note: str = "") -> None:
    """Take a step out of the class; a place that was held goes to the first of the waiting list at once."""
    training_class = lock_class(enrolment.training_class_id)
    had_place = enrolment.state == EnrolmentStatus.PLACED
    ENROLMENT_FLOW.apply(step, enrolment, actor=actor, note=note)
    if had_place:
        free_seat(training_class)
        move_up(training_class)
