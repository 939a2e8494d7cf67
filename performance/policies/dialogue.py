"""Who asks for feedback, and who writes, confirms and changes dialogue notes."""

from asn_portal.core.access import Actor
from asn_portal.core.policies import define
from performance.enums.dialogue import DialogueStatus, RequestStatus

LINK_DAYS = define(
    "performance.feedback_link_days", 14, "Own setting: how long a link for service receivers works at most"
)
LINKS_OPEN = define(
    "performance.feedback_links_open", 20, "Own setting: links one person may have open at a time"
)
REQUESTS_OPEN = define(
    "performance.feedback_requests_open", 20, "Own setting: questions one person may have open at a time"
)


def can_ask(actor: Actor, employee) -> bool:
    """Feedback on somebody is asked for by the person or the present evaluator (PermenPANRB 6/2022 art. 18)."""
    me = actor.employee_id
    same = employee.agency_id == actor.agency_id
    return me is not None and same and me in (employee.pk, employee.evaluator_id)


def can_answer_request(actor: Actor, request) -> bool:
    """Only who was asked; for a link the portal itself, once its code has been checked."""
    if request.is_public:
        return actor.is_system
    return actor.employee_id is not None and request.asked_id == actor.employee_id


def can_withdraw_request(actor: Actor, request) -> bool:
    """Who asked takes the question back."""
    return actor.employee_id is not None and request.asked_by_id == actor.employee_id


def can_expire_request(actor: Actor, _request) -> bool:
    """The clock closes what was not answered in time."""
    return actor.is_system


def can_write_dialogue(actor: Actor, employee) -> bool:
    """The person with the own evaluator, or the evaluator of today with the person."""
    me = actor.employee_id
    if me is None or employee.agency_id != actor.agency_id or employee.evaluator_id is None:
        return False
    return me in (employee.pk, employee.evaluator_id)


def is_party(actor: Actor, dialogue) -> bool:
    """One of the two who talked."""
    return actor.employee_id is not None and actor.employee_id in (dialogue.employee_id, dialogue.leader_id)


def can_change_dialogue(actor: Actor, dialogue) -> bool:
    """Who wrote the note changes it until the other one has confirmed it."""
    return dialogue.written_by_id == actor.employee_id and dialogue.state == DialogueStatus.WRITTEN


def can_confirm_dialogue(actor: Actor, dialogue) -> bool:
    """The other one of the two confirms."""
    return is_party(actor, dialogue) and dialogue.written_by_id != actor.employee_id


def is_waiting(request) -> bool:
    """Tell whether a request still waits for its answer."""
    return request.state == RequestStatus.OPEN
