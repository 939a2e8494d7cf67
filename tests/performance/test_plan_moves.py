"""Moves in mid-year: a second plan for the new post, the same content under a new evaluator (annex II p. 65)."""

import datetime as dt

import pytest

from asn_portal.core.access import NotAllowed, system_actor
from asn_portal.core.models import Notice
from employees.actors import actor_of
from employees.enums import AssignmentKind, PostFamily
from employees.models import Employee, EvaluatorOverride
from employees.services.posts import refresh_current_posts
from performance.enums import PlanStatus
from performance.enums.plan_changes import PlanOrigin
from performance.models import Evidence, Plan
from performance.rules.plan_moves import Move, Place, Span, move_of, split_at
from performance.selectors import plans as selectors
from performance.services import late_plans, plan_moves, plans
from tests.employees.factories import PositionFactory, PositionTitleFactory, assign, member, office
from tests.performance.factories import EvidenceFactory, PlanFactory, fill_plan

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 7, 1)


@pytest.fixture(autouse=True)
def _july(freeze):
    freeze(2026, 7, 1)


@pytest.fixture
def place():
    return office()


@pytest.fixture
def plan(place):
    """An approved plan of somebody who held the post from the start of the year."""
    person = place.staff[0]
    plan = PlanFactory(employee=person, approved=True, complete=True, position=person.position)
    EvidenceFactory(indicator=plan.results.first().indicators.first())
    return plan


def move_to(place, person, *, since, unit=None):
    """Give somebody another definitive post as the record has it, with the right evaluator."""
    title = PositionTitleFactory(agency=place.agency, family=PostFamily.FUNCTIONAL)
    post = PositionFactory(unit=unit or place.other_dinas, title=title, name="Analis Pendidikan")
    person.assignments.filter(ends_on=None).update(ends_on=since - dt.timedelta(days=1))
    assign(person, post, starts_on=since)
    refresh_current_posts(agency_id=place.agency.pk, today=TODAY, employee_ids=[person.pk])
    Employee.objects.filter(pk=person.pk).update(evaluator=place.mayor, evaluator_source="position")
    return post


def follow(place, today=TODAY):
    return plan_moves.follow_moves(agency=place.agency, today=today)


def newest(person):
    return Plan.objects.filter(employee=person).order_by("-number").first()


def test_a_new_post_opens_a_second_plan_with_its_own_days(place, plan):
    person = place.staff[0]
    move_to(place, person, since=TODAY)
    assert follow(place) == 1
    fresh, old = newest(person), Plan.objects.get(pk=plan.pk)
    assert (fresh.origin, fresh.starts_on, fresh.state) == (PlanOrigin.MOVE, TODAY, PlanStatus.DRAFT)
    assert (old.ends_on, old.state) == (dt.date(2026, 6, 30), PlanStatus.APPROVED)
    assert (fresh.position_name, fresh.unit_name, fresh.evaluator) == (
        "Analis Pendidikan",
        "Dinas Pendidikan",
        place.mayor,
    )
    assert not fresh.results.exists()


def test_the_old_plan_keeps_its_snapshot_and_evidence_when_the_new_one_is_set(place, plan):
    person, before = place.staff[0], plan.position_name
    move_to(place, person, since=TODAY)
    follow(place)
    fresh = newest(person)
    fill_plan(fresh)
    Plan.objects.filter(pk=fresh.pk).update(state=PlanStatus.SUBMITTED, submitted_at="2026-07-02T08:00Z")
    mayor = actor_of(place.mayor.user, today=TODAY)
    plans.approve_plan(plan=selectors.get_plan(actor=mayor, pk=fresh.pk), actor=mayor)
    old = Plan.objects.get(pk=plan.pk)
    assert (old.position_name, old.is_current, old.state) == (before, False, PlanStatus.SUPERSEDED)
    assert Evidence.objects.filter(indicator__result__plan=old).count() == 1


def test_a_second_look_opens_nothing_twice(place, plan):
    move_to(place, place.staff[0], since=TODAY)
    assert [follow(place), follow(place)] == [1, 0]
    assert Plan.objects.filter(employee=place.staff[0]).count() == 2
    assert Notice.objects.filter(event="plan_new_post").count() == 1


def test_both_sides_are_told_once(place, plan):
    move_to(place, place.staff[0], since=TODAY)
    follow(place)
    told = dict(Notice.objects.values_list("event", "user_id"))
    assert told["plan_new_post"] == place.staff[0].user_id
    assert told["plan_new_person"] == place.mayor.user_id


YEAR = Span(dt.date(2026, 1, 1), dt.date(2026, 12, 31))


@pytest.mark.parametrize(
    ("since", "last", "first"),
    [
        pytest.param(dt.date(2026, 1, 1), None, None, id="first day: one plan for the year"),
        pytest.param(dt.date(2026, 1, 2), dt.date(2026, 1, 1), dt.date(2026, 1, 2), id="second day"),
        pytest.param(dt.date(2026, 12, 31), dt.date(2026, 12, 30), dt.date(2026, 12, 31), id="last day"),
        pytest.param(dt.date(2027, 1, 1), None, None, id="next year"),
        pytest.param(None, None, None, id="unknown day"),
    ],
)
def test_the_days_are_split_at_the_move(since, last, first):
    assert split_at(YEAR, since) == (last, first)


