"""The home page answers the first question of each person."""

import pytest
from django.urls import reverse

from tests.employees.factories import UserFactory, office
from tests.performance.appraisal_help import pending
from tests.performance.factories import CycleFactory, PlanFactory
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db
HOME = "/"


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


def words(visitor):
    return soup(visitor.get(HOME)).select_one("main").get_text(" ")


@pytest.mark.parametrize(
    ("hour", "greeting"), [(6, "Selamat pagi"), (12, "Selamat siang"), (18, "Selamat sore")]
)
def test_the_greeting_follows_the_hour(place, client_for, freeze, hour, greeting):
    visitor = client_for(place.staff[0].user)
    freeze(2026, 3, 2, hour, 0)
    assert greeting in words(visitor)


def test_an_employee_with_a_draft_is_led_to_it(place, client_for):
    plan = PlanFactory(employee=place.staff[0])
    links = [tag["href"] for tag in soup(client_for(place.staff[0].user).get(HOME)).select("main a")]
    assert reverse("performance:plan_detail", args=[plan.pk]) in links


def test_an_evaluator_sees_what_waits_and_can_go_to_the_inbox(place, client_for):
    PlanFactory(employee=place.staff[0], submitted=True, complete=True)
    page = client_for(place.evaluator.user).get(HOME)
    assert texts(page, ".inbox-name") == ["Ani Lestari"]
    assert soup(page).select_one('main a[href^="/persetujuan/"]')


def test_hr_sees_where_the_year_is_stuck(place, client_for):
    for person in place.staff:
        PlanFactory(employee=person)
    assert "Dinas Kesehatan" in words(client_for(place.hr.user))


def test_a_rating_that_is_not_released_stands_on_no_home_page_of_the_person(place, client_for):
    pending(place.staff[0], rated=True)
    assert "Sesuai ekspektasi" not in words(client_for(place.staff[0].user))
    assert "Target tercapai" not in words(client_for(place.staff[0].user))


def test_every_persona_gets_a_page_before_the_first_year_and_after(place, client_for):
    people = (
        place.staff[0],
        place.evaluator,
        place.head,
        place.hr,
        place.leader,
        place.inspector,
        place.mayor,
    )
    for _round in range(2):
        for person in people:
            assert client_for(person.user).get(HOME).status_code == 200
        CycleFactory(agency=place.agency, is_open=True)


def test_an_account_without_an_employee_gets_a_page_too(db, client_for):
    assert client_for(UserFactory()).get(HOME).status_code == 200
    assert client_for(UserFactory(is_staff=True)).get("/persetujuan/").status_code == 200
