"""A plan from draft to approval, returned, withdrawn, changed by a new version."""

import datetime as dt

import pytest

from asn_portal.core.access import Conflict, NotAllowed
from asn_portal.core.models import Notice
from asn_portal.core.workflow import NoteRequired
from employees.actors import actor_of
from performance.enums import PlanStatus, ResultKind
from performance.models import Plan, WorkResult
from performance.selectors import plans as selectors
from performance.services import plan_content, plans
from performance.workflow import PLAN_FLOW
from tests.employees.factories import office
from tests.performance.factories import (
    BehaviourExpectationFactory,
    IndicatorFactory,
    PlanFactory,
    WorkResultFactory,
    fill_plan,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 1, 15)


@pytest.fixture
def place():
    return office()


@pytest.fixture
def plan(place):
    return PlanFactory(employee=place.staff[0], complete=True)


def actor(person):
    return actor_of(person.user, today=TODAY)


def seen_by(person, plan):
    """The plan as a view gets it."""
    return selectors.get_plan(actor=actor(person), pk=plan.pk)


def submit(plan, person):
    return plans.submit_plan(plan=seen_by(person, plan), actor=actor(person))


def approve(plan, person):
    return plans.approve_plan(plan=seen_by(person, plan), actor=actor(person))


def test_submit_and_approve_tell_each_side_once(place, plan):
    submit(plan, place.staff[0])
    approve(plan, place.evaluator)
    plan.refresh_from_db()
    assert (plan.state, plan.approved_by) == ("approved", place.evaluator)
    assert plan.checklist["is_met"] is True
    told = Notice.objects.values_list("event", "user_id")
    assert set(told) == {
        ("plan_submitted", place.evaluator.user_id),
        ("plan_approved", place.staff[0].user_id),
    }
    assert [row.transition for row in PLAN_FLOW.timeline(plan)] == ["submit", "approve"]


def test_an_incomplete_plan_is_refused_with_its_checklist(place):
    empty = PlanFactory(employee=place.staff[0])
    with pytest.raises(plans.PlanIncomplete) as refusal:
        submit(empty, place.staff[0])
    assert "main_result" in {item.code for item in refusal.value.checklist.open_items}
    empty.refresh_from_db()
    assert (empty.state, empty.revision) == ("draft", 1)


@pytest.mark.parametrize("who", ["evaluator", "head", "hr", "leader", "inspector"])
def test_nobody_else_submits(place, plan, who):
    with pytest.raises(NotAllowed):
        submit(plan, getattr(place, who))


@pytest.mark.parametrize("who", ["head", "hr", "leader", "inspector"])
def test_only_the_evaluator_approves(place, plan, who):
    submit(plan, place.staff[0])
    with pytest.raises(NotAllowed):
        approve(plan, getattr(place, who))


def test_the_owner_does_not_approve(place, plan):
    submit(plan, place.staff[0])
    with pytest.raises(NotAllowed):
        approve(plan, place.staff[0])


def test_of_two_clicks_the_second_is_a_conflict_that_says_who(place, plan):
    submit(plan, place.staff[0])
    stale = seen_by(place.evaluator, plan)
    approve(plan, place.evaluator)
    with pytest.raises(Conflict) as conflict:
        plans.return_plan(plan=stale, actor=actor(place.evaluator), note="Target belum terukur")
    assert conflict.value.last.actor_name == place.evaluator.full_name
    assert conflict.value.note == "Target belum terukur"


def test_return_needs_a_note(place, plan):
    submit(plan, place.staff[0])
    with pytest.raises(NoteRequired):
        plans.return_plan(plan=seen_by(place.evaluator, plan), actor=actor(place.evaluator), note="  ")


def test_a_returned_plan_is_revised_and_submitted_again(place, plan):
    for _round in range(2):
        submit(plan, place.staff[0])
        plans.return_plan(plan=seen_by(place.evaluator, plan), actor=actor(place.evaluator), note="Perbaiki")
    submit(plan, place.staff[0])
    assert Notice.objects.filter(event="plan_returned").count() == 2
    assert Notice.objects.filter(event="plan_submitted").count() == 3


