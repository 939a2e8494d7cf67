"""Promotion by choice in a structural post, with the worked examples R9 and R11 of the rank rules."""

from dataclasses import replace
from datetime import date

import pytest

from asn_portal.core.requirements import Status
from employees.enums import PostFamily
from promotions.rules.case import PromotionRules
from promotions.rules.structural import range_for, structural_promotion_checklist
from tests.promotions.rank_cases import AS_OF, R9, TARGET, answer, open_items


def check(facts, target_on=TARGET, **options):
    return structural_promotion_checklist(facts, as_of=AS_OF, target_on=target_on, **options)


IN_RANGE = replace(R9, rank_code="III/c", rank_effective_on=date(2022, 4, 1))


@pytest.mark.parametrize(
    ("facts", "target", "blocked_by"),
    [
        pytest.param(R9, date(2026, 2, 1), {}, id="R9"),
        pytest.param(R9, date(2026, 1, 1), {"years_in_rank", "years_in_post"}, id="R9-a-month-early"),
        pytest.param(
            replace(R9, post_since=date(2025, 2, 2)),
            date(2026, 2, 1),
            {"years_in_post"},
            id="R9-post-a-day-late",
        ),
        pytest.param(
            replace(
                R9, rank_code="III/d", rank_effective_on=date(2022, 4, 1), exams=frozenset({"service_2"})
            ),
            TARGET,
            {"range"},
            id="R11",
        ),
        pytest.param(IN_RANGE, TARGET, {}, id="four-years-in-the-range"),
        pytest.param(IN_RANGE, date(2026, 3, 1), {"years_in_rank"}, id="a-month-short-of-four-years"),
        pytest.param(
            replace(IN_RANGE, predicates={2024: "b", 2025: "bp"}), TARGET, {"predicate_2025"}, id="R14"
        ),
        pytest.param(replace(IN_RANGE, superior_rank_code="III/a"), TARGET, {}, id="may-pass-the-superior"),
        pytest.param(replace(IN_RANGE, running_discipline=True), TARGET, {"discipline"}, id="punishment"),
    ],
)
def test_what_blocks_in_a_structural_post(facts, target, blocked_by):
    checklist = check(facts, target)
    assert open_items(checklist) == dict.fromkeys(blocked_by, "unmet")
    assert checklist.is_met == (not blocked_by)
    assert all(item.next_step for item in checklist.open_items)


def test_the_short_wait_names_the_first_possible_date():
    assert check(R9, date(2026, 1, 1)).earliest == date(2026, 2, 1)
    assert check(replace(R9, post_since=date(2025, 2, 2)), date(2026, 2, 1)).earliest == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("missing", "codes"),
    [
        ({"eselon": ""}, {"post", "range"}),
        ({"eselon": "VI.z"}, {"post", "range"}),
        ({"rank_code": ""}, {"range", "exam"}),
        ({"rank_code": "II/d", "exams": frozenset({"service_1"})}, {"range"}),
        ({"rank_code": "III/b", "post_since": None}, {"years_in_post"}),
        ({"rank_effective_on": None}, {"years_in_rank"}),
    ],
)
def test_what_is_not_recorded_needs_verification(missing, codes):
    checklist = check(replace(IN_RANGE, **missing))
    assert open_items(checklist) == dict.fromkeys(codes, "unverified")
    assert all(item.next_step for item in checklist.open_items)


def test_crossing_to_group_four_asks_for_the_exam():
    facts = replace(R9, rank_code="III/d", eselon="III.b", rank_effective_on=date(2022, 4, 1))
    assert open_items(check(facts)) == {"exam": "unmet"}
    assert check(replace(facts, exams=frozenset({"leadership_3"}))).is_met


@pytest.mark.parametrize(
    ("eselon", "lowest", "highest"),
    [
        ("I.a", "IV/d", "IV/e"),
        ("I.b", "IV/c", "IV/e"),
        ("II.a", "IV/c", "IV/d"),
        ("II/B", "IV/b", "IV/c"),
        ("eselon III a", "IV/a", "IV/b"),
        ("iii.b", "III/d", "IV/a"),
        ("IVa", "III/c", "III/d"),
        ("IV.b", "III/b", "III/c"),
        ("V", "III/a", "III/b"),
    ],
)
def test_the_range_of_each_eselon(eselon, lowest, highest):
    row = range_for(eselon, on=TARGET)
    assert (row.lowest, row.highest) == (lowest, highest)
    assert range_for(eselon, on=date(2002, 4, 16)) is None


def test_the_years_are_a_setting_and_the_list_does_not_apply_to_pppk():
    early = replace(IN_RANGE, rank_effective_on=date(2023, 4, 1))
    assert check(early, rules=PromotionRules(structural_years=3)).is_met
    closed = check(replace(IN_RANGE, kind="pppk", post_family=PostFamily.JPT))
    assert [item.status for item in closed.items] == [Status.NOT_APPLICABLE]
    assert answer(closed, "kind").evidence
