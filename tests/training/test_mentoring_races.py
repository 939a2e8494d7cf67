"""The two, or two superiors, at the same moment: PostgreSQL, threads, committed transactions."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from asn_portal.core.access import Conflict
from employees.actors import actor_of
from tests.employees.factories import office
from tests.performance.test_plan_races import at_once
from tests.training.factories_mentoring import PairFactory
from training.enums import PairStatus
from training.models import MentoringPair, MentoringSession
from training.services import mentoring as services
from training.services.mentoring_sessions import SessionEntry, record_session

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def place():
    return office()


def actor(person):
    return actor_of(person.user, today=dt.date.today())


def proposed(place):
    today = dt.date.today()
    dates = {"starts_on": today, "ends_on": today + dt.timedelta(days=90)}
    return PairFactory(senior=place.staff[1], junior=place.staff[0], **dates)


def accept(pair, person):
    return services.accept_pair(pair=MentoringPair.objects.get(pk=pair.pk), actor=actor(person))


def test_both_accept_at_once_and_it_runs(place):
    pair = proposed(place)
    at_once(lambda: accept(pair, pair.senior), lambda: accept(pair, pair.junior))
    assert MentoringPair.objects.get(pk=pair.pk).state == PairStatus.ACTIVE


def test_of_many_clicks_on_accept_one_counts(place):
    pair = proposed(place)
    results = at_once(*[lambda: accept(pair, pair.senior) for _click in range(4)])
    assert results.count(Conflict) == 3


def test_two_superiors_who_propose_at_once_make_one_pair(place):
    today = dt.date.today()
    dates = {"starts_on": today, "ends_on": today + dt.timedelta(days=90)}

    def propose(senior, superior):
        new = services.NewPair(senior=senior, junior=place.staff[0], purpose="Layanan loket", **dates)
        return services.propose_pair(new=new, actor=actor(superior))

    results = at_once(lambda: propose(place.staff[1], place.head), lambda: propose(place.staff[2], place.hr))
    assert results.count(ValidationError) == 1
    assert MentoringPair.objects.count() == 1


def test_a_double_click_records_one_session(place):
    today = dt.date.today()
    pair = PairFactory(
        senior=place.staff[1], junior=place.staff[0], active=True, starts_on=today, ends_on=today
    )
    entry = SessionEntry(held_on=today, minutes=60, topic="Menjawab keluhan")
    me = actor(pair.senior)
    results = at_once(*[lambda: record_session(pair=pair, entry=entry, actor=me) for _click in range(3)])
    assert results.count(ValidationError) == 2
    assert MentoringSession.objects.count() == 1