def test_a_withdrawn_plan_is_a_draft_again(place, plan):
    submit(plan, place.staff[0])
    plans.withdraw_plan(plan=seen_by(place.staff[0], plan), actor=actor(place.staff[0]))
    plan.refresh_from_db()
    assert plan.state == "draft"


def test_submission_goes_to_the_evaluator_of_today(place, plan):
    person = place.staff[0]
    person.evaluator = place.head
    person.save()
    submit(plan, person)
    plan.refresh_from_db()
    assert (plan.evaluator, plan.evaluator_name) == (place.head, place.head.full_name)
    with pytest.raises(NotAllowed):
        approve(plan, place.evaluator)
    approve(plan, place.head)


# --- The leader's plan (E30, E31) and the form of leaders (E22) ---


def leader_plan(place):
    return PlanFactory(employee=place.evaluator, approved=True, complete=True)


def test_e30_without_a_link_to_an_approved_plan_nothing_is_submitted(place, plan):
    leader_plan(place)
    with pytest.raises(plans.PlanIncomplete) as refusal:
        submit(plan, place.staff[0])
    assert [item.code for item in refusal.value.checklist.open_items] == ["links"]


def test_e31_before_the_leader_has_a_plan_it_goes_in_as_not_linked(place, plan):
    submit(plan, place.staff[0])
    plan.refresh_from_db()
    assert (plan.state, plan.is_unlinked) == ("submitted", True)


def test_e31_the_link_is_asked_for_later(place, plan):
    PlanFactory(employee=place.evaluator, submitted=True, complete=True)
    submit(plan, place.staff[0])
    boss = Plan.objects.get(employee=place.evaluator)
    approve(boss, place.head)
    assert Notice.objects.filter(event="leader_plan_approved", user=place.staff[0].user).count() == 1
    target = boss.results.first().pk
    links = {result.pk: target for result in plan.results.all()}
    plans.link_results(plan=seen_by(place.staff[0], plan), links=links, actor=actor(place.staff[0]))
    plan.refresh_from_db()
    assert plan.is_unlinked is False


def test_e22_a_leader_s_plan_without_the_budget_perspective_is_refused(place):
    own = PlanFactory(employee=place.head, is_leader_form=True, complete=True)
    with pytest.raises(plans.PlanIncomplete) as refusal:
        submit(own, place.head)
    assert "budget" in {item.code for item in refusal.value.checklist.open_items}


def test_a_link_to_somebody_else_s_result_is_refused(place, plan):
    leader_plan(place)
    foreign = WorkResultFactory(plan=PlanFactory(employee=place.colleague, approved=True))
    text = plan_content.ResultText("Hasil", leader_result_id=foreign.pk)
    with pytest.raises(Exception, match="superior|atasan"):
        plan_content.add_result(
            plan=seen_by(place.staff[0], plan), kind=ResultKind.MAIN, text=text, actor=actor(place.staff[0])
        )


# --- Versions ---


def approved(place, plan):
    submit(plan, place.staff[0])
    return approve(plan, place.evaluator)


def test_a_change_is_a_copy_and_the_old_plan_stays_in_force_until_approval(place, plan):
    BehaviourExpectationFactory(plan=plan)
    old = approved(place, plan)
    new = plans.start_version(plan=old, actor=actor(place.staff[0]), reason="Tugas baru")
    old.refresh_from_db()
    assert (old.state, old.is_current, new.is_current, new.number) == ("approved", True, False, 2)
    assert new.results.count() == old.results.count() == 2
    assert new.expectations.count() == 1
    approved(place, new)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, old.is_current) == ("superseded", False)
    assert (new.state, new.is_current) == ("approved", True)


def test_the_evaluator_may_start_a_change_and_the_person_is_told(place, plan):
    old = approved(place, plan)
    plans.start_version(plan=old, actor=actor(place.evaluator), reason="Target berubah")
    assert Notice.objects.filter(event="plan_change_started", user=place.staff[0].user).count() == 1


def test_one_change_at_a_time(place, plan):
    old = approved(place, plan)
    plans.start_version(plan=old, actor=actor(place.staff[0]), reason="Tugas baru")
    with pytest.raises(Conflict):
        plans.start_version(plan=old, actor=actor(place.evaluator), reason="Target berubah")


