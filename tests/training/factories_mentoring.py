"""Factories of mentoring, one per model with traits.

PairFactory(senior=…, junior=…)   proposed from 2 March 2026 for half a year; also active, closed, overdue=True
SessionFactory(pair=…)            an hour, written by the senior     GoalFactory(pair=…)
"""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from training import models
from training.enums import PairStatus

EMPLOYEE = "tests.employees.factories.EmployeeFactory"
ACCEPTED_AT = dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC)
SECRET = "Catatan rahasia: ia gugup berbicara di loket"
AGREED = "Kesepakatan tertutup: berlatih dua kali sepekan"


class PairFactory(DjangoModelFactory):
    """A proposed pair, half a year from 2 March 2026."""

    class Meta:
        model = models.MentoringPair

    class Params:
        accepted = factory.Trait(senior_accepted_at=ACCEPTED_AT, junior_accepted_at=ACCEPTED_AT)
        active = factory.Trait(accepted=True, state=PairStatus.ACTIVE)
        closed = factory.Trait(accepted=True, state=PairStatus.CLOSED, review="Sudah mandiri.")
        overdue = factory.Trait(active=True, starts_on=dt.date(2025, 9, 1), ends_on=dt.date(2026, 2, 27))

    junior = factory.SubFactory(EMPLOYEE)
    senior = factory.SubFactory(EMPLOYEE, agency=factory.SelfAttribute("..junior.agency"))
    agency = factory.SelfAttribute("junior.agency")
    unit = factory.SelfAttribute("junior.unit")
    purpose = "Menguasai layanan loket"
    starts_on = dt.date(2026, 3, 2)
    # Still to come in tests that run on the real day, too.
    ends_on = factory.LazyFunction(lambda: max(dt.date(2026, 8, 31), dt.date.today() + dt.timedelta(days=90)))


class GoalFactory(DjangoModelFactory):
    """An open goal."""

    class Meta:
        model = models.MentoringGoal

    pair = factory.SubFactory(PairFactory, active=True)
    text = factory.Sequence(lambda n: f"Melayani {n} pemohon sendiri")


class SessionFactory(DjangoModelFactory):
    """An hour with notes that nobody else may read."""

    class Meta:
        model = models.MentoringSession

    pair = factory.SubFactory(PairFactory, active=True)
    held_on = dt.date(2026, 3, 9)
    minutes = 60
    topic = factory.Sequence(lambda n: f"Menjawab keluhan {n}")
    agreed = AGREED
    notes = SECRET
    written_by = factory.SelfAttribute("pair.senior")
