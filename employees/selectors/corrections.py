"""Requests of people to correct their data."""

from django.db.models import BooleanField, CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast

from asn_portal.core.access import Actor, Role
from employees.enums import CorrectionStatus
from employees.models import CorrectionRequest, Unit

KIND = "correction"


def waiting_corrections(*, actor: Actor) -> QuerySet[CorrectionRequest]:
    """Return the open requests that the actor answers as HR, never the actor's own."""
    scopes = actor.scopes_for(Role.HR)
    if not scopes:
        return CorrectionRequest.objects.none()
    rows = CorrectionRequest.objects.filter(agency_id=actor.agency_id, state=CorrectionStatus.OPEN)
    if not any(scope.is_root for scope in scopes):
        rows = rows.filter(unit_id__in=Unit.objects.in_scopes(scopes).order_by().values("id"))
    return rows.exclude(employee_id=actor.employee_id)


def correction_inbox(*, actor: Actor) -> QuerySet:
    """Return the requests that wait for the actor, in the columns of the inbox."""
    return waiting_corrections(actor=actor).values(
        kind=Value(KIND, output_field=CharField()),
        subject_id=F("pk"),
        who=F("employee__name"),
        post=F("employee__position__name"),
        detail=F("requested_value"),
        since=F("created_at"),
        due_on=Cast(F("due_on"), DateField()),
        is_safe=Value(False, output_field=BooleanField()),
    )


def open_corrections_count(*, actor: Actor) -> int:
    """Return how many requests wait for the actor."""
    return waiting_corrections(actor=actor).count()
