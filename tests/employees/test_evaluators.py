"""Who rates whom, worked out from the database (PermenPANRB 6/2022 art. 1(9), annex IV)."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from asn_portal.core.access import system_actor
from employees.models import Assignment, Employee, EvaluatorOverride, UnpaidLeave
from employees.selectors.evaluators import evaluator_on, explain
from employees.services.posts import refresh_current_posts
from tests.employees.factories import EmployeeFactory, assign, office
from tests.support.pages import texts

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def small(freeze):
    freeze(2026, 3, 2)
    built = office()
    refresh(built)
    return built


def refresh(small):
    return refresh_current_posts(agency_id=small.agency.pk, today=TODAY)


def rated(small, person=None):
    """Refresh and return the evaluator and the source in the columns."""
    refresh(small)
    person = person or small.staff[0]
    person.refresh_from_db()
    return person.evaluator, person.evaluator_source


def leave_post(person):
    Assignment.objects.filter(employee=person).update(ends_on=dt.date(2026, 2, 28))


def test_the_holder_of_the_superior_post_rates(small):
    assert rated(small) == (small.evaluator, "position")


def test_a_vacant_post_passes_on_to_the_next_above(small):
    leave_post(small.evaluator)
    assert rated(small) == (small.head, "climbed")


def test_two_vacant_posts_pass_on_to_the_mayor(small):
    leave_post(small.evaluator)
    leave_post(small.head)
    assert rated(small) == (small.mayor, "climbed")


@pytest.mark.parametrize("kind", ["plt", "plh"])
def test_an_acting_officer_rates_before_the_definitive_holder(small, kind):
    assign(small.colleague, small.evaluator.position, kind=kind, starts_on=TODAY)
    assert rated(small) == (small.colleague, "acting")


def test_a_daily_acting_officer_stands_before_an_acting_one(small):
    assign(small.colleague, small.evaluator.position, kind="plt", starts_on=TODAY)
    assign(small.leader, small.evaluator.position, kind="plh", starts_on=TODAY)
    assert rated(small) == (small.leader, "acting")


def test_an_acting_officer_whose_days_are_over_does_not_rate(small):
    assign(
        small.colleague,
        small.evaluator.position,
        kind="plh",
        starts_on=dt.date(2026, 2, 1),
        ends_on=dt.date(2026, 3, 1),
    )
    assert rated(small) == (small.evaluator, "position")


def test_who_acts_in_a_higher_post_is_rated_from_there(small):
    leave_post(small.evaluator)
    assign(small.staff[0], small.evaluator.position, kind="plt", starts_on=TODAY)
    assert rated(small) == (small.head, "position")
    assert rated(small, small.staff[1]) == (small.staff[0], "acting")


def test_somebody_on_unpaid_leave_does_not_rate(small):
    UnpaidLeave.objects.create(agency=small.agency, employee=small.evaluator, starts_on=TODAY)
    assert rated(small) == (small.head, "climbed")


def test_a_temporary_evaluator_stands_before_the_post_until_the_last_day(small):
    override = EvaluatorOverride.objects.create(
        agency=small.agency,
        employee=small.staff[0],
        evaluator=small.colleague,
        reason="Tim lintas unit",
        starts_on=TODAY,
        ends_on=TODAY,
    )
    assert rated(small) == (small.colleague, "override")
    EvaluatorOverride.objects.filter(pk=override.pk).update(
        starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 3, 1)
    )
    assert rated(small) == (small.evaluator, "position")


def test_the_mayor_rates_heads_of_offices_and_is_not_rated(small):
    assert rated(small, small.head) == (small.mayor, "position")
    assert rated(small, small.mayor) == (None, "")


def test_a_second_refresh_writes_nothing(small):
    assert refresh(small) == 0
    leave_post(small.evaluator)
    assert refresh(small) >= len(small.staff)
    assert refresh(small) == 0


def test_a_refresh_leaves_people_who_left_alone(small):
    Employee.objects.filter(pk=small.staff[0].pk).update(is_active=False, evaluator=None)
    refresh(small)
    assert Employee.objects.get(pk=small.staff[0].pk).evaluator is None


def test_a_refresh_costs_the_same_however_many_people_change(small):
    counts = []
    for extra in (0, 40):
        for _number in range(extra):
            EmployeeFactory(agency=small.agency, unit=small.bidang, position=small.staff[0].position)
        Employee.objects.filter(unit=small.bidang).exclude(pk=small.evaluator.pk).update(evaluator=None)
        with CaptureQueriesContext(connection) as captured:
            refresh(small)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_way_to_the_evaluator_is_told_in_plain_words(small):
    leave_post(small.evaluator)
    view = evaluator_on(actor=system_actor(small.agency.pk), employee=small.staff[0])
    steps = explain(view)
    assert view.employee == small.head
    assert len(steps) == 2
    assert small.evaluator.position.name in steps[0]
    assert "Kepala Dinas" in steps[1]


def test_the_own_profile_shows_who_rates_and_why(client_for, small):
    leave_post(small.evaluator)
    refresh(small)
    page = client_for(small.staff[0].user).get("/profil/")
    words = " ".join(texts(page, ".card-nila"))
    assert "Kepala Dinas" in words
    assert small.evaluator.position.name in words


def test_the_own_profile_explains_with_a_fixed_number_of_queries(client_for, count_queries, small):
    visitor = client_for(small.staff[0].user)
    few = count_queries(visitor, "/profil/")
    for _number in range(20):
        EmployeeFactory(agency=small.agency, unit=small.bidang)
    assert count_queries(visitor, "/profil/") == few <= 12
