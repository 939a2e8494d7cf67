"""Who signs, objects, states, hears, decides and reports; and the figures an agency sets for the clocks."""

from asn_portal.core.access import Actor, Role
from asn_portal.core.policies import define
from employees.policies import is_hr_of
from performance.enums import AppraisalStatus
from performance.policies.plans import is_owner

CLOCKS = define(
    "performance.evaluation_clocks",
    {
        "deliver": 14,
        "sign": 14,
        "object": 14,
        "decide": 7,
        "report": 30,
        "superior_signs": 14,
        "superior_delivers": 7,
        "superior_return": 7,
    },
    "PermenPANRB 6/2022 annex V p. 114-119, working days",
)
OBJECTION_DAY_KIND = define(
    "performance.objection_day_kind",
    "working",
    'PermenPANRB 6/2022 annex V p. 117: working days; PP 30/2019 says "14 days": "calendar"',
)
DEEMED_RECEIPT_DAYS = define(
    "performance.deemed_receipt_days",
    0,
    "The regulation is silent: working days after delivery on which a document counts as received although it "
    "was never opened; 0: only the person's own confirmation counts",
)
MAY_DECLINE_SIGNATURE = define(
    "performance.may_decline_signature",
    True,
    "The regulation is silent on a person who will not sign; it changes no clock",
)
OBJECTION_TO_FINAL = define(
    "performance.objection_to_final",
    False,
    "PermenPANRB 6/2022 annex IV p. 90: ratings by the superior and by the regional head are final",
)
CONFIRMED_ON_FORM = define(
    "performance.confirmed_objection_on_d13",
    True,
    "Annex V p. 118 names form D.1.3 for a changed result; own choice for a confirmed one",
)
REMIND_DECIDER_DAYS = define(
    "performance.objection_remind_days", 2, "Own setting: working days before the last day of a decision"
)
SIX_DAY_UNITS = define(
    "performance.six_day_units",
    [],
    "Codes of units that work from Monday to Saturday where the government has five days (schools, clinics)",
)
DOCUMENT_PLACE = define(
    "performance.document_place", "", "Place of signature on form D; empty: read from the government's name"
)


def can_sign(actor: Actor, appraisal) -> bool:
    """The person signs, or says why not, once the document has been handed out; not what was rated elsewhere."""
    released_here = appraisal.state == AppraisalStatus.RELEASED and appraisal.imported_from_id is None
    return is_owner(actor, appraisal) and released_here


def can_object(actor: Actor, appraisal) -> bool:
    """Only the person objects, to a released rating; whether it is in time is a checklist."""
    return can_sign(actor, appraisal)


def can_withdraw_objection(actor: Actor, objection) -> bool:
    """The person takes the own objection back."""
    return actor.employee_id is not None and objection.employee_id == actor.employee_id


def can_state(actor: Actor, objection) -> bool:
    """Who rated explains the rating (annex V p. 117)."""
    return actor.employee_id is not None and objection.evaluator_id == actor.employee_id


def can_examine(actor: Actor, objection) -> bool:
    """The superior of the evaluator hears both and decides; nobody decides on the own rating or the own judgement."""
    me = actor.employee_id
    return (
        me is not None
        and objection.decider_id == me
        and me not in {objection.employee_id, objection.evaluator_id}
    )


def can_redirect_objection(actor: Actor, objection) -> bool:
    """HR of the person looks up the superior anew, when the one who was to decide has gone."""
    return is_hr_of(actor, objection.employee)


def can_sign_decision(actor: Actor, objection) -> bool:
    """The person signs the document of the decision (form D.1.3)."""
    return can_withdraw_objection(actor, objection)


def can_follow_objections(actor: Actor) -> bool:
    """HR and inspectors follow all objections of their units."""
    return actor.has(Role.HR, Role.INSPECTOR)


def can_report(actor: Actor) -> bool:
    """HR records that documents went to the authorised official (PyB)."""
    return actor.has(Role.HR)


def sees_hearing(actor: Actor, objection, party: str) -> bool:
    """Notes of a hearing are for who was heard, who decides, HR and inspectors; not for the other side."""
    me = actor.employee_id
    if me is not None and me == objection.employee_id:
        return party == "person"
    if me is not None and me == objection.evaluator_id:
        return party == "evaluator"
    return True
