"""The 17 ranks in order, and spans of time in words."""

from datetime import date

import pytest
from django.utils import translation

from promotions.rules.ranks import RANK_CODES, next_rank, rank_order, rank_title
from promotions.rules.spans import add_years, months_between, span_in_words


def test_there_are_seventeen_ranks_in_order():
    assert len(RANK_CODES) == 17
    assert [rank_order(code) for code in ("I/a", "II/a", "III/a", "IV/a", "IV/e")] == [1, 5, 9, 13, 17]


@pytest.mark.parametrize(
    ("code", "above"), [("I/d", "II/a"), ("II/d", "III/a"), ("III/b", "III/c"), ("IV/e", None)]
)
def test_ranks_follow_each_other_across_groups(code, above):
    assert next_rank(code) == above


def test_ranks_are_written_with_name_and_code():
    assert rank_title("III/a") == "Penata Muda, III/a"


@pytest.mark.parametrize("code", ["III/e", "IX", ""])
def test_an_unknown_rank_is_refused(code):
    with pytest.raises(ValueError, match="not in tuple"):
        rank_order(code)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2022, 3, 1), date(2026, 2, 1), "3 years 11 months"),
        (date(2022, 4, 1), date(2026, 4, 1), "4 years"),
        (date(2025, 3, 1), date(2026, 4, 1), "1 year 1 month"),
        (date(2026, 3, 2), date(2026, 4, 1), "less than a month"),
        (date(2026, 5, 1), date(2026, 4, 1), "less than a month"),
    ],
)
def test_spans_in_words(start, end, words):
    with translation.override("en"):
        assert span_in_words(start, end) == words


def test_months_are_completed_months_and_a_leap_day_moves_on():
    assert months_between(date(2026, 1, 31), date(2026, 2, 28)) == 0
    assert add_years(date(2024, 2, 29), 1) == date(2025, 3, 1)
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)
