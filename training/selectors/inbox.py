"""What waits for somebody in training: requests for a place."""

from django.db.models import BooleanField, Case, CharField, DateField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat, ExtractDay, ExtractYear
from django.utils.dates import MONTHS

from asn_portal.core.access import Actor, Role
from employees.models import Unit
from training.enums import EnrolmentStatus
from training.models import Enrolment
from training.rules.hours import WITH_CEILING

KIND = "enrolment"


def enrolments_to_decide(*, actor: Actor) -> QuerySet[Enrolment]:
    """Return the requests of the people the actor evaluates today; HR gets those of its people without an evaluator."""
    waits = Q(pk__in=[])
    if actor.employee_id is not None:
        waits |= Q(employee__evaluator_id=actor.employee_id)
    scopes = actor.scopes_for(Role.HR)
    if scopes:
        orphans = Q(employee__evaluator=None) & ~Q(employee_id=actor.employee_id or 0)
        if not any(scope.is_root for scope in scopes):
            orphans &= Q(employee__unit_id__in=Unit.objects.in_scopes(scopes).order_by().values("id"))
        waits |= orphans
    return Enrolment.objects.filter(waits, agency_id=actor.agency_id, state=EnrolmentStatus.REQUESTED)


def written_day(path: str, *, with_year: bool = True) -> Concat:
    """Return a day in words, "6 April 2026", as an SQL expression."""
    months = [When(Q(**{f"{path}__month": number}), then=Value(str(name))) for number, name in MONTHS.items()]
    day, year = (Cast(part(path), CharField()) for part in (ExtractDay, ExtractYear))
    month = Case(*months, default=Value(""), output_field=CharField())
    parts = [day, Value(" "), month, *([Value(" "), year] if with_year else [])]
    return Concat(*parts, output_field=CharField())


def enrolment_inbox(*, actor: Actor) -> QuerySet:
    """Return the requests that wait for the actor, in the columns of the inbox; a PPPK's hours need a look first."""
    start = Concat(written_day("training_class__starts_on", with_year=False), Value(" – "))
    several = When(training_class__starts_on__lt=F("training_class__ends_on"), then=start)
    first = Case(several, default=Value(""), output_field=CharField())
    last = written_day("training_class__ends_on")
    hours = Cast(F("training_class__programme__hours"), CharField())
    needs_look = When(employee__kind__in=WITH_CEILING, then=Value(False))
    return enrolments_to_decide(actor=actor).values(
        kind=Value(KIND, output_field=CharField()),
        subject_id=F("pk"),
        who=F("employee_name"),
        post=F("position_name"),
        detail=Concat(
            F("training_class__programme__name"),
            Value(", "),
            hours,
            Value(" JP, "),
            first,
            last,
            output_field=CharField(),
        ),
        since=F("requested_at"),
        due_on=Cast(F("training_class__enrol_until"), DateField()),
        is_safe=Case(needs_look, default=Value(True), output_field=BooleanField()),
    )


def count_enrolments_to_decide(*, actor: Actor) -> int:
    """Return how many requests wait for the actor."""
    return enrolments_to_decide(actor=actor).count()