@pytest.mark.parametrize("who", ["hr", "leader", "head"])
def test_nobody_else_starts_a_change(place, plan, who):
    old = approved(place, plan)
    with pytest.raises(NotAllowed):
        plans.start_version(plan=old, actor=actor(getattr(place, who)), reason="x")


# --- Content ---


def test_content_of_a_submitted_plan_is_locked_and_the_text_comes_back(place, plan):
    stale = seen_by(place.staff[0], plan)
    submit(plan, place.staff[0])
    with pytest.raises(Conflict) as conflict:
        plan_content.add_result(
            plan=stale,
            kind=ResultKind.MAIN,
            text=plan_content.ResultText("Teks yang diketik"),
            actor=actor(place.staff[0]),
        )
    assert conflict.value.note == "Teks yang diketik"


def test_results_move_within_their_part(place):
    own = PlanFactory(employee=place.staff[0])
    rows = [WorkResultFactory(plan=own, order=1) for _number in range(3)]
    view = seen_by(place.staff[0], own)
    plan_content.move_result(plan=view, result=rows[2], step=-1, actor=actor(place.staff[0]))
    plan_content.move_result(plan=view, result=rows[0], step=-1, actor=actor(place.staff[0]))
    ordered = [row.pk for row in selectors.plan_results(actor=actor(place.staff[0]), plan=view)]
    assert ordered == [rows[0].pk, rows[2].pk, rows[1].pk]


def test_last_year_is_copied_once_and_without_its_links(place):
    old = PlanFactory(employee=place.staff[0], cycle__year=2025, approved=True)
    boss = WorkResultFactory(plan=PlanFactory(employee=place.evaluator, cycle=old.cycle, approved=True))
    fill_plan(old, leader_result=boss)
    own = PlanFactory(employee=place.staff[0], cycle__year=2026)
    me = actor(place.staff[0])
    view = seen_by(place.staff[0], own)
    assert plan_content.copy_last_year(plan=view, source=old, actor=me) == 2
    with pytest.raises(Exception, match="nothing was copied|tidak ada yang disalin"):
        plan_content.copy_last_year(plan=view, source=old, actor=me)
    assert WorkResult.objects.filter(plan=own, leader_result=None).count() == 2
    assert own.attachments.count() == 3


def test_expectations_must_be_read_again_after_a_change(place, plan):
    boss, me = actor(place.evaluator), actor(place.staff[0])
    plan_content.set_expectations(plan=seen_by(place.evaluator, plan), texts={"loyal": "Jaga"}, actor=boss)
    plan_content.confirm_expectations(plan=seen_by(place.staff[0], plan), actor=me)
    plan.refresh_from_db()
    assert plan.expectations_read_at is not None
    plan_content.set_expectations(plan=seen_by(place.evaluator, plan), texts={"loyal": "Jaga"}, actor=boss)
    plan.refresh_from_db()
    assert plan.expectations_read_at is not None, "nothing changed"
    plan_content.set_expectations(plan=seen_by(place.evaluator, plan), texts={"loyal": "Baru"}, actor=boss)
    plan.refresh_from_db()
    assert plan.expectations_read_at is None


def test_a_batch_takes_the_complete_ones_and_says_why_it_left_others(place):
    first, second, third = (
        PlanFactory(employee=person, submitted=True, checklist={"is_met": person != place.staff[2]})
        for person in place.staff
    )
    stale = [seen_by(place.evaluator, row) for row in (first, second, third)]
    approve(second, place.evaluator)
    done, skipped = plans.approve_plans(plans=stale, actor=actor(place.evaluator))
    assert [row.pk for row in done] == [first.pk]
    assert {row.plan.pk for row in skipped} == {second.pk, third.pk}


def test_plan_states_are_only_left_by_the_table(place, plan):
    assert {step.name for step in PLAN_FLOW.transitions} == {
        "submit",
        "withdraw",
        "approve",
        "return",
        "reopen",
        "supersede",
    }
    assert IndicatorFactory(result__plan=plan).pk
    assert PlanStatus(plan.state) == PlanStatus.DRAFT
