"""Behaviour problems and counselling (form B.1.10, annex III p. 85-88): confidential.

Steps are kept with the case, not in the common log, which inspectors read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, require
from employees.models import Employee
from performance.enums.dialogue import CaseStatus
from performance.models import BehaviourReport, CaseStep, CounsellingSession, Cycle, Feedback
from performance.notifications import counselling as notices
from performance.policies import counselling as policies


@dataclass(frozen=True)
class ReportEntry:
    """What the rater reports; `proofs` is the feedback the person was given on it before."""

    value: str
    problem: str
    tried: str
    told_on: date
    expectation: str = ""
    others_too: bool = False
    proofs: Sequence[Feedback] = field(default_factory=list)


@transaction.atomic
def report_behaviour(
    *, employee: Employee, cycle: Cycle, entry: ReportEntry, actor: Actor
) -> BehaviourReport:
    """Report a problem of behaviour to the personnel unit (annex III p. 86).

    Raises NotAllowed for anybody but the evaluator of today; ValidationError before the person has been told, without
    proof of feedback, and while a report about the person waits.
    """
    require(policies.can_report(actor, employee) and cycle.agency_id == actor.agency_id)
    refuse_report(entry, employee)
    report = BehaviourReport(
        agency_id=employee.agency_id,
        cycle=cycle,
        employee=employee,
        reported_by_id=actor.employee_id,
        value=entry.value,
        expectation=entry.expectation.strip(),
        problem=entry.problem.strip(),
        others_too=entry.others_too,
        tried=entry.tried.strip(),
        told_on=entry.told_on,
    )
    try:
        with transaction.atomic():
            report.save()
    except IntegrityError:
        raise ValidationError(
            _("A report about this person is being worked on already."), code="twice"
        ) from None
    report.proofs.set(entry.proofs)
    note_step(report, "reported", actor)
    notices.reported(report, today=timezone.localdate())
    return report


def refuse_report(entry: ReportEntry, employee: Employee) -> None:
    """Raise ValidationError, at the field, for what the regulation asks to have come first."""
    today = timezone.localdate()
    if entry.told_on > today:
        raise ValidationError({"told_on": _("Talk with the person first; this day has not come yet.")})
    if not entry.proofs:
        raise ValidationError(
            {"proofs": _("Give the person feedback on this behaviour first; the report rests on it.")}
        )
    if any(row.employee_id != employee.pk for row in entry.proofs):
        raise ValidationError({"proofs": _("Choose feedback about this person.")})


@dataclass(frozen=True)
class Appointment:
    """Who counsels, when and where."""

    counsellor: Employee
    meets_at: datetime
    place: str


@transaction.atomic
def open_counselling(
    *, report: BehaviourReport, appointment: Appointment, decision: str, actor: Actor
) -> BehaviourReport:
    """Decide on counselling: appoint the counsellor and invite the person.

    Raises NotAllowed, ValidationError for a counsellor who takes part in the case or a day that has passed, Conflict.
    """
    require(policies.can_decide_case(actor, report))
    counsellor = appointment.counsellor
    if counsellor.agency_id != report.agency_id or counsellor.pk in (
        report.employee_id,
        report.reported_by_id,
    ):
        raise ValidationError({"counsellor": _("The counsellor is neither the person nor who reported.")})
    if appointment.meets_at <= timezone.now() - timedelta(minutes=5):
        raise ValidationError({"meets_at": _("Choose a time that is still to come.")})
    move(
        report,
        (CaseStatus.REPORTED, CaseStatus.OPEN),
        actor,
        typed=decision,
        changes={
            "counsellor": counsellor,
            "meets_at": appointment.meets_at,
            "place": appointment.place.strip(),
            "decision": decision.strip(),
        },
    )
    notices.decided(report)
    return report


@transaction.atomic
def decline_counselling(*, report: BehaviourReport, decision: str, actor: Actor) -> BehaviourReport:
    """Decide that no counselling follows, with the reason for who reported. Raises as `open_counselling` does."""
    require(policies.can_decide_case(actor, report))
    if not decision.strip():
        raise ValidationError({"decision": _("Please write the reason.")})
    changes = {"decision": decision.strip(), "closed_at": timezone.now()}
    move(report, (CaseStatus.REPORTED, CaseStatus.DECLINED), actor, typed=decision, changes=changes)
    notices.decided(report)
    return report


@transaction.atomic
def write_session(
    *, report: BehaviourReport, held_on: date, agreed: str, notes: str, actor: Actor
) -> CounsellingSession:
    """Write down a session; the person reads what was agreed, the notes stay with the counsellor.

    Raises NotAllowed for anybody but the counsellor of a running case, ValidationError for a day to come.
    """
    require(policies.can_counsel(actor, report))
    if held_on > timezone.localdate():
        raise ValidationError({"held_on": _("This day has not come yet.")})
    session = CounsellingSession.objects.create(
        report=report,
        held_on=held_on,
        agreed=agreed.strip(),
        notes=notes.strip(),
        written_by_id=actor.employee_id,
    )
    note_step(report, "session", actor)
    notices.session_written(report, session.pk)
    return session


@transaction.atomic
def write_record(*, report: BehaviourReport, record: str, actor: Actor) -> BehaviourReport:
    """Hand the record of the counselling to the personnel unit (annex III p. 88). Raises NotAllowed, Conflict."""
    require(policies.can_write_record(actor, report))
    changes = {"record": record.strip(), "recorded_at": timezone.now()}
    move(report, (CaseStatus.OPEN, CaseStatus.OPEN), actor, typed=record, changes=changes)
    notices.record_written(report, today=timezone.localdate())
    return report


@transaction.atomic
def close_case(*, report: BehaviourReport, decision: str, actor: Actor) -> BehaviourReport:
    """Close a case with the follow-up that the personnel unit decides on.

    Raises NotAllowed, ValidationError before the record is there or without words, Conflict (with them).
    """
    require(policies.can_decide_case(actor, report))
    if not report.record:
        raise ValidationError(_("The counsellor has not handed in the record yet."), code="record")
    if not decision.strip():
        raise ValidationError({"decision": _("Please write the decision.")})
    changes = {"decision": decision.strip(), "closed_at": timezone.now()}
    move(report, (CaseStatus.OPEN, CaseStatus.CLOSED), actor, typed=decision, changes=changes)
    notices.decided(report)
    return report


def move(
    report: BehaviourReport, states: tuple[CaseStatus, CaseStatus], actor: Actor, *, typed: str, changes: dict
) -> None:
    """Move a case on by one guarded UPDATE; Conflict (with what was typed) when somebody was faster."""
    before, after = states
    rows = BehaviourReport.objects.filter(pk=report.pk, state=before, revision=report.revision)
    if not rows.update(state=after, revision=F("revision") + 1, **changes):
        raise Conflict(report, note=typed)
    report.state, report.revision = after, report.revision + 1
    for name, value in changes.items():
        setattr(report, name, value)
    note_step(report, "recorded" if before == after else after.value, actor)


def note_step(report: BehaviourReport, what: str, actor: Actor) -> None:
    """Keep with the case who did what."""
    CaseStep.objects.create(report=report, to_state=report.state, what=what, actor_name=actor.name)


@transaction.atomic
def confirm_session_read(*, report: BehaviourReport, actor: Actor) -> None:
    """Note that the person has read what was agreed."""
    if report.employee_id == actor.employee_id:
        report.sessions.filter(read_at=None).update(read_at=timezone.now())
