"""Who sets up and follows performance years."""

from asn_portal.core.access import Actor, Role
from asn_portal.core.policies import define

REMIND_DAYS = define("performance.remind_days_before", 7, "Own setting: the regulation names no reminder")


def can_manage_cycles(actor: Actor) -> bool:
    """HR of the whole agency sets up and opens years; the schedule does too."""
    return actor.is_system or any(scope.is_root for scope in actor.scopes_for(Role.HR))


def can_change_cycle(actor: Actor, cycle) -> bool:
    """The same, for one year."""
    return can_manage_cycles(actor) and cycle.agency_id == actor.agency_id


def can_follow_cycle(actor: Actor) -> bool:
    """HR, leaders and inspectors see how far their offices are."""
    return actor.has(Role.HR, Role.LEADER, Role.INSPECTOR)


def can_remind(actor: Actor) -> bool:
    """HR reminds the offices of its grant."""
    return actor.has(Role.HR)
