"""Who hands results on: matrices, teams, templates."""

from asn_portal.core.access import Actor, Role
from asn_portal.core.policies import define
from employees.models import Unit
from performance.enums.cascade import MemberState, RoleState

TEAM_CONSENT = define(
    "performance.team_consent",
    True,
    "PermenPANRB 6/2022 annex II p. 46: a leader who is not the evaluator asks the evaluator first",
)
OVERSEERS = (Role.HR, Role.LEADER, Role.INSPECTOR, Role.HEAD)


def heads(actor: Actor, unit: Unit) -> bool:
    """The head of this very unit, acting heads (Plt, Plh) included."""
    return any(scope.unit_id == unit.pk for scope in actor.scopes_for(Role.HEAD))


def can_fill_matrix(actor: Actor, unit: Unit, leader_id: int | None) -> bool:
    """The leader of the unit divides roles, or who stands in as its head; HR and those above only read."""
    if actor.employee_id is None or leader_id is None or unit.agency_id != actor.agency_id:
        return False
    return actor.employee_id == leader_id or heads(actor, unit)


def can_fill_team(actor: Actor, team) -> bool:
    """The team leader divides the results of the team (annex II p. 48)."""
    return actor.employee_id is not None and team.leader_id == actor.employee_id


def can_form_team(actor: Actor, unit: Unit) -> bool:
    """The head of a unit, or somebody above, forms its teams; HR of the unit may do so for them."""
    return unit.agency_id == actor.agency_id and actor.covers(unit.path, Role.HEAD, Role.HR)


def can_form_teams(actor: Actor) -> bool:
    """Tell whether there is any unit for which the actor forms teams."""
    return actor.has(Role.HEAD, Role.HR)


def can_change_team(actor: Actor, team) -> bool:
    """Those who form teams of the unit change and end them."""
    return can_form_team(actor, team.unit)


def can_call_members(actor: Actor, team) -> bool:
    """The team leader and those who formed the team call members and let them go."""
    return can_fill_team(actor, team) or can_change_team(actor, team)


def can_volunteer(actor: Actor, team) -> bool:
    """Anybody of the agency may offer to help where the team is open (annex II p. 46, number 11)."""
    return (
        actor.employee_id is not None
        and actor.agency_id == team.agency_id
        and team.is_open
        and team.leader_id != actor.employee_id
    )


def can_decide_member(actor: Actor, member) -> bool:
    """The person's evaluator of today agrees or not, weighing competence and workload (annex II p. 46)."""
    return (
        actor.employee_id is not None
        and member.employee.evaluator_id == actor.employee_id
        and member.employee_id != actor.employee_id
    )


def can_end_member(actor: Actor, member) -> bool:
    """Who calls members lets them go; the person leaves on their own while nobody has agreed yet."""
    is_own_offer = member.employee_id == actor.employee_id and member.state == MemberState.PROPOSED
    return is_own_offer or can_call_members(actor, member.team)


def can_answer_role(actor: Actor, role) -> bool:
    """Only the person takes a result into the own plan or says no."""
    return actor.employee_id is not None and role.employee_id == actor.employee_id


def can_write_role(actor: Actor, role) -> bool:
    """The leader whose matrix it is, the team's leader, or who heads the unit today."""
    if role.team is not None:
        return can_fill_team(actor, role.team)
    return role.unit is not None and can_fill_matrix(actor, role.unit, role.leader_id)


def is_listed(actor: Actor, role) -> bool:
    """Tell whether a role still waits for its person."""
    return can_answer_role(actor, role) and role.state == RoleState.OFFERED


def can_write_templates(actor: Actor) -> bool:
    """Whoever leads people, and HR for its offices."""
    return actor.is_evaluator or actor.has(Role.HEAD, Role.HR)


def can_write_template(actor: Actor, template) -> bool:
    """The author, and HR or the head of the unit the template belongs to."""
    if template.agency_id != actor.agency_id or not can_write_templates(actor):
        return False
    is_own = actor.user_id is not None and template.author_id == actor.user_id
    return is_own or (template.unit is not None and actor.covers(template.unit.path, Role.HR, Role.HEAD))


def can_see_gaps(actor: Actor) -> bool:
    """Everybody who oversees offices sees what nobody serves there."""
    return actor.has(*OVERSEERS)
