"""What a round may show: nobody can be picked out, neither directly nor by subtraction."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.rules.rounds import (
    GivenAnswer,
    Mean,
    Thresholds,
    columns,
    in_random_order,
    mean_of,
    summarise,
)

RULES = Thresholds(minimum=5, group_minimum=3)
APART = Thresholds(minimum=5, group_minimum=3, shows_leader=True)


def shape(cells):
    """Return the columns as sets of sides with their number."""
    return [(set(cell.groups), cell.count) for cell in cells]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param({"peer": 4}, [], id="four are too few"),
        pytest.param({"peer": 5}, [({"peer"}, 5)], id="five of one side are that side"),
        pytest.param({"peer": 4, "leader": 1}, [], id="the leader does not make the fifth"),
        pytest.param({"peer": 3, "subordinate": 3}, [({"peer"}, 3), ({"subordinate"}, 3)], id="three each"),
        pytest.param({"peer": 3, "subordinate": 2}, [({"peer", "subordinate"}, 5)], id="two are joined"),
        pytest.param(
            {"peer": 4, "subordinate": 2, "other": 1},
            [({"peer"}, 4), ({"subordinate", "other"}, 3)],
            id="two and one make three",
        ),
        pytest.param(
            {"peer": 6, "subordinate": 3, "other": 1},
            [({"peer"}, 6), ({"subordinate", "other"}, 4)],
            id="one alone joins the smallest side",
        ),
        pytest.param(
            {"peer": 5, "leader": 1}, [({"leader", "peer"}, 6)], id="a single leader never stands alone"
        ),
        pytest.param(
            {"peer": 5, "subordinate": 3, "leader": 2},
            [({"peer"}, 5), ({"leader", "subordinate"}, 5)],
            id="two leaders neither",
        ),
    ],
)
def test_columns_are_joined_until_each_has_enough(counts, expected):
    assert shape(columns(counts, RULES)) == expected


def test_the_setting_puts_the_leader_apart_but_not_below_the_minimum():
    assert shape(columns({"peer": 5, "leader": 1}, APART)) == [({"leader"}, 1), ({"peer"}, 5)]
    assert columns({"peer": 4, "leader": 1}, APART) == ()


COUNTS = st.fixed_dictionaries(
    {side: st.integers(0, 9) for side in ("leader", "peer", "subordinate", "other")}
)


@given(COUNTS)
def test_every_answer_is_in_one_column_and_no_column_is_small(counts):
    cells = columns(counts, RULES)
    if not cells:
        assert counts["peer"] + counts["subordinate"] + counts["other"] < 5
        return
    assert sum(cell.count for cell in cells) == sum(counts.values())
    for cell in cells:
        beside_leader = cell.count - (counts["leader"] if "leader" in cell.groups else 0)
        assert beside_leader >= 3


def answers(*groups, **scores):
    """Return answers of these sides; `service=[…]` gives the marks in their order, None for not seen."""
    return [
        GivenAnswer(
            group, {value: marks[place] for value, marks in scores.items() if marks[place] is not None}
        )
        for place, group in enumerate(groups)
    ]


PEERS = ["peer"] * 3
OTHERS = ["other"] * 3


def test_a_behaviour_that_one_of_a_side_has_not_seen_is_not_shown_by_side():
    rows = answers(*PEERS, *OTHERS, service=[3, 4, 2, 3, 4, None], loyal=[3, 4, 2, 3, 4, 3])
    sheet = summarise(rows, ["service", "loyal"], RULES)
    service, loyal = sheet.items
    assert (service.overall, service.cells) == (Mean(Decimal("3.2")), (None, None))
    assert loyal.cells == (Mean(Decimal("3.0")), Mean(Decimal("3.3")))


def test_a_behaviour_seen_by_fewer_than_the_minimum_is_not_shown_at_all():
    rows = answers(*PEERS, *OTHERS, service=[3, 4, None, 3, 4, None])
    assert summarise(rows, ["service"], RULES).items[0].overall is None


def test_the_leader_who_reads_the_result_cannot_subtract_to_less_than_a_side():
    rows = answers("leader", *PEERS, *OTHERS, service=[1, 3, 3, 4, 3, 3, None])
    item = summarise(rows, ["service"], RULES).items[0]
    assert item.cells == (None, None)


def test_a_column_at_the_end_of_the_scale_cannot_be_worked_out_from_the_others():
    rows = answers(*PEERS, *["subordinate"] * 3, service=[5, 5, 5, 2, 3, 4])
    item = summarise(rows, ["service"], RULES).items[0]
    assert (item.overall, item.cells) == (Mean(Decimal("4.0")), (None, None))


def test_the_leaders_own_mark_is_in_no_mean_with_others():
    rows = answers("leader", *PEERS, *OTHERS, service=[1, 4, 4, 4, 4, 4, 3])
    assert summarise(rows, ["service"], RULES).items[0].overall == Mean(Decimal("3.8"))


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([5, 5, 5], Mean(Decimal("4.5"), "high")),
        ([5, 5, 4], Mean(Decimal("4.5"), "high")),
        ([1, 1, 1], Mean(Decimal("1.5"), "low")),
        ([4, 4, 4], Mean(Decimal("4.0"))),
        ([2, 3, 3], Mean(Decimal("2.7"))),
    ],
)
def test_a_mean_at_the_end_of_the_scale_does_not_tell_what_each_said(marks, expected):
    assert mean_of(marks) == expected


def test_words_keep_a_place_that_says_nothing_about_their_order():
    pairs = [(f"key-{number}", f"text {number}") for number in range(8)]
    first = in_random_order(pairs, "strength")
    assert first == in_random_order(reversed(pairs), "strength")
    assert first != tuple(text for _key, text in pairs)
    assert [text[-1] for text in first] != [text[-1] for text in in_random_order(pairs, "wish")]
    assert in_random_order([("a", "  ")], "wish") == ()
