"""Who may do what with a plan (SKP)."""

from asn_portal.core.access import Actor
from performance.enums import PlanStatus
from performance.policies.schedule import is_plan_stand_in


def is_owner(actor: Actor, plan) -> bool:
    """The person the plan is about."""
    return actor.employee_id is not None and plan.employee_id == actor.employee_id


def is_present_evaluator(actor: Actor, plan) -> bool:
    """The person's evaluator of today: who was one at the opening and is no longer decides nothing."""
    return (
        actor.employee_id is not None
        and plan.employee.evaluator_id == actor.employee_id
        and plan.employee_id != actor.employee_id
    )


def was_evaluator(actor: Actor, plan) -> bool:
    """Whose name the plan carries as evaluator, and who no longer is: may read it, decides nothing."""
    return (
        actor.employee_id is not None
        and plan.evaluator_id == actor.employee_id
        and not is_present_evaluator(actor, plan)
        and not is_plan_stand_in(actor, plan)
    )


def can_write_plan(actor: Actor, plan) -> bool:
    """Only the person writes the results; the state is checked where the row is locked."""
    return is_owner(actor, plan)


def can_submit_plan(actor: Actor, plan) -> bool:
    """Submission is the employee's own consent."""
    return is_owner(actor, plan)


def can_decide_plan(actor: Actor, plan) -> bool:
    """The evaluator approves or returns (PermenPANRB 6/2022 art. 14), after a silence also the evaluator's superior
    (annex II p. 65); nobody decides on the own plan."""
    return is_present_evaluator(actor, plan) or is_plan_stand_in(actor, plan)


def can_set_expectations(actor: Actor, plan) -> bool:
    """The leader writes special expectations at any time (PermenPANRB 6/2022 art. 10(4))."""
    return is_present_evaluator(actor, plan) and plan.state != PlanStatus.SUPERSEDED


def can_confirm_expectations(actor: Actor, plan) -> bool:
    """The person confirms having read them."""
    return is_owner(actor, plan) and plan.state != PlanStatus.SUPERSEDED


def can_change_plan(actor: Actor, plan) -> bool:
    """A new version is started by the employee or the evaluator; it counts once both have agreed."""
    return (
        (is_owner(actor, plan) or is_present_evaluator(actor, plan))
        and plan.state == PlanStatus.APPROVED
        and plan.is_current
    )
