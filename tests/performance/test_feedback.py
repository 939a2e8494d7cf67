"""Feedback: to whom, as what, about what, and who reads it."""

import pytest
from django.urls import reverse

from asn_portal.core.models import Notice
from employees.models import Employee
from performance.models import Feedback
from tests.employees.factories import office
from tests.performance.factories import CycleFactory, PlanFactory
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return office()


@pytest.fixture
def cycle(place):
    return CycleFactory(agency=place.agency, is_open=True)


def give(visitor, person, **data):
    address = reverse("performance:feedback_give", args=[person.pk])
    return visitor.post(address, {"about": "behaviour:service", "text": "Cepat dan ramah."} | data)


@pytest.mark.parametrize(
    ("author", "about", "role"),
    [
        ("evaluator", "staff0", "leader"),
        ("staff0", "evaluator", "subordinate"),
        ("staff0", "staff1", "peer"),
        ("head", "staff0", "other"),
    ],
)
def test_the_role_follows_from_who_the_two_are(place, cycle, client_for, author, about, role):
    people = {"staff0": place.staff[0], "staff1": place.staff[1]}
    author = people.get(author) or getattr(place, author)
    about = people.get(about) or getattr(place, about)
    assert give(client_for(author.user), about, role="leader").status_code == 302
    feedback = Feedback.objects.get()
    assert (feedback.author, feedback.employee, feedback.role) == (author, about, role)


@pytest.mark.parametrize("who", ["self", "colleague", "mayor", "outsider"])
def test_nobody_gives_feedback_about_oneself_or_strangers(place, cycle, client_for, who):
    person = place.staff[0] if who == "self" else getattr(place, who)
    assert give(client_for(place.staff[0].user), person).status_code == 404
    assert not Feedback.objects.exists()


def test_it_is_about_one_result_of_the_plan_or_one_behaviour(place, cycle, client_for):
    plan = PlanFactory(employee=place.staff[0], cycle=cycle, approved=True, complete=True)
    other = PlanFactory(employee=place.staff[1], cycle=cycle, approved=True, complete=True)
    visitor = client_for(place.evaluator.user)
    mine, foreign = plan.results.first(), other.results.first()
    assert give(visitor, place.staff[0], about=f"result:{foreign.pk}").status_code == 422
    assert give(visitor, place.staff[0], about="").status_code == 422
    assert give(visitor, place.staff[0], about=f"result:{mine.pk}").status_code == 302
    assert Feedback.objects.get().result == mine


def test_what_was_typed_is_kept_when_the_subject_is_missing(place, cycle, client_for):
    response = give(client_for(place.evaluator.user), place.staff[0], about="", text="Sudah lebih baik.")
    assert soup(response).select_one("#id_text").text.strip() == "Sudah lebih baik."


def test_the_person_is_told_and_reads_it_and_the_evaluator_too(place, cycle, client_for):
    give(client_for(place.staff[1].user), place.staff[0], text="Membantu saat imunisasi.")
    assert Notice.objects.filter(user=place.staff[0].user, event="feedback_received").count() == 1
    address = reverse("performance:feedback_list")
    received = client_for(place.staff[0].user).get(address)
    given = client_for(place.staff[1].user).get(address, {"daftar": "diberikan"})
    team = client_for(place.evaluator.user).get(address, {"daftar": "tim"})
    for page in (received, given, team):
        assert "Membantu saat imunisasi." in page.content.decode()
    for person in (place.staff[2], place.outsider):
        for side in ("diterima", "diberikan", "tim"):
            page = client_for(person.user).get(address, {"daftar": side})
            assert "Membantu saat imunisasi." not in page.content.decode()


def test_without_an_open_year_the_page_says_so(place, client_for):
    address = reverse("performance:feedback_give", args=[place.staff[0].pk])
    response = client_for(place.evaluator.user).get(address)
    assert response.status_code == 200
    assert not soup(response).select("textarea")


def test_the_list_of_people_can_be_searched(place, cycle, client_for):
    visitor = client_for(place.staff[0].user)
    address = reverse("performance:feedback_people")
    assert set(texts(visitor.get(address), ".row-title")) == {
        place.staff[1].full_name,
        place.staff[2].full_name,
        place.evaluator.full_name,
    }
    assert texts(visitor.get(address, {"q": "citra"}), ".row-title") == [place.staff[2].full_name]


def test_a_person_without_evaluator_reaches_nobody_by_that(place, cycle, client_for):
    Employee.objects.filter(pk__in=[place.staff[0].pk, place.colleague.pk]).update(evaluator=None)
    visitor = client_for(place.staff[0].user)
    assert texts(visitor.get(reverse("performance:feedback_people")), ".row-title") == []
    assert give(visitor, place.colleague).status_code == 404
