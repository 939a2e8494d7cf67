"""Search at the top: people, units and documents inside the scope."""

import pytest

from tests.employees.factories import office
from tests.support.pages import soup

pytestmark = pytest.mark.django_db
SEARCH = "/cari/"


@pytest.fixture
def place(db):
    return office()


def words(visitor, text):
    return soup(visitor.get(SEARCH, {"q": text})).select_one("main").get_text(" ")


def test_hr_finds_people_by_name_and_nip(place, client_for):
    visitor, person = client_for(place.hr.user), place.staff[0]
    assert "Ani Lestari" in words(visitor, "lestari")
    assert "Ani Lestari" in words(visitor, person.nip)


def test_units_are_found_by_part_of_the_name(place, client_for):
    assert "Bidang Kesehatan Masyarakat" in words(client_for(place.staff[0].user), "kesehatan masy")


def test_nobody_outside_the_scope_is_found(place, client_for):
    assert "Budi Santoso" not in words(client_for(place.staff[0].user), "budi santoso").replace(
        "“budi santoso”", ""
    )
    assert "Ani Lestari" not in words(client_for(place.outsider.user), "lestari")
    assert "Bidang Kesehatan Masyarakat" not in words(client_for(place.outsider.user), "kesehatan")


def test_a_document_code_leads_to_its_check_page(place, client_for):
    response = client_for(place.hr.user).get(SEARCH, {"q": "ts-7k4m-q2xd"})
    assert (response.status_code, response.url) == (302, "/periksa/TS-7K4M-Q2XD/")


HOSTILE = ["", " ", "a", "%", "_", "\x00\x00", "<script>alert(1)</script>", "x" * 5000, "' OR 1=1"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_and_short_questions_are_answered_calmly(place, client_for, text):
    response = client_for(place.hr.user).get(SEARCH, {"q": text})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content
