"""HR records exams and credit points of somebody; the career page counts them."""

import datetime as dt

import pytest
from django.urls import reverse

from performance.models import CreditStatement
from promotions.models import ExamRecord
from tests.employees.factories import office
from tests.promotions.factories_rank import ExamFactory, make_ready, rank

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(freeze):
    """A government on 2 March 2026 in which somebody in II/d waits for Ujian Dinas I (R5)."""
    freeze(2026, 3, 2)
    place = office()
    make_ready(place.staff[0], code="II/d")
    return place


def url_of(place, name="exam_add"):
    return reverse(f"promotions:{name}", args=[place.staff[0].pk])


def exam(**fields):
    return {"exam": "service_1", "passed_on": "2025-05-01", "number": "UD/1", "target_rank": "", **fields}


def test_an_exam_that_hr_records_opens_the_way(client_for, place):
    visitor = client_for(place.hr.user)
    career = reverse("promotions:career_detail", args=[place.staff[0].pk])
    assert "Semua syarat terpenuhi" not in visitor.get(career).content.decode()
    answer = visitor.post(url_of(place), exam())
    assert answer.url == career
    page = visitor.get(career).content.decode()
    assert "Semua syarat terpenuhi" in page
    assert ExamRecord.objects.get().recorded_by == place.hr.user


def test_upkp_is_recorded_with_the_rank_it_opens(client_for, place):
    client_for(place.hr.user).post(url_of(place), exam(exam="upkp", target_rank=rank("III/a").pk))
    assert ExamRecord.objects.get().target_rank.code == "III/a"


@pytest.mark.parametrize(
    "fields",
    [
        {"passed_on": "2026-03-03"},
        {"passed_on": "kemarin"},
        {"passed_on": ""},
        {"exam": "unknown"},
        {"exam": "upkp"},
        {"target_rank": "999999"},
    ],
)
def test_bad_input_is_refused_and_stays_in_the_form(client_for, place, fields):
    answer = client_for(place.hr.user).post(url_of(place), exam(number="Nomor 77", **fields))
    assert answer.status_code == 422
    assert "Nomor 77" in answer.content.decode()
    assert not ExamRecord.objects.exists()


def test_only_upkp_names_a_rank_and_nothing_is_recorded_twice(client_for, place):
    visitor = client_for(place.hr.user)
    assert visitor.post(url_of(place), exam(target_rank=rank("III/a").pk)).status_code == 422
    ExamFactory(employee=place.staff[0])
    assert visitor.post(url_of(place), exam()).status_code == 422


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 403), ("evaluator", 403), ("head", 403), ("colleague", 404), ("outsider", 404)],
)
@pytest.mark.parametrize("name", ["exam_add", "credit_add"])
def test_only_hr_of_the_person_records(client_for, place, who, status, name):
    person = place.staff[0] if who == "owner" else getattr(place, who)
    for method in ("get", "post"):
        assert getattr(client_for(person.user), method)(url_of(place, name)).status_code == status


def test_hr_records_nothing_about_themselves(client_for, place):
    url = reverse("promotions:exam_add", args=[place.hr.pk])
    assert client_for(place.hr.user).get(url).status_code == 403


def test_a_pak_is_recorded_with_a_comma(client_for, place):
    visitor = client_for(place.hr.user)
    pak = {"points": "96,5", "as_of": "2025-12-31", "number": "PAK/7"}
    assert visitor.post(url_of(place, "credit_add"), pak).status_code == 302
    row = CreditStatement.objects.get()
    assert (str(row.points), row.as_of, row.employee) == ("96.5000", dt.date(2025, 12, 31), place.staff[0])
    assert visitor.post(url_of(place, "credit_add"), pak).status_code == 422


@pytest.mark.parametrize(
    "fields", [{"points": "-1"}, {"points": "banyak"}, {"as_of": "2026-03-03"}, {"number": ""}]
)
def test_a_pak_that_cannot_be_is_refused(client_for, place, fields):
    pak = {"points": "96,5", "as_of": "2025-12-31", "number": "PAK/7"} | fields
    assert client_for(place.hr.user).post(url_of(place, "credit_add"), pak).status_code == 422
    assert not CreditStatement.objects.exists()
