"""Who may do what with certificates and with what a class was worth."""

from asn_portal.core.access import Actor, Role
from employees.models import Employee
from employees.policies import is_root_hr
from training.enums import ClassStatus
from training.models import Certificate, TrainingClass
from training.policies.catalogue import can_manage_class


def is_own(actor: Actor, certificate: Certificate) -> bool:
    """The person the certificate is about."""
    return actor.employee_id is not None and certificate.employee_id == actor.employee_id


def can_submit_certificate(actor: Actor, employee: Employee) -> bool:
    """Everybody hands in the own certificates."""
    return actor.employee_id is not None and employee.pk == actor.employee_id and employee.is_active


def can_withdraw_certificate(actor: Actor, certificate: Certificate) -> bool:
    """Only the person takes a certificate back, before anybody has decided."""
    return certificate.agency_id == actor.agency_id and is_own(actor, certificate)


def is_hr_of_certificate(actor: Actor, certificate: Certificate) -> bool:
    """HR of the unit in which the person was when handing in; never for the own certificate."""
    if certificate.agency_id != actor.agency_id or is_own(actor, certificate):
        return False
    if is_root_hr(actor):
        return True
    return certificate.unit is not None and actor.covers(certificate.unit.path, Role.HR)


def can_verify_certificate(actor: Actor, certificate: Certificate) -> bool:
    """HR verifies before the hours count (domain/06 §3)."""
    return is_hr_of_certificate(actor, certificate)


def can_revoke_certificate(actor: Actor, certificate: Certificate) -> bool:
    """HR takes the verification back, with a reason; a certificate of a class only HR of the whole agency."""
    if certificate.enrolment_id is not None and not is_root_hr(actor):
        return False
    return is_hr_of_certificate(actor, certificate)


def can_open_proof(actor: Actor, certificate: Certificate) -> bool:
    """The file is for the person, HR, the evaluator of today and the heads above; not for every role in scope."""
    if certificate.agency_id != actor.agency_id:
        return False
    if is_own(actor, certificate) or is_hr_of_certificate(actor, certificate):
        return True
    if (
        certificate.employee.evaluator_id is not None
        and certificate.employee.evaluator_id == actor.employee_id
    ):
        return True
    return certificate.unit is not None and actor.covers(certificate.unit.path, Role.HEAD)


def can_see_queue(actor: Actor) -> bool:
    """HR works on the queue."""
    return actor.has(Role.HR)


def can_issue_for_class(actor: Actor, training_class: TrainingClass) -> bool:
    """HR of the whole agency issues what a finished class has earned its people."""
    return can_manage_class(actor, training_class) and training_class.state == ClassStatus.FINISHED


def can_see_evaluation(actor: Actor, training_class: TrainingClass) -> bool:
    """HR sees what a class was worth, as averages."""
    return actor.agency_id == training_class.agency_id and actor.has(Role.HR)


def can_issue(actor: Actor, certificate: Certificate) -> bool:
    """The same as `can_issue_for_class`, for the row that has been made."""
    return is_root_hr(actor) and actor.agency_id == certificate.agency_id
