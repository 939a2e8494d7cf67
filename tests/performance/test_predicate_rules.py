"""The official matrix, its explanation, and the guides around it (E1-E5, E19, E25, E26)."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from employees.enums import EducationLevel
from performance.enums import BehaviourRating, Predicate, Rating, ResultKind, ResultRating
from performance.rules.predicate import (
    RatedResult,
    SuggestionRules,
    allowed_predicates,
    explain,
    ipk_guide,
    predicate_for,
    suggestion_for,
)

ABOVE, AS, BELOW = Rating.ABOVE, Rating.AS_EXPECTED, Rating.BELOW
MAIN, ADDITIONAL = ResultKind.MAIN, ResultKind.ADDITIONAL
ratings = st.sampled_from(Rating)


@pytest.mark.parametrize(
    ("result", "behaviour", "predicate"),
    [
        pytest.param(ABOVE, ABOVE, Predicate.SB, id="E1"),
        pytest.param(ABOVE, BELOW, Predicate.K, id="E2"),
        pytest.param(BELOW, ABOVE, Predicate.BP, id="E3"),
        pytest.param(BELOW, BELOW, Predicate.SK, id="E4"),
        pytest.param(AS, BELOW, Predicate.K, id="E5"),
        pytest.param(ABOVE, AS, Predicate.B, id="above-as"),
        pytest.param(AS, AS, Predicate.B, id="as-as"),
        pytest.param(AS, ABOVE, Predicate.B, id="as-above"),
        pytest.param(BELOW, AS, Predicate.BP, id="below-as"),
    ],
)
def test_the_matrix_gives_the_predicate(result, behaviour, predicate):
    assert predicate_for(result, behaviour) == predicate
    assert predicate_for(result.value, behaviour.value) == predicate


def test_kurang_is_worse_than_butuh_perbaikan():
    ordered = sorted(Predicate, key=lambda predicate: predicate.rank, reverse=True)
    assert [predicate.code for predicate in ordered] == ["SB", "B", "BP", "K", "SK"]
    assert [predicate.is_good for predicate in ordered] == [True, True, False, False, False]


@given(ratings, ratings, ratings)
def test_a_better_behaviour_never_lowers_the_predicate(result, one, other):
    low, high = sorted((one, other), key=lambda rating: rating.rank)
    assert predicate_for(result, low).rank <= predicate_for(result, high).rank


@given(ratings, ratings, ratings)
def test_a_better_result_never_lowers_the_predicate(behaviour, one, other):
    low, high = sorted((one, other), key=lambda rating: rating.rank)
    assert predicate_for(low, behaviour).rank <= predicate_for(high, behaviour).rank


def test_an_unknown_rating_is_refused():
    with pytest.raises(ValueError, match="excellent"):
        predicate_for("excellent", "as")


@given(ratings, ratings)
def test_the_explanation_names_both_ratings_the_cell_and_the_regulation(result, behaviour):
    with translation.override("en"):
        text = " ".join(explain(result, behaviour))
        assert ResultRating(result).label.lower() in text
        assert BehaviourRating(behaviour).label.lower() in text
        assert str(predicate_for(result, behaviour).matrix_label) in text
    assert "PermenPANRB 6/2022" in text


def test_e26_a_drop_out_is_only_kurang_or_sangat_kurang():
    assert allowed_predicates(ABOVE, ABOVE, dropped_out=True) == (Predicate.K, Predicate.SK)
    assert allowed_predicates(ABOVE, ABOVE) == (Predicate.SB,)
    with translation.override("en"):
        text = " ".join(explain(ABOVE, ABOVE, chosen=Predicate.K, dropped_out=True))
    assert "The evaluator chose: Poor." in text
    assert "matrix" not in text


def rated(*ratings_of_results, kind=MAIN, positive=True):
    return [RatedResult(kind, rating, positive) for rating in ratings_of_results]


@pytest.mark.parametrize(
    ("results", "suggested"),
    [
        pytest.param([*rated(ABOVE, ABOVE, ABOVE, AS), *rated(BELOW)], AS, id="E19"),
        pytest.param(rated(ABOVE, ABOVE, AS), ABOVE, id="most-above"),
        pytest.param(rated(ABOVE, ABOVE, positive=None), ABOVE, id="no-feedback-recorded"),
        pytest.param(rated(ABOVE, ABOVE, positive=False), AS, id="feedback-not-positive"),
        pytest.param([*rated(ABOVE, ABOVE), *rated(BELOW, kind=ADDITIONAL)], ABOVE, id="additional-below"),
        pytest.param(rated(BELOW, BELOW, AS), BELOW, id="most-below"),
        pytest.param(rated(AS, AS, BELOW, BELOW), None, id="no-clear-direction"),
        pytest.param(rated(AS, ABOVE), AS, id="as-expected"),
        pytest.param(rated(ABOVE, None), None, id="one-not-rated"),
        pytest.param([], None, id="nothing"),
    ],
)
def test_a_suggestion_comes_with_its_reason(results, suggested):
    rating, reason = suggestion_for(results)
    assert rating == suggested
    assert reason


def test_what_most_and_few_mean_is_a_parameter():
    strict = SuggestionRules(few=0.1)
    assert suggestion_for([*rated(ABOVE, ABOVE, ABOVE, AS), *rated(BELOW)], strict)[0] is None


@given(st.lists(st.builds(RatedResult, st.sampled_from(ResultKind), ratings, st.none() | st.booleans())))
def test_above_is_never_suggested_with_a_main_result_below(results):
    if any(item.kind == MAIN and item.rating == BELOW for item in results):
        assert suggestion_for(results)[0] != ABOVE


@pytest.mark.parametrize(
    ("level", "accreditation", "ipk", "predicate"),
    [
        pytest.param(EducationLevel.S2, "b", "3.24", Predicate.BP, id="E25"),
        pytest.param(EducationLevel.S2, "B", "3.25", Predicate.B, id="s2-b"),
        pytest.param(EducationLevel.S1, "abroad", "3.51", Predicate.SB, id="s1-abroad"),
        pytest.param(EducationLevel.S1, "c", "3.70", Predicate.B, id="s1-c"),
        pytest.param(EducationLevel.S1, "a", "2.75", Predicate.K, id="s1-a-low"),
        pytest.param(EducationLevel.S3, "c", "3.00", Predicate.BP, id="s3-c"),
        pytest.param(EducationLevel.D3, "a", "3.90", None, id="no-row"),
        pytest.param(EducationLevel.S2, "x", "3.90", None, id="no-column"),
    ],
)
def test_the_grade_point_average_guides_a_study_assignment(level, accreditation, ipk, predicate):
    assert ipk_guide(level, accreditation, Decimal(ipk)) == predicate


def test_an_impossible_ipk_is_refused():
    with pytest.raises(ValueError, match="4.00"):
        ipk_guide(EducationLevel.S1, "a", Decimal("4.01"))
