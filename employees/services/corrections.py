"""Corrections: asked for by the person, answered by HR within a deadline, written with history."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core import policies as figures
from asn_portal.core.access import Actor, require
from asn_portal.core.audit import record_access
from asn_portal.core.history import bulk_update_with_history
from asn_portal.core.selectors import work_calendar
from asn_portal.core.templatetags.formats import longdate
from asn_portal.core.workflow import record_transition
from employees import policies
from employees.models import CorrectionRequest, Employee
from employees.notifications import corrections as notices
from employees.rules.correctable import FIELDS, CorrectableField, as_value, read_wish
from employees.rules.names import sort_name
from employees.selectors.corrections import hr_users_of, recorded_value
from employees.workflow.corrections import ASK, CORRECTION_FLOW

# No rule gives HR a clock for this; an agency sets its own.
ANSWER_DAYS = figures.define("corrections.answer_days", 5, "Portal's own default, in working days")


@dataclass(frozen=True)
class Wish:
    """What is wrong: the field, what it should be, and why."""

    field: str
    value: str
    note: str = ""


@transaction.atomic
def request_correction(*, employee: Employee, wish: Wish, actor: Actor) -> CorrectionRequest:
    """Ask HR to correct a field of one's own record; HR answers within the agency's working days.

    Raises ValidationError for a value that cannot be, for no change at all, and while a request for the same
    field is open; NotAllowed for somebody else's record.
    """
    require(policies.can_request_correction(actor, employee))
    field = FIELDS[wish.field]
    value, current = read(field, wish.value, at="requested_value"), recorded_value(employee, field)
    if field.column and value == current:
        raise ValidationError({"requested_value": _("This is already on record.")})
    request = CorrectionRequest(
        agency_id=employee.agency_id,
        employee=employee,
        unit=employee.unit,
        field=field.key,
        current_value=current,
        requested_value=value,
        note=wish.note,
        due_on=due_day(actor),
    )
    try:
        with transaction.atomic():
            request.save()
    except IntegrityError:
        raise ValidationError(_("A request for this field is already waiting."), code="open") from None
    record_transition("correction", request, ASK, before="", actor=actor, note=wish.note)
    recipients = [pk for pk in hr_users_of(request, today=timezone.localdate()) if pk != actor.user_id]
    notices.correction_asked(request, recipients=recipients, due_on=longdate(request.due_on))
    return request


def due_day(actor: Actor):
    """Return the last day for the answer, counted in the agency's working days."""
    today = timezone.localdate()
    days = figures.value_on(ANSWER_DAYS, agency_id=actor.agency_id or 0, day=today)
    return work_calendar(actor=actor).add(today, days)


@transaction.atomic
def accept_correction(
    *, request: CorrectionRequest, value: str, answer: str, actor: Actor
) -> CorrectionRequest:
    """Say yes: a plain field is written with history; what has records HR has put right before (answer required).

    Raises ValidationError, NotAllowed, and Conflict for the second of two answers.
    """
    require(policies.can_answer_correction(actor, request))
    field = FIELDS.get(request.field, FIELDS["other"])
    answer = answer.strip()
    if field.column:
        value = read(field, value, at="value")
        answer = answer or _("It now reads as you asked.")
    elif not answer:
        raise ValidationError({"answer": _("Write what has been put right.")})
    decide("accept", request, answer, actor)
    if field.column:
        write_value(request, field, value, actor)
    notices.correction_answered(request, event="correction_accepted")
    return request


@transaction.atomic
def refuse_correction(*, request: CorrectionRequest, answer: str, actor: Actor) -> CorrectionRequest:
    """Say no, with the reason the person will read. Raises NoteRequired, NotAllowed, Conflict."""
    decide("refuse", request, answer.strip(), actor)
    notices.correction_answered(request, event="correction_refused")
    return request


@transaction.atomic
def withdraw_correction(*, request: CorrectionRequest, actor: Actor) -> None:
    """Take one's own open request back."""
    CORRECTION_FLOW.apply("withdraw", request, actor=actor)


def decide(step: str, request: CorrectionRequest, answer: str, actor: Actor) -> None:
    """Apply an answer."""
    CORRECTION_FLOW.apply(
        step,
        request,
        actor=actor,
        note=answer,
        answer=answer,
        answered_at=timezone.now(),
        answered_by_id=actor.user_id,
    )


def read(field: CorrectableField, text: str, *, at: str) -> str:
    """Read a wish; a problem is reported at the named form field."""
    try:
        return read_wish(field, text)
    except ValidationError as error:
        raise ValidationError({at: error.messages}) from error


def write_value(request: CorrectionRequest, field: CorrectableField, text: str, actor: Actor) -> None:
    """Write the new value on the record, under a lock, with a history row that names the request."""
    employee = Employee.objects.select_for_update(of=("self",)).get(
        pk=request.employee_id, agency_id=request.agency_id
    )
    setattr(employee, field.column, as_value(field, text))
    changed = [field.column]
    if field.column == "name":
        employee.sort_name = sort_name(text)
        changed.append("sort_name")
    bulk_update_with_history(
        [employee], Employee, changed, reason=f"correction {request.pk}", user_id=actor.user_id
    )


def note_reading(*, request: CorrectionRequest, actor: Actor) -> None:
    """Log that HR or an inspector reads personal data inside a request (A13); one's own is not logged."""
    field = FIELDS.get(request.field)
    if field and field.is_private and request.employee_id != actor.employee_id:
        record_access(
            actor=actor,
            subject_type="employee",
            subject_id=request.employee_id,
            what=field.key,
            purpose=_("Correction request"),
        )
