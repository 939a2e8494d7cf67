"""People through the API: the scope, pages by cursor, and nothing that the pages mask."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.employees.factories import EmployeeFactory, member
from tests.performance.appraisal_help import pending

pytestmark = pytest.mark.django_db
LIST = "/api/v1/people/"
MASKED = {
    "nik": "1273010101860001",
    "npwp": "091234567000001",
    "phone": "081299998888",
    "email": "rahasia@contoh.test",
    "address": "Jalan Rahasia 7",
}


def walk(visitor, url):
    """Return every row of every page."""
    rows = []
    while url:
        page = visitor.get(url).json()
        rows += page["results"]
        url = page["next"]
    return rows


def test_an_employee_sees_only_the_own_row(place, api_for):
    rows = walk(api_for(place.staff[0].user), LIST)
    assert [row["name"] for row in rows] == ["Ani Lestari"]


def test_two_governments_never_meet(place, api_for):
    assert [row["name"] for row in walk(api_for(place.outsider.user), LIST)] == ["Orang Luar"]
    assert api_for(place.outsider.user).get(f"{LIST}{place.hr.pk}/").status_code == 404


def test_pages_are_complete_and_without_doubles(place, api_for):
    for number in range(120):
        EmployeeFactory(
            agency=place.agency, unit=place.bidang, position=None, user=None, name=f"Sama {number % 3}"
        )
    rows = walk(api_for(place.hr.user), LIST)
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids)) == 120 + 10


def test_a_person_can_be_found_by_part_of_the_name_or_nip(place, api_for):
    visitor, person = api_for(place.hr.user), place.staff[1]
    assert [row["id"] for row in walk(visitor, f"{LIST}?q=santoso")] == [person.pk]
    assert person.pk in [row["id"] for row in walk(visitor, f"{LIST}?q={person.nip[:16]}")]


def test_masked_fields_are_in_no_answer(place, api_for):
    person = place.staff[0]
    type(person).objects.filter(pk=person.pk).update(**MASKED)
    for user in (place.hr.user, person.user):
        text = (
            api_for(user).get(f"{LIST}{person.pk}/").content.decode()
            + api_for(user).get(LIST).content.decode()
        )
        assert not [value for value in MASKED.values() if value in text]


def test_ratings_that_are_not_released_are_in_no_answer(place, api_for):
    pending(place.staff[0], rated=True)
    visitor = api_for(place.staff[0].user)
    text = "".join(
        visitor.get(url).content.decode() for url in (LIST, "/api/v1/plans/", f"{LIST}{place.staff[0].pk}/")
    )
    assert not [word for word in ("rating", "predicate", "Umpan balik") if word in text]


@pytest.mark.parametrize("cursor", ["x", "%00", "cD0x", "a" * 5000, "bz0tMQ%3D%3D"])
def test_a_broken_cursor_is_an_error_of_the_caller(place, api_for, cursor):
    assert api_for(place.hr.user).get(f"{LIST}?cursor={cursor}").status_code in {200, 404}


def test_the_number_of_queries_does_not_grow_with_people(place, api_for):
    visitor = api_for(place.hr.user)
    few = queries(visitor)
    for number in range(30):
        member(place.bidang, f"Baru {number}", evaluator=place.evaluator)
    assert queries(visitor) == few <= 8


def queries(visitor):
    """Return how many queries the list costs."""
    visitor.get(LIST)
    with CaptureQueriesContext(connection) as captured:
        visitor.get(LIST)
    return len(captured)
