"""Credit points of functional posts: every worked example of the credit rules, and what must always hold."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employees.enums import EducationLevel, EmployeeKind, PostFamily
from performance.enums import Predicate
from performance.rules import credit
from performance.rules.credit import CreditRules, Diploma, Stint, shown
from performance.rules.credit_account import (
    Converted,
    CreditFacts,
    Entry,
    Floor,
    credit_account,
    periodic_is_needed,
)
from performance.rules.credit_levels import LEVEL_CODES, LEVELS, level_for, percent_for, rank_order

SB, B, BP, K, SK = Predicate
TODAY = date(2026, 3, 10)
RULES = CreditRules()
JANUARY_23 = credit.month_of(date(2023, 1, 1))


def points(level, months, predicate):
    return credit.converted_points(predicate, LEVEL_CODES[level], months, on=TODAY)


def year(number, predicate, level="ahli_pertama", months=range(12), **fields):
    """Return a confirmed conversion of a year."""
    row = LEVEL_CODES[level]
    first = number * 12
    found = tuple(first + month for month in months)
    value = credit.converted_points(predicate, row, len(found), on=TODAY)
    percent = percent_for(predicate, on=TODAY)
    return Converted(level, found, predicate, percent, row.coefficient, value, **fields)


FIRST = CreditFacts(
    kind=EmployeeKind.PNS,
    family=PostFamily.FUNCTIONAL,
    level="ahli_pertama",
    rank_code="III/a",
    rank_on=date(2023, 1, 1),
    level_since=date(2023, 1, 1),
    entry_rank="III/a",
)


def account(facts, rules=RULES, today=TODAY):
    return credit_account(facts, today=today, rules=rules)


@pytest.mark.parametrize(
    ("level", "months", "predicate", "stored", "printed"),
    [
        pytest.param("ahli_pertama", 12, SB, "18.75", "18.75", id="C1"),
        pytest.param("ahli_pertama", 2, B, "2.0833", "2.08", id="C2"),
        pytest.param("ahli_muda", 8, B, "16.6667", "16.67", id="C3"),
        pytest.param("ahli_madya", 12, BP, "28.125", "28.13", id="C4"),
        pytest.param("ahli_utama", 12, SK, "12.50", "12.50", id="C6"),
        pytest.param("pemula", 12, B, "3.75", "3.75", id="a-year-of-pemula"),
        pytest.param("penyelia", 12, K, "12.5", "12.50", id="poor-still-gives"),
        pytest.param("mahir", 0, B, "0", "0.00", id="no-month-no-points"),
    ],
)
def test_a_predicate_becomes_points(level, months, predicate, stored, printed):
    assert points(level, months, predicate) == Decimal(stored)
    assert str(shown(points(level, months, predicate))) == printed


def test_four_quarters_add_up_to_the_year():
    """C7."""
    quarter = points("ahli_pertama", 3, B)
    assert [quarter * n for n in (1, 2, 3, 4)] == [Decimal(x) for x in ("3.125", "6.25", "9.375", "12.5")]
    printed = [str(shown(quarter * n)) for n in (1, 2, 3, 4)]
    assert printed == ["3.13", "6.25", "9.38", "12.50"]


def test_three_years_reach_the_next_rank():
    """C9."""
    found = account(replace(FIRST, converted=(year(2023, SB), year(2024, SB), year(2025, B))))
    assert found.total == Decimal("50")
    assert found.rank.is_reached
    assert (found.rank.name, found.rank.earliest) == ("III/b", date(2026, 4, 1))


def test_a_degree_brings_a_quarter_of_the_step():
    """C10."""
    assert credit.education_bonus(LEVEL_CODES["ahli_pertama"], RULES) == Decimal("12.5")
    bonus = Entry("education", "ahli_pertama", Decimal("12.5"), date(2026, 1, 5))
    floor = Floor(Decimal("37.5"), date(2025, 12, 31))
    found = account(replace(FIRST, floor=floor, entries=(bonus,)))
    assert (found.total, found.rank.is_reached) == (Decimal(50), True)


@pytest.mark.parametrize(
    ("level", "predicate", "months"),
    [
        pytest.param("ahli_muda", SB, 32, id="C11"),
        *[pytest.param(level.code, B, 48, id=f"C12-{level.code}") for level in LEVELS],
    ],
)
def test_months_to_the_next_rank(level, predicate, months):
    row = LEVEL_CODES[level]
    assert credit.months_needed(row.step, predicate, row, on=TODAY) == months


def test_what_exceeds_the_step_stays_in_the_level():
    """C13."""
    floor = Floor(Decimal("56.25"), date(2025, 12, 31))
    before = account(replace(FIRST, floor=floor))
    after = account(replace(FIRST, rank_code="III/b", rank_on=date(2026, 2, 1), floor=floor))
    assert (before.rank.needed, before.rank.is_reached) == (50, True)
    assert (after.hurdle, after.rank) == ("level_first", None)
    assert (after.next_level.name, after.next_level.missing) == ("Ahli Muda", Decimal("43.75"))


def test_the_top_of_the_skilled_category_leads_nowhere():
    """C16."""
    facts = replace(FIRST, level="penyelia", rank_code="III/d", floor=Floor(Decimal(180), date(2025, 12, 31)))
    found = account(facts)
    assert (found.hurdle, found.rank, found.next_level) == ("top_skilled", None, None)
    assert account(replace(facts, level="ahli_utama", rank_code="IV/e")).hurdle == "top_expert"


def test_without_a_predicate_nothing_is_converted():
    """C18."""
    assert points("ahli_pertama", 12, "") is None
    assert credit.converted_points(B, LEVEL_CODES["ahli_pertama"], 12, on=date(2022, 12, 31)) is None


@pytest.mark.parametrize(
    ("level", "rank", "base"),
    [
        ("ahli_pertama", "III/b", 50),
        ("ahli_muda", "III/d", 100),
        ("ahli_madya", "IV/b", 150),
        ("ahli_madya", "IV/c", 300),
        ("ahli_utama", "IV/e", 200),
        ("terampil", "II/c", 20),
        ("terampil", "II/d", 40),
        ("mahir", "III/b", 50),
        ("penyelia", "III/d", 100),
        ("ahli_muda", "III/c", 0),
        ("ahli_muda", "III/b", 0),
    ],
)
def test_base_credit_of_who_enters_above_the_lowest_rank(level, rank, base):
    assert LEVEL_CODES[level].base(rank) == base


@pytest.mark.parametrize(
    ("level", "coefficient", "step", "whole"),
    [
        ("pemula", "3.75", 15, 15),
        ("terampil", "5", 20, 60),
        ("mahir", "12.5", 50, 100),
        ("penyelia", "25", 100, 200),
        ("ahli_pertama", "12.5", 50, 100),
        ("ahli_muda", "25", 100, 200),
        ("ahli_madya", "37.5", 150, 450),
        ("ahli_utama", "50", 200, 400),
    ],
)
def test_the_level_table(level, coefficient, step, whole):
    row = LEVEL_CODES[level]
    assert (row.coefficient, row.step, row.whole) == (Decimal(coefficient), step, whole)


def test_base_credit_or_reduced_threshold_never_both():
    """Both ways leave the same to collect."""
    facts = replace(FIRST, level="ahli_muda", rank_code="III/d", entry_rank="III/d")
    base, reduced = account(facts), account(facts, CreditRules(entry_method="reduced"))
    assert (base.total, base.next_level.needed) == (100, 200)
    assert (reduced.total, reduced.next_level.needed) == (0, 100)
    assert base.next_level.missing == reduced.next_level.missing == 100


def test_points_of_another_level_no_longer_count():
    earlier = year(2023, SB)
    facts = replace(
        FIRST,
        level="ahli_muda",
        rank_code="III/c",
        entry_rank="III/b",
        level_since=date(2024, 1, 1),
        converted=(earlier, year(2024, B, "ahli_muda")),
    )
    found = account(facts)
    assert found.total == 25
    assert [line.points for line in found.earlier] == [Decimal("18.75")]


def test_a_pak_of_the_former_level_is_no_floor():
    facts = replace(FIRST, level_since=date(2025, 1, 1), floor=Floor(Decimal(40), date(2024, 12, 31)))
    assert account(facts).total == 0


def test_months_before_a_pak_from_outside_stand_in_it_already():
    floor = Floor(Decimal(30), date(2025, 6, 30))
    found = account(replace(FIRST, floor=floor, converted=(year(2024, B), year(2025, B))))
    assert found.total == Decimal("36.25")
    assert [line.is_cut for line in found.lines] == [False, True]


def test_a_rank_below_the_level_comes_with_it():
    found = account(replace(FIRST, level="ahli_muda", rank_code="III/b"))
    assert (found.hurdle, found.rank) == ("below", None)


def test_the_two_years_in_rank_hold_the_date_back():
    facts = replace(FIRST, rank_on=date(2024, 11, 1), floor=Floor(Decimal(50), date(2025, 12, 31)))
    assert account(facts).rank.earliest == date(2026, 11, 1)
    assert account(replace(facts, rank_on=date(2024, 11, 2))).rank.earliest == date(2026, 12, 1)


def test_the_forecast_begins_after_the_last_month_counted():
    facts = replace(FIRST, level="ahli_muda", rank_code="III/c", floor=Floor(Decimal(0), date(2025, 12, 31)))
    good, very_good = account(facts).rank.forecasts
    assert (good.months, good.on) == (48, date(2030, 1, 1))
    assert (very_good.months, very_good.on) == (32, date(2028, 9, 1))


@pytest.mark.parametrize("kind", [EmployeeKind.PPPK, EmployeeKind.PPPK_PART, EmployeeKind.CPNS])
def test_only_pns_get_a_rank_from_credit(kind):
    assert account(replace(FIRST, kind=kind)).hurdle == "not_for"


def test_a_month_belongs_to_the_level_held_on_the_deciding_day():
    stints = [Stint("ahli_pertama", None, date(2025, 5, 9)), Stint("ahli_muda", date(2025, 5, 10))]
    dates = {"first": date(2025, 1, 1), "last": date(2025, 12, 31)}
    first = credit.months_by_level(stints, *dates.values(), month_day=1)
    middle = credit.months_by_level(stints, *dates.values(), month_day=15)
    assert [len(first[name]) for name in ("ahli_pertama", "ahli_muda")] == [5, 7]
    assert [len(middle[name]) for name in ("ahli_pertama", "ahli_muda")] == [4, 8]


def test_the_year_covers_only_what_no_period_has_covered():
    taken = range(2025 * 12, 2025 * 12 + 6)
    found = credit.months_by_level(
        [Stint("ahli_muda", None)], date(2025, 1, 1), date(2025, 12, 31), month_day=1, taken=taken
    )
    assert found == {"ahli_muda": tuple(range(2025 * 12 + 6, 2026 * 12))}


def test_the_present_level_began_after_the_last_other_one():
    stints = [
        Stint("ahli_muda", date(2018, 1, 1), date(2019, 12, 31)),
        Stint("ahli_pertama", date(2020, 1, 1), date(2021, 12, 31)),
        Stint("ahli_muda", date(2022, 1, 1), date(2023, 6, 30)),
        Stint("ahli_muda", date(2023, 7, 1)),
    ]
    assert credit.level_since(stints, "ahli_muda") == date(2022, 1, 1)
    assert credit.level_since(stints, "ahli_madya") is None


def test_the_bonus_is_for_a_higher_degree_once():
    degrees = [
        Diploma(1, EducationLevel.S1, "S-1", 2015),
        Diploma(2, EducationLevel.S2, "S-2", 2024),
        Diploma(3, EducationLevel.D3, "D-III", 2024),
        Diploma(4, EducationLevel.S3, "S-3", None),
    ]
    since = date(2022, 1, 1)
    assert [row.pk for row in credit.bonus_diplomas(degrees[:3], since=since, claimed=())] == [2]
    assert not credit.bonus_diplomas(degrees[:3], since=since, claimed=(2,))
    assert not credit.bonus_diplomas(degrees, since=since, claimed=())  # S-3, nobody knows since when


@pytest.mark.parametrize(
    ("rank", "months", "expected"),
    [("IV/a", 60, "187.5"), ("IV/c", 60, "112.5"), ("IV/c", 30, "93.75")],
)
def test_a_transfer_counts_years_in_the_rank_and_three_at_the_top(rank, months, expected):
    level = LEVEL_CODES["ahli_madya"]
    assert credit.transfer_points(level, rank, B, months, on=TODAY, rules=RULES) == Decimal(expected)


def test_former_points_come_in_without_the_base_value_of_the_level():
    assert credit.integration_points(Decimal("253.7"), Decimal(200)) == Decimal("53.7")
    assert credit.integration_points(Decimal(90), Decimal(100)) == 0


def test_single_periods_are_converted_only_when_a_promotion_needs_them():
    found = account(replace(FIRST, floor=Floor(Decimal("46.875"), date(2025, 12, 31))))
    assert periodic_is_needed(found, Decimal("3.125"))
    assert not periodic_is_needed(found, Decimal("3.1249"))


def test_a_gap_since_the_level_began_leaves_the_account_incomplete():
    whole = replace(FIRST, converted=tuple(year(number, B) for number in (2023, 2024, 2025)))
    assert account(whole).is_complete
    assert not account(replace(whole, converted=whole.converted[1:])).is_complete


def test_ranks_have_their_order_and_nothing_else_is_one():
    assert (rank_order("I/a"), rank_order("II/d"), rank_order("IV/e")) == (1, 8, 17)
    for wrong in ("", "III", "III/e", "V/a", "IX"):
        with pytest.raises(ValueError, match=f"^{wrong}$"):
            rank_order(wrong)
    assert level_for("Ahli Muda", on=TODAY) is LEVEL_CODES["ahli_muda"]


predicates = st.sampled_from(list(Predicate))
levels = st.sampled_from(LEVELS)


@given(levels, predicates, st.integers(0, 12))
def test_more_months_and_better_predicates_never_bring_less(level, predicate, months):
    value = credit.converted_points(predicate, level, months, on=TODAY)
    better = [row for row in Predicate if row.rank >= predicate.rank]
    assert all(credit.converted_points(row, level, months, on=TODAY) >= value for row in better)
    assert value <= level.coefficient * Decimal("1.5") * months / 12 + Decimal("0.0001")
    if months < 12:
        assert credit.converted_points(predicate, level, months + 1, on=TODAY) > value


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8), st.integers(1, 28))
def test_a_month_is_never_counted_twice(spans, month_day):
    """However appraisals overlap, each takes only what is left."""
    stints = [Stint("ahli_pertama", None, date(2024, 6, 30)), Stint("ahli_muda", date(2024, 7, 1))]
    seen: list[int] = []
    for one, other in spans:
        first, last = sorted((JANUARY_23 + one, JANUARY_23 + other))
        days = credit.first_day(first), credit.last_day(last)
        found = credit.months_by_level(stints, *days, month_day=month_day, taken=seen)
        seen += [month for months in found.values() for month in months]
    assert len(seen) == len(set(seen))


@given(levels, predicates, st.decimals(0, 500, places=4))
def test_the_forecast_is_just_enough(level, predicate, missing):
    months = credit.months_needed(missing, predicate, level, on=TODAY)
    percent = percent_for(predicate, on=TODAY)
    yearly = level.coefficient * percent
    assert yearly * months >= missing * 1200
    assert months == 0 or yearly * (months - 1) < missing * 1200
