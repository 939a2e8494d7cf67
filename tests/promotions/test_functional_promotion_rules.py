"""Promotion in a functional post, with R13 and R14 of the rank rules and C9, C13, C16 of the credit rules."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from asn_portal.core.requirements import Status
from promotions.rules.functional import functional_promotion_checklist
from promotions.rules.levels import LEVELS, level_for
from promotions.rules.ranks import RANK_CODES
from tests.promotions.rank_cases import AS_OF, R13, TARGET, answer, open_items


def check(facts, target_on=TARGET):
    return functional_promotion_checklist(facts, as_of=AS_OF, target_on=target_on)


FULL = replace(R13, credit_points=Decimal(100))
FIRST = replace(R13, post_level="ahli_pertama", rank_code="III/a", credit_points=Decimal("56.25"))
TOP = replace(FIRST, rank_code="III/b", credit_points=Decimal(100))
SKILLED_TOP = replace(R13, post_level="penyelia", rank_code="III/d", credit_points=Decimal(180))


@pytest.mark.parametrize(
    ("facts", "blocked_by"),
    [
        pytest.param(R13, {"credit": "unmet"}, id="R13"),
        pytest.param(FULL, {}, id="exactly-the-points"),
        pytest.param(replace(FULL, credit_points=Decimal("99.9999")), {"credit": "unmet"}, id="a-hair-short"),
        pytest.param(replace(FIRST, credit_points=Decimal(50)), {}, id="C9"),
        pytest.param(FIRST, {}, id="C13-first-step"),
        pytest.param(
            replace(FIRST, rank_code="III/b"), {"level": "unmet", "credit": "unmet"}, id="C13-next-level"
        ),
        pytest.param(TOP, {"level": "unmet"}, id="top-of-the-level"),
        pytest.param(SKILLED_TOP, {"level": "unmet"}, id="C16"),
        pytest.param(replace(FULL, rank_code="III/b", credit_points=None), {}, id="level-came-first"),
        pytest.param(
            replace(FULL, predicates={2024: "b", 2025: "bp"}), {"predicate_2025": "unmet"}, id="R14"
        ),
        pytest.param(replace(FULL, running_discipline=True), {"discipline": "unmet"}, id="punishment"),
        pytest.param(replace(FULL, superior_rank_code="III/a"), {}, id="may-pass-the-superior"),
        pytest.param(replace(FULL, credit_points=None), {"credit": "unverified"}, id="no-pak"),
        pytest.param(
            replace(FULL, post_level=""), {"level": "unverified", "credit": "unverified"}, id="no-level"
        ),
        pytest.param(replace(FULL, rank_code="III/a"), {"level": "unverified"}, id="two-steps-below"),
        pytest.param(
            replace(FULL, post_since=date(2026, 1, 1)), {"credit": "unverified"}, id="pak-older-than-the-post"
        ),
        pytest.param(
            replace(FULL, rank_code=""), {"level": "unverified", "credit": "unverified"}, id="no-rank"
        ),
    ],
)
def test_what_blocks_in_a_functional_post(facts, blocked_by):
    checklist = check(facts)
    assert open_items(checklist) == blocked_by
    assert checklist.is_met == (not blocked_by)
    assert all(item.next_step for item in checklist.open_items)


@pytest.mark.parametrize(
    ("since", "is_met"),
    [
        pytest.param(date(2024, 4, 1), True, id="first-valid-day"),
        pytest.param(date(2024, 4, 2), False, id="last-invalid-day"),
    ],
)
def test_two_years_in_rank(since, is_met):
    checklist = check(replace(FULL, rank_effective_on=since))
    assert checklist.is_met is is_met
    assert checklist.earliest == (None if is_met else date(2026, 5, 1))


def test_what_is_missing_is_said_in_points():
    with translation.override("en"):
        item = answer(check(R13), "credit")
        assert (item.evidence[:23], item.next_step[:5]) == ("96.00 of 100.00 points,", "4.00 ")


def test_the_top_of_a_level_names_the_next_level_formation_and_competence_test():
    step = answer(check(TOP), "level").next_step
    assert all(word in step for word in ("Ahli Muda", "formasi", "uji kompetensi"))


def test_the_top_of_the_skilled_category_is_said_clearly():
    assert "jenjang tertinggi kategori keterampilan" in answer(check(SKILLED_TOP), "level").next_step
    utama = replace(FULL, post_level="ahli_utama", rank_code="IV/e")
    assert answer(check(utama), "level").status == Status.UNMET


def test_holders_of_functional_posts_need_no_service_exam():
    facts = replace(FULL, post_level="terampil", rank_code="II/d", exams=frozenset())
    assert answer(check(facts), "exam").status == Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("code", "rank", "needed"),
    [
        ("pemula", "II/a", 15),
        ("terampil", "II/b", 20),
        ("terampil", "II/d", 60),
        ("mahir", "III/a", 50),
        ("penyelia", "III/c", 100),
        ("ahli_pertama", "III/b", 100),
        ("ahli_muda", "III/d", 200),
        ("ahli_madya", "IV/b", 300),
        ("ahli_madya", "IV/c", 450),
        ("ahli_utama", "IV/d", 200),
    ],
)
def test_the_points_of_a_step_are_those_of_the_table(code, rank, needed):
    assert level_for(code, on=TARGET).needed(rank) == needed


@pytest.mark.parametrize("written", ["ahli_muda", "Ahli Muda", "AHLI MUDA", "Muda"])
def test_levels_are_understood_as_they_are_written(written):
    assert level_for(written, on=TARGET).code == "ahli_muda"


def test_levels_belong_to_real_ranks_and_to_the_time_of_their_rule():
    assert all(set(level.ranks) <= set(RANK_CODES) for level in LEVELS)
    assert level_for("ahli_muda", on=date(2022, 12, 31)) is None
    assert level_for("jenjang lain", on=TARGET) is None
