"""Factories of requests, dialogue, rounds, coaching and confidential cases."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from employees.models import Employee
from performance import models
from performance.enums import BehaviourValue
from performance.enums.dialogue import CaseStatus, CoachingStatus, DialogueKind, DialogueStatus
from performance.enums.rounds import RoundStatus
from tests.employees.factories import member
from tests.performance.factories import CycleFactory, FeedbackFactory, IndicatorFactory, PlanFactory


def in_days(days: int) -> dt.date:
    """Return a day from today."""
    return timezone.localdate() + dt.timedelta(days=days)


class AboutFactory(DjangoModelFactory):
    """What is about one person in one open year."""

    class Meta:
        abstract = True

    agency = factory.SelfAttribute("employee.agency")
    cycle = factory.LazyAttribute(lambda me: CycleFactory(agency=me.employee.agency, is_open=True))


class RequestFactory(AboutFactory):
    """A question to a colleague; `code_digest="…", asked=None` for a link."""

    class Meta:
        model = models.FeedbackRequest

    behaviour = BehaviourValue.SERVICE
    question = "Bagaimana pelayanan di loket?"
    asked_by = factory.SelfAttribute("employee")
    due_on = factory.LazyFunction(lambda: in_days(7))


class DialogueFactory(AboutFactory):
    """A talk of a person with the evaluator, written by the evaluator; `confirmed=True`."""

    class Meta:
        model = models.Dialogue

    class Params:
        confirmed = factory.Trait(
            state=DialogueStatus.CONFIRMED, confirmed_at=factory.LazyFunction(timezone.now)
        )

    leader = factory.SelfAttribute("employee.evaluator")
    written_by = factory.SelfAttribute("leader")
    topic = DialogueKind.PROGRESS
    held_on = factory.LazyFunction(timezone.localdate)
    notes = "Kita membahas kunjungan rumah."


class ActionFactory(DjangoModelFactory):
    """Something the person promised."""

    class Meta:
        model = models.DialogueAction

    dialogue = factory.SubFactory(DialogueFactory)
    agency = factory.SelfAttribute("dialogue.agency")
    owner = factory.SelfAttribute("dialogue.employee")
    text = "Menyusun jadwal kunjungan"
    due_on = factory.LazyFunction(lambda: in_days(7))


class CoachingFactory(AboutFactory):
    """A coaching by the evaluator with one line; `agreed=True` or `closed=True`."""

    class Meta:
        model = models.Coaching
        skip_postgeneration_save = True

    class Params:
        agreed = factory.Trait(
            state=CoachingStatus.AGREED,
            agreed_at=factory.LazyFunction(timezone.now),
            review_on=factory.LazyFunction(lambda: in_days(30)),
        )
        closed = factory.Trait(
            state=CoachingStatus.CLOSED,
            closed_at=factory.LazyFunction(timezone.now),
            outcome="none",
            outcome_note="Belum ada kemajuan.",
        )

    coach = factory.SelfAttribute("employee.evaluator")
    started_by = factory.SelfAttribute("employee.evaluator")
    unit = factory.SelfAttribute("employee.unit")
    reason = "Kunjungan rumah tertinggal."

    @factory.post_generation
    def lines(self, create, wanted, **kwargs):
        """Add a line."""
        if create:
            for number in range(1 if wanted is None else wanted):
                models.CoachingLine.objects.create(
                    coaching=self, order=number + 1, statement="Jumlah kunjungan", target="12 kunjungan"
                )


class CaseFactory(AboutFactory):
    """A behaviour report of the evaluator; give `counsellor=` for an open case."""

    class Meta:
        model = models.BehaviourReport

    class Params:
        opened = factory.Trait(
            state=CaseStatus.OPEN,
            meets_at=factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=2)),
            place="Ruang 2",
        )

    reported_by = factory.SelfAttribute("employee.evaluator")
    value = BehaviourValue.HARMONIOUS
    problem = "RAHASIA-MASALAH"
    tried = "RAHASIA-USAHA"
    told_on = factory.LazyFunction(timezone.localdate)


def plan_of(person, **fields):
    """Return the plan in force of somebody, with one result and one indicator."""
    plan = PlanFactory(
        employee=person, cycle=CycleFactory(agency=person.agency, is_open=True), approved=True, **fields
    )
    result = models.WorkResult.objects.create(plan=plan, statement="Kunjungan rumah berjalan")
    IndicatorFactory(result=result, statement="Jumlah kunjungan", target="12", target_unit="kunjungan")
    return plan


def remark(person, author, **fields):
    """Return feedback about somebody's behaviour in the open year."""
    return FeedbackFactory(
        employee=person, author=author, cycle=CycleFactory(agency=person.agency, is_open=True), **fields
    )


def crowd(place, count: int) -> list[Employee]:
    """Return so many more colleagues of the staff."""
    return [member(place.bidang, f"Rekan {n:02}", evaluator=place.evaluator) for n in range(count)]


def round_about(person, sides: dict, **fields) -> models.RoundSubject:
    """Return the subject of an open round about somebody, asked of people → side."""
    defaults = {
        "agency": person.agency,
        "cycle": CycleFactory(agency=person.agency, is_open=True),
        "unit": person.unit,
        "title": "Putaran uji",
        "opens_on": timezone.localdate(),
        "closes_on": in_days(7),
        "minimum": 5,
        "group_minimum": 3,
        "started_by": person.evaluator.user,
    }
    feedback_round = models.FeedbackRound.objects.create(**defaults | fields)
    subject = models.RoundSubject.objects.create(round=feedback_round, agency=person.agency, employee=person)
    for somebody, group in sides.items():
        models.RoundRespondent.objects.create(
            subject=subject, agency=person.agency, employee=somebody, group=group
        )
    return subject


def closed(subject) -> None:
    """Close the round of a subject."""
    models.FeedbackRound.objects.filter(pk=subject.round_id).update(
        state=RoundStatus.CLOSED, closed_on=timezone.localdate()
    )
