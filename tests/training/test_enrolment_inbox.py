"""Requests in the approvals inbox: what waits for the evaluator of today, and deciding from the row."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.employees.factories import RoleGrantFactory, member, office
from tests.support.pages import soup
from tests.training.factories import ClassFactory, EnrolmentFactory
from tests.training.help import actor, state_of
from training.selectors.audit_classes import class_names, enrolment_names
from training.selectors.inbox import count_enrolments_to_decide, enrolment_inbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


@pytest.fixture
def course(place):
    return ClassFactory(programme__provider__agency=place.agency, programme__name="Surveilans daring")


def rows(person):
    return list(enrolment_inbox(actor=actor(person)))


def test_a_request_waits_for_the_evaluator_alone(place, course, django_assert_num_queries):
    enrolment = EnrolmentFactory(training_class=course, employee=place.staff[0])
    boss = actor(place.evaluator)
    with django_assert_num_queries(1):
        (row,) = enrolment_inbox(actor=boss)
    assert (row["kind"], row["subject_id"], row["who"]) == (
        "enrolment",
        enrolment.pk,
        enrolment.employee_name,
    )
    assert row["detail"].startswith("Surveilans daring, 12 JP, 6 April – 8 April 2026")
    assert (row["since"], row["due_on"], row["is_safe"]) == (
        enrolment.requested_at,
        dt.date(2026, 3, 31),
        True,
    )
    others = (place.head, place.hr, place.staff[0], place.outsider)
    assert not [person for person in others if rows(person)]


def test_without_an_evaluator_it_waits_for_hr_of_the_government(place, course):
    EnrolmentFactory(training_class=course, employee=member(place.other_dinas, "Tanpa Atasan"))
    assert count_enrolments_to_decide(actor=actor(place.hr)) == 1
    assert not rows(place.leader)


def test_a_class_of_one_day_names_it_once(place, course):
    type(course).objects.filter(pk=course.pk).update(ends_on=course.starts_on)
    EnrolmentFactory(training_class=course, employee=place.staff[0])
    assert rows(place.evaluator)[0]["detail"] == "Surveilans daring, 12 JP, 6 April 2026"


@pytest.mark.parametrize("state", ["waiting", "placed", "returned", "cancelled", "attended"])
def test_what_is_decided_waits_no_longer(place, course, state):
    EnrolmentFactory(training_class=course, employee=place.staff[0], state=state)
    assert not rows(place.evaluator)


def test_a_row_that_is_decided_is_replaced_by_what_became_of_it(place, course, client_for):
    first = EnrolmentFactory(training_class=course, employee=place.staff[0])
    second = EnrolmentFactory(training_class=course, employee=place.staff[1])
    client = client_for(place.evaluator.user, htmx=True)
    page = client.post(reverse("training:enrolment_approve", args=[first.pk]))
    assert soup(page).select_one(f"#inbox-enrolment-{first.pk}")
    client.post(reverse("training:enrolment_return", args=[second.pk]), {"note": "Giliran berikutnya"})
    assert (state_of(first), state_of(second)) == ("placed", "returned")


def test_a_foreign_address_is_not_followed_after_the_decision(place, course, client_for):
    row = EnrolmentFactory(training_class=course, employee=place.staff[0])
    response = client_for(place.evaluator.user).post(
        reverse("training:enrolment_approve", args=[row.pk]), {"next": "https://jahat.example/"}
    )
    assert response.url == reverse("training:enrolment_detail", args=[row.pk])


def test_the_audit_view_names_classes_and_places(place, course):
    enrolment = EnrolmentFactory(training_class=course, employee=place.staff[0])
    inspector, outsider = actor(place.inspector), actor(place.outsider)
    names = enrolment_names(actor=inspector, ids=[enrolment.pk])
    assert dict(names) == {enrolment.pk: f"{place.staff[0].full_name}, Surveilans daring"}
    assert dict(class_names(actor=inspector, ids=[course.pk]))[course.pk].startswith("Surveilans daring")
    assert not enrolment_names(actor=outsider, ids=[enrolment.pk])
    assert not class_names(actor=outsider, ids=[course.pk])


def test_a_request_without_an_evaluator_waits_for_hr_of_the_office_too(place, course):
    near, far = member(place.dinas, "HR Dinkes"), member(place.other_dinas, "HR Disdik")
    RoleGrantFactory(user=near.user, unit=place.dinas)
    RoleGrantFactory(user=far.user, unit=place.other_dinas)
    orphan = member(place.bidang, "Tanpa Atasan")
    EnrolmentFactory(training_class=course, employee=orphan)
    assert [len(rows(person)) for person in (near, place.hr, far, place.evaluator)] == [1, 1, 0, 0]
