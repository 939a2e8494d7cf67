"""What waits for an evaluator, whom one holds up, and the own next step."""

import datetime as dt

import pytest

from employees.actors import actor_of
from performance.selectors import inbox
from tests.employees.factories import office
from tests.performance.factories import CycleFactory, PlanFactory, WorkResultFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 1, 20)
COLUMNS = ["kind", "subject_id", "who", "post", "detail", "since", "due_on", "is_safe"]


@pytest.fixture
def place():
    return office()


def actor(person):
    return actor_of(person.user, today=TODAY)


def next_step(me):
    return inbox.next_action(actor=me, plan=inbox.current_plan(actor=me), today=TODAY)


def test_submitted_plans_wait_for_the_evaluator_of_today_only(place):
    waiting = PlanFactory(employee=place.staff[0], submitted=True, complete=True, checklist={"is_met": True})
    PlanFactory(employee=place.staff[1])
    moved = PlanFactory(employee=place.staff[2], submitted=True)
    place.staff[2].evaluator = place.head
    place.staff[2].save()
    rows = list(inbox.plan_inbox(actor=actor(place.evaluator)))
    assert [row["subject_id"] for row in rows] == [waiting.pk]
    assert list(rows[0]) == COLUMNS
    assert (rows[0]["kind"], rows[0]["is_safe"]) == ("plan", True)
    assert rows[0]["detail"].startswith("SKP 2026, 2 ")
    assert [row["subject_id"] for row in inbox.plan_inbox(actor=actor(place.head))] == [moved.pk]
    assert [inbox.count_inbox(actor=actor(person)) for person in (place.evaluator, place.hr)] == [1, 0]


def test_a_plan_without_a_stored_checklist_is_not_safe(place):
    PlanFactory(employee=place.staff[0], submitted=True)
    assert [row["is_safe"] for row in inbox.plan_inbox(actor=actor(place.evaluator))] == [False]


def test_the_rows_can_be_joined_with_other_kinds(place):
    PlanFactory(employee=place.staff[0], submitted=True)
    rows = inbox.plan_inbox(actor=actor(place.evaluator))
    assert len(rows.union(rows, all=True).order_by("since", "subject_id")) == 2


def test_people_held_up_are_counted_until_the_own_plan_is_approved(place):
    cycle = CycleFactory(agency=place.agency, is_open=True)
    PlanFactory(employee=place.staff[0], cycle=cycle)
    PlanFactory(employee=place.staff[1], cycle=cycle, submitted=True, is_unlinked=True)
    PlanFactory(employee=place.staff[2], cycle=cycle, submitted=True)
    assert inbox.blocked_by_me(actor=actor(place.evaluator)) == 0, "without an own plan nobody waits for it"
    own = PlanFactory(employee=place.evaluator, cycle=cycle, submitted=True)
    assert inbox.blocked_by_me(actor=actor(place.evaluator)) == 2
    own.state, own.approved_at = "approved", dt.datetime(2026, 1, 12, tzinfo=dt.UTC)
    own.save()
    assert inbox.blocked_by_me(actor=actor(place.evaluator)) == 0


@pytest.mark.parametrize(
    ("trait", "expected"), [("returned", True), ("submitted", False), ("approved", False), (None, True)]
)
def test_the_next_step_is_there_only_when_it_is_the_person_s_turn(place, trait, expected):
    PlanFactory(employee=place.staff[0], **({trait: True} if trait else {}))
    action = next_step(actor(place.staff[0]))
    assert bool(action) is expected
    if action:
        assert action.due_on == dt.date(2026, 1, 31)
        assert "main_result" in {item.code for item in action.items}


def test_linking_is_the_next_step_once_the_leader_s_plan_is_set(place):
    PlanFactory(employee=place.staff[0], approved=True, is_unlinked=True)
    me = actor(place.staff[0])
    assert next_step(me) is None
    WorkResultFactory(plan=PlanFactory(employee=place.evaluator, approved=True))
    action = next_step(me)
    assert action is not None
    assert action.due_on is None


def test_somebody_without_a_plan_has_no_next_step_here(place):
    assert next_step(actor(place.mayor)) is None


def test_the_next_step_costs_few_queries(place, django_assert_max_num_queries):
    PlanFactory(employee=place.staff[0], complete=True)
    me = actor(place.staff[0])
    with django_assert_max_num_queries(3):
        next_step(me)


@pytest.mark.parametrize("page", ["/", "/kinerja/", "/kinerja/skp/{plan}/"])
def test_the_pages_of_a_returned_plan_keep_within_twelve_queries(place, client_for, count_queries, page):
    ani = place.staff[0]
    plan = PlanFactory(employee=ani, returned=True, complete=True)
    assert count_queries(client_for(ani.user), page.format(plan=plan.pk)) <= 12
