"""The career page: the record in one line of time, the checklist of the next rank, and who may look."""

import datetime as dt

import pytest

from employees.enums import RankChangeKind
from employees.models import Rank, RankRecord
from tests.employees.factories import office
from tests.performance.factories import AppraisalFactory, CycleFactory, PeriodFactory, PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(freeze):
    """A small government on 2 March 2026, in which somebody has a rank since 2024."""
    freeze(2026, 3, 2)
    place = office()
    person = place.staff[0]
    rank = Rank.objects.get(scheme="pns", code="III/a")
    RankRecord.objects.create(
        agency=place.agency,
        employee=person,
        rank=rank,
        effective_on=dt.date(2024, 4, 1),
        kind=RankChangeKind.REGULAR,
    )
    person.rank_effective_on = dt.date(2024, 4, 1)
    person.education_level = "s1"
    person.save()
    return place


def judge(person, year, **traits):
    """Write the annual appraisal of a person."""
    cycle = CycleFactory(agency=person.agency, year=year, is_open=True)
    period = PeriodFactory(cycle=cycle, is_year=True)
    plan = PlanFactory(employee=person, cycle=cycle, approved=True)
    return AppraisalFactory(employee=person, period=period, plan=plan, **traits)


def test_a_person_sees_rank_post_superiors_and_what_the_next_rank_asks_for(client_for, small):
    page = client_for(small.staff[0].user).get("/karier/").content.decode()
    for words in ("Penata Muda, III/a", "Penata Muda Tingkat I, III/b", "Kepala Bidang", "Wali Kota"):
        assert words in page


def test_what_nobody_recorded_needs_verification_and_is_never_met(client_for, small):
    page = client_for(small.staff[0].user).get("/karier/").content.decode()
    assert "Perlu verifikasi" in page
    assert "Semua syarat terpenuhi" not in page


def test_a_released_predicate_stands_in_the_line_of_time_and_an_unreleased_one_does_not(client_for, small):
    person = small.staff[0]
    judge(person, 2024, released=True)
    judge(person, 2025, rated=True)
    page = client_for(person.user).get("/karier/").content.decode()
    assert "Predikat 2024" in page
    assert page.count("31 Desember 2024") > page.count("31 Desember 2025") == 0


@pytest.mark.parametrize(
    ("who", "status"),
    [("evaluator", 200), ("head", 200), ("hr", 200), ("leader", 200), ("colleague", 404), ("outsider", 404)],
)
def test_only_those_who_answer_for_the_person_may_look(client_for, small, who, status):
    visitor = client_for(getattr(small, who).user)
    assert visitor.get(f"/karier/{small.staff[0].pk}/").status_code == status


def test_the_page_costs_the_same_with_a_long_career(client_for, small, count_queries):
    person = small.staff[0]
    few = count_queries(client_for(person.user), "promotions:my_career")
    for year in range(2008, 2024, 4):
        RankRecord.objects.create(
            agency=small.agency, employee=person, rank=person.rank, effective_on=dt.date(year, 4, 1)
        )
    assert count_queries(client_for(person.user), "promotions:my_career") == few <= 12
