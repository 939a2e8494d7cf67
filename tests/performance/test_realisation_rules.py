"""Figures in targets and evidence, as far as they can be compared plainly."""

from decimal import Decimal

import pytest

from performance.enums import Aspect, Rating
from performance.rules.realisation import compare, first_number, rate_result


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12 laporan", "12"),
        ("93,2%", "93.2"),
        ("1.234,5 km", "1234.5"),
        ("1.250 orang", "1250"),
        ("1.234.567", "1234567"),
        ("2.5 hari", "2.5"),
        ("sampai 28.", "28"),
    ],
)
def test_indonesian_figures_are_read(text, number):
    assert first_number(text) == Decimal(number)


def test_words_without_a_figure_give_nothing():
    assert first_number("tercapai") is None
    assert compare("tercapai", "12") is None
    assert compare("0", "12") is None


@pytest.mark.parametrize(
    ("target", "reached", "aspect", "rating"),
    [
        ("12", "12 laporan", "", Rating.AS_EXPECTED),
        ("12", "15", "", Rating.ABOVE),
        ("12", "8", "", Rating.BELOW),
        ("2 hari", "1,4 hari", Aspect.TIME, Rating.ABOVE),
        ("2 hari", "3 hari", Aspect.TIME, Rating.BELOW),
        ("95%", "94,2%", "", Rating.AS_EXPECTED),
    ],
)
def test_a_final_figure_is_compared_with_its_target(target, reached, aspect, rating):
    assert compare(target, reached, aspect=aspect) == rating


def test_the_lowest_indicator_counts_and_an_unknown_one_gives_nothing():
    assert rate_result([Rating.ABOVE, Rating.BELOW]) == Rating.BELOW
    assert rate_result([Rating.ABOVE, None]) is None
    assert rate_result([]) is None
