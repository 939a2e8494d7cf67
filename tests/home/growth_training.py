"""Makes training, mentoring and performance standards of the small world much larger."""

import datetime as dt

from performance.models import Standard, StandardIndicator
from tests.performance.factories_standards import (
    MeasurementFactory,
    StandardFactory,
    StandardIndicatorFactory,
)
from tests.training.factories import ClassFactory, EnrolmentFactory, ProgrammeFactory, ProviderFactory
from tests.training.factories_mentoring import GoalFactory, PairFactory, SessionFactory
from tests.training.factories_proofs import attended, finished_class, follow_up, proof
from training.enums import CertificateStatus, FollowUpStatus
from training.models import MentoringPair, Reaction, TrainingClass

START = dt.date(2026, 3, 2)
CLASSES = ("class", "class-running", "class-over")


def add_training(person, owner, world) -> None:
    """Let somebody new stand on every list of training."""
    asked, running, over = (TrainingClass.objects.get(pk=world.things[key][0]) for key in CLASSES)
    EnrolmentFactory(employee=person, training_class=asked)
    EnrolmentFactory(employee=person, training_class=running, attended=True)
    came = attended(person, over)
    Reaction.objects.create(
        agency=person.agency, enrolment=came, content=4, teaching=5, organisation=3, comment="Baik."
    )
    follow_up(person, enrolment=came, state=FollowUpStatus.ASKED)
    proof(person)
    proof(person, state=CertificateStatus.SUBMITTED)
    add_class(owner)
    PairFactory(senior=owner, junior=person, active=True)


def add_class(owner) -> None:
    """Offer one more programme; the owner is enrolled in it, came to another and has certificates."""
    programme = ProgrammeFactory(provider=ProviderFactory(agency=owner.agency))
    open_class = ClassFactory(programme=programme)
    EnrolmentFactory(employee=owner, training_class=open_class, waiting=True)
    ClassFactory(programme=programme, draft=True)
    came = attended(owner, finished_class(owner.agency, name=programme.name))
    follow_up(owner, enrolment=came, state=FollowUpStatus.ASKED)
    proof(owner)
    proof(owner, state=CertificateStatus.SUBMITTED)


def deepen_training(owner, world, many: int) -> None:
    """Give the pair, the waiting list and the standards of the owner long lists too."""
    pair = MentoringPair.objects.get(pk=world.things["pair"][0])
    SessionFactory.create_batch(many, pair=pair, held_on=START)
    GoalFactory.create_batch(many, pair=pair)
    standard = Standard.objects.get(pk=world.things["standard"][0])
    indicator = StandardIndicator.objects.get(pk=world.things["measure"][1])
    draft = Standard.objects.get(pk=world.things["standard-draft"][0])
    for number in range(many):
        StandardIndicatorFactory(standard=standard if number % 2 else draft)
        day = START - dt.timedelta(days=number)
        MeasurementFactory(indicator=indicator, starts_on=day, ends_on=day)
        MeasurementFactory(indicator=indicator, unit=None, employee=owner, starts_on=day, ends_on=day)
        add_standard(standard.unit)


def add_standard(unit) -> None:
    """Add a standard in force with its value, and one that waits."""
    for traits in ({"approved": True}, {"proposed": True}):
        row = StandardIndicatorFactory(standard=StandardFactory(unit=unit, **traits))
    MeasurementFactory(indicator=row)
