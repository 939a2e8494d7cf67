"""What cannot change any more once people are enrolled, and who reads the link of an online class."""

import pytest
from django.urls import reverse

from tests.employees.factories import office
from tests.support.pages import soup
from tests.training.factories import ClassFactory, EnrolmentFactory, ProgrammeFactory
from tests.training.test_waiting_list import edit
from training.models import TrainingClass

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
