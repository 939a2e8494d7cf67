"""Who may ask for a place, decide on it and give it up."""

from django.utils import timezone

from asn_portal.core.access import Actor
from employees.models import Employee
from employees.policies import is_hr_of
from training.models import Enrolment


def is_superior(actor: Actor, employee: Employee) -> bool:
    """The person's evaluator of today."""
    return (
        actor.employee_id is not None
        and employee.agency_id == actor.agency_id
        and employee.evaluator_id == actor.employee_id
        and employee.pk != actor.employee_id
    )


def is_self(actor: Actor, employee: Employee) -> bool:
    """The person."""
    return actor.employee_id is not None and employee.pk == actor.employee_id


def can_enrol(actor: Actor, employee: Employee) -> bool:
    """The person asks; the superior or HR enrols."""
    return is_self(actor, employee) or is_superior(actor, employee) or is_hr_of(actor, employee)


def decides_for(actor: Actor, employee: Employee) -> bool:
    """The evaluator of today decides; for somebody without one HR does. Nobody decides for themselves."""
    if is_self(actor, employee) or employee.agency_id != actor.agency_id:
        return False
    if employee.evaluator_id is None:
        return is_hr_of(actor, employee)
    return is_superior(actor, employee)


def can_ask(actor: Actor, enrolment: Enrolment) -> bool:
    """The same as enrolling, for the row that has been made."""
    return can_enrol(actor, enrolment.employee)


def can_decide_enrolment(actor: Actor, enrolment: Enrolment) -> bool:
    """The superior approves or returns."""
    return decides_for(actor, enrolment.employee)


def can_withdraw_enrolment(actor: Actor, enrolment: Enrolment) -> bool:
    """The person gives the request or the place up before the class begins."""
    return is_self(actor, enrolment.employee) and is_before_start(enrolment)


def can_cancel_enrolment(actor: Actor, enrolment: Enrolment) -> bool:
    """The superior before the class begins, HR as long as nobody is marked; with a reason for the person."""
    employee = enrolment.employee
    if is_hr_of(actor, employee):
        return True
    return is_superior(actor, employee) and is_before_start(enrolment)


def is_portal(actor: Actor, enrolment: Enrolment) -> bool:
    """The portal itself moves the waiting list up and closes what a class leaves behind."""
    return actor.is_system and actor.agency_id == enrolment.agency_id


def can_mark(actor: Actor, enrolment: Enrolment) -> bool:
    """HR of the whole agency marks who came; the day is checked where the class is locked."""
    return actor.is_system or (
        actor.agency_id == enrolment.agency_id
        and any(scope.is_root for scope in actor.scopes_for("hr"))
        and not is_self(actor, enrolment.employee)
    )


def is_before_start(enrolment: Enrolment) -> bool:
    """Tell whether the class has not begun."""
    return timezone.localdate() < enrolment.training_class.starts_on
