"""The diploma path with R17, and which path applies to whom (R1, R4, R9, R13, R17, R18)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employees.enums import EducationLevel, PostFamily
from promotions.enums import PromotionKind
from promotions.rules.case import PromotionRules, RankFacts
from promotions.rules.diploma import diploma_promotion_checklist
from promotions.rules.paths import best_path, promotion_paths
from promotions.rules.ranks import RANK_CODES, is_allowed_start
from promotions.rules.words import without_words
from tests.promotions.rank_cases import AS_OF, R1, R9, R13, R17, TARGET, open_items


def check(facts, **options):
    return diploma_promotion_checklist(facts, as_of=AS_OF, target_on=TARGET, **options)


DOCTOR = replace(R13, education_level="s3", rank_code="III/b")
UNEXAMINED = replace(R17, exams=None, upkp_ranks=frozenset())


@pytest.mark.parametrize(
    ("facts", "blocked_by"),
    [
        pytest.param(R17, {}, id="R17"),
        pytest.param(replace(R17, rank_effective_on=date(2025, 4, 1)), {}, id="first-valid-day"),
        pytest.param(
            replace(R17, rank_effective_on=date(2025, 4, 2)),
            {"years_in_rank": "unmet"},
            id="last-invalid-day",
        ),
        pytest.param(
            replace(R17, formation_confirmed=None), {"formation": "unverified"}, id="formation-open"
        ),
        pytest.param(replace(R17, formation_confirmed=False), {"formation": "unmet"}, id="no-formation"),
        pytest.param(UNEXAMINED, {"upkp": "unverified"}, id="exam-not-recorded"),
        pytest.param(replace(UNEXAMINED, exams=frozenset()), {"upkp": "unmet"}, id="exam-not-passed"),
        pytest.param(replace(R17, upkp_ranks=frozenset()), {"upkp": "unverified"}, id="for-which-rank"),
        pytest.param(replace(R17, upkp_ranks=frozenset({"II/c"})), {"upkp": "unmet"}, id="for-another-rank"),
        pytest.param(
            replace(UNEXAMINED, rank_code="II/a"), {"upkp": "unmet"}, id="rank-too-low-for-the-exam"
        ),
        pytest.param(
            replace(R17, education_level="slta"),
            {"diploma": "unmet", "upkp": "unverified"},
            id="no-higher-diploma",
        ),
        pytest.param(
            replace(R17, education_level="profesi", rank_code="III/a", upkp_ranks=frozenset({"III/b"})),
            {"diploma": "unverified"},
            id="profession-is-asked",
        ),
        pytest.param(replace(R17, predicates={2024: "b", 2025: "bp"}), {"predicate_2025": "unmet"}, id="R14"),
    ],
)
def test_what_blocks_the_adjustment(facts, blocked_by):
    checklist = check(facts)
    assert open_items(checklist) == blocked_by
    assert all(item.next_step for item in checklist.open_items)


def test_from_which_rank_the_exam_is_open_is_a_setting():
    facts = replace(UNEXAMINED, rank_code="II/a")
    rules = PromotionRules(upkp_from={"III/a": "II/a"})
    assert open_items(check(facts, rules=rules)) == {"upkp": "unverified"}


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        pytest.param(R1, [("regular", "II/d")], id="R1"),
        pytest.param(replace(R1, rank_code="III/b"), [("regular", "III/c")], id="R4"),
        pytest.param(R9, [("structural", "III/c")], id="R9"),
        pytest.param(R13, [("functional", "III/d")], id="R13"),
        pytest.param(R17, [("regular", "II/d"), ("diploma", "III/a")], id="R17"),
        pytest.param(replace(R1, kind="pppk", rank_code="IX"), [("regular", "")], id="R18"),
        pytest.param(DOCTOR, [("functional", "III/c"), ("diploma", "III/c")], id="doctor"),
        pytest.param(replace(R1, post_family=""), [("regular", "II/d")], id="post-unknown"),
        pytest.param(replace(R1, rank_code="IV/e"), [("regular", "")], id="highest-rank"),
    ],
)
def test_the_post_decides_the_path_and_a_higher_diploma_adds_one(facts, found):
    paths = promotion_paths(facts, as_of=AS_OF, target_on=TARGET)
    assert [(path.kind.value, path.target) for path in paths] == found


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        pytest.param(R1, "regular", id="R1"),
        pytest.param(R17, "diploma", id="R17-met-goes-first"),
        pytest.param(replace(R17, formation_confirmed=None), "regular", id="unverified-does-not"),
        pytest.param(
            replace(R17, rank_effective_on=date(2025, 7, 1)), "diploma", id="the-one-that-opens-earlier"
        ),
        pytest.param(replace(R17, kind="pppk"), "regular", id="R18"),
    ],
)
def test_the_best_path_is_met_or_opens_first(facts, kind):
    assert best_path(promotion_paths(facts, as_of=AS_OF, target_on=TARGET)).kind == kind


def test_r17_without_a_target_takes_the_next_allowed_date():
    best = best_path(promotion_paths(R17, as_of=AS_OF))
    assert (best.is_met, best.target, best.is_applicable) == (True, "III/a", True)


@pytest.mark.parametrize(
    ("facts", "items"),
    [
        pytest.param(replace(R1, pension_from=date(2026, 4, 2)), {}, id="last-valid-day"),
        pytest.param(replace(R1, pension_from=TARGET), {"pension": "unmet"}, id="first-invalid-day"),
        pytest.param(
            replace(R1, pension_from=TARGET, is_pension_sure=False),
            {"pension": "unverified"},
            id="age-unsure",
        ),
        pytest.param(
            replace(R1, rank_effective_on=date(2024, 1, 1), pension_from=date(2027, 12, 1)),
            {"years_in_rank": "unmet", "pension": "unmet"},
            id="opens-only-after-the-pension",
        ),
    ],
)
def test_no_rank_starts_after_the_pension(facts, items):
    checklist = best_path(promotion_paths(facts, as_of=AS_OF, target_on=TARGET)).checklist
    assert open_items(checklist) == items
    assert checklist.earliest is None


@given(
    st.builds(
        RankFacts,
        kind=st.sampled_from(["", "pns", "cpns", "pppk", "official"]),
        standing=st.sampled_from(["", "active", "retired", "suspended", "pre_retirement"]),
        rank_code=st.sampled_from([*RANK_CODES, "", "IX"]),
        rank_effective_on=st.none() | st.dates(date(2000, 1, 1), date(2026, 1, 1)),
        education_level=st.sampled_from(["", *EducationLevel.values]),
        post_family=st.sampled_from(["", *PostFamily.values]),
        post_level=st.sampled_from(["", "ahli_muda", "terampil", "Penyelia"]),
        eselon=st.sampled_from(["", "II.b", "IV.a", "V"]),
        credit_points=st.none() | st.decimals(0, 500, places=4),
        exams=st.none() | st.frozensets(st.sampled_from(["upkp", "service_1"])),
    )
)
def test_every_record_gets_a_path_with_reasons(facts):
    paths = promotion_paths(facts, as_of=AS_OF, target_on=TARGET)
    assert best_path(paths) in paths
    for path in paths:
        assert path.kind in PromotionKind
        assert path.checklist.earliest is None or is_allowed_start(path.checklist.earliest)
        assert all(item.next_step for item in path.checklist.open_items)


@pytest.mark.parametrize("facts", [R1, R9, R13, R17], ids=["R1", "R9", "R13", "R17"])
def test_without_words_the_answers_are_the_same(facts):
    spoken = promotion_paths(facts, as_of=AS_OF, target_on=TARGET)
    with without_words():
        silent = promotion_paths(facts, as_of=AS_OF, target_on=TARGET)
    for one, other in zip(spoken, silent, strict=True):
        assert [(item.code, item.status, item.earliest) for item in one.checklist.items] == [
            (item.code, item.status, item.earliest) for item in other.checklist.items
        ]
