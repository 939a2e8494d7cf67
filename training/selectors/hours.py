"""The hours (JP) of people in a year: only verified certificates count."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.fields import IntegerField
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils import timezone

from asn_portal.core.access import Actor
from employees.models import Employee
from training.enums import CertificateStatus, EnrolmentStatus
from training.models import Certificate, Enrolment
from training.policies.hours import hours_rules
from training.rules.hours import BY_START, HoursRules, HoursStanding, hours_standing

# A place that is held or asked for is as good as assigned when somebody asks for one more.
PROMISED = [
    EnrolmentStatus.REQUESTED,
    EnrolmentStatus.WAITING,
    EnrolmentStatus.PLACED,
    EnrolmentStatus.ATTENDED,
]


@dataclass(frozen=True)
class YearOfHours:
    """One year of a person: the standing and the certificates that count."""

    year: int
    standing: HoursStanding
    certificates: list[Certificate]


def hours_subquery(year: int, *, own_only: bool = False) -> Coalesce:
    """Return an annotation for a queryset of employees: the JP of their verified certificates of a year.

    `own_only` sums what was learnt independently (mandiri), which a PPPK's ceiling leaves out.
    """
    rows = Certificate.objects.filter(employee=OuterRef("pk"), year=year, state=CertificateStatus.VERIFIED)
    if own_only:
        rows = rows.filter(is_own_initiative=True)
    sums = rows.order_by().values("employee").annotate(total=Sum("hours")).values("total")
    return Coalesce(Subquery(sums, output_field=IntegerField()), 0)


def with_hours(people: QuerySet[Employee], year: int) -> QuerySet[Employee]:
    """Annotate people with `hours` and `own_hours` of a year."""
    return people.annotate(hours=hours_subquery(year), own_hours=hours_subquery(year, own_only=True))


def standing_of(person, rules: HoursRules) -> HoursStanding:
    """Return the standing of a person of `with_hours`."""
    return hours_standing(person.kind, person.hours, rules, person.own_hours)


def hours_standing_of(*, actor: Actor, employee: Employee, year: int) -> HoursStanding:
    """Return how a person the actor sees stands in a year; two queries."""
    people = Employee.objects.visible_to(actor).filter(pk=employee.pk)
    person = get_object_or_404(with_hours(people, year).only("pk", "kind"))
    return standing_of(person, hours_rules(agency_id=actor.agency_id, day=timezone.localdate()))


def assigned_hours(*, actor: Actor, employee: Employee, year: int, rules: HoursRules) -> int:
    """Return the JP assigned to a person in a year: certificates that count against a ceiling, and places in classes
    without a certificate yet. What somebody asks for now comes on top (example J3)."""
    people = Employee.objects.visible_to(actor).filter(pk=employee.pk)
    rows = Certificate.objects.filter(employee__in=people, year=year, state=CertificateStatus.VERIFIED)
    proven = rows.filter(is_own_initiative=False).aggregate(total=Sum("hours"))["total"] or 0
    day = "starts_on" if rules.year_by == BY_START else "ends_on"
    places = Enrolment.objects.filter(
        Q(**{f"training_class__{day}__year": year}),
        employee__in=people,
        state__in=PROMISED,
        is_own_initiative=False,
    ).exclude(certificates__state=CertificateStatus.VERIFIED)
    return proven + (places.aggregate(total=Sum(F("training_class__programme__hours")))["total"] or 0)


def get_person(*, actor: Actor, pk: int) -> Employee:
    """Return a person in the actor's scope (404 otherwise)."""
    rows = Employee.objects.visible_to(actor).select_related("unit", "position", "evaluator")
    return get_object_or_404(rows, pk=pk)


def years_of_hours(
    *, actor: Actor, employee: Employee, certificates: list[Certificate], today: date
) -> list[YearOfHours]:
    """Return the years of `certificates_of` a person with what counts in each, newest first; this year always."""
    found: dict[int, list[Certificate]] = defaultdict(list)
    for certificate in certificates:
        if certificate.state == CertificateStatus.VERIFIED:
            found[certificate.year].append(certificate)
    rules = hours_rules(agency_id=actor.agency_id, day=today)
    years = sorted({today.year, *found}, reverse=True)
    return [year_of(year, employee.kind, found.get(year, []), rules) for year in years]


def year_of(year: int, kind: str, certificates: list[Certificate], rules: HoursRules) -> YearOfHours:
    """Return one year from its certificates."""
    total = sum(row.hours for row in certificates)
    own = sum(row.hours for row in certificates if row.is_own_initiative)
    return YearOfHours(year, hours_standing(kind, total, rules, own), certificates)
