"""What a plan must have before it is submitted (E22, E30, E31)."""

from dataclasses import replace
from datetime import date

import pytest

from asn_portal.core.requirements import Status
from performance.enums import Approach, Aspect, AttachmentKind, Perspective, ResultKind
from performance.rules.plan_checklist import (
    IndicatorFacts,
    LeaderPlan,
    PlanFacts,
    ResultFacts,
    plan_checklist,
    unlinked_results,
)

TODAY = date(2026, 1, 20)
INDICATOR = IndicatorFacts("Laporan selesai", "12 laporan", aspect=Aspect.QUANTITY)
RESULT = ResultFacts("Laporan keuangan tersusun", ResultKind.MAIN, (INDICATOR,), is_linked=True)
PLAN = PlanFacts(
    results=(RESULT,),
    leader_plan=LeaderPlan.APPROVED,
    attachments=frozenset(AttachmentKind),
    evaluator="Maria Simanjuntak",
)
UNLINKED = replace(RESULT, is_linked=False)
ALL_PERSPECTIVES = tuple(IndicatorFacts("Indeks", "80", perspective=choice) for choice in Perspective)
SENIOR = replace(
    PLAN, results=(replace(RESULT, indicators=ALL_PERSPECTIVES),), is_senior=True, leader_plan=LeaderPlan.NONE
)


def open_codes(plan):
    return [item.code for item in plan_checklist(plan, as_of=TODAY).open_items]


def status_of(plan, code):
    return next(item.status for item in plan_checklist(plan, as_of=TODAY).items if item.code == code)


def with_indicator(**changes):
    return replace(PLAN, results=(replace(RESULT, indicators=(replace(INDICATOR, **changes),)),))


def test_a_complete_plan_may_be_submitted():
    assert plan_checklist(PLAN, as_of=TODAY).is_met
    assert plan_checklist(SENIOR, as_of=TODAY).is_met


def without(perspective):
    kept = tuple(item for item in ALL_PERSPECTIVES if item.perspective != perspective)
    return replace(SENIOR, results=(replace(RESULT, indicators=kept),))


@pytest.mark.parametrize(
    ("plan", "missing"),
    [
        pytest.param(without(Perspective.BUDGET), ["budget"], id="E22"),
        pytest.param(replace(PLAN, results=(UNLINKED,)), ["links"], id="E30"),
        pytest.param(without(Perspective.PROCESS), ["perspectives"], id="perspective"),
        pytest.param(replace(PLAN, results=()), ["main_result", "indicators"], id="empty"),
        pytest.param(
            replace(PLAN, results=(replace(RESULT, kind=ResultKind.ADDITIONAL),)),
            ["main_result"],
            id="no-main",
        ),
        pytest.param(
            replace(PLAN, results=(replace(RESULT, indicators=()),)), ["indicators"], id="no-indicator"
        ),
        pytest.param(with_indicator(target="  "), ["targets"], id="no-target"),
        pytest.param(with_indicator(aspect=""), ["aspects"], id="no-aspect"),
        pytest.param(replace(PLAN, evaluator=""), ["evaluator"], id="no-evaluator"),
        pytest.param(
            replace(PLAN, attachments=frozenset({AttachmentKind.RESOURCES})),
            ["attachment_accountability", "attachment_consequence"],
            id="attachments",
        ),
    ],
)
def test_what_is_missing_blocks_and_says_what_to_do(plan, missing):
    assert open_codes(plan) == missing
    checklist = plan_checklist(plan, as_of=TODAY)
    assert all(item.next_step and item.basis for item in checklist.open_items)
    assert not checklist.is_met


def test_e31_before_the_leaders_plan_is_approved_it_goes_in_unlinked():
    plan = replace(PLAN, results=(RESULT, UNLINKED), leader_plan=LeaderPlan.PENDING)
    assert plan_checklist(plan, as_of=TODAY).is_met
    assert unlinked_results(plan) == (UNLINKED,)
    assert status_of(plan, "links") == Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param(replace(PLAN, approach=Approach.QUALITATIVE), id="qualitative"),
        pytest.param(replace(PLAN, leader_plan=LeaderPlan.NONE), id="mayor-has-no-plan"),
        pytest.param(SENIOR, id="senior"),
    ],
)
def test_forms_without_the_column_need_no_link(plan):
    unlinked = replace(plan, results=tuple(replace(result, is_linked=False) for result in plan.results))
    assert unlinked_results(unlinked) == ()
    assert open_codes(unlinked) == []


def test_in_the_qualitative_form_the_target_stands_in_the_indicator():
    plan = replace(with_indicator(target="", aspect=""), approach=Approach.QUALITATIVE)
    assert plan_checklist(plan, as_of=TODAY).is_met
    assert {status_of(plan, code) for code in ("targets", "aspects", "budget")} == {Status.NOT_APPLICABLE}
