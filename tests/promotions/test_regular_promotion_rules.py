"""The regular promotion, with the worked examples R1-R7, R14, R15, R18, R19 of the rank rules."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_portal.core.requirements import Status
from employees.enums import EducationLevel, EmployeeKind, PostFamily
from performance.enums import Predicate
from promotions.rules.case import PromotionRules
from promotions.rules.ranks import RANK_CODES, Exam, is_allowed_start, next_allowed_start
from promotions.rules.regular import RankFacts, regular_promotion_checklist
from tests.promotions.rank_cases import AS_OF, R1, TARGET


def check(facts, target_on=TARGET, **options):
    return regular_promotion_checklist(facts, as_of=AS_OF, target_on=target_on, **options)


def open_items(facts, target_on=TARGET, **options):
    return {item.code: item.status.value for item in check(facts, target_on, **options).open_items}


def answer(facts, code, **options):
    return next(item for item in check(facts, **options).items if item.code == code)


def test_r1_everything_met():
    checklist = check(R1)
    assert checklist.is_met
    assert checklist.earliest is None
    assert all(item.basis and item.source == "SIASN" for item in checklist.items)


def test_r2_one_month_short_of_four_years():
    checklist = check(replace(R1, rank_effective_on=date(2022, 3, 1)), date(2026, 2, 1))
    assert [item.code for item in checklist.open_items] == ["years_in_rank"]
    assert checklist.earliest == date(2026, 3, 1)


IIID_S1 = replace(R1, rank_code="III/d", education_level=EducationLevel.S1, superior_rank_code="IV/c")
IID = replace(R1, rank_code="II/d")


@pytest.mark.parametrize(
    ("facts", "blocked_by"),
    [
        pytest.param(
            replace(R1, rank_code="III/b", rank_effective_on=date(2020, 4, 1)), {"ceiling": "unmet"}, id="R4"
        ),
        pytest.param(IID, {"exam": "unmet"}, id="R5"),
        pytest.param(replace(IID, education_level=EducationLevel.S1), {}, id="R6"),
        pytest.param(IIID_S1, {"ceiling": "unmet", "exam": "unmet"}, id="R7"),
        pytest.param(replace(R1, predicates={2024: "b", 2025: "bp"}), {"predicate_2025": "unmet"}, id="R14"),
        pytest.param(
            replace(R1, rank_code="III/b", education_level=EducationLevel.S1, superior_rank_code="III/b"),
            {"superior": "unmet"},
            id="R15",
        ),
        pytest.param(replace(IID, exams=frozenset({Exam.SERVICE_1})), {}, id="exam-passed"),
        pytest.param(replace(IID, exams=frozenset({Exam.LEADERSHIP_4})), {}, id="leadership-training"),
        pytest.param(replace(R1, superior_rank_code="II/d"), {}, id="level-with-the-superior"),
        pytest.param(
            replace(R1, superior_rank_code=None, superior_is_official=True), {}, id="under-the-mayor"
        ),
        pytest.param(replace(R1, running_discipline=True), {"discipline": "unmet"}, id="punishment"),
        pytest.param(replace(R1, standing="suspended"), {"standing": "unmet"}, id="suspended"),
        pytest.param(replace(R1, standing="unpaid_leave"), {"standing": "unmet"}, id="unpaid-leave"),
        pytest.param(replace(R1, standing="study"), {}, id="study-assignment"),
    ],
)
def test_what_blocks(facts, blocked_by):
    assert open_items(facts) == blocked_by
    assert check(facts).is_met == (not blocked_by)
    assert all(item.next_step for item in check(facts).open_items)


@pytest.mark.parametrize(
    ("target", "is_valid"),
    [
        pytest.param(date(2025, 11, 1), True, id="R19-2025"),
        pytest.param(date(2024, 11, 1), False, id="R19-2024"),
        pytest.param(date(2023, 10, 1), True, id="R19-2023"),
        pytest.param(date(2023, 11, 1), False, id="two-dates-until-2023"),
        pytest.param(date(2024, 12, 1), True, id="six-dates-in-2024"),
        pytest.param(date(2026, 4, 2), False, id="not-the-first"),
    ],
)
def test_the_rule_in_force_decides_the_allowed_dates(target, is_valid):
    assert is_allowed_start(target) is is_valid
    start = answer(R1, "start_date", target_on=target)
    assert (start.status == Status.MET) is is_valid
    assert (start.earliest is None) is is_valid


def test_a_refused_date_names_the_next_allowed_one():
    assert answer(R1, "start_date", target_on=date(2024, 11, 1)).earliest == date(2024, 12, 1)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        pytest.param(replace(R1, kind=EmployeeKind.PPPK, rank_code="IX"), "kind", id="R18"),
        pytest.param(replace(R1, kind=EmployeeKind.PPPK_PART), "kind", id="pppk-part-time"),
        pytest.param(replace(R1, kind=EmployeeKind.CPNS), "kind", id="cpns"),
        pytest.param(replace(R1, kind=EmployeeKind.OFFICIAL), "kind", id="official"),
        pytest.param(replace(R1, standing="retired"), "standing", id="retired"),
        pytest.param(replace(R1, post_family=PostFamily.SUPERVISOR), "post", id="structural"),
        pytest.param(replace(R1, post_family=PostFamily.FUNCTIONAL), "post", id="functional"),
    ],
)
def test_on_another_path_the_list_does_not_apply_and_is_not_met(facts, code):
    checklist = check(facts)
    assert [(item.code, item.status) for item in checklist.items] == [(code, Status.NOT_APPLICABLE)]
    assert not checklist.is_met
    assert checklist.items[0].evidence


@pytest.mark.parametrize(
    ("missing", "codes"),
    [
        ({"kind": ""}, {"kind"}),
        ({"standing": ""}, {"standing"}),
        ({"post_family": ""}, {"post"}),
        ({"rank_code": ""}, {"ceiling", "superior", "exam"}),
        ({"rank_code": "V/z"}, {"ceiling", "superior", "exam"}),
        ({"rank_effective_on": None}, {"years_in_rank"}),
        ({"education_level": ""}, {"ceiling"}),
        ({"superior_rank_code": None}, {"superior"}),
        ({"predicates": {2024: "b"}}, {"predicate_2025"}),
        ({"predicates": {2024: "b", 2025: None}}, {"predicate_2025"}),
        ({"predicates": {}}, {"predicate_2024", "predicate_2025"}),
        ({"running_discipline": None}, {"discipline"}),
        ({"rank_code": "II/d", "exams": None}, {"exam"}),
        ({"rank_code": "II/d", "education_level": ""}, {"ceiling", "exam"}),
    ],
)
def test_unknown_data_is_never_met_and_can_be_corrected(missing, codes):
    checklist = check(replace(R1, **missing))
    assert {item.code for item in checklist.open_items} == codes
    assert all(item.status == Status.UNVERIFIED for item in checklist.open_items)
    assert all(item.next_step and item.link for item in checklist.open_items)


def test_without_any_record_nothing_is_met_but_the_date():
    met = [item.code for item in check(RankFacts()).items if item.status == Status.MET]
    assert met == ["start_date"]


def test_a_weak_year_blocks_until_two_good_years_have_followed():
    facts = replace(R1, predicates={2024: "b", 2025: "k"})
    assert check(facts).earliest == date(2028, 1, 1)


def test_the_running_year_is_known_only_after_its_appraisal():
    item = answer(R1, "predicate_2026", target_on=date(2027, 1, 1))
    assert (item.status, item.link) == (Status.UNVERIFIED, "")


def test_a_punishment_that_ends_before_does_not_block():
    facts = replace(R1, running_discipline=True, discipline_ends_on=date(2026, 3, 31))
    assert check(facts).is_met
    later = replace(facts, discipline_ends_on=date(2026, 6, 30))
    assert check(later).earliest == date(2026, 7, 1)


def test_whether_a_punishment_blocks_is_a_setting():
    rules = PromotionRules(discipline_blocks=False)
    assert check(replace(R1, running_discipline=True), rules=rules).is_met


@pytest.mark.parametrize(
    ("level", "rank", "status"),
    [
        (EducationLevel.SD, "I/d", Status.MET),
        (EducationLevel.SD, "II/a", Status.UNMET),
        (EducationLevel.SLTP, "II/c", Status.UNMET),
        (EducationLevel.SLTP_VOC, "II/c", Status.MET),
        (EducationLevel.D1, "III/a", Status.MET),
        (EducationLevel.D2, "III/b", Status.UNMET),
        (EducationLevel.D3, "III/b", Status.MET),
        (EducationLevel.D4, "III/d", Status.UNMET),
        (EducationLevel.PROFESSION, "III/c", Status.MET),
        (EducationLevel.PROFESSION, "III/d", Status.UNVERIFIED),
        (EducationLevel.PROFESSION, "IV/a", Status.UNMET),
        (EducationLevel.S2, "III/d", Status.MET),
        (EducationLevel.S2, "IV/a", Status.UNMET),
        (EducationLevel.S3, "IV/a", Status.MET),
        (EducationLevel.S3, "IV/e", Status.UNMET),
    ],
)
def test_the_diploma_sets_the_ceiling(level, rank, status):
    assert answer(replace(R1, education_level=level, rank_code=rank), "ceiling").status == status


def test_without_a_target_the_next_allowed_date_is_meant():
    checklist = regular_promotion_checklist(R1, as_of=date(2026, 3, 10))
    assert checklist.is_met
    assert checklist.as_of == date(2026, 3, 10)


@given(
    st.builds(
        RankFacts,
        kind=st.just("pns"),
        rank_code=st.sampled_from([*RANK_CODES, ""]),
        rank_effective_on=st.none() | st.dates(date(2000, 1, 1), date(2026, 1, 1)),
        education_level=st.sampled_from(["", *EducationLevel.values]),
        post_family=st.sampled_from(["", "implementer"]),
        superior_rank_code=st.none() | st.sampled_from(RANK_CODES),
        predicates=st.dictionaries(st.integers(2023, 2026), st.none() | st.sampled_from(Predicate.values)),
        running_discipline=st.none() | st.booleans(),
        exams=st.none() | st.frozensets(st.sampled_from(Exam)),
    )
)
def test_earliest_is_an_allowed_date_and_every_open_item_says_what_to_do(facts):
    checklist = check(facts)
    assert checklist.earliest is None or is_allowed_start(checklist.earliest)
    assert all(item.next_step for item in checklist.open_items)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_the_next_allowed_date_is_never_earlier_and_none_lies_between(day):
    found = next_allowed_start(day)
    assert found >= day
    assert is_allowed_start(found)
    assert not any(is_allowed_start(date.fromordinal(n)) for n in range(day.toordinal(), found.toordinal()))
