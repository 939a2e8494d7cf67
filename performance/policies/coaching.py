"""Who guides, who writes which part of the record, and who takes a result over."""

from asn_portal.core.access import Actor
from asn_portal.core.policies import define
from performance.enums.dialogue import CoachingStatus
from performance.policies.plans import is_owner, is_present_evaluator

GUIDANCE_SCALE = define(
    "performance.guidance_feedback_scale",
    5,
    "UNSURE: form B.1.8 (PermenPANRB 6/2022 annex III p. 83) prints no scale for the nine criteria",
)
GRACE_DAYS = define(
    "performance.guidance_grace_days",
    7,
    "Own setting: how long after a period evidence may come before the leader is asked to look",
)


def can_start_coaching(actor: Actor, employee) -> bool:
    """The present evaluator starts a coaching and may give it to somebody else."""
    me = actor.employee_id
    same = employee.agency_id == actor.agency_id
    return me is not None and same and employee.evaluator_id == me != employee.pk


def can_write_coaching(actor: Actor, coaching) -> bool:
    """Goal, facts and opportunities are the person's."""
    return is_owner(actor, coaching)


def can_propose_steps(actor: Actor, coaching) -> bool:
    """Steps ahead are proposed by the coach."""
    return actor.employee_id is not None and coaching.coach_id == actor.employee_id


def can_agree_steps(actor: Actor, coaching) -> bool:
    """The person agrees, or says what does not fit."""
    return is_owner(actor, coaching)


def can_close_coaching(actor: Actor, coaching) -> bool:
    """The coach or the evaluator of today says what came of it."""
    return can_propose_steps(actor, coaching) or is_present_evaluator(actor, coaching)


def has_been_agreed(coaching) -> bool:
    """Tell whether the two agreed, so that the guidance can be judged."""
    return coaching.state in {CoachingStatus.AGREED, CoachingStatus.CLOSED}


def can_rate_guidance(actor: Actor, coaching) -> bool:
    """The person says how the guidance was (form B.1.8)."""
    return is_owner(actor, coaching) and has_been_agreed(coaching)


def can_evaluate_competences(actor: Actor, coaching) -> bool:
    """The coach evaluates the competences after the guidance (form B.1.9)."""
    return can_propose_steps(actor, coaching) and has_been_agreed(coaching)


def can_take_over(actor: Actor, coaching) -> bool:
    """The evaluator of today takes a result over once guidance has brought no progress (art. 20)."""
    return (
        is_present_evaluator(actor, coaching)
        and coaching.state == CoachingStatus.CLOSED
        and coaching.outcome == "none"
    )
