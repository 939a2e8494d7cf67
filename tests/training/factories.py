"""Factories of training, one per model with traits.

ProviderFactory(agency=…)     ProgrammeFactory(provider=…)
ClassFactory(programme=…)     open, in April 2026 with 20 seats; also draft, cancelled, finished, past, full=True
EnrolmentFactory(employee=…)  requested; also waiting, placed, attended, absent, returned, cancelled=True.
                              A place that is held is counted in `seats_taken` of its class.
"""

import datetime as dt

import factory
from django.db.models import F
from factory.django import DjangoModelFactory

from training import models
from training.enums import ClassStatus, EnrolmentStatus, LearningForm, ProviderKind

AGENCY = "tests.employees.factories.AgencyFactory"
EMPLOYEE = "tests.employees.factories.EmployeeFactory"
HOLDING = {EnrolmentStatus.PLACED, EnrolmentStatus.ATTENDED, EnrolmentStatus.ABSENT}
ASKED_AT = dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC)
QUEUED_AT = dt.datetime(2026, 3, 3, 2, tzinfo=dt.UTC)


class ProviderFactory(DjangoModelFactory):
    """A provider in use."""

    class Meta:
        model = models.Provider

    agency = factory.SubFactory(AGENCY)
    name = factory.Sequence(lambda n: f"Balai Pelatihan {n}")
    kind = ProviderKind.STATE


class ProgrammeFactory(DjangoModelFactory):
    """A workshop of 12 JP."""

    class Meta:
        model = models.Programme

    provider = factory.SubFactory(ProviderFactory)
    agency = factory.SelfAttribute("provider.agency")
    name = factory.Sequence(lambda n: f"Lokakarya Pelayanan {n}")
    sort_name = factory.LazyAttribute(lambda me: me.name.lower())
    form = LearningForm.WORKSHOP
    field = "health"
    hours = 12
    price = 1_500_000


class ClassFactory(DjangoModelFactory):
    """An open class in April 2026 with 20 seats."""

    class Meta:
        model = models.TrainingClass

    class Params:
        draft = factory.Trait(state=ClassStatus.DRAFT)
        cancelled = factory.Trait(state=ClassStatus.CANCELLED)
        past = factory.Trait(
            starts_on=dt.date(2026, 2, 9), ends_on=dt.date(2026, 2, 11), enrol_until=dt.date(2026, 2, 2)
        )
        finished = factory.Trait(past=True, state=ClassStatus.FINISHED)
        full = factory.Trait(seats=1, seats_taken=1)

    programme = factory.SubFactory(ProgrammeFactory)
    agency = factory.SelfAttribute("programme.agency")
    label = factory.Sequence(lambda n: f"Angkatan {n}")
    starts_on = dt.date(2026, 4, 6)
    ends_on = dt.date(2026, 4, 8)
    enrol_until = dt.date(2026, 3, 31)
    place = "Aula BKPSDM"
    seats = 20
    state = ClassStatus.OPEN


class EnrolmentFactory(DjangoModelFactory):
    """A request of one person, with the snapshot taken from the person."""

    class Meta:
        model = models.Enrolment
        skip_postgeneration_save = True

    class Params:
        waiting = factory.Trait(state=EnrolmentStatus.WAITING, queued_at=QUEUED_AT)
        placed = factory.Trait(state=EnrolmentStatus.PLACED, queued_at=QUEUED_AT, placed_at=QUEUED_AT)
        attended = factory.Trait(state=EnrolmentStatus.ATTENDED, queued_at=QUEUED_AT, placed_at=QUEUED_AT)
        absent = factory.Trait(state=EnrolmentStatus.ABSENT, queued_at=QUEUED_AT, placed_at=QUEUED_AT)
        returned = factory.Trait(state=EnrolmentStatus.RETURNED)
        cancelled = factory.Trait(state=EnrolmentStatus.CANCELLED)

    employee = factory.SubFactory(EMPLOYEE)
    agency = factory.SelfAttribute("employee.agency")
    training_class = factory.SubFactory(
        ClassFactory, programme__provider__agency=factory.SelfAttribute("....employee.agency")
    )
    unit = factory.SelfAttribute("employee.unit")
    employee_name = factory.LazyAttribute(lambda me: me.employee.full_name)
    employee_nip = factory.LazyAttribute(lambda me: me.employee.nip or "")
    position_name = factory.LazyAttribute(lambda me: str(me.employee.position or ""))
    unit_name = factory.LazyAttribute(lambda me: str(me.unit or ""))
    requested_by = factory.SelfAttribute("employee")
    requested_at = ASKED_AT

    @factory.post_generation
    def seat(self, create, value, **kwargs):
        """Count the place in the class."""
        if create and self.state in HOLDING:
            classes = models.TrainingClass.objects.filter(pk=self.training_class_id)
            classes.update(seats_taken=F("seats_taken") + 1)
            self.training_class.refresh_from_db(fields=["seats_taken"])
