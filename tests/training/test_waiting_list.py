"""Seats: never overbooked; what becomes free goes to the first who waits."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from asn_portal.core.models import Delivery, Notice, TransitionLog
from tests.employees.factories import EmployeeFactory, office
from tests.training.factories import QUEUED_AT, ClassFactory, EnrolmentFactory
from tests.training.help import actor, approve, ask, state_of, taken, withdraw
from training.models import Enrolment, TrainingClass
from training.services import classes
from training.services.seats import take_seats

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


@pytest.fixture
def course(place):
    return ClassFactory(programme__provider__agency=place.agency, seats=1)


def url(name, *args):
    return reverse(f"training:{name}", args=args)


def fill(course, place, waiting=2):
    """Give the seat to the first of the staff and put the others on the list in order."""
    first = EnrolmentFactory(training_class=course, employee=place.staff[0], placed=True)
    queue = [
        EnrolmentFactory(
            training_class=course,
            employee=person,
            waiting=True,
            queued_at=QUEUED_AT + dt.timedelta(hours=hour),
        )
        for hour, person in enumerate(place.staff[1 : 1 + waiting])
    ]
    return first, queue


def edit(course, **changes):
    """Return what the form of a class sends."""
    row = TrainingClass.objects.get(pk=course.pk)
    names = ("label", "starts_on", "ends_on", "enrol_until", "seats", "place", "link", "revision")
    return {name: getattr(row, name) for name in names} | {"programme": row.programme_id} | changes


def test_of_two_approvals_for_one_seat_one_gets_it_and_one_waits(place, course):
    first, second = ask(course, place.staff[0]), ask(course, place.staff[1])
    approve(first, place.evaluator)
    approve(second, place.evaluator)
    assert (state_of(first), state_of(second), taken(course)) == ("placed", "waiting", 1)


def test_a_seat_that_is_not_there_is_not_taken(place, course):
    stale = TrainingClass.objects.get(pk=course.pk)
    assert take_seats(course)
    assert not take_seats(stale)
    assert taken(course) == 1


def test_the_database_has_the_last_word_on_overbooking(course):
    with pytest.raises(IntegrityError, match="class_not_overbooked"), transaction.atomic():
        TrainingClass.objects.filter(pk=course.pk).update(seats_taken=2)


def test_a_place_given_up_goes_to_the_first_of_the_list_who_is_told_once(place, course, mailoutbox):
    first, (second, third) = fill(course, place)
    withdraw(first, place.staff[0])
    assert [state_of(row) for row in (first, second, third)] == ["cancelled", "placed", "waiting"]
    assert taken(course) == 1
    told = Notice.objects.filter(event="enrolment_moved_up")
    assert list(told.values_list("user_id", flat=True)) == [place.staff[1].user_id]
    last = TransitionLog.objects.filter(subject_type="enrolment", subject_id=second.pk).get()
    assert (last.transition, last.actor_name, last.role) == ("move_up", "Sistem", "system")


def test_moving_up_is_mailed_once(place, course, client_for):
    from allauth.account.models import EmailAddress

    user = place.staff[1].user
    EmailAddress.objects.create(user=user, email="budi@contoh.go.id", verified=True, primary=True)
    first, _queue = fill(course, place)
    withdraw(first, place.staff[0])
    assert Delivery.objects.filter(address="budi@contoh.go.id").count() == 1


def test_somebody_may_move_up_again_after_having_given_the_place_up(place, course):
    first, (second, _third) = fill(course, place)
    withdraw(first, place.staff[0])
    withdraw(second, place.staff[1])
    assert taken(course) == 1
    again = ask(course, place.staff[1], by=place.evaluator)
    assert again.state == "waiting"
    withdraw(Enrolment.objects.get(employee=place.staff[2]), place.staff[2])
    assert state_of(again) == "placed"
    assert Notice.objects.filter(event="enrolment_moved_up", user=place.staff[1].user).count() == 2


def test_who_has_left_is_passed_over(place, course):
    first, (second, third) = fill(course, place)
    type(place.staff[1]).objects.filter(pk=place.staff[1].pk).update(is_active=False)
    withdraw(first, place.staff[0])
    assert (state_of(second), state_of(third)) == ("waiting", "placed")


def test_giving_up_a_waiting_place_frees_no_seat(place, course):
    _first, (second, third) = fill(course, place)
    withdraw(second, place.staff[1])
    assert (state_of(third), taken(course)) == ("waiting", 1)


def test_after_the_first_day_nobody_gives_up_or_moves_up(place, course, client_for, freeze):
    first, (second, _third) = fill(course, place)
    freeze(2026, 4, 7)
    client = client_for(place.staff[0].user)
    assert client.post(url("enrolment_withdraw", first.pk)).status_code == 403
    data = {"note": "Sakit"}
    assert client_for(place.hr.user).post(url("enrolment_cancel", first.pk), data).status_code == 302
    assert (state_of(first), state_of(second), taken(course)) == ("cancelled", "waiting", 0)


@pytest.mark.parametrize("who", ["evaluator", "hr"])
def test_superior_and_hr_take_a_place_back_with_a_reason(place, course, client_for, who):
    first, (second, _third) = fill(course, place)
    client = client_for(getattr(place, who).user)
    assert client.post(url("enrolment_cancel", first.pk), {"note": ""}).status_code == 422
    client.post(url("enrolment_cancel", first.pk), {"note": "Tugas mendesak"})
    assert (state_of(first), state_of(second)) == ("cancelled", "placed")
    assert Notice.objects.get(event="enrolment_cancelled").user_id == place.staff[0].user_id


def test_more_seats_move_as_many_up(place, course, client_for):
    _first, (second, third) = fill(course, place)
    waiting = EnrolmentFactory(
        training_class=course,
        employee=place.colleague,
        waiting=True,
        queued_at=dt.datetime(2026, 3, 9, tzinfo=dt.UTC),
    )
    client_for(place.hr.user).post(url("class_edit", course.pk), edit(course, seats=3))
    assert [state_of(row) for row in (second, third, waiting)] == ["placed", "placed", "waiting"]
    assert taken(course) == 3
    assert Notice.objects.filter(event="enrolment_moved_up").count() == 2


def test_seats_below_the_enrolled_are_refused_and_the_form_keeps_what_was_typed(place, course, client_for):
    course.seats = 3
    course.save()
    for person in place.staff[:2]:
        EnrolmentFactory(training_class=course, employee=person, placed=True)
    data = edit(course, seats=1, place="Aula baru")
    response = client_for(place.hr.user).post(url("class_edit", course.pk), data)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Aula baru" in text
    assert "2" in text
    assert TrainingClass.objects.get().seats == 3


def test_many_move_up_with_few_queries(place, django_assert_max_num_queries):
    course = ClassFactory(programme__provider__agency=place.agency, seats=1, seats_taken=1)
    for _number in range(12):
        person = EmployeeFactory(agency=place.agency, unit=place.bidang, without_account=True)
        EnrolmentFactory(training_class=course, employee=person, waiting=True)
    row = TrainingClass.objects.get(pk=course.pk)
    names = ("starts_on", "ends_on", "enrol_until", "label", "place", "link", "programme")
    text = classes.ClassText(seats=13, **{name: getattr(row, name) for name in names})
    hr = actor(place.hr)
    with django_assert_max_num_queries(14):
        classes.change_class(training_class=row, text=text, actor=hr)
    assert taken(course) == 13
