"""Two people and two workers at once, really at once: PostgreSQL, threads, committed transactions."""

import datetime as dt

import pytest

from asn_portal.core.access import Conflict
from asn_portal.core.models import Document, Notice
from promotions.models import Award, AwardCandidate
from promotions.selectors.awards import get_award
from promotions.selectors.nominations import get_nomination
from promotions.services.award_documents import award_document
from promotions.services.awards import Decree, announce_award, grant_nomination
from promotions.services.candidates import find_candidates
from tests.employees.factories import office
from tests.performance.test_plan_races import at_once
from tests.promotions.factories_awards import (
    AwardFactory,
    AwardTypeFactory,
    NominationFactory,
    acting,
    deserving,
    serving,
)

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


def test_of_many_workers_one_tells_of_an_award(place):
    award = AwardFactory(employee=place.staff[0], untold=True)
    results = at_once(*[lambda: announce_award(award_id=award.pk)] * 6)
    assert sorted(results) == [0, 0, 0, 0, 0, 1]
    assert Notice.objects.filter(event="award_received").count() == 1


def test_of_many_grants_one_gives_the_award(place):
    nomination = NominationFactory(
        employee=deserving(place.staff[0]), award_type=AwardTypeFactory(agency=place.agency)
    )
    actor, decree = acting(place.head), Decree("800/7/2026", TODAY)

    def click():
        fresh = get_nomination(actor=actor, pk=nomination.pk)
        return lambda: grant_nomination(nomination=fresh, decree=decree, actor=actor)

    results = at_once(*[click() for _number in range(6)])
    assert results.count(Conflict) == 5
    assert Award.objects.count() == 1
    assert Notice.objects.filter(event="award_received").count() == 1


def test_of_many_downloads_one_issues_the_certificate(place):
    pk, actor = AwardFactory(employee=place.staff[0]).pk, acting(place.staff[0])
    awards = [get_award(actor=actor, pk=pk) for _number in range(4)]
    at_once(*[lambda award=award: award_document(award=award, actor=actor) for award in awards])
    assert Document.objects.count() == 1


def test_two_nights_at_once_find_the_same(place):
    for person in place.staff:
        serving(person)
    results = at_once(*[lambda: find_candidates(agency=place.agency, today=TODAY)] * 3)
    assert results == [3, 3, 3]
    assert AwardCandidate.objects.count() == 3
