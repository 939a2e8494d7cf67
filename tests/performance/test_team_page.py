"""The team page and the rating screen at any size; who sees whom."""

import pytest
from django.urls import reverse

from performance.enums import Predicate
from tests.employees.factories import member, office
from tests.performance.appraisal_help import pending
from tests.performance.factories import (
    EvidenceFactory,
    FeedbackFactory,
    PeriodFactory,
    PlanFactory,
    fill_plan,
)
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db
MANY = 200


@pytest.fixture
def place():
    return office()


@pytest.fixture
def period(place):
    return PeriodFactory(cycle__agency=place.agency, number=2, is_opened=True)


def names(visitor, **query):
    return texts(visitor.get(reverse("performance:team"), query), "tbody .cell-main")


def test_an_evaluator_sees_the_direct_reports(place, period, client_for):
    assert names(client_for(place.evaluator.user)) == [person.full_name for person in place.staff]


def test_a_head_may_look_at_the_whole_unit(place, period, client_for):
    visitor = client_for(place.head.user)
    assert names(visitor) == [place.evaluator.full_name]
    assert set(names(visitor, lingkup="unit")) == {
        person.full_name for person in [*place.staff, place.evaluator]
    }


def test_somebody_without_team_gets_an_empty_page_and_nobody_else_s_people(place, period, client_for):
    assert names(client_for(place.staff[0].user), lingkup="unit") == []
    assert names(client_for(place.outsider.user)) == []


def test_the_row_shows_plan_evidence_rating_and_the_last_predicate(place, period, client_for):
    person = place.staff[0]
    plan = PlanFactory(employee=person, cycle=period.cycle, approved=True, complete=True)
    indicator = plan.results.first().indicators.first()
    EvidenceFactory.create_batch(2, indicator=indicator, period=period)
    first = PeriodFactory(cycle=period.cycle, number=1, is_opened=True)
    pending(person, period=first, released=True, predicate=Predicate.SB)
    row = pending(person, period=period)
    page = soup(client_for(place.evaluator.user).get(reverse("performance:team")))
    cells = page.select_one("tbody tr")
    assert cells.select_one("td.num").text.strip() == "2"
    assert str(Predicate.SB.label) in cells.text
    assert cells.select_one(f'a[href="{reverse("performance:appraisal_rate", args=[row.pk])}"]')


def test_a_bad_address_is_no_error(place, period, client_for):
    visitor = client_for(place.evaluator.user)
    for query in ({"periode": "x"}, {"periode": "9" * 30}, {"after": "%%%"}, {"lingkup": "semua"}):
        assert visitor.get(reverse("performance:team"), query).status_code == 200


def big_team(place, period, size):
    """Give the evaluator many people with plan, evidence and feedback; return the first one's appraisal."""
    rows = []
    for number in range(size):
        person = member(place.bidang, f"Anggota {number:03d}", evaluator=place.evaluator)
        rows.append(pending(person, period=period))
    person = rows[0].employee
    plan = PlanFactory(employee=person, cycle=period.cycle, approved=True)
    fill_plan(plan)
    for result in plan.results.all():
        EvidenceFactory.create_batch(3, indicator=result.indicators.first(), period=period)
        FeedbackFactory(employee=person, cycle=period.cycle, result=result, behaviour="")
    FeedbackFactory(employee=person, cycle=period.cycle)
    return rows[0]


def test_the_rating_screen_costs_at_most_twelve_queries_with_two_hundred_people(
    place, period, client_for, count_queries
):
    row = big_team(place, period, MANY)
    visitor = client_for(place.evaluator.user)
    assert count_queries(visitor, "performance:appraisal_rate", args=[row.pk]) <= 12
    year = PeriodFactory(cycle=period.cycle, is_year=True, is_opened=True)
    final = pending(row.employee, period=year)
    assert count_queries(visitor, "performance:appraisal_rate", args=[final.pk]) <= 12


def test_the_team_page_costs_the_same_for_few_and_many(place, period, client_for, count_queries):
    visitor = client_for(place.evaluator.user)
    few = count_queries(visitor, "performance:team")
    big_team(place, period, 40)
    assert count_queries(visitor, "performance:team") == few <= 12
    assert count_queries(client_for(place.head.user), "performance:team", query={"lingkup": "unit"}) <= 12


def test_the_year_shows_its_periods_beside_the_judgement(place, period, client_for):
    pending(place.staff[0], period=period, released=True, predicate=Predicate.BP)
    year = PeriodFactory(cycle=period.cycle, is_year=True, is_opened=True)
    row = pending(place.staff[0], period=year)
    page = client_for(place.evaluator.user).get(reverse("performance:appraisal_rate", args=[row.pk]))
    assert str(Predicate.BP.label) in texts(page, ".rating-former li")[0]


def test_the_year_s_final_figures_suggest_in_words_but_choose_nothing(place, period, client_for):
    year = PeriodFactory(cycle=period.cycle, is_year=True, is_opened=True)
    plan = PlanFactory(employee=place.staff[0], cycle=period.cycle, approved=True)
    fill_plan(plan)
    for result in plan.results.all():
        EvidenceFactory(indicator=result.indicators.first(), period=year, value="12 laporan")
    row = pending(place.staff[0], period=year)
    page = client_for(place.evaluator.user).get(reverse("performance:appraisal_rate", args=[row.pk]))
    assert texts(page, "#id_result_rating_set .form-text")
    assert not soup(page).select("input[checked]")
