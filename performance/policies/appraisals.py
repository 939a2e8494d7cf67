"""Who records, rates, approves and reads."""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from asn_portal.core.access import Actor, Role
from asn_portal.core.policies import define
from employees.models import Assignment, Unit
from performance.enums import AppraisalStatus, PlanStatus
from performance.policies.plans import is_owner, is_present_evaluator

OFFICE_DEPTH = 2  # the units directly below the government itself


RATING_DAYS = define(
    "performance.rating_days",
    14,
    "PermenPANRB 6/2022 art. 24: the agency chooses the window",
)


HEAD_APPROVES = define(
    "appraisal.head_approves", True, "Decision B2: PermenPANRB 6/2022 leaves the approval to the agency"
)


def can_record_evidence(actor: Actor, plan) -> bool:
    """The person records evidence on the plan that has been set."""
    return is_owner(actor, plan) and plan.is_current and plan.state == PlanStatus.APPROVED


def can_change_evidence(actor: Actor, evidence) -> bool:
    """Only who recorded it, for the own plan; the lock after release is checked where the row is changed."""
    return is_owner(actor, evidence.indicator.result.plan) and evidence.recorded_by_id == actor.user_id


def can_rate(actor: Actor, appraisal) -> bool:
    """The evaluator of today rates (PermenPANRB 6/2022 art. 25), after the window also the evaluator's superior
    (annex V p. 115); nobody rates themselves."""
    return is_present_evaluator(actor, appraisal) or is_stand_in(actor, appraisal)


def is_stand_in(actor: Actor, appraisal) -> bool:
    """The superior to whom a silent evaluator's appraisal was handed."""
    return (
        actor.employee_id is not None
        and appraisal.escalated_to_id == actor.employee_id
        and appraisal.employee_id != actor.employee_id
    )


def can_approve_appraisal(actor: Actor, appraisal) -> bool:
    """The head of the office releases what its evaluators rated (B2); nobody releases the own appraisal."""
    return (
        actor.employee_id is not None
        and appraisal.employee_id != actor.employee_id
        and appraisal.agency_id == actor.agency_id
        and (appraisal.opd_id or appraisal.unit_id) in approval_offices(actor)
    )


def can_confirm_reading(actor: Actor, appraisal) -> bool:
    """The person confirms having read the released appraisal; not one of a past year rated elsewhere."""
    released_here = appraisal.state == AppraisalStatus.RELEASED and appraisal.imported_from_id is None
    return is_owner(actor, appraisal) and released_here


def sees_ratings(actor: Actor, appraisal) -> bool:
    """The person sees the ratings once they are released; everybody else in scope sees them at once."""
    return appraisal.employee_id != actor.employee_id or appraisal.state == AppraisalStatus.RELEASED


def approval_offices(actor: Actor) -> frozenset[int]:
    """Return the units whose appraisals the actor releases today: the headed ones, and for the head of the
    government also the offices without any head, so that nothing waits for an empty chair."""
    heads = actor.scopes_for(Role.HEAD)
    own = frozenset(scope.unit_id for scope in heads)
    if not any(scope.is_root for scope in heads):
        return own
    holders = Assignment.objects.on(timezone.localdate()).filter(position_id=OuterRef("head_position_id"))
    offices = Unit.objects.visible_to(actor).filter(depth=OFFICE_DEPTH).order_by()
    return own | frozenset(offices.filter(~Exists(holders)).values_list("pk", flat=True))
