"""The distribution pattern with its warnings (E6, E7, E9), its picture, and the hiding of small groups."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from performance.enums import OrganisationPredicate, Predicate, Rating
from performance.rules.curve import curve_svg, quadrant_svg
from performance.rules.distribution import (
    CURVES,
    SE_FIGURES,
    Spread,
    leader_rating,
    peak_of,
    warnings_for,
)
from performance.rules.suppression import all_alike, hidden_groups

SB, B, BP, K, SK = Predicate.SB, Predicate.B, Predicate.BP, Predicate.K, Predicate.SK
Unit = OrganisationPredicate
sizes = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30), max_size=8)


def codes(unit, counts, *, waiting=0, figures=SE_FIGURES):
    """Return the codes of the warnings."""
    return [one.code for one in warnings_for(unit, Spread(counts, waiting), figures=figures)]


@pytest.mark.parametrize(
    ("unit", "counts", "with_figures", "alone"),
    [
        pytest.param(Unit.GOOD, {SB: 9, B: 28, BP: 3}, [], [], id="E6"),
        pytest.param(Unit.GOOD, {SB: 10, B: 30}, ["most-b", "none-bp-k"], [], id="E7"),
        pytest.param(Unit.VERY_POOR, {SB: 1, B: 3, BP: 2, K: 1, SK: 13}, ["most-sb"], [], id="E9"),
        pytest.param(Unit.EXCELLENT, {SB: 8, B: 2}, ["most-sb"], [], id="excellent-80-percent"),
        pytest.param(Unit.EXCELLENT, {SB: 7, B: 3}, [], [], id="excellent-70-percent"),
        pytest.param(Unit.NEEDS_IMPROVEMENT, {BP: 6, B: 3, SB: 1}, [], [], id="needs-60-percent"),
        pytest.param(
            Unit.NEEDS_IMPROVEMENT, {BP: 5, B: 3, SB: 2}, ["least-bp", "most-sb"], [], id="needs-50"
        ),
        pytest.param(Unit.POOR, {K: 6, BP: 1, SB: 1, SK: 2}, [], [], id="poor-kept"),
        pytest.param(Unit.POOR, {K: 6, B: 4}, ["least-bp"], [], id="poor-without-bp"),
    ],
)
def test_the_figures_of_the_circular_warn_and_the_regulation_alone_does_not(
    unit, counts, with_figures, alone
):
    assert codes(unit, counts) == with_figures
    assert codes(unit, counts, figures=None) == alone


def test_the_pattern_alone_warns_when_most_have_something_else_than_the_peak():
    assert codes(Unit.GOOD, {SB: 6, B: 4}, figures=None) == ["peak"]
    assert codes(Unit.GOOD, {SB: 5, B: 5}, figures=None) == []


def test_fewer_than_five_people_have_no_pattern():
    assert codes(Unit.GOOD, {SB: 4}) == []
    assert "peak" in codes(Unit.GOOD, {SB: 5})


def test_without_a_predicate_of_the_unit_nothing_is_warned():
    assert warnings_for("", Spread({SB: 40})) == ()


def test_who_is_not_rated_yet_counts_in_favour():
    assert codes(Unit.GOOD, {SB: 3}, waiting=7) == []
    assert codes(Unit.VERY_POOR, {SB: 1}, waiting=19) == ["most-sb"]


def test_maxima_are_rounded_down_and_minima_up():
    assert codes(Unit.GOOD, {B: 4, BP: 1, SB: 1}) == []  # 70 % of 6 is 4.2
    assert codes(Unit.GOOD, {B: 5, BP: 1}) == ["most-b"]
    assert codes(Unit.NEEDS_IMPROVEMENT, {BP: 4, B: 3}) == ["least-bp"]  # 60 % of 7 is 4.2


def test_a_warning_says_figures_share_and_basis():
    with translation.override("en"):
        (first, _second) = warnings_for(Unit.GOOD, Spread({SB: 10, B: 30}), figures=SE_FIGURES)
    assert "30 of 40" in first.words
    assert "28 (70%)" in first.words
    assert first.basis == "SE MenPANRB 3/2023"


@given(st.sampled_from(Unit), st.dictionaries(st.sampled_from(Predicate), st.integers(0, 50)))
def test_any_distribution_gets_an_answer_and_never_an_error(unit, counts):
    with translation.override("en"):
        assert all(one.words for one in warnings_for(unit, Spread(counts), figures=SE_FIGURES))


def test_peaks_are_those_of_the_official_pictures():
    assert [peak_of(unit) for unit in Unit] == [SB, B, BP, K, SK]
    assert leader_rating(Unit.EXCELLENT) == Rating.ABOVE
    assert leader_rating(Unit.GOOD) == Rating.AS_EXPECTED
    assert leader_rating(Unit.POOR) == Rating.BELOW


@pytest.mark.parametrize("unit", CURVES)
def test_the_curve_is_plain_svg_with_the_axis_of_the_regulation(unit):
    svg = curve_svg(unit.value)
    places = [svg.index(f">{code}<") for code in ("SK", "K", "BP", "B", "SB")]
    assert places == sorted(places)
    assert "style=" not in svg


def test_bars_and_quadrant_carry_what_they_show():
    assert ">12</text>" in curve_svg("good", {B: 12})
    assert "curve-line" not in curve_svg("", {B: 12})
    assert quadrant_svg("above", "as").count('class="quad-cell is-live"') == 1
    assert "is-live" not in quadrant_svg()


def test_a_single_small_group_takes_the_next_smallest_with_it():
    assert hidden_groups({"I": 3, "II": 9, "III": 40}) == {"I", "II"}
    assert hidden_groups({"I": 3, "II": 4, "III": 40}) == {"I", "II"}
    assert hidden_groups({"I": 5, "II": 9}) == frozenset()
    assert hidden_groups({"I": 0, "II": 9}) == frozenset()


@given(sizes)
def test_never_is_exactly_one_of_several_groups_hidden(groups):
    hidden = hidden_groups(groups)
    filled = [key for key, size in groups.items() if size]
    assert len(hidden) != 1 or len(filled) == 1
    assert all(groups[key] >= 5 for key in filled if key not in hidden)


def test_alike_is_one_value_for_five_people():
    assert all_alike({"b": 5})
    assert not all_alike({"b": 4})
    assert not all_alike({"b": 9, "sb": 1})
