"""The explanation recomputes the predicate from what is stored, and the person reads it after the release."""

import pytest
from django.urls import reverse

from performance.enums import Predicate
from performance.models import Appraisal
from performance.selectors.appraisals import get_appraisal
from performance.selectors.explanation import explain_appraisal
from performance.services import calibration as services
from performance.services.appraisals import approve_appraisal, rate_appraisal
from tests.employees.factories import office
from tests.performance.appraisal_help import actor, fresh, judged, pending
from tests.performance.factories import EvidenceFactory, PeriodFactory, PlanFactory
from tests.performance.factories_evaluation import UnitPredicateFactory, session
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return office()


@pytest.fixture
def period(place):
    return PeriodFactory(cycle__agency=place.agency, is_opened=True)


def url(row):
    return reverse("performance:appraisal_why", args=[row.pk])


def why(place, row, who="hr"):
    person = actor(getattr(place, who))
    return explain_appraisal(actor=person, appraisal=get_appraisal(actor=person, pk=row.pk))


def test_it_computes_the_stored_predicate_and_shows_inputs(place, period):
    UnitPredicateFactory(unit=place.bidang, period=period)
    plan = PlanFactory(employee=place.staff[0], cycle=period.cycle, approved=True, complete=True)
    EvidenceFactory(indicator=plan.results.first().indicators.get(), period=period, value="20 laporan")
    row = pending(place.staff[0], period=period)
    rate_appraisal(appraisal=fresh(row), judgement=judged(), actor=actor(place.evaluator))
    found = why(place, row)
    assert (found.recomputed.matches, found.recomputed.predicates) == (True, (Predicate.B,))
    assert found.unit_predicate.unit == place.bidang
    assert [item.rating for item in found.comparisons] == ["above", None]
    assert [step.who for step in found.steps] == [place.evaluator.full_name]


def test_a_predicate_that_the_rule_does_not_give_is_named(place, period, client_for):
    row = pending(place.staff[0], period=period, released=True)
    Appraisal.objects.filter(pk=row.pk).update(predicate=Predicate.SB)
    assert not why(place, row).recomputed.matches
    page = client_for(place.hr.user).get(url(row))
    assert soup(page).select_one(".card-nila .notice-bad") is not None


def test_a_drop_out_matches_either_of_the_two(place, period):
    row = pending(place.staff[0], period=period, released=True, dropped_out=True, predicate=Predicate.SK)
    assert why(place, row).recomputed.matches


def test_every_change_since_the_first_rating_is_shown(place, period):
    row = pending(place.staff[0], period=period, rated=True)
    running = session(place, period)
    seen = get_appraisal(actor=actor(place.evaluator), pk=row.pk)
    rating = services.NewRating("above", "above", "Cakupan tertinggi.")
    services.propose_change(session=running, appraisal=seen, rating=rating, actor=actor(place.evaluator))
    steps = why(place, row).steps
    assert [step.predicate for step in steps] == [Predicate.B, Predicate.SB]
    assert steps[1].reason == "Cakupan tertinggi."


def test_the_person_reads_it_only_after_the_release(place, period, client_for):
    row = pending(place.staff[0], period=period, rated=True)
    visitor = client_for(place.staff[0].user)
    before = visitor.get(url(row))
    assert soup(before).select_one(".matrix") is None
    assert "Target tercapai dengan bukti." not in before.content.decode()
    approve_appraisal(appraisal=fresh(row), actor=actor(place.head))
    after = visitor.get(url(row))
    assert texts(after, "td.is-live") == ["B"]
    assert soup(after).select_one("svg .quad-cell.is-live") is not None


@pytest.mark.parametrize(("who", "expected"), [("colleague", 404), ("outsider", 404), ("head", 200)])
def test_strangers_do_not_read_it(place, period, client_for, who, expected):
    row = pending(place.staff[0], period=period, released=True)
    assert client_for(getattr(place, who).user).get(url(row)).status_code == expected
