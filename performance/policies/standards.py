"""Who proposes, decides and measures standards."""

from asn_portal.core.access import Actor, Role
from employees.models import Unit
from performance.enums import StandardStatus
from performance.policies.years import can_manage_cycles


def can_propose_standard(actor: Actor, unit: Unit) -> bool:
    """The head of an office or its HR proposes a standard of its service."""
    return actor.agency_id == unit.agency_id and actor.covers(unit.path, Role.HR, Role.HEAD)


def can_start_standard(actor: Actor) -> bool:
    """Whoever heads a unit or is HR of one may propose for it."""
    return actor.has(Role.HR, Role.HEAD)


def can_write_standard(actor: Actor, standard) -> bool:
    """The office writes its standard; the state is checked where the row is locked."""
    return can_propose_standard(actor, standard.unit)


def can_decide_standard(actor: Actor, standard) -> bool:
    """HR of the whole agency approves or returns; nobody decides on the own proposal."""
    is_other = actor.user_id is None or standard.proposed_by_id != actor.user_id
    return can_end_standard(actor, standard) and is_other


def can_end_standard(actor: Actor, standard) -> bool:
    """HR of the whole agency says how long an approved standard counts."""
    return actor.agency_id == standard.agency_id and can_manage_cycles(actor)


def can_withdraw_standard(actor: Actor, standard) -> bool:
    """The office takes a proposal back for good; what was approved only the agency withdraws."""
    if standard.state == StandardStatus.APPROVED:
        return can_end_standard(actor, standard)
    return can_write_standard(actor, standard)


def can_measure_unit(actor: Actor, unit: Unit) -> bool:
    """HR or a head records what was measured for a unit of theirs."""
    return can_propose_standard(actor, unit)


def can_measure_person(actor: Actor, employee) -> bool:
    """HR or a head records for a person of theirs; nobody records for themselves."""
    return (
        employee.agency_id == actor.agency_id
        and employee.pk != actor.employee_id
        and employee.unit is not None
        and actor.covers(employee.unit.path, Role.HR, Role.HEAD)
    )


def can_measure(actor: Actor, standard) -> bool:
    """Tell whether there is any unit of the standard's office that the actor measures."""
    top = standard.unit.path
    scopes = actor.scopes_for(Role.HR, Role.HEAD)
    return actor.agency_id == standard.agency_id and any(
        top.startswith(scope.path) or scope.path.startswith(top) for scope in scopes
    )
