"""Who starts feedback rounds; their thresholds. Who said what is shown to nobody."""

from asn_portal.core.access import Actor, Role
from asn_portal.core.policies import define
from employees.policies import is_hr_of
from performance.enums.rounds import RoundStatus

UNSURE = "UNSURE: PermenPANRB 6/2022 art. 17-19 knows feedback from all sides, but no round and no minimum"
MINIMUM = define("performance.round_minimum", 5, UNSURE)
GROUP_MINIMUM = define("performance.round_group_minimum", 3, UNSURE)
SHOWS_LEADER = define("performance.round_shows_leader", False, UNSURE)
GAP_DAYS = define(
    "performance.round_gap_days",
    180,
    "Own setting: two rounds close together with one more respondent would tell what that one said",
)
LONGEST_DAYS = define("performance.round_longest_days", 60, "Own setting")


def can_start_round(actor: Actor, employee) -> bool:
    """HR of the person or the present evaluator."""
    if employee.agency_id != actor.agency_id or employee.pk == actor.employee_id:
        return False
    is_evaluator = actor.employee_id is not None and employee.evaluator_id == actor.employee_id
    return is_evaluator or is_hr_of(actor, employee)


def can_start_unit_round(actor: Actor, unit) -> bool:
    """HR or the head of the unit."""
    return unit.agency_id == actor.agency_id and actor.covers(unit.path, Role.HR, Role.HEAD)


def can_start_any_round(actor: Actor) -> bool:
    """Whoever rates somebody, heads a unit or is HR may start rounds."""
    return actor.is_evaluator or actor.has(Role.HR, Role.HEAD)


def can_follow_round(actor: Actor, feedback_round) -> bool:
    """Who started it or HR in whose scope it is; rows outside are not found at all."""
    return feedback_round.agency_id == actor.agency_id and (
        actor.user_id == feedback_round.started_by_id or actor.has(Role.HR)
    )


def can_close_round(actor: Actor, _feedback_round) -> bool:
    """Only the clock closes a round, on its day: nobody chooses the moment after a certain answer."""
    return actor.is_system


def can_answer_round(actor: Actor, respondent) -> bool:
    """Who was asked, once, while the round is open."""
    return (
        actor.employee_id is not None
        and respondent.employee_id == actor.employee_id
        and respondent.subject.round.state == RoundStatus.OPEN
    )
