"""Who nominates, who decides, and the figures of recognition that an agency sets."""

from asn_portal.core.access import Actor, Role
from asn_portal.core.policies import define
from employees.models import Employee
from employees.policies import is_hr_of, is_root_hr
from promotions.enums import AwardLevel, AwardRule
from promotions.models import Award, AwardCandidate, AwardType, Nomination

SATYALANCANA_DISCIPLINE = define(
    "promotions.satyalancana_discipline",
    "never",
    'BKN and BKD pages: never after a medium or heavy punishment; "restart" counts anew, as an older rule had it',
)
AWARD_PREDICATE_YEARS = define(
    "promotions.award_predicate_years",
    2,
    "Usual in cities: predicate at least Baik two years running (recalled)",
)
KPLB_YEARS = define("promotions.kplb_years_in_rank", 1, "PP 99/2000 art. 15, recalled")
TEAM_LIMIT = define(
    "promotions.recognition_team_limit", 200, "Own setting: how many colleagues of a unit hear of an award"
)
# Decided outside the government (Keppres, Keputusan Gubernur): HR only records it here.
RECORDED = frozenset({AwardLevel.NATION, AwardLevel.PROVINCE})


def can_manage_award_types(actor: Actor) -> bool:
    """HR of the whole agency keeps the table of awards."""
    return is_root_hr(actor)


def can_see_candidates(actor: Actor) -> bool:
    """HR sees who may be proposed for a medal, within its units."""
    return actor.has(Role.HR)


def can_see_candidate(actor: Actor, candidate: AwardCandidate) -> bool:
    """HR of the unit; whoever sees the person in another role does not read what stands against a medal (A13)."""
    path = candidate.unit.path if candidate.unit else ""
    return is_root_hr(actor) or bool(path and actor.covers(path, Role.HR))


def can_check_papers(actor: Actor, candidate: AwardCandidate) -> bool:
    """HR of the person confirms the papers of the proposal; never the own ones."""
    return is_hr_of(actor, candidate.employee)


def can_record_award(actor: Actor, employee: Employee) -> bool:
    """HR of the person records a medal given before the portal."""
    return is_hr_of(actor, employee)


def can_start_nomination(actor: Actor) -> bool:
    """Evaluators, heads and HR nominate."""
    return actor.is_evaluator or actor.has(Role.HEAD, Role.HR)


def can_nominate(actor: Actor, employee: Employee, award_type: AwardType) -> bool:
    """For good work the evaluator, a head above or HR; for a medal HR. Nobody nominates themselves."""
    if employee.agency_id != actor.agency_id or award_type.agency_id != actor.agency_id:
        return False
    if employee.pk == actor.employee_id or not award_type.is_active:
        return False
    if is_hr_of(actor, employee):
        return True
    if award_type.rule != AwardRule.LOCAL:
        return False
    path = employee.unit.path if employee.unit else ""
    is_evaluator = actor.employee_id is not None and employee.evaluator_id == actor.employee_id
    return is_evaluator or bool(path and actor.covers(path, Role.HEAD))


def can_override(actor: Actor, employee: Employee) -> bool:
    """HR of the person goes on although not all is met, with a reason that is kept."""
    return is_hr_of(actor, employee)


def can_write_nomination(actor: Actor, nomination: Nomination) -> bool:
    """Who nominated corrects, sends again and withdraws."""
    return actor.user_id is not None and nomination.nominated_by_id == actor.user_id


def can_decide_nomination(actor: Actor, nomination: Nomination) -> bool:
    """Office: its head or HR of the agency. City: the leader, the head of the government or HR of the agency.

    Nobody decides on an own award or on an own nomination; what the President or the governor decides, HR of the
    agency only records, and may have proposed itself.
    """
    if nomination.agency_id != actor.agency_id or nomination.employee_id == actor.employee_id:
        return False
    level = nomination.award_type.level
    if level in RECORDED:
        return is_root_hr(actor)
    if can_write_nomination(actor, nomination):
        return False
    if is_root_hr(actor):
        return True
    if level == AwardLevel.OFFICE:
        return heads_office(actor, nomination.unit.opd_id if nomination.unit else None)
    return leads_government(actor)


def leads_government(actor: Actor) -> bool:
    """The leader's role over, or the headship of, the whole government."""
    return any(scope.is_root for scope in actor.scopes_for(Role.LEADER, Role.HEAD))


def heads_office(actor: Actor, opd_id: int | None) -> bool:
    """The head of this office."""
    return opd_id is not None and opd_id in {scope.unit_id for scope in actor.scopes_for(Role.HEAD)}


def can_have_certificate(actor: Actor, award: Award) -> bool:
    """The person, the evaluator and whoever has the unit in scope; colleagues see the wall."""
    if award.agency_id != actor.agency_id:
        return False
    if actor.is_system or any(scope.is_root for scope in actor.scopes):
        return True
    me = actor.employee_id
    if me is not None and me in {award.employee_id, award.employee.evaluator_id}:
        return True
    return award.unit is not None and actor.covers(award.unit.path, *Role.values)


def can_hang_award(actor: Actor, award: Award) -> bool:
    """Everybody decides for the own award whether it hangs on the wall."""
    return actor.employee_id is not None and award.employee_id == actor.employee_id
