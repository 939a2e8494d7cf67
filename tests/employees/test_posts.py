"""Posts do not overlap: refused by the service, and by the database where it can."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from asn_portal.core.access import NotAllowed
from employees.actors import actor_of
from employees.models import Assignment, Employee, Rank
from employees.services.posts import (
    NewAssignment,
    NewRank,
    end_assignment,
    record_assignment,
    record_rank_change,
)
from tests.employees.factories import PositionFactory, assign, office

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def small(freeze):
    freeze(2026, 3, 2)
    built = office()
    built.actor = actor_of(built.hr.user, today=TODAY)
    built.post = PositionFactory(unit=built.other_dinas)
    return built


def record(small, *, kind="definitive", starts_on=TODAY, ends_on=None, who="actor"):
    new = NewAssignment(position=small.post, kind=kind, starts_on=starts_on, ends_on=ends_on)
    return record_assignment(employee=small.staff[0], new=new, actor=getattr(small, who))


def test_a_new_definitive_post_ends_the_one_before_and_moves_the_person(small):
    record(small)
    old = Assignment.objects.get(employee=small.staff[0], position=small.staff[0].position)
    person = Employee.objects.get(pk=small.staff[0].pk)
    assert old.ends_on == dt.date(2026, 3, 1)
    assert (person.position, person.unit, person.position_effective_on) == (
        small.post,
        small.other_dinas,
        TODAY,
    )


def test_a_post_from_a_day_ahead_changes_nothing_yet(small):
    record(small, starts_on=dt.date(2026, 4, 1))
    assert Employee.objects.get(pk=small.staff[0].pk).position == small.staff[0].position


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (dt.date(2020, 1, 1), None),
        (dt.date(2019, 1, 1), dt.date(2020, 1, 1)),
        (dt.date(2019, 1, 1), None),
    ],
)
def test_overlapping_definitive_posts_are_refused(small, starts_on, ends_on):
    with pytest.raises(ValidationError):
        record(small, starts_on=starts_on, ends_on=ends_on)
    assert Assignment.objects.filter(employee=small.staff[0]).count() == 1


@pytest.mark.parametrize("kind", ["plt", "plh"])
def test_acting_posts_stand_beside_the_definitive_one(small, kind):
    record(small, kind=kind)
    assert Assignment.objects.on(TODAY).filter(employee=small.staff[0]).count() == 2
    assert Employee.objects.get(pk=small.staff[0].pk).position == small.staff[0].position


def test_a_post_does_not_end_before_it_starts(small):
    row = Assignment.objects.get(employee=small.staff[0])
    with pytest.raises(ValidationError):
        end_assignment(assignment=row, ends_on=dt.date(2019, 1, 1), actor=small.actor)


def test_hr_does_not_record_posts_of_oneself_and_others_record_none(small):
    small.self_made = actor_of(small.staff[0].user, today=TODAY)
    small.boss = actor_of(small.head.user, today=TODAY)
    for who in ("self_made", "boss"):
        with pytest.raises(NotAllowed):
            record(small, who=who)


def test_a_rank_with_the_same_tmt_is_corrected_and_the_column_follows(small):
    for code in ("III/b", "III/c"):
        rank = Rank.objects.get(scheme="pns", code=code)
        record_rank_change(
            employee=small.staff[0], new=NewRank(rank, dt.date(2026, 1, 1), "regular"), actor=small.actor
        )
    person = Employee.objects.get(pk=small.staff[0].pk)
    assert person.rank_records.count() == 1
    assert (person.rank.code, person.rank_effective_on) == ("III/c", dt.date(2026, 1, 1))


@pytest.mark.postgres
def test_the_database_refuses_overlapping_definitive_posts(small):
    Assignment.objects.filter(employee=small.staff[0]).update(ends_on=dt.date(2026, 6, 30))
    with pytest.raises(IntegrityError), transaction.atomic():
        assign(small.staff[0], small.post, starts_on=TODAY)
