"""Who sets unit predicates, calibrates, and looks at fairness; and the figures an agency may change."""

from asn_portal.core.access import Actor, Role
from asn_portal.core.policies import define
from employees.models import Unit
from performance.enums import AppraisalStatus
from performance.enums.evaluation import ChangeStatus, SessionStatus
from performance.policies.appraisals import OFFICE_DEPTH, can_rate
from performance.rules.distribution import FIGURES_BASIS, SE_FIGURES

USE_FIGURES = define(
    "performance.distribution_figures_on",
    True,
    "SE MenPANRB 3/2023 names figures, PermenPANRB 6/2022 none: an agency may switch them off",
)
FIGURES = define("performance.distribution_figures", SE_FIGURES, FIGURES_BASIS)
STEP = Unit.steplen


def is_whole_hr(actor: Actor) -> bool:
    """HR of the whole agency."""
    return any(scope.is_root for scope in actor.scopes_for(Role.HR))


def can_set_unit_predicate(actor: Actor, unit) -> bool:
    """The leader above sets it (annex IV p. 92-94): the head of the unit directly above, for offices the leader too.

    HR of the whole agency records what was set on paper, also for the government itself, which has nobody above.
    """
    if unit.agency_id != actor.agency_id:
        return False
    if is_whole_hr(actor):
        return True
    heads = {scope.path for scope in actor.scopes_for(Role.HEAD)}
    if unit.depth > 1 and unit.path[:-STEP] in heads:
        return True
    leads = any(scope.is_root for scope in actor.scopes_for(Role.LEADER))
    return leads and unit.depth == OFFICE_DEPTH


def records_on_behalf(actor: Actor, unit) -> bool:
    """HR writes down what somebody else set; then the number of the paper is required."""
    heads = {scope.path for scope in actor.scopes_for(Role.HEAD)}
    leads = unit.depth == OFFICE_DEPTH and any(scope.is_root for scope in actor.scopes_for(Role.LEADER))
    return is_whole_hr(actor) and unit.path[:-STEP] not in heads and not leads


def sees_unit_predicates(actor: Actor) -> bool:
    """Whoever may set one, and those who follow the year."""
    return actor.has(Role.HEAD, Role.HR, Role.LEADER, Role.INSPECTOR)


def can_open_calibration(actor: Actor, unit) -> bool:
    """The head of the unit or of one above, and HR of the unit."""
    return unit.agency_id == actor.agency_id and actor.covers(unit.path, Role.HEAD, Role.HR)


def can_run_calibration(actor: Actor, session) -> bool:
    """Whoever may open a session of this unit may close it."""
    return can_open_calibration(actor, session.unit)


def can_take_part(actor: Actor, session, appraisal) -> bool:
    """Those who run the session, and the evaluator of the person; nobody about themselves."""
    if appraisal.employee_id == actor.employee_id:
        return False
    return can_run_calibration(actor, session) or can_rate(actor, appraisal)


def can_propose_change(actor: Actor, session, appraisal) -> bool:
    """The same, while the session runs."""
    return session.state == SessionStatus.OPEN and can_take_part(actor, session, appraisal)


def can_answer_change(actor: Actor, change) -> bool:
    """Who rated agrees or declines: the rating stays theirs (art. 25). Once that person no longer evaluates
    anybody here, the evaluator of today does."""
    appraisal = change.appraisal
    if change.agency_id != actor.agency_id or not can_rate(actor, appraisal):
        return False
    rater, today = appraisal.rated_by_id, {appraisal.employee.evaluator_id, appraisal.escalated_to_id}
    return rater == actor.employee_id or rater not in today


def can_take_back_change(actor: Actor, change) -> bool:
    """Whoever proposed a change, or runs the session, takes it back."""
    mine = change.proposed_by_id is not None and change.proposed_by_id == actor.employee_id
    return change.agency_id == actor.agency_id and (mine or can_run_calibration(actor, change.session))


def can_calibrate(actor: Actor, appraisal) -> bool:
    """The evaluator changes the own rating; that it is not released stands in the workflow."""
    return can_rate(actor, appraisal)


def is_open(appraisal) -> bool:
    """Tell whether a rating may still be changed: it is not released."""
    return appraisal.state == AppraisalStatus.RATED


def is_waiting(change) -> bool:
    """Tell whether a change still waits for the evaluator."""
    return change.state == ChangeStatus.PROPOSED


def can_see_fairness(actor: Actor) -> bool:
    """HR, leaders and inspectors, each inside the own scope."""
    return actor.has(Role.HR, Role.LEADER, Role.INSPECTOR)
