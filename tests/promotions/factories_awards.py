"""Factories of recognition.

AwardTypeFactory()                         an award of an office; is_city=True one of the city
AwardFactory(employee=…)                   given and told; untold=True not told yet
NominationFactory(employee=…, award_type=…)  submitted by nobody in particular
deserving(person)                          writes two good years and HR's statement on discipline
medals(agency)                             the award types of Satyalancana by years
"""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from asn_portal.core.requirements import Checklist
from employees.actors import actor_of
from employees.models import Employee
from performance.enums import AppraisalStatus, Predicate, Rating
from performance.models import Appraisal
from promotions import models
from promotions.enums import AwardLevel
from promotions.selectors.candidates import YEARS
from promotions.services.award_types import ensure_award_types
from tests.performance.factories import CycleFactory, PeriodFactory

AGENCY = "tests.employees.factories.AgencyFactory"
EMPLOYEE = "tests.employees.factories.EmployeeFactory"


class AwardTypeFactory(DjangoModelFactory):
    """An award of an office."""

    class Meta:
        model = models.AwardType

    class Params:
        is_city = factory.Trait(level=AwardLevel.CITY)

    agency = factory.SubFactory(AGENCY)
    name = factory.Sequence(lambda n: f"Penghargaan {n}")
    level = AwardLevel.OFFICE
    criteria = "Pelayanan yang membaik dan terukur."


class AwardFactory(DjangoModelFactory):
    """An award on the wall that everybody has been told of."""

    class Meta:
        model = models.Award

    class Params:
        untold = factory.Trait(announced_at=None)

    employee = factory.SubFactory(EMPLOYEE)
    agency = factory.SelfAttribute("employee.agency")
    award_type = factory.SubFactory(AwardTypeFactory, agency=factory.SelfAttribute("..agency"))
    unit = factory.SelfAttribute("employee.unit")
    opd = factory.SelfAttribute("employee.unit.opd")
    employee_name = factory.SelfAttribute("employee.full_name")
    position_name = factory.SelfAttribute("employee.position.name")
    unit_name = factory.SelfAttribute("employee.unit.name")
    citation = "Antrean turun dari 40 menjadi 15 menit."
    awarded_on = dt.date(2026, 2, 2)
    decree_number = "800/1/2026"
    announced_at = factory.LazyFunction(timezone.now)


class NominationFactory(DjangoModelFactory):
    """A submitted nomination."""

    class Meta:
        model = models.Nomination

    employee = factory.SubFactory(EMPLOYEE)
    agency = factory.SelfAttribute("employee.agency")
    award_type = factory.SubFactory(AwardTypeFactory, agency=factory.SelfAttribute("..agency"))
    unit = factory.SelfAttribute("employee.unit")
    employee_name = factory.SelfAttribute("employee.full_name")
    position_name = factory.SelfAttribute("employee.position.name")
    unit_name = factory.SelfAttribute("employee.unit.name")
    reason = "Antrean turun dari 40 menjadi 15 menit."
    evidence_link = "https://contoh.go.id/laporan"
    checklist = factory.LazyFunction(
        lambda: Checklist("Penghargaan", (), "local-award-2026.1", dt.date(2026, 3, 2)).to_dict()
    )
    nominated_by_name = "Kepala Bidang"


def acting(person):
    """Return the actor of a person today."""
    return actor_of(person.user, today=timezone.localdate())


def good_year(person, year, predicate=Predicate.B):
    """Write the released annual appraisal of a year."""
    cycle = CycleFactory(agency=person.agency, year=year, is_open=True)
    return Appraisal.objects.create(
        agency=person.agency,
        period=PeriodFactory(cycle=cycle, is_year=True),
        employee=person,
        unit=person.unit,
        state=AppraisalStatus.RELEASED,
        result_rating=Rating.AS_EXPECTED,
        result_reason="Tercapai.",
        behaviour_rating=Rating.AS_EXPECTED,
        behaviour_reason="Baik.",
        predicate=predicate,
        rated_at=timezone.now(),
        released_at=timezone.now(),
    )


def deserving(person, *, years=(2024, 2025)):
    """Put two good years and HR's statement on record."""
    for year in years:
        good_year(person, year)
    Employee.objects.filter(pk=person.pk).update(discipline_checked_on=dt.date(2026, 1, 5))
    person.refresh_from_db()
    return person


def serving(person, cpns_on=dt.date(2006, 3, 1), checked_on=dt.date(2026, 1, 5)):
    """Put the beginning of the service and HR's statement on discipline on record."""
    Employee.objects.filter(pk=person.pk).update(cpns_on=cpns_on, discipline_checked_on=checked_on)
    person.refresh_from_db()
    return person


def medals(agency):
    """Return the types of Satyalancana by their years."""
    return {YEARS[rule]: row for rule, row in ensure_award_types(agency=agency).items()}
