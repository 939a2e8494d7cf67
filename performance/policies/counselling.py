"""Who reports a problem of behaviour, who decides, who counsels. Nobody else learns of it."""

from asn_portal.core.access import Actor
from performance.enums.dialogue import CaseStatus
from performance.models.counselling import is_personnel_unit


def can_report(actor: Actor, employee) -> bool:
    """The present evaluator, who has told the person first (annex III p. 86)."""
    me = actor.employee_id
    same = employee.agency_id == actor.agency_id
    return me is not None and same and employee.evaluator_id == me != employee.pk


def can_decide_case(actor: Actor, report) -> bool:
    """The personnel unit; nobody decides on the own report or on oneself."""
    return (
        is_personnel_unit(actor)
        and report.agency_id == actor.agency_id
        and actor.employee_id not in (report.employee_id, report.reported_by_id)
    )


def can_counsel(actor: Actor, report) -> bool:
    """The counsellor who was appointed, while the counselling runs."""
    return is_counsellor(actor, report) and report.state == CaseStatus.OPEN


def is_counsellor(actor: Actor, report) -> bool:
    """The counsellor who was appointed."""
    return actor.employee_id is not None and report.counsellor_id == actor.employee_id


def can_write_record(actor: Actor, report) -> bool:
    """The counsellor writes the record at the end (annex III p. 87)."""
    return can_counsel(actor, report)


def can_read_notes(actor: Actor, report) -> bool:
    """The counsellor's own notes are the counsellor's alone."""
    return is_counsellor(actor, report)


def can_read_record(actor: Actor, report) -> bool:
    """The record goes to the personnel unit (annex III p. 88)."""
    return is_counsellor(actor, report) or can_decide_case(actor, report)
