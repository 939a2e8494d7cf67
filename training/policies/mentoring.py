"""Who may do what in mentoring. Notes of the sessions are for the two people alone."""

from asn_portal.core.access import Actor, Role
from asn_portal.core.policies import define
from employees.models import Employee
from employees.policies import is_hr_of
from training.models import MentoringPair, MentoringSession

JP_PER_SESSION = define(
    "training.mentoring_jp_per_session",
    0,
    "UNSURE: the conversion table of Peraturan LAN 10/2018 is not at hand; 0 is not counted",
)
NEW_EMPLOYEE_MONTHS = define(
    "training.new_employee_months", 12, "Own setting: the trial year of a CPNS (PP 11/2017 art. 34)"
)


def is_member(actor: Actor, pair: MentoringPair) -> bool:
    """One of the two people."""
    return actor.employee_id is not None and actor.employee_id in (pair.senior_id, pair.junior_id)


def can_start_pairing(actor: Actor) -> bool:
    """HR, heads and evaluators have people for whom they look for a mentor."""
    return actor.is_evaluator or actor.has(Role.HR, Role.HEAD)


def can_pair(actor: Actor, junior: Employee) -> bool:
    """HR of the junior, a head above, or the present evaluator; nobody chooses the own mentor."""
    if junior.agency_id != actor.agency_id or junior.pk == actor.employee_id:
        return False
    if actor.employee_id is not None and junior.evaluator_id == actor.employee_id:
        return True
    path = junior.unit.path if junior.unit else ""
    return is_hr_of(actor, junior) or (bool(path) and actor.covers(path, Role.HEAD))


def can_answer(actor: Actor, pair: MentoringPair) -> bool:
    """Only the two consent or decline."""
    return is_member(actor, pair)


def can_write(actor: Actor, pair: MentoringPair) -> bool:
    """Only the two keep goals, sessions and the closing review."""
    return is_member(actor, pair)


def can_read_notes(actor: Actor, pair: MentoringPair) -> bool:
    """Notes and what was agreed are read by the two alone, whatever role somebody else has."""
    return is_member(actor, pair)


def can_change_session(actor: Actor, session: MentoringSession) -> bool:
    """Who wrote a session changes it or takes it back."""
    return is_member(actor, session.pair) and session.written_by_id == actor.employee_id


def can_end(actor: Actor, pair: MentoringPair) -> bool:
    """Who may pair the junior today ends a pair that does not work; the two close it with a review."""
    return can_pair(actor, pair.junior) and not is_member(actor, pair)
