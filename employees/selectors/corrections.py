"""Requests of people to correct their data."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Role
from asn_portal.core.calendar import WorkCalendar
from asn_portal.core.models import TransitionLog
from asn_portal.core.pagination import Page, keyset_page
from asn_portal.core.templatetags.formats import longdate
from employees import policies
from employees.enums import CorrectionStatus, Sex
from employees.models import CorrectionRequest, Employee, RoleGrant, Unit
from employees.rules.correctable import FIELDS, CorrectableField
from employees.workflow.corrections import CORRECTION_FLOW

KIND = "correction"
SIZE = 30
PARTIES = ("employee__position", "employee__unit", "unit")


@dataclass(frozen=True)
class CorrectionFilter:
    """What the queue is narrowed to."""

    answered: bool = False
    field: str = ""


def waiting_corrections(*, actor: Actor) -> QuerySet[CorrectionRequest]:
    """Return the open requests that the actor answers as HR, never the actor's own."""
    scopes = actor.scopes_for(Role.HR)
    if not scopes:
        return CorrectionRequest.objects.none()
    rows = CorrectionRequest.objects.filter(agency_id=actor.agency_id, state=CorrectionStatus.OPEN)
    if not any(scope.is_root for scope in scopes):
        rows = rows.filter(unit_id__in=Unit.objects.in_scopes(scopes).order_by().values("id"))
    return rows.exclude(employee_id=actor.employee_id) if actor.employee_id else rows


def correction_inbox(*, actor: Actor) -> QuerySet:
    """Return the requests that wait for the actor, in the columns of the inbox; values stay out of lists (A13)."""
    labels = [When(field=field.key, then=Value(str(field.label))) for field in FIELDS.values()]
    rows = waiting_corrections(actor=actor).annotate(
        kind=Value(KIND, output_field=CharField()),
        subject_id=F("pk"),
        who=F("employee__name"),
        post=Coalesce(F("employee__position__name"), Value(""), output_field=CharField()),
        detail=Case(*labels, default=F("field"), output_field=CharField()),
        since=F("created_at"),
        is_safe=Value(False, output_field=BooleanField()),
    )
    return rows.values("kind", "subject_id", "who", "post", "detail", "since", "due_on", "is_safe")


def open_corrections_count(*, actor: Actor) -> int:
    """Return how many requests wait for the actor."""
    return waiting_corrections(actor=actor).count()


def page_of_corrections(*, actor: Actor, wanted: CorrectionFilter, token: str) -> Page:
    """Return one page of the queue: what waits by its deadline, what is answered newest first."""
    rows = CorrectionRequest.objects.visible_to(actor).select_related(*PARTIES)
    if actor.employee_id:
        rows = rows.exclude(employee_id=actor.employee_id)
    if wanted.field:
        rows = rows.filter(field=wanted.field)
    if wanted.answered:
        rows = rows.exclude(state=CorrectionStatus.OPEN).select_related("answered_by")
        return keyset_page(rows, key="id", token=token, size=SIZE, newest_first=True)
    return keyset_page(rows.filter(state=CorrectionStatus.OPEN), key="due_on", token=token, size=SIZE)


def own_corrections(*, actor: Actor, limit: int = 100) -> list[CorrectionRequest]:
    """Return the actor's own requests, newest first."""
    rows = CorrectionRequest.objects.filter(agency_id=actor.agency_id, employee_id=actor.employee_id)
    return list(rows.order_by("-id")[:limit]) if actor.employee_id else []


def open_request(*, actor: Actor, field: str) -> CorrectionRequest | None:
    """Return the actor's own open request for a field."""
    return CorrectionRequest.objects.filter(
        employee_id=actor.employee_id, field=field, state=CorrectionStatus.OPEN
    ).first()


def get_correction(*, actor: Actor, pk: int) -> CorrectionRequest:
    """Return one request of the actor's scope (404 otherwise)."""
    rows = CorrectionRequest.objects.visible_to(actor).select_related(*PARTIES, "answered_by")
    return get_object_or_404(rows, pk=pk)


def own_record(*, actor: Actor) -> Employee:
    """Return the actor's own record with what a correction can be about (404 for an account without a person)."""
    rows = Employee.objects.visible_to(actor).select_related(
        "rank", "position", "unit", "evaluator__position"
    )
    return get_object_or_404(rows, pk=actor.employee_id)


def correction_timeline(*, actor: Actor, request: CorrectionRequest) -> QuerySet[TransitionLog]:
    """Return what happened to a request somebody has been shown."""
    return CORRECTION_FLOW.timeline(request)


def hr_users_of(request: CorrectionRequest, *, today: date) -> list[int]:
    """Return the accounts of HR whose grants cover the unit of a request."""
    path = request.unit.path if request.unit else ""
    grants = RoleGrant.objects.in_force(today).filter(agency_id=request.agency_id, role=Role.HR)
    pairs = grants.values_list("user_id", "unit__path", "unit__depth")
    return [user for user, top, depth in pairs if depth == 1 or (path and path.startswith(top))]


def shown_value(field: CorrectableField, text: str) -> str:
    """Return a stored value for people."""
    if field.kind == "date" and text:
        try:
            return longdate(date.fromisoformat(text))
        except ValueError:
            return text
    return str(dict(Sex.choices).get(text, text)) if field.kind == "sex" else text


def recorded_value(employee: Employee, field: CorrectableField) -> str:
    """Return what is on record now, as text that fits the request."""
    if field.column:
        value: Any = getattr(employee, field.column)
        return value.isoformat() if isinstance(value, date) else str(value or "")
    texts = {
        "rank": str(employee.rank or ""),
        "position": employee.position.name if employee.position else "",
        "unit": employee.unit.name if employee.unit else "",
        "education": str(employee.get_education_level_display()),
        "evaluator": employee.evaluator.full_name if employee.evaluator else _("nobody yet"),
    }
    return texts.get(field.key, "")[:300]


@dataclass(frozen=True)
class CorrectionRow:
    """A request as lists show it."""

    request: CorrectionRequest
    label: str
    days_late: int = 0

    @property
    def is_late(self) -> bool:
        """Tell whether the answer is overdue."""
        return self.days_late > 0


def as_rows(
    requests: list[CorrectionRequest], *, calendar: WorkCalendar | None, today: date
) -> list[CorrectionRow]:
    """Return rows with the field in words and the working days they are late."""
    return [CorrectionRow(row, label_of(row.field), _late(row, calendar, today)) for row in requests]


def label_of(key: str) -> str:
    """Return the words of a field."""
    return str(FIELDS[key].label) if key in FIELDS else key


def _late(row: CorrectionRequest, calendar: WorkCalendar | None, today: date) -> int:
    if calendar is None or row.state != CorrectionStatus.OPEN or row.due_on >= today:
        return 0
    # An answer that is due on Friday and missing on Sunday is late, though no working day has gone by.
    return max(1, calendar.count_between(row.due_on, today))


def may_answer(actor: Actor, request: CorrectionRequest) -> bool:
    """Tell whether the answer form is shown."""
    return request.state == CorrectionStatus.OPEN and policies.can_answer_correction(actor, request)
