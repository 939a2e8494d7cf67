"""Evaluators day by day: absences, climbing and its explanation, temporary evaluators, the chain of superiors."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from asn_portal.core.access import NotAllowed, system_actor
from employees.actors import actor_of
from employees.enums import PostFamily, Standing
from employees.models import Employee, EvaluatorOverride, UnpaidLeave
from employees.selectors.evaluators import chain_of_superiors, evaluator_on, explain
from employees.services.evaluators import (
    TemporaryEvaluator,
    end_temporary_evaluator,
    set_temporary_evaluator,
)
from employees.services.posts import refresh_current_posts
from tests.employees.factories import assign, member, office

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)
YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)


@pytest.fixture
def small(freeze):
    freeze(2026, 3, 2)
    return office()


@pytest.fixture
def ani(small):
    return small.staff[0]


def hr(small):
    return actor_of(small.hr.user, today=TODAY)


def found(small, person, day=TODAY):
    """Return the evaluator and the source, and check that the column filled each night agrees."""
    view = evaluator_on(actor=system_actor(small.agency.pk), employee=person, day=day)
    if day == TODAY:
        refresh_current_posts(agency_id=small.agency.pk, today=TODAY)
        person.refresh_from_db()
        assert (person.evaluator, person.evaluator_source) == (view.employee, str(view.answer.source))
    return view.employee, str(view.answer.source)


def test_staff_division_head_and_head_of_office_are_rated_by_the_head_above(small, ani):
    assert found(small, ani) == (small.evaluator, "position")
    assert found(small, small.evaluator) == (small.head, "position")
    assert found(small, small.head) == (small.mayor, "position")


@pytest.mark.parametrize("kind", ["plt", "plh"])
def test_an_acting_officer_rates_only_while_acting(small, ani, kind):
    deputy = member(small.dinas, "Sekretaris Dinas", evaluator=small.head)
    assign(deputy, small.bidang.head_position, kind=kind, starts_on=TODAY, ends_on=TODAY)
    assert found(small, ani) == (deputy, "acting")
    assert found(small, ani, YESTERDAY) == (small.evaluator, "position")
    assert found(small, ani, TOMORROW) == (small.evaluator, "position")


def leave(person, *, until=None):
    return UnpaidLeave.objects.create(
        agency=person.agency, employee=person, starts_on=YESTERDAY, ends_on=until
    )


def vacate(person):
    person.assignments.update(ends_on=YESTERDAY)


def suspend(person):
    Employee.objects.filter(pk=person.pk).update(standing=Standing.SUSPENDED)


def retire(person):
    Employee.objects.filter(pk=person.pk).update(standing=Standing.RETIRED, is_active=False)


@pytest.mark.parametrize("absent", [leave, vacate, suspend, retire])
def test_past_an_empty_post_the_way_goes_up(small, ani, absent):
    absent(small.evaluator)
    assert found(small, ani) == (small.head, "climbed")


def test_several_empty_posts_are_climbed_and_each_is_explained(small, ani):
    vacate(small.evaluator)
    leave(small.head)
    view = evaluator_on(actor=system_actor(small.agency.pk), employee=ani, day=TODAY)
    assert view.employee == small.mayor
    words = explain(view)
    assert len(words) == 3
    assert small.bidang.head_position.name in words[0]
    assert small.dinas.head_position.name in words[1]
    assert small.mayor.full_name in words[2]


def test_leave_that_ended_yesterday_no_longer_counts(small, ani):
    leave(small.evaluator, until=YESTERDAY)
    assert found(small, ani) == (small.evaluator, "position")


def test_a_recorded_superior_post_stands_before_the_tree(small, ani):
    ani.position.reports_to = small.dinas.head_position
    ani.position.save()
    assert found(small, ani) == (small.head, "position")


def test_superior_posts_in_a_circle_end_without_an_answer(small, ani):
    other = small.staff[1].position
    for post, superior in ((ani.position, other), (other, ani.position)):
        post.reports_to = superior
        post.save()
    vacate(small.staff[1])
    assert found(small, ani) == (None, "none")


def test_nobody_rates_himself_while_acting_as_the_own_head(small, ani):
    assign(ani, small.bidang.head_position, kind="plh", starts_on=TODAY)
    assert found(small, ani) == (small.evaluator, "position")
    vacate(small.evaluator)
    assert found(small, ani) == (small.head, "climbed")


def choose(small, person, evaluator, **dates):
    dates = {"starts_on": TODAY, **dates}
    new = TemporaryEvaluator(evaluator, "Atasan tugas belajar", **dates)
    return set_temporary_evaluator(employee=person, new=new, actor=hr(small))


def test_a_temporary_evaluator_wins_between_its_days_and_gives_the_reason(small, ani):
    choose(small, ani, small.colleague, ends_on=TODAY)
    ani.refresh_from_db()
    assert (ani.evaluator, ani.evaluator_source) == (small.colleague, "override")
    assert found(small, ani) == (small.colleague, "override")
    assert found(small, ani, TOMORROW) == (small.evaluator, "position")
    view = evaluator_on(actor=hr(small), employee=ani, day=TODAY)
    assert "Atasan tugas belajar" in explain(view)[0]


def test_a_second_temporary_evaluator_ends_the_first_the_day_before(small, ani):
    first = choose(small, ani, small.colleague, starts_on=YESTERDAY)
    choose(small, ani, small.head)
    first.refresh_from_db()
    assert first.ends_on == YESTERDAY
    assert found(small, ani) == (small.head, "override")


def test_of_two_choices_for_one_day_the_newest_counts_and_both_stay_on_record(small, ani):
    choose(small, ani, small.colleague)
    choose(small, ani, small.head)
    assert found(small, ani) == (small.head, "override")
    rows = EvaluatorOverride.objects.filter(employee=ani).order_by("pk")
    assert [row.ends_on for row in rows] == [TODAY, None]


def test_a_short_choice_inside_a_longer_one_interrupts_it(small, ani):
    choose(small, ani, small.colleague, starts_on=YESTERDAY)
    choose(small, ani, small.head, ends_on=TODAY)
    assert found(small, ani) == (small.head, "override")
    assert found(small, ani, TOMORROW) == (small.colleague, "override")


def test_when_it_ends_the_superior_post_counts_again(small, ani):
    row = choose(small, ani, small.colleague, starts_on=YESTERDAY)
    end_temporary_evaluator(override=row, ends_on=YESTERDAY, actor=hr(small))
    ani.refresh_from_db()
    assert (ani.evaluator, ani.evaluator_source) == (small.evaluator, "position")
    with pytest.raises(ValidationError):
        end_temporary_evaluator(override=row, ends_on=dt.date(2020, 1, 1), actor=hr(small))


def test_neither_oneself_nor_strangers_nor_people_who_left_become_evaluators(small, ani):
    retire(small.leader)
    small.leader.refresh_from_db()
    for wrong in (ani, small.outsider, small.leader):
        with pytest.raises(ValidationError):
            choose(small, ani, wrong)
    with pytest.raises(ValidationError):
        choose(small, ani, small.head, ends_on=YESTERDAY)


@pytest.mark.parametrize("who", ["evaluator", "inspector", "leader", "head", "outsider"])
def test_only_hr_names_a_temporary_evaluator(small, ani, who):
    actor = actor_of(getattr(small, who).user, today=TODAY)
    with pytest.raises(NotAllowed):
        set_temporary_evaluator(employee=ani, new=TemporaryEvaluator(small.head, "x", TODAY), actor=actor)


def test_hr_does_not_choose_the_own_evaluator(small):
    with pytest.raises(NotAllowed):
        choose(small, small.hr, small.head)


def test_the_chain_goes_from_the_evaluator_to_the_top_and_survives_a_circle(small, ani):
    refresh_current_posts(agency_id=small.agency.pk, today=TODAY)
    ani.refresh_from_db()
    chain = chain_of_superiors(actor=hr(small), employee=ani)
    assert [step.id for step in chain] == [small.evaluator.pk, small.head.pk, small.mayor.pk]
    assert [step.source for step in chain] == ["position"] * 3
    Employee.objects.filter(pk=small.head.pk).update(evaluator=small.evaluator)
    assert [s.id for s in chain_of_superiors(actor=hr(small), employee=ani)] == [
        small.evaluator.pk,
        small.head.pk,
    ]


def test_the_chain_and_the_chart_cost_the_same_for_a_large_office(small, ani, django_assert_num_queries):
    actor = hr(small)
    ani.refresh_from_db()
    for number in range(20):
        member(small.bidang, f"Staf {number}", evaluator=small.evaluator, family=PostFamily.FUNCTIONAL)
    with django_assert_num_queries(2):
        chain_of_superiors(actor=actor, employee=ani)
    with django_assert_num_queries(6):
        evaluator_on(actor=actor, employee=ani, day=TODAY)
