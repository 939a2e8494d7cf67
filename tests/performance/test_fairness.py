"""Fairness: distributions by group, small groups hidden, evaluators who rate everybody alike."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.access import NotAllowed
from employees.enums import Sex
from performance.enums import Predicate, Rating
from performance.selectors.fairness import get_fairness
from tests.employees.factories import RoleGrantFactory, member, office
from tests.performance.appraisal_help import actor, pending
from tests.performance.factories import PeriodFactory
from tests.support.pages import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return office()


@pytest.fixture
def period(place):
    return PeriodFactory(cycle__agency=place.agency, is_opened=True)


def people(place, period, count, **fields):
    """Rate new people of the division."""
    sex, unit = fields.pop("sex", Sex.FEMALE), fields.pop("unit", place.bidang)
    for number in range(count):
        person = member(unit, f"Pegawai {sex} {number}", evaluator=place.evaluator, sex=sex)
        pending(person, period=period, released=True, **fields)


def screen(place, period, who="hr", **fields):
    options = {"period_id": period.pk, "only_alike": False, "today": timezone.localdate()} | fields
    return get_fairness(actor=actor(getattr(place, who)), **options)


def groups(found, code):
    """Return label → size of the groups that are shown."""
    dimension = next(one for one in found.dimensions if one.code == code)
    return {group.label: group.size for group in dimension.shown}, dimension.hidden


def test_groups_of_five_are_shown_with_their_distribution(place, period):
    people(place, period, 6, sex=Sex.FEMALE, predicate=Predicate.SB)
    people(place, period, 5, sex=Sex.MALE)
    found = screen(place, period)
    shown, hidden = groups(found, "sex")
    assert (sorted(shown.values()), hidden) == ([5, 6], 0)
    assert found.total.counts[Predicate.SB] == 6


def test_one_small_group_hides_the_next_smallest_too(place, period):
    people(place, period, 6, sex=Sex.FEMALE)
    people(place, period, 4, sex=Sex.MALE)
    assert groups(screen(place, period), "sex") == ({}, 2)


def test_fewer_than_five_in_all_show_nothing(place, period, client_for):
    people(place, period, 4)
    assert screen(place, period).total.is_hidden
    page = client_for(place.hr.user).get(reverse("performance:fairness"), {"periode": period.pk})
    assert texts(page, "table") == []


def test_evaluators_who_rate_everybody_alike_are_named(place, period):
    people(place, period, 5, predicate=Predicate.B)
    found = screen(place, period)
    (row,) = found.evaluators
    assert (row.name, row.same_predicate, found.alike) == (place.evaluator.name, Predicate.B, 1)


def test_one_result_rating_for_everybody_is_alike_as_well(place, period):
    people(place, period, 3, predicate=Predicate.B)
    people(place, period, 3, sex=Sex.MALE, predicate=Predicate.K, behaviour_rating=Rating.BELOW)
    (row,) = screen(place, period, only_alike=True).evaluators
    assert (row.same_predicate, row.same_result) == (None, Rating.AS_EXPECTED)


def test_an_evaluator_who_tells_people_apart_is_not_among_them(place, period):
    people(place, period, 4)
    people(place, period, 2, predicate=Predicate.SB, result_rating=Rating.ABOVE)
    assert [row.is_alike for row in screen(place, period).evaluators] == [False]
    assert screen(place, period, only_alike=True).evaluators == []


def test_hr_of_one_office_counts_only_that_office(place, period):
    people(place, period, 6)
    other = member(place.other_dinas, "HR Kantor", evaluator=place.mayor)
    RoleGrantFactory(user=other.user, unit=place.other_dinas)
    found = get_fairness(
        actor=actor(other), period_id=period.pk, only_alike=False, today=timezone.localdate()
    )
    assert found.total.size == 0


@pytest.mark.parametrize("who", ["head", "evaluator", "colleague"])
def test_only_hr_leaders_and_inspectors_look(place, period, who):
    with pytest.raises(NotAllowed):
        screen(place, period, who)


def test_the_number_of_queries_does_not_grow(place, period):
    people(place, period, 6)
    with CaptureQueriesContext(connection) as few:
        screen(place, period)
    people(place, period, 30, sex=Sex.MALE, predicate=Predicate.SB)
    with CaptureQueriesContext(connection) as many:
        screen(place, period)
    assert len(many) == len(few) <= 12
