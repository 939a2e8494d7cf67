"""What cannot change any more once people are enrolled, and who reads the link of an online class."""

import pytest
from django.urls import reverse

from asn_portal.core.models import Notice
from tests.employees.factories import member, office
from tests.support.pages import soup
from tests.training.factories import QUEUED_AT, ClassFactory, EnrolmentFactory, ProgrammeFactory
from tests.training.help import approve, ask
from tests.training.test_waiting_list import edit
from training.models import TrainingClass

LINK = "https://rapat.contoh.go.id/kelas-rahasia"
pytestmark = pytest.mark.django_db


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


@pytest.fixture
def course(place):
    return ClassFactory(programme__provider__agency=place.agency, seats=5)


def url(name, *args):
    return reverse(f"training:{name}", args=args)


@pytest.mark.parametrize("state", ["requested", "waiting", "placed", "attended", "absent"])
def test_the_programme_stays_once_somebody_is_enrolled(place, course, client_for, state):
    EnrolmentFactory(training_class=course, employee=place.staff[0], state=state)
    other = ProgrammeFactory(provider=course.programme.provider, hours=40)
    data = edit(course, programme=other.pk, label="Angkatan Baru")
    response = client_for(place.hr.user).post(url("class_edit", course.pk), data)
    assert response.status_code == 422
    page = soup(response)
    assert page.select_one("#id_programme_error")
    assert page.select_one("#id_label")["value"] == "Angkatan Baru"
    assert TrainingClass.objects.get().programme == course.programme


def test_the_programme_may_change_while_nobody_is_enrolled(place, course, client_for):
    EnrolmentFactory(training_class=course, employee=place.staff[0], cancelled=True)
    EnrolmentFactory(training_class=course, employee=place.staff[1], returned=True)
    other = ProgrammeFactory(provider=course.programme.provider)
    client_for(place.hr.user).post(url("class_edit", course.pk), edit(course, programme=other.pk))
    assert TrainingClass.objects.get().programme == other


@pytest.fixture
def online(place):
    return ClassFactory(programme__provider__agency=place.agency, seats=5, place="", link=LINK)


@pytest.mark.parametrize("state", ["placed", "attended"])
def test_the_link_is_read_with_a_place_by_the_superior_and_by_hr(place, online, client_for, state):
    row = EnrolmentFactory(training_class=online, employee=place.staff[0], state=state)
    for person in (place.staff[0], place.evaluator, place.hr):
        client = client_for(person.user)
        assert LINK in client.get(url("class_detail", online.pk)).content.decode()
        assert LINK in client.get(url("enrolment_detail", row.pk)).content.decode()


@pytest.mark.parametrize("state", ["requested", "waiting", "returned", "absent"])
def test_nobody_else_reads_the_link(place, online, client_for, state):
    row = EnrolmentFactory(training_class=online, employee=place.staff[0], state=state, queued_at=QUEUED_AT)
    EnrolmentFactory(training_class=online, employee=member(place.other_dinas, "Peserta Lain"), placed=True)
    for person in (place.staff[0], place.staff[1], place.evaluator, place.head, place.leader):
        client = client_for(person.user)
        assert LINK not in client.get(url("class_detail", online.pk)).content.decode()
        assert LINK not in client.get(url("enrolment_detail", row.pk)).content.decode()


def test_messages_carry_the_link_only_to_people_with_a_place(place, online, client_for):
    ask(online, place.staff[1])
    approve(ask(online, place.staff[0]), place.evaluator)
    new = LINK + "-baru"
    client_for(place.hr.user).post(url("class_edit", online.pk), edit(online, link=new))
    told = {
        (row.event, row.user_id): row.params["where"]
        for row in Notice.objects.filter(event__in=["enrolment_asked", "enrolment_placed", "class_changed"])
    }
    assert told == {
        ("enrolment_asked", place.evaluator.user_id): "",
        ("enrolment_placed", place.staff[0].user_id): LINK,
        ("class_changed", place.staff[0].user_id): new,
        ("class_changed", place.staff[1].user_id): "",
    }
