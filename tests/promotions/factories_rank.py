"""People with a rank, rated years, exams and credit points, for the tests of the rank pages.

ExamFactory(employee=…, exam="service_1")            an exam passed
CreditFactory(employee=…, points=96)                 a PAK
EntryFactory(nominative_list=…, employee=…)          an entry of a list
"""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from employees.models import Rank
from performance.models import CreditStatement
from promotions import models
from promotions.enums import ListStatus, PromotionKind, Verdict
from tests.performance.factories import AppraisalFactory, CycleFactory, PeriodFactory, PlanFactory

EMPLOYEE = "tests.employees.factories.EmployeeFactory"
AGENCY = "tests.employees.factories.AgencyFactory"


def rank(code):
    """Return a rank of PNS."""
    return Rank.objects.get(scheme="pns", code=code)


def judge(person, year, **traits):
    """Write the annual appraisal of a person; released unless said otherwise."""
    cycle = CycleFactory(agency=person.agency, year=year, is_open=True)
    period = PeriodFactory(cycle=cycle, is_year=True)
    plan = PlanFactory(employee=person, cycle=cycle, approved=True)
    return AppraisalFactory(employee=person, period=period, plan=plan, **(traits or {"released": True}))


def make_ready(person, *, code="II/c", since=dt.date(2022, 4, 1), education="slta"):
    """Give a person everything the regular promotion of 2026 asks for (worked example R1)."""
    person.rank, person.rank_effective_on = rank(code), since
    person.education_level, person.discipline_checked_on = education, dt.date(2026, 1, 2)
    person.save()
    for year in (2024, 2025):
        judge(person, year)
    return person


class ExamFactory(DjangoModelFactory):
    """Ujian Dinas I passed."""

    class Meta:
        model = models.ExamRecord

    employee = factory.SubFactory(EMPLOYEE)
    agency = factory.SelfAttribute("employee.agency")
    exam = "service_1"
    passed_on = dt.date(2025, 5, 1)


class CreditFactory(DjangoModelFactory):
    """A PAK."""

    class Meta:
        model = CreditStatement

    employee = factory.SubFactory(EMPLOYEE)
    agency = factory.SelfAttribute("employee.agency")
    points = 100
    as_of = dt.date(2025, 12, 31)
    number = "PAK/1/2026"


class ListFactory(DjangoModelFactory):
    """A list that is ready."""

    class Meta:
        model = models.NominativeList

    agency = factory.SubFactory(AGENCY)
    target_on = dt.date(2026, 4, 1)
    state = ListStatus.READY
    built_at = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


class EntryFactory(DjangoModelFactory):
    """Somebody on a list who meets everything."""

    class Meta:
        model = models.NominativeEntry

    employee = factory.SubFactory(EMPLOYEE)
    agency = factory.SelfAttribute("employee.agency")
    nominative_list = factory.SubFactory(ListFactory, agency=factory.SelfAttribute("..employee.agency"))
    unit = factory.SelfAttribute("employee.unit")
    opd = factory.SelfAttribute("employee.unit.opd")
    sort_name = factory.SelfAttribute("employee.sort_name")
    kind = PromotionKind.REGULAR
    from_rank = factory.LazyFunction(lambda: rank("II/c"))
    to_rank = factory.LazyFunction(lambda: rank("II/d"))
    verdict = Verdict.ELIGIBLE
