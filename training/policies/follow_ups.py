"""Who promises, who confirms; and the figures of the follow-up."""

from datetime import date

from asn_portal.core.access import Actor
from asn_portal.core.models import AgencyPolicy
from asn_portal.core.policies import define
from employees.policies import is_hr_of
from training.enums import EnrolmentStatus
from training.models import Enrolment, FollowUp
from training.rules.follow_ups import FollowUpRules

FOLLOW_UP_MONTHS = define(
    "training.follow_up_months", 3, "Usual practice 3 to 6 months after the training; no figure found"
)
REPEAT_MONTHS = define("training.follow_up_repeat_months", 3, "Own setting: when a superior is asked again")
MOST_TIMES = define("training.follow_up_times", 2, "Own setting: how often a superior is asked at most")
FIGURES = (FOLLOW_UP_MONTHS, REPEAT_MONTHS, MOST_TIMES)


def follow_up_rules(*, agency_id: int | None, day: date) -> FollowUpRules:
    """Return the figures in force for an agency on a day; one query."""
    rows = AgencyPolicy.objects.filter(
        agency_id=agency_id, key__in=[figure.key for figure in FIGURES], starts_on__lte=day
    )
    known = dict(rows.order_by("starts_on").values_list("key", "value"))
    return FollowUpRules(*(known.get(figure.key, figure.default) for figure in FIGURES))


def is_participant(actor: Actor, enrolment: Enrolment) -> bool:
    """The person who was in the class."""
    return actor.employee_id is not None and enrolment.employee_id == actor.employee_id


def can_give_feedback(actor: Actor, enrolment: Enrolment) -> bool:
    """Whoever attended says what the class was worth and what comes of it."""
    return is_participant(actor, enrolment) and enrolment.state == EnrolmentStatus.ATTENDED


def can_ask_superior(actor: Actor, follow_up: FollowUp) -> bool:
    """The clock asks."""
    return actor.is_system and actor.agency_id == follow_up.agency_id


def can_answer_follow_up(actor: Actor, follow_up: FollowUp) -> bool:
    """The evaluator of today says whether it is applied; HR for somebody without one. Nobody for themselves."""
    person = follow_up.employee
    if follow_up.agency_id != actor.agency_id or person.pk == actor.employee_id:
        return False
    if person.evaluator_id is None:
        return is_hr_of(actor, person)
    return actor.employee_id is not None and person.evaluator_id == actor.employee_id
