"""The career page: the record in one line of time, the checklist of the next rank, and who may look."""

import datetime as dt

import pytest

from employees.enums import RankChangeKind
from employees.models import Rank, RankRecord
from tests.employees.factories import office
from tests.promotions.factories_proposals import ProposalFactory
from tests.promotions.factories_rank import CreditFactory, ExamFactory, judge, make_ready, rank

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
    judge(person, 2024)
    judge(person, 2025, rated=True)
    page = client_for(person.user).get("/karier/").content.decode()
    assert "Predikat 2024" in page
    assert page.count("31 Desember 2024") > page.count("31 Desember 2025") == 0


def post_of(person, family, **fields):
    """Give the post of a person a family, and a level or an eselon."""
    title = person.position.title
    title.family = family
    for name, value in fields.items():
        setattr(title, name, value)
    title.save()


def test_a_functional_post_shows_its_own_path_with_the_points_that_are_missing(client_for, small):
    person = make_ready(small.staff[0], code="III/c", since=dt.date(2023, 4, 1), education="s1")
    post_of(person, "functional", level="ahli_muda")
    CreditFactory(employee=person, points=96)
    page = client_for(person.user).get("/karier/").content.decode()
    for words in ("Penata Tingkat I, III/d", "96,00", "4,00"):
        assert words in page


def test_a_structural_post_shows_its_own_path(client_for, small):
    person = make_ready(small.staff[0], code="III/b", since=dt.date(2025, 2, 1), education="s1")
    post_of(person, "supervisor", eselon="IV.a")
    page = client_for(person.user).get("/karier/").content.decode()
    assert "Penata, III/c" in page
    assert "Semua syarat terpenuhi" in page


def test_a_higher_diploma_shows_a_second_card(client_for, small):
    person = make_ready(small.staff[0], code="II/c", since=dt.date(2025, 2, 1), education="s1")
    ExamFactory(employee=person, exam="upkp", target_rank=rank("III/a"))
    page = client_for(person.user).get("/karier/").content.decode()
    assert "Pengatur Tingkat I, II/d" in page
    assert "Penata Muda, III/a" in page


def test_who_gets_no_rank_reads_why(client_for, small):
    person = small.staff[0]
    person.kind = "pppk"
    person.save()
    page = client_for(person.user).get("/karier/").content.decode()
    assert "PPPK" in page
    assert "Semua syarat terpenuhi" not in page


def test_a_proposal_on_its_way_stands_beside_the_requirements(client_for, small):
    proposal = ProposalFactory(employee=small.staff[0])
    page = client_for(small.staff[0].user).get("/karier/").content.decode()
    assert f'href="/kenaikan-pangkat/{proposal.pk}/"' in page


@pytest.mark.parametrize(("who", "sees"), [("hr", True), ("head", False), ("evaluator", False)])
def test_only_hr_of_the_person_is_offered_to_record(client_for, small, who, sees):
    person = small.staff[0]
    page = client_for(getattr(small, who).user).get(f"/karier/{person.pk}/").content.decode()
    assert (f"/karier/{person.pk}/ujian/" in page) is sees


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
    ExamFactory(employee=person)
    CreditFactory(employee=person)
    for year in range(2008, 2024, 4):
        RankRecord.objects.create(
            agency=small.agency, employee=person, rank=person.rank, effective_on=dt.date(year, 4, 1)
        )
    assert count_queries(client_for(person.user), "promotions:my_career") == few <= 12
