"""While rating: the live distribution, drop-outs, what is kept when somebody moved or was faster."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from employees.models import Employee
from performance.enums import OrganisationPredicate, Predicate, Rating
from performance.enums.dialogue import FeedbackTone
from performance.models import Appraisal
from performance.selectors.appraisals import get_appraisal, get_rating_screen
from performance.services.appraisals import rate_appraisal
from tests.employees.factories import member, office
from tests.performance.appraisal_help import actor, form_data, fresh, judged, pending
from tests.performance.factories import (
    EvidenceFactory,
    FeedbackFactory,
    PeriodFactory,
    PlanFactory,
    fill_plan,
)
from tests.performance.factories_evaluation import UnitPredicateFactory
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return office()


@pytest.fixture
def period(place):
    return PeriodFactory(cycle__agency=place.agency, is_opened=True)


@pytest.fixture
def team(place, period):
    """Ten people of the evaluator: nine rated "Very good", the last one waits."""
    others = [member(place.bidang, f"Warga {n}", evaluator=place.evaluator) for n in range(7)]
    people = [*place.staff, *others]
    rows = [pending(person, period=period, rated=True, predicate=Predicate.SB) for person in people[:-1]]
    return [*rows, pending(people[-1], period=period)]


def rate_url(row):
    return reverse("performance:appraisal_rate", args=[row.pk])


def test_the_spread_counts_the_choice_and_warns_in_words_without_blocking(place, period, team, client_for):
    UnitPredicateFactory(unit=place.bidang, period=period, predicate=OrganisationPredicate.EXCELLENT)
    visitor = client_for(place.evaluator.user)
    url = reverse("performance:appraisal_spread", args=[team[-1].pk])
    chosen = {"result_rating": "above", "behaviour_rating": "above"}
    part = visitor.get(url, chosen, headers={"HX-Request": "true"})
    assert texts(part, ".curve-table td") == ["0", "0", "0", "0", "10", "0"]
    assert len(texts(part, ".curve-warnings li")) == 1
    assert visitor.post(rate_url(team[-1]), form_data(**chosen)).status_code == 302
    assert fresh(team[-1]).organisation_predicate == "excellent"


def test_the_screen_shows_it_without_javascript_and_says_what_is_missing(place, period, team, client_for):
    page = client_for(place.evaluator.user).get(rate_url(team[-1]))
    assert texts(page, ".curve-table td") == ["0", "0", "0", "0", "9", "1"]
    assert soup(page).select_one("#rating-spread svg[role=img]") is not None
    assert soup(page).select_one("#rating-spread .text-wait") is not None  # no predicate of the unit yet


def test_somebody_else_does_not_get_the_spread(place, team, client_for):
    url = reverse("performance:appraisal_spread", args=[team[-1].pk])
    assert client_for(place.head.user).get(url).status_code == 403
    assert client_for(place.colleague.user).get(url).status_code == 404


@pytest.mark.parametrize("choice", ["k", "sk"], ids=["E26-k", "E26-sk"])
def test_a_drop_out_gets_what_the_evaluator_chose_of_the_two(place, period, client_for, choice):
    row = pending(place.staff[0], period=period, dropped_out=True)
    visitor = client_for(place.evaluator.user)
    offered = soup(visitor.get(rate_url(row))).select('input[name="predicate"]')
    assert [radio["value"] for radio in offered] == ["k", "sk"]
    assert visitor.post(rate_url(row), form_data()).status_code == 422
    assert visitor.post(rate_url(row), form_data(predicate=choice)).status_code == 302
    assert fresh(row).predicate == choice


def test_a_drop_out_cannot_be_good_even_by_the_service(place, period):
    row = fresh(pending(place.staff[0], period=period, dropped_out=True))
    with pytest.raises(ValidationError):
        rate_appraisal(appraisal=row, judgement=judged(predicate="b"), actor=actor(place.evaluator))


def test_an_evaluator_whose_person_moved_yesterday_keeps_what_was_typed(place, period, client_for):
    row = pending(place.staff[0], period=period)
    Employee.objects.filter(pk=place.staff[0].pk).update(evaluator=place.staff[1])
    data = form_data(result_reason="Alasan panjang saya.", recommendation="Ikut diklat.")
    still_sees = client_for(place.evaluator.user).post(rate_url(row), data)
    assert still_sees.status_code == 403
    assert place.staff[1].full_name in still_sees.content.decode()
    out_of_scope = client_for(place.colleague.user).post(rate_url(row), data)
    assert out_of_scope.status_code == 404
    assert place.staff[1].full_name not in out_of_scope.content.decode()
    for answer in (still_sees, out_of_scope):
        assert "Alasan panjang saya." in texts(answer, "#kept-note")[0]
        assert "Ikut diklat." in texts(answer, "#kept-note")[0]


def test_a_form_from_before_a_return_is_a_conflict_that_keeps_everything(place, period, client_for):
    row = pending(place.staff[0], period=period)
    Appraisal.objects.filter(pk=row.pk).update(revision=3)
    data = form_data(revision="1", recommendation="Lanjutkan.")
    answer = client_for(place.evaluator.user).post(rate_url(row), data)
    assert answer.status_code == 409
    assert "Lanjutkan." in texts(answer, "#kept-note")[0]
    assert fresh(row).predicate == ""


def test_the_parties_are_kept_as_they_were(place, period):
    row = pending(place.staff[0], period=period)
    rate_appraisal(appraisal=fresh(row), judgement=judged(), actor=actor(place.evaluator))
    assert fresh(row).parties["evaluator"]["name"] == place.evaluator.full_name


@pytest.mark.parametrize(
    ("tone", "suggested"),
    [(FeedbackTone.POSITIVE, Rating.ABOVE), (FeedbackTone.ATTENTION, Rating.AS_EXPECTED)],
)
def test_feedback_is_weighed_in_what_is_suggested(place, tone, suggested):
    period = PeriodFactory(cycle__agency=place.agency, is_year=True, is_opened=True)
    row = pending(place.staff[0], period=period)
    plan = PlanFactory(employee=place.staff[0], cycle=period.cycle, approved=True)
    fill_plan(plan)
    for result in plan.results.all():
        EvidenceFactory(indicator=result.indicators.get(), period=period, value="20 laporan")
        FeedbackFactory(
            employee=plan.employee, author=place.evaluator, cycle=period.cycle, result=result, tone=tone
        )
    mine = actor(place.evaluator)
    screen = get_rating_screen(actor=mine, appraisal=get_appraisal(actor=mine, pk=row.pk))
    assert screen.suggestion == suggested