@pytest.mark.parametrize(
    ("today", "move"),
    [
        (Place(1, 1, 7, "position"), None),
        (Place(2, 1, 7, "position"), Move.POST),
        (Place(1, 1, 8, "position"), Move.EVALUATOR),
        (Place(1, 1, 8, "override"), None),
        (Place(1, 1, 8, "climbed"), None),
        (Place(None, 1, 7, "position"), None),
        (Place(2, 1, 8, "position"), Move.POST),
    ],
)
def test_what_counts_as_a_move(today, move):
    assert move_of(Place(1, 1, 7), today) == move


def test_the_day_before_the_move_nothing_is_opened(place, plan):
    person = place.staff[0]
    since = TODAY + dt.timedelta(days=1)
    title = PositionTitleFactory(agency=place.agency)
    post = PositionFactory(unit=place.other_dinas, title=title)
    person.assignments.filter(ends_on=None).update(ends_on=TODAY)
    assign(person, post, starts_on=since)
    refresh_current_posts(agency_id=place.agency.pk, today=TODAY, employee_ids=[person.pk])
    Employee.objects.filter(pk=person.pk).update(evaluator=place.evaluator)
    assert follow(place) == 0
    refresh_current_posts(agency_id=place.agency.pk, today=since, employee_ids=[person.pk])
    assert follow(place, since) >= 1
    assert newest(person).starts_on == since


def test_under_a_new_evaluator_the_content_goes_along(place, plan):
    Employee.objects.filter(pk=plan.employee_id).update(evaluator=place.head, evaluator_source="position")
    assert follow(place) == 1
    fresh = newest(place.staff[0])
    assert (fresh.origin, fresh.evaluator, fresh.starts_on) == (PlanOrigin.EVALUATOR, place.head, None)
    assert fresh.results.count() == plan.results.count() == 2
    assert Plan.objects.get(pk=plan.pk).is_current
    assert set(Notice.objects.values_list("event", flat=True)) == {"plan_new_evaluator", "plan_new_person"}


def test_a_temporary_evaluator_opens_nothing(place, plan):
    EvaluatorOverride.objects.create(
        agency=place.agency, employee=plan.employee, evaluator=place.head, reason="Cuti", starts_on=TODAY
    )
    refresh_current_posts(agency_id=place.agency.pk, today=TODAY)
    assert plan_moves.follow_moves(agency=place.agency, today=TODAY) == 0


def test_a_submission_for_the_old_post_comes_back_with_everything_written(place):
    person = place.staff[1]
    plan = PlanFactory(employee=person, submitted=True, complete=True, position=person.position)
    move_to(place, person, since=TODAY)
    follow(place)
    plan.refresh_from_db()
    assert (plan.state, plan.number, plan.position_name) == (PlanStatus.DRAFT, 1, "Analis Pendidikan")
    assert plan.results.count() == 2


def test_a_submission_simply_waits_with_the_new_evaluator(place):
    plan = PlanFactory(employee=place.staff[1], submitted=True, position=place.staff[1].position)
    Employee.objects.filter(pk=plan.employee_id).update(evaluator=place.head, evaluator_source="position")
    follow(place)
    plan.refresh_from_db()
    assert (plan.state, plan.evaluator) == (PlanStatus.SUBMITTED, place.head)
    assert Notice.objects.filter(event="plan_submitted", user=place.head.user).exists()


def test_only_the_clock_follows_moves(place, plan):
    with pytest.raises(NotAllowed):
        plan_moves.follow_move(plan=plan, actor=actor_of(place.hr.user, today=TODAY))
    assert plan_moves.follow_move(plan=plan, actor=system_actor(place.agency.pk)) is False


def test_a_newcomer_gets_a_plan_from_the_first_day_in_the_post(place, plan):
    person = member(place.bidang, "Pegawai Baru", evaluator=place.evaluator, kind="cpns")
    Employee.objects.filter(pk=person.pk).update(position_effective_on=dt.date(2026, 6, 1))
    late_plans.open_late_plans(agency=place.agency, today=TODAY)
    fresh = newest(person)
    assert (fresh.origin, fresh.starts_on, fresh.number) == (PlanOrigin.LATE, dt.date(2026, 6, 1), 1)
    assert late_plans.open_late_plans(agency=place.agency, today=TODAY) == 0


@pytest.mark.parametrize("kind", [AssignmentKind.ACTING, AssignmentKind.DAILY])
def test_an_acting_officer_is_told_once_that_it_belongs_in_the_plan(place, plan, kind):
    head_post = place.evaluator.position
    assign(plan.employee, head_post, kind=kind, starts_on=dt.date(2026, 6, 15))
    plan_moves.tell_acting(agency=place.agency, today=TODAY)
    plan_moves.tell_acting(agency=place.agency, today=TODAY)
    notice = Notice.objects.get(event="plan_acting_post")
    assert (notice.user_id, notice.params["first"]) == (plan.employee.user_id, "2026-06-15")
