"""Factories of what stands beside a plan."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from performance import models
from performance.enums.plan_changes import StudyStatus


class StudyAssignmentFactory(DjangoModelFactory):
    """A master's programme that runs; `graduated=True` for one that is over."""

    class Meta:
        model = models.StudyAssignment

    class Params:
        graduated = factory.Trait(state=StudyStatus.GRADUATED, ends_on=dt.date(2026, 6, 30))

    employee = factory.SubFactory("tests.employees.factories.EmployeeFactory")
    agency = factory.SelfAttribute("employee.agency")
    institution = "Universitas Contoh"
    programme = factory.Sequence(lambda number: f"Magister Kebijakan {number}")
    level = "s2"
    accreditation = "a"
    starts_on = dt.date(2025, 8, 1)
    due_on = dt.date(2027, 7, 31)


class PlanExemptionFactory(DjangoModelFactory):
    """An exemption until further notice."""

    class Meta:
        model = models.PlanExemption

    employee = factory.SubFactory("tests.employees.factories.EmployeeFactory")
    agency = factory.SelfAttribute("employee.agency")
    reason = "pre_retirement"
    starts_on = dt.date(2040, 1, 1)
