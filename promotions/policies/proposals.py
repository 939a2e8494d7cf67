"""Who proposes a higher rank, and who holds which desk on its way."""

from django.db.models import CharField, Q, Value
from django.utils import timezone

from asn_portal.core.access import Actor, Role
from asn_portal.core.policies import define, value_on
from employees.models import Assignment, Employee, RoleGrant, Unit
from employees.policies import is_hr_of, is_root_hr
from promotions.models import RankProposal

OTHER_DECIDES = define(
    "promotions.decision_by_other_person",
    False,
    "Portal's own default: whether somebody else than the BKPSDM checker records the decree",
)


def can_propose(actor: Actor, employee: Employee) -> bool:
    """Everybody for oneself, HR for the people of its units."""
    is_own = actor.employee_id is not None and employee.pk == actor.employee_id
    return employee.agency_id == actor.agency_id and (is_own or is_hr_of(actor, employee))


def can_override(actor: Actor, employee: Employee) -> bool:
    """HR of the whole agency may let a proposal pass although something is open; never the own one."""
    return is_root_hr(actor) and employee.pk != actor.employee_id and employee.agency_id == actor.agency_id


def is_person(actor: Actor, proposal: RankProposal) -> bool:
    """The person the proposal is about."""
    return actor.employee_id is not None and proposal.employee_id == actor.employee_id


def concerns_other(actor: Actor, proposal: RankProposal) -> bool:
    """Nobody holds a desk for the own proposal."""
    return proposal.agency_id == actor.agency_id and not is_person(actor, proposal)


def checks_unit(actor: Actor, proposal: RankProposal) -> bool:
    """The head of the person's office, or HR of it unless HR itself proposed; HR of the agency where there is
    neither, so that nothing waits for an empty chair."""
    if not concerns_other(actor, proposal):
        return False
    is_proposer = actor.user_id is not None and proposal.proposed_by_id == actor.user_id
    if not is_proposer and (heads_office(actor, proposal) or is_office_hr(actor, proposal)):
        return True
    return is_root_hr(actor) and not unit_checkers(proposal)


def heads_office(actor: Actor, proposal: RankProposal) -> bool:
    """The head of the office itself, not of a unit inside or above it."""
    return any(scope.unit_id == proposal.office_id for scope in actor.scopes_for(Role.HEAD))


def is_office_hr(actor: Actor, proposal: RankProposal) -> bool:
    """HR whose grant covers the person's unit, but not the whole agency."""
    path = proposal.unit.path if proposal.unit else ""
    scopes = actor.scopes_for(Role.HR)
    return bool(path) and any(not scope.is_root and path.startswith(scope.path) for scope in scopes)


def unit_checkers(proposal: RankProposal) -> list[int]:
    """Return the accounts that can check at the office today: its head, and its HR; without person and proposer."""
    today = timezone.localdate()
    post = Unit.objects.filter(pk=proposal.office_id).order_by().values("head_position")
    heads = (
        Assignment.objects.on(today)
        .filter(position__in=post, employee__is_active=True, employee__user__is_active=True)
        .exclude(employee_id=proposal.employee_id)
        .order_by()
        .values_list("employee__user_id", Value("", output_field=CharField()))
    )
    officers = (
        RoleGrant.objects.in_force(today)
        .filter(agency_id=proposal.agency_id, role=Role.HR, unit__depth__gt=1, user__is_active=True)
        .filter(~Q(user__employees=proposal.employee_id))
        .order_by()
        .values_list("user_id", "unit__path")
    )
    path = proposal.unit.path if proposal.unit else ""
    users = {user for user, top in heads.union(officers, all=True) if path.startswith(top)}
    return sorted(users - {proposal.proposed_by_id})


def checks_bkpsdm(actor: Actor, proposal: RankProposal) -> bool:
    """HR of the whole agency."""
    return concerns_other(actor, proposal) and is_root_hr(actor)


def decides(actor: Actor, proposal: RankProposal) -> bool:
    """HR or a leader of the whole agency records the decree; where the agency wants it, another than the checker."""
    scopes = actor.scopes_for(Role.HR, Role.LEADER)
    if not concerns_other(actor, proposal) or not any(scope.is_root for scope in scopes):
        return False
    return proposal.checked_by_id != actor.user_id or not value_on(
        OTHER_DECIDES, agency_id=proposal.agency_id, day=timezone.localdate()
    )


def can_verify(actor: Actor, proposal: RankProposal) -> bool:
    """HR of the person confirms what the record is silent on; never for oneself."""
    return concerns_other(actor, proposal) and (is_root_hr(actor) or is_office_hr(actor, proposal))


def can_let_pass(actor: Actor, proposal: RankProposal) -> bool:
    """HR of the whole agency lets a proposal pass although something is open."""
    return checks_bkpsdm(actor, proposal)


def can_submit_again(actor: Actor, proposal: RankProposal) -> bool:
    """The person or HR corrects what was returned."""
    return can_propose(actor, proposal.employee)


def can_withdraw(actor: Actor, proposal: RankProposal) -> bool:
    """The person, or who proposed it."""
    is_proposer = actor.user_id is not None and proposal.proposed_by_id == actor.user_id
    return proposal.agency_id == actor.agency_id and (is_person(actor, proposal) or is_proposer)


def sees_every_desk(actor: Actor) -> bool:
    """Whoever follows more than the own proposals gets the filters and the export."""
    return actor.has(Role.HR, Role.LEADER, Role.INSPECTOR, Role.HEAD)


def proposes_others(actor: Actor) -> bool:
    """HR proposes other people."""
    return actor.has(Role.HR)
