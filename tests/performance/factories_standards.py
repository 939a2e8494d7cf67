"""Factories of performance standards.

StandardFactory(unit=…)                  draft; also proposed, returned, approved, withdrawn=True
StandardIndicatorFactory(standard=…)     at least 85 index
MeasurementFactory(indicator=…)          the office's value of the last quarter of 2025
"""

import datetime as dt
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from performance import models
from performance.enums import Aspect, Direction, MeasurementSource, ServiceField, StandardStatus

UNIT = "tests.employees.factories.UnitFactory"
EMPLOYEE = "tests.employees.factories.EmployeeFactory"
LONG_AGO = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


class StandardFactory(DjangoModelFactory):
    """A draft of an office."""

    class Meta:
        model = models.Standard

    class Params:
        proposed = factory.Trait(state=StandardStatus.PROPOSED, proposed_at=LONG_AGO)
        returned = factory.Trait(state=StandardStatus.RETURNED, proposed_at=LONG_AGO)
        approved = factory.Trait(
            state=StandardStatus.APPROVED,
            proposed_at=LONG_AGO,
            approved_at=LONG_AGO,
            starts_on=dt.date(2025, 1, 1),
        )
        withdrawn = factory.Trait(state=StandardStatus.WITHDRAWN)

    unit = factory.SubFactory(UNIT)
    agency = factory.SelfAttribute("unit.agency")
    unit_name = factory.SelfAttribute("unit.name")
    field = ServiceField.HEALTH
    name = factory.Sequence(lambda n: f"Rawat jalan {n:03d}")
    proposer_name = "Pengusul"


class StandardIndicatorFactory(DjangoModelFactory):
    """Satisfaction of at least 85."""

    class Meta:
        model = models.StandardIndicator

    standard = factory.SubFactory(StandardFactory, approved=True)
    order = factory.Sequence(lambda n: n % 30_000 + 1)
    aspect = Aspect.QUALITY
    statement = factory.Sequence(lambda n: f"Indeks kepuasan masyarakat {n:03d}")
    direction = Direction.HIGHER
    target = Decimal("85.000")
    target_unit = "indeks"


class MeasurementFactory(DjangoModelFactory):
    """The office's value of the last quarter of 2025."""

    class Meta:
        model = models.Measurement

    indicator = factory.SubFactory(StandardIndicatorFactory)
    agency = factory.SelfAttribute("indicator.standard.agency")
    unit = factory.SelfAttribute("indicator.standard.unit")
    starts_on = dt.date(2025, 10, 1)
    ends_on = dt.date(2025, 12, 31)
    value = Decimal("87.500")
    source = MeasurementSource.FORM
    recorder_name = "Pencatat"


class CreditStatementFactory(DjangoModelFactory):
    """A statement of credit points."""

    class Meta:
        model = models.CreditStatement

    employee = factory.SubFactory(EMPLOYEE)
    agency = factory.SelfAttribute("employee.agency")
    points = Decimal("62.5000")
    as_of = dt.date(2025, 12, 31)
    number = "PAK/1/2026"
