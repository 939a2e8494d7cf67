"""The day of an award: not before the Republic, the birth of the person or the service."""

import datetime as dt

import pytest
from django.urls import reverse

from employees.models import Employee
from promotions.models import Award
from tests.promotions.nominating import awarding, decide, nominated
from tests.support.pages import soup

pytestmark = pytest.mark.django_db
EARLY = ["0001-01-01", "1944-12-31", "1986-09-25"]


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    built = awarding()
    Employee.objects.filter(pk=built.staff[0].pk).update(birth_date=dt.date(1986, 9, 26))
    return built


@pytest.mark.parametrize("day", EARLY)
def test_an_absurdly_early_day_is_refused_with_words(place, client_for, day):
    waiting = nominated(place)
    page = decide(client_for(place.hr.user), waiting, awarded_on=day)
    assert page.status_code == 422
    assert soup(page).select_one("[name=awarded_on]")["value"] == day
    assert soup(page).select_one(".field-error")
    assert not Award.objects.exists()


def test_one_decree_for_several_is_refused_at_once(place, client_for):
    waiting = nominated(place)
    url = reverse("promotions:nomination_grant_many")
    data = {"nomination": [waiting.pk], "decree_number": "800/7/2026", "awarded_on": "0001-01-01"}
    page = client_for(place.hr.user).post(url, data)
    assert page.status_code == 422
    assert not Award.objects.exists()
