"""The inbox: everything that waits for one person in one list, the oldest first."""

import datetime as dt

import pytest
from django.utils import timezone

from employees.models import CorrectionRequest
from tests.employees.factories import member, office
from tests.performance.appraisal_help import pending
from tests.performance.factories import PeriodFactory, PlanFactory
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db
INBOX = "/persetujuan/"


@pytest.fixture
def place(freeze):
    freeze(2026, 4, 6)
    return office()


@pytest.fixture
def waiting(place):
    """A plan since January, a rating since April, both for the evaluator; a request for HR."""
    PlanFactory(employee=place.staff[0], submitted=True, complete=True)
    pending(place.staff[1], period=PeriodFactory(cycle__agency=place.agency, number=1, is_opened=True))
    return CorrectionRequest.objects.create(
        agency=place.agency,
        employee=place.staff[2],
        unit=place.bidang,
        field="birth_place",
        requested_value="Langsa",
        due_on=dt.date(2026, 4, 10),
        created_at=timezone.now(),
    )


def names(visitor, **query):
    return texts(visitor.get(INBOX, query), ".inbox-name")


def test_all_kinds_stand_in_one_list_the_oldest_first(place, waiting, client_for):
    assert names(client_for(place.evaluator.user)) == ["Ani Lestari", "Budi Santoso"]
    assert names(client_for(place.hr.user)) == ["Citra Dewi"]


def ticks(visitor):
    """Return the tick boxes of the rows."""
    return soup(visitor.get(INBOX)).select('.inbox-pick input[type="checkbox"]')


def test_a_kind_can_be_chosen_and_an_unknown_one_means_all(place, waiting, client_for):
    visitor = client_for(place.evaluator.user)
    assert names(visitor, jenis="appraisal_rate") == ["Budi Santoso"]
    assert names(visitor, jenis="'; DROP") == ["Ani Lestari", "Budi Santoso"]


@pytest.mark.parametrize("odd", ["0", "-1", "9999999999", "²", "x", ""])
def test_an_odd_number_of_rows_is_no_error(place, waiting, client_for, odd):
    assert client_for(place.evaluator.user).get(INBOX, {"tampil": odd}).status_code == 200


def test_only_what_is_complete_can_be_approved_from_the_row(place, client_for):
    PlanFactory(employee=place.staff[0], submitted=True, checklist={"is_met": True})
    PlanFactory(employee=place.staff[1], submitted=True)
    assert len(ticks(client_for(place.evaluator.user))) == 1


def test_what_is_ticked_on_the_page_is_approved(place, client_for):
    plan = PlanFactory(employee=place.staff[0], submitted=True, checklist={"is_met": True})
    visitor = client_for(place.evaluator.user)
    box = ticks(visitor)[0]
    form = soup(visitor.get(INBOX)).find(id=box["form"])
    visitor.post(form["action"], {box["name"]: box["value"], "next": INBOX})
    plan.refresh_from_db()
    assert plan.state == "approved"


def test_what_somebody_else_decides_is_not_here(place, waiting, client_for):
    for person in (place.staff[0], place.colleague, place.outsider, place.leader):
        assert names(client_for(person.user)) == []


def test_long_lists_show_more_on_request(place, client_for):
    for number in range(27):
        person = member(place.bidang, f"Orang {number:02d}", evaluator=place.evaluator)
        PlanFactory(employee=person, submitted=True, complete=True)
    visitor = client_for(place.evaluator.user)
    assert (len(names(visitor)), len(names(visitor, tampil="50"))) == (25, 27)
