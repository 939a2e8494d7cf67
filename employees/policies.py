"""Who may do what with people, units and records."""

from collections.abc import Sequence

from asn_portal.core.access import Actor, Role
from employees.models import CorrectionRequest, Employee, RoleGrant


def is_root_hr(actor: Actor) -> bool:
    """HR of the whole agency."""
    return actor.is_system or any(scope.is_root for scope in actor.scopes_for(Role.HR))


def is_hr_of(actor: Actor, employee: Employee) -> bool:
    """HR whose grant covers the person's unit; never for oneself."""
    if actor.is_system:
        return True
    if employee.agency_id != actor.agency_id or employee.pk == actor.employee_id:
        return False
    if is_root_hr(actor):
        return True
    return employee.unit is not None and actor.covers(employee.unit.path, Role.HR)


def can_edit_records(actor: Actor, employee: Employee) -> bool:
    """HR writes posts, ranks, education, discipline and leave of others."""
    return is_hr_of(actor, employee)


def can_set_evaluator(actor: Actor, employee: Employee) -> bool:
    """HR sets a temporary evaluator."""
    return is_hr_of(actor, employee)


def can_reveal(actor: Actor, employee: Employee) -> bool:
    """Masked data opens for HR and for the person (A13)."""
    return employee.pk == actor.employee_id or is_hr_of(actor, employee)


def can_see_discipline(actor: Actor, employee: Employee) -> bool:
    """Discipline is for the person, HR and the inspector of the unit (A13)."""
    if can_reveal(actor, employee):
        return True
    path = employee.unit.path if employee.unit else ""
    return employee.agency_id == actor.agency_id and actor.covers(path, Role.INSPECTOR)


def can_see_access_log(actor: Actor, employee: Employee) -> bool:
    """Who opened what is shown to the person, HR and the inspector."""
    return can_see_discipline(actor, employee)


def can_export(actor: Actor) -> bool:
    """Lists leave the portal only through roles."""
    return actor.has(Role.HR, Role.LEADER, Role.INSPECTOR, Role.HEAD)


def can_change_structure(actor: Actor) -> bool:
    """Units are renamed, moved, merged and closed by HR of the agency."""
    return is_root_hr(actor)


# --- Corrections, accounts, roles ---


def can_request_correction(actor: Actor, employee: Employee) -> bool:
    """Everybody asks to correct the own record."""
    return actor.employee_id is not None and employee.pk == actor.employee_id


def can_answer_correction(actor: Actor, request: CorrectionRequest) -> bool:
    """HR of the unit in which the person was when asking; never one's own request."""
    if request.agency_id != actor.agency_id or request.employee_id == actor.employee_id:
        return False
    if is_root_hr(actor):
        return True
    return request.unit is not None and actor.covers(request.unit.path, Role.HR)


def can_withdraw_correction(actor: Actor, request: CorrectionRequest) -> bool:
    """Only the person who asked takes a request back."""
    return request.agency_id == actor.agency_id and request.employee_id == actor.employee_id is not None


def can_invite(actor: Actor) -> bool:
    """HR gives accounts to the people of its units."""
    return actor.is_system or actor.has(Role.HR)


def can_see_grants(actor: Actor) -> bool:
    """Who holds which role is read by HR and inspectors of the whole agency."""
    return is_root_hr(actor) or any(scope.is_root for scope in actor.scopes_for(Role.INSPECTOR))


def can_grant(actor: Actor, user_id: int | None = None) -> bool:
    """HR of the whole agency gives and ends roles; nobody their own."""
    return is_root_hr(actor) and (user_id is None or user_id != actor.user_id)


def can_audit(actor: Actor) -> bool:
    """Inspectors of the whole agency read every decision."""
    return any(scope.is_root for scope in actor.scopes_for(Role.INSPECTOR))


def can_issue_codes(actor: Actor, employees: Sequence[Employee]) -> bool:
    """HR of the people's units makes one-time codes; for holders of a role only HR of the whole agency.

    Otherwise HR of one office could take over the account of somebody with wider rights.
    """
    if not all(is_hr_of(actor, employee) for employee in employees):
        return False
    users = [employee.user_id for employee in employees if employee.user_id]
    return is_root_hr(actor) or not RoleGrant.objects.filter(user__in=users, revoked_at=None).exists()
