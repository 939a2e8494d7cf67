"""The way of a person so far on one axis: ranks, posts, predicates, learning hours, awards."""

import datetime as dt

import pytest

from employees.models import Rank, RankRecord
from promotions.selectors.career import get_career
from promotions.selectors.career_lanes import career_lanes
from tests.employees.factories import office
from tests.promotions.factories_awards import AwardFactory, AwardTypeFactory, acting, deserving
from tests.training.factories_proofs import proof

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


def lanes_of(place, person):
    """Return label → segments of a person, as HR sees them."""
    actor = acting(place.hr)
    lanes = career_lanes(actor=actor, career=get_career(actor=actor, pk=person.pk))
    return {str(lane["label"]): lane["segments"] for lane in lanes}


def add_rank(person, code, year):
    """Write a rank record of the first of April."""
    RankRecord.objects.create(
        agency=person.agency,
        employee=person,
        rank=Rank.objects.get(scheme="pns", code=code),
        effective_on=dt.date(year, 4, 1),
    )


def test_each_rank_lasts_until_the_next_began_and_the_last_until_the_forecast(place):
    person = place.staff[0]
    add_rank(person, "III/a", 2018)
    add_rank(person, "III/b", 2022)
    first, second, *forecast = lanes_of(place, person)["Pangkat"]
    assert (first["start"], first["end"]) == (dt.date(2018, 4, 1), dt.date(2022, 3, 31))
    assert (second["label"], second["start"]) == ("Penata Muda Tingkat I, III/b", dt.date(2022, 4, 1))
    assert all(segment["is_forecast"] for segment in forecast)


def test_verified_hours_are_summed_by_year(place):
    person = place.staff[0]
    for name, hours in (("Bimtek A", 8), ("Bimtek B", 10)):
        proof(person, name=name, hours=hours, ends_on=dt.date(2026, 2, 13))
    proof(person, name="Bimtek C", hours=5, ends_on=dt.date(2025, 2, 13))
    proof(person, name="Menunggu", hours=50, ends_on=dt.date(2026, 2, 13), state="submitted")
    found = [(row["label"], row["start"].year) for row in lanes_of(place, person)["Pelatihan (JP)"]]
    assert found == [("5 JP", 2025), ("18 JP", 2026)]


def test_awards_and_predicates_stand_in_the_career(place):
    person = place.staff[0]
    deserving(person)
    kind = AwardTypeFactory(agency=place.agency, name="Pelayanan Terbaik")
    AwardFactory(employee=person, award_type=kind, awarded_on=dt.date(2026, 2, 2))
    lanes = lanes_of(place, person)
    (award,) = lanes["Penghargaan"]
    assert (award["label"], award["start"]) == ("Pelayanan Terbaik", dt.date(2026, 2, 2))
    assert [row["start"].year for row in lanes["Predikat"]] == [2024, 2025]


def test_what_there_is_nothing_of_has_no_lane(place):
    assert set(lanes_of(place, place.staff[1])) <= {"Pangkat", "Jabatan"}


def test_all_histories_cost_one_query(place, django_assert_num_queries):
    person, actor = place.staff[0], acting(place.hr)
    career = get_career(actor=actor, pk=person.pk)
    with django_assert_num_queries(1):
        career_lanes(actor=actor, career=career)
