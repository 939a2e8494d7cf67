"""Who may do what in the performance year. Each answers yes or no; services turn a no into 403."""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from asn_portal.core.access import Actor, Role
from asn_portal.core.policies import define
from employees.models import Assignment, Unit
from employees.policies import is_hr_of
from performance.enums import AppraisalStatus, PlanStatus, StandardStatus

OFFICE_DEPTH = 2  # the units directly below the government itself

RATING_DAYS = define(
    "performance.rating_days",
    14,
    "PermenPANRB 6/2022 art. 24: the agency chooses the window",
)
HEAD_APPROVES = define(
    "appraisal.head_approves", True, "Decision B2: PermenPANRB 6/2022 leaves the approval to the agency"
)
REMIND_DAYS = define("performance.remind_days_before", 7, "Own setting: the regulation names no reminder")

# --- Years ---


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


# --- Plans ---


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


def can_write_plan(actor: Actor, plan) -> bool:
    """Only the person writes the results; the state is checked where the row is locked."""
    return is_owner(actor, plan)


def can_submit_plan(actor: Actor, plan) -> bool:
    """Submission is the employee's own consent."""
    return is_owner(actor, plan)


def can_decide_plan(actor: Actor, plan) -> bool:
    """The evaluator approves or returns (PermenPANRB 6/2022 art. 14); nobody decides on the own plan."""
    return is_present_evaluator(actor, plan)


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


# --- Appraisals ---


def can_record_evidence(actor: Actor, plan) -> bool:
    """The person records evidence on the plan that has been set."""
    return is_owner(actor, plan) and plan.is_current and plan.state == PlanStatus.APPROVED


def can_change_evidence(actor: Actor, evidence) -> bool:
    """Only who recorded it, for the own plan; the lock after release is checked where the row is changed."""
    return is_owner(actor, evidence.indicator.result.plan) and evidence.recorded_by_id == actor.user_id


def can_rate(actor: Actor, appraisal) -> bool:
    """The evaluator of today rates (PermenPANRB 6/2022 art. 25); nobody rates themselves."""
    return is_present_evaluator(actor, appraisal)


def can_approve_appraisal(actor: Actor, appraisal) -> bool:
    """The head of the office releases what its evaluators rated (B2); nobody releases the own appraisal."""
    return (
        actor.employee_id is not None
        and appraisal.employee_id != actor.employee_id
        and appraisal.agency_id == actor.agency_id
        and (appraisal.opd_id or appraisal.unit_id) in approval_offices(actor)
    )


def can_confirm_reading(actor: Actor, appraisal) -> bool:
    """The person confirms having read the released appraisal."""
    return is_owner(actor, appraisal) and appraisal.state == AppraisalStatus.RELEASED


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


# --- Standards and what was measured ---


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


def can_record_credit(actor: Actor, employee) -> bool:
    """HR of the person records credit points; never the own ones."""
    return is_hr_of(actor, employee)
