"""The ceiling of 24 JP for PPPK at the request and at the approval (domain/06, J3)."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.employees.factories import member, office
from tests.support.pages import soup
from tests.training.factories import ClassFactory, EnrolmentFactory
from tests.training.help import actor, ask, state_of
from training.models import Enrolment
from training.selectors.enrolments import hours_case
from training.selectors.inbox import enrolment_inbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


@pytest.fixture
def teacher(place):
    """A PPPK with 20 JP assigned in 2026."""
    person = member(place.bidang, "Guru Kontrak", evaluator=place.evaluator, kind="pppk")
    earlier = ClassFactory(programme__provider__agency=place.agency, programme__hours=20)
    EnrolmentFactory(training_class=earlier, employee=person, placed=True)
    return person


@pytest.fixture
def course(place):
    return ClassFactory(programme__provider__agency=place.agency, programme__hours=8)


def url(name, *args):
    return reverse(f"training:{name}", args=args)


def test_j3_the_request_shows_28_above_24_and_asks_for_the_reason(place, teacher, course, client_for):
    client = client_for(teacher.user)
    page = client.get(url("class_enrol", course.pk)).content.decode()
    assert "20 JP + 8 JP = 28 JP" in page
    response = client.post(url("class_enrol", course.pk), {"reason": "Kurikulum baru"})
    assert response.status_code == 422
    assert "Kurikulum baru" in response.content.decode()
    assert not Enrolment.objects.filter(training_class=course).exists()


@pytest.mark.parametrize(
    ("answer", "stored"),
    [
        ({"ceiling_reason": "Ditugaskan dinas"}, ("Ditugaskan dinas", False)),
        ({"is_own_initiative": "on"}, ("", True)),
    ],
    ids=["reason", "mandiri"],
)
def test_j3_with_a_reason_or_as_mandiri_it_goes_to_the_superior(
    place, teacher, course, client_for, answer, stored
):
    client_for(teacher.user).post(url("class_enrol", course.pk), answer)
    row = Enrolment.objects.get(training_class=course)
    assert (row.state, row.ceiling_reason, row.is_own_initiative) == ("requested", *stored)


def test_j3_the_superior_sees_the_sum_and_the_reason(place, teacher, course, client_for):
    row = ask(course, teacher, ceiling_reason="Ditugaskan dinas")
    client = client_for(place.evaluator.user)
    page = client.get(url("enrolment_detail", row.pk)).content.decode()
    assert "20 JP + 8 JP = 28 JP" in page
    assert "Ditugaskan dinas" in page
    client.post(url("enrolment_approve", row.pk), {"ceiling_reason": "Ditugaskan dinas"})
    assert state_of(row) == "placed"
    assert Enrolment.objects.get(pk=row.pk).checklist["items"][0]["status"] == "unmet"


def test_hours_that_came_meanwhile_are_seen_at_the_approval(place, teacher, course, client_for):
    Enrolment.objects.filter(employee=teacher).update(state="cancelled")
    row = ask(course, teacher)
    other = ClassFactory(programme__provider__agency=place.agency, programme__hours=20)
    EnrolmentFactory(training_class=other, employee=teacher, placed=True)
    client = client_for(place.evaluator.user)
    assert client.post(url("enrolment_approve", row.pk)).status_code == 422
    client.post(url("enrolment_approve", row.pk), {"is_own_initiative": "on"})
    stored = Enrolment.objects.get(pk=row.pk)
    assert (stored.state, stored.is_own_initiative) == ("placed", True)


def test_a_pns_has_no_ceiling(place, course, client_for):
    for hours in (20, 30):
        earlier = ClassFactory(programme__provider__agency=place.agency, programme__hours=hours)
        EnrolmentFactory(training_class=earlier, employee=place.staff[0], placed=True)
    assert ask(course, place.staff[0]).state == "requested"


def test_j6_a_class_counts_in_the_year_it_ends(place, teacher):
    days = {"starts_on": dt.date(2026, 12, 29), "ends_on": dt.date(2027, 1, 2)}
    course = ClassFactory(programme__provider__agency=place.agency, programme__hours=8, **days)
    case = hours_case(actor=actor(teacher), employee=teacher, training_class=course)
    assert (case.year, case.before, case.exceeds) == (2027, 0, False)


def test_the_inbox_offers_no_blind_approval_for_pppk(place, teacher, course):
    ask(course, teacher, ceiling_reason="Ditugaskan dinas")
    ask(course, place.staff[0])
    rows = {row["who"]: row for row in enrolment_inbox(actor=actor(place.evaluator))}
    assert not rows["Guru Kontrak"]["is_safe"]
    assert rows[place.staff[0].full_name]["is_safe"]


@pytest.mark.parametrize(
    "said", [{"is_own_initiative": True}, {"ceiling_reason": "Ditugaskan dinas"}], ids=["mandiri", "reason"]
)
def test_what_the_superior_takes_out_of_the_form_no_longer_counts(place, teacher, course, client_for, said):
    row = ask(course, teacher, **said)
    client = client_for(place.evaluator.user)
    page = soup(client.get(url("enrolment_detail", row.pk)))
    seen = {"seen": page.select_one("input[name=seen]")["value"]}
    assert client.post(url("enrolment_approve", row.pk), seen).status_code == 422
    assert state_of(row) == "requested"
    client.post(url("enrolment_approve", row.pk), seen | {"ceiling_reason": "Perintah kepala dinas"})
    stored = Enrolment.objects.get(pk=row.pk)
    assert (stored.state, stored.ceiling_reason) == ("placed", "Perintah kepala dinas")
    assert not stored.is_own_initiative


def test_one_click_without_the_form_leaves_what_was_said(place, teacher, course, client_for):
    row = ask(course, teacher, is_own_initiative=True)
    client_for(place.evaluator.user).post(url("enrolment_approve", row.pk))
    stored = Enrolment.objects.get(pk=row.pk)
    assert (stored.state, stored.is_own_initiative) == ("placed", True)
