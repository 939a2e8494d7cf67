"""Who sees and decides what follows from an evaluation."""

from asn_portal.core.access import Actor, Role
from asn_portal.core.policies import define
from employees.policies import is_hr_of
from promotions.enums import FollowUpKind

LOW_PREDICATES = define(
    "promotions.follow_up_low_predicates",
    ["k", "sk"],
    "PP 30/2019 art. 56-58 speaks of targets not reached; which predicates that means is not said",
)
# What touches the post, the contract or the succession is HR's; guidance and awards are the superior's as well.
BY_HR_ONLY = frozenset({FollowUpKind.TALENT, FollowUpKind.POST, FollowUpKind.CONTRACT})


def can_see_follow_ups(actor: Actor) -> bool:
    """Evaluators, heads, HR, leaders and inspectors, each within their scope."""
    return actor.is_evaluator or actor.has(Role.HR, Role.HEAD, Role.LEADER, Role.INSPECTOR)


def can_see_follow_up(actor: Actor, appraisal, kind: FollowUpKind) -> bool:
    """Nobody reads the own case; what is HR's alone, evaluators do not read either."""
    if appraisal.employee_id == actor.employee_id or not can_see_follow_ups(actor):
        return False
    if kind not in BY_HR_ONLY:
        return True
    path = appraisal.employee.unit.path if appraisal.employee.unit else ""
    roles = (Role.HR, Role.HEAD, Role.LEADER, Role.INSPECTOR)
    return actor.covers(path, *roles) or any(scope.is_root for scope in actor.scopes_for(*roles))


def can_decide_follow_up(actor: Actor, appraisal, kind: FollowUpKind) -> bool:
    """HR of the person; for awards, development and guidance also the evaluator and the heads above."""
    employee = appraisal.employee
    if employee.pk == actor.employee_id or appraisal.agency_id != actor.agency_id:
        return False
    if is_hr_of(actor, employee):
        return True
    if kind in BY_HR_ONLY:
        return False
    path = employee.unit.path if employee.unit else ""
    is_evaluator = actor.employee_id is not None and employee.evaluator_id == actor.employee_id
    return is_evaluator or bool(path and actor.covers(path, Role.HEAD))
