"""Who changes what around a plan: manuals, study assignments, exemptions; and the agency's settings."""

from asn_portal.core.access import Actor, Role
from asn_portal.core.policies import define
from employees.policies import is_hr_of

APPROACH_PER_PLAN = define(
    "performance.approach_per_plan",
    True,
    "PermenPANRB 6/2022 annex II p. 31, 50: both approaches are open; off: everybody takes that of the year",
)
MANUAL_REQUIRED = define(
    "performance.manual_required",
    False,
    "PermenPANRB 6/2022 annex II p. 37: where indicators of JPT and UKM are not understood by all staff",
)
ACTING_REQUIRED = define(
    "performance.acting_result_required",
    True,
    "PermenPANRB 6/2022 annex II p. 50: an acting post is always a main result",
)
CONTRACT_REQUIRED = define(
    "performance.pppk_contract_required",
    False,
    "PermenPANRB 6/2022 art. 8(2): expectations of PPPK also follow the contract; whether in writing is open",
)
MOVE_DAYS = define(
    "performance.new_plan_days",
    14,
    "Own setting: the regulation names no day for a plan after a move or for a change",
)
SIGNING_PLACE = define(
    "performance.signing_place", "", "Own setting: empty means the seat in the name of the government"
)


def can_exempt(actor: Actor, employee) -> bool:
    """HR marks whom planning does not concern (annex II p. 65-66)."""
    return is_hr_of(actor, employee)


def can_list_exemptions(actor: Actor) -> bool:
    """HR keeps the list, leaders and inspectors read it."""
    return actor.has(Role.HR, Role.LEADER, Role.INSPECTOR)


def can_keep_people(actor: Actor) -> bool:
    """HR of any office records study assignments and exemptions; whose, is asked for each person."""
    return actor.has(Role.HR)


def can_record_study(actor: Actor, employee) -> bool:
    """HR records who studies where."""
    return is_hr_of(actor, employee)


def can_follow_study(actor: Actor, study) -> bool:
    """HR and the evaluator of today write what the university reports (annex IV p. 92)."""
    is_evaluator = actor.employee_id is not None and study.employee.evaluator_id == actor.employee_id
    return (is_evaluator and study.employee_id != actor.employee_id) or is_hr_of(actor, study.employee)


def can_end_study(actor: Actor, study) -> bool:
    """That a study ended, and how, is recorded by HR with its paper."""
    return is_hr_of(actor, study.employee)


def is_the_clock(actor: Actor, plan) -> bool:
    """What follows from a move by itself is done by the system of the agency."""
    return actor.is_system and actor.agency_id == plan.agency_id


def can_give_up_version(actor: Actor, plan) -> bool:
    """Who writes a change may give it up while it is open; the plan in force stays."""
    is_owner = actor.employee_id is not None and plan.employee_id == actor.employee_id
    return is_owner and plan.replaces_id is not None and plan.is_open and plan.origin == "change"
