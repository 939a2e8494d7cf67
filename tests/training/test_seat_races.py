"""Two people at once, really at once: PostgreSQL, threads, committed transactions."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from asn_portal.core.access import Conflict
from tests.employees.factories import member, office
from tests.performance.test_plan_races import at_once
from tests.training.factories import ClassFactory, EnrolmentFactory
from tests.training.help import actor, approve, ask, state_of, taken, withdraw
from training.models import Enrolment, TrainingClass
from training.services import classes

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def place():
    return office()


@pytest.fixture
def course(place):
    day = dt.date.today() + dt.timedelta(days=30)
    days = {"starts_on": day, "ends_on": day, "enrol_until": day - dt.timedelta(days=5)}
    return ClassFactory(programme__provider__agency=place.agency, seats=1, **days)


def test_of_three_approvals_at_once_one_gets_the_last_seat(place, course):
    rows = [ask(course, person) for person in place.staff]
    results = at_once(*[lambda row=row: approve(row, place.evaluator) for row in rows])
    assert sorted(result.state for result in results) == ["placed", "waiting", "waiting"]
    assert taken(course) == 1


def test_requests_that_are_approved_with_the_making_do_not_block_each_other(place, course):
    results = at_once(
        *[lambda person=person: ask(course, person, by=place.evaluator) for person in place.staff]
    )
    assert sorted(result.state for result in results) == ["placed", "waiting", "waiting"]


def test_of_two_clicks_on_the_same_request_one_is_a_conflict(place, course):
    row = ask(course, place.staff[0])
    results = at_once(*[lambda: approve(row, place.evaluator) for _click in range(4)])
    assert results.count(Conflict) == 3
    assert taken(course) == 1


def test_nobody_waits_beside_an_empty_seat(place, course):
    first = EnrolmentFactory(training_class=course, employee=place.staff[0], placed=True)
    row = ask(course, place.staff[1])
    at_once(lambda: withdraw(first, place.staff[0]), lambda: approve(row, place.evaluator))
    assert (state_of(first), state_of(row), taken(course)) == ("cancelled", "placed", 1)


def test_the_same_person_is_enrolled_once(place, course):
    at_once(
        lambda: ask(course, place.staff[0]),
        lambda: ask(course, place.staff[0], by=place.evaluator),
        lambda: ask(course, place.staff[0], by=place.hr),
    )
    assert Enrolment.objects.filter(employee=place.staff[0]).count() == 1


def test_fewer_seats_against_an_approval_never_overbooks(place):
    day = dt.date.today() + dt.timedelta(days=30)
    course = ClassFactory(
        programme__provider__agency=place.agency, seats=2, starts_on=day, ends_on=day, enrol_until=day
    )
    EnrolmentFactory(training_class=course, employee=place.staff[0], placed=True)
    row = ask(course, place.staff[1])
    old = TrainingClass.objects.get(pk=course.pk)
    names = ("starts_on", "ends_on", "enrol_until", "label", "place", "link", "programme")
    text = classes.ClassText(seats=1, **{name: getattr(old, name) for name in names})
    hr = actor(place.hr)
    at_once(
        lambda: approve(row, place.evaluator),
        lambda: classes.change_class(training_class=old, text=text, actor=hr),
    )
    now = TrainingClass.objects.get(pk=course.pk)
    assert now.seats_taken <= now.seats
    assert Enrolment.objects.filter(state="placed").count() == now.seats_taken


def test_of_two_classes_at_once_the_second_above_the_ceiling_needs_a_reason(place):
    person = member(place.bidang, "Guru Kontrak", evaluator=place.evaluator, kind="pppk")
    day = dt.date.today() + dt.timedelta(days=30)
    days = {"starts_on": day, "ends_on": day, "enrol_until": day}
    agency = {"programme__provider__agency": place.agency, "programme__hours": 16}
    courses = [ClassFactory(**agency, **days) for _one in range(2)]
    results = at_once(*[lambda one=one: ask(one, person, by=place.evaluator) for one in courses])
    assert results.count(ValidationError) == 1
    assert Enrolment.objects.filter(employee=person).count() == 1
