"""Two clocks, or a clock and HR, at the same moment: each person is told once, each step is taken once."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from asn_portal.core.access import Conflict, system_actor
from asn_portal.core.models import Notice, TransitionLog
from performance.models import Appraisal, Cycle, Plan
from performance.services import closing, reminders
from performance.services.plan_silence import hand_on_silent_plans
from tests.employees.factories import office
from tests.performance.appraisal_help import actor, pending
from tests.performance.factories import CycleFactory, PeriodFactory, PlanFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
TODAY = dt.date(2026, 2, 9)


def at_once(work, times=4):
    """Do the same work in threads that start together; return what each gave, "conflict" where one was beaten."""
    gate = Barrier(times)

    def run(_number):
        try:
            gate.wait(timeout=10)
            return work()
        except Conflict:
            return "conflict"
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def test_of_four_clocks_one_sends_the_digest():
    place = office()
    cycle = CycleFactory(agency=place.agency, is_open=True)
    for person in place.staff:
        PlanFactory(employee=person, cycle=cycle)
    told = at_once(lambda: reminders.send_due_reminders(agency_id=place.agency.pk, today=TODAY))
    assert sorted(told) == [0, 0, 0, 3]
    assert Notice.objects.filter(event="task_digest").count() == 3


def test_two_clicks_of_hr_at_once_remind_each_person_once():
    place = office()
    cycle = CycleFactory(agency=place.agency, is_open=True)
    for person in place.staff:
        PlanFactory(employee=person, cycle=cycle)
    hr = actor(place.hr)
    told = at_once(lambda: reminders.remind_office(cycle=Cycle.objects.get(), actor=hr).told)
    assert sum(told) == Notice.objects.filter(event="task_digest").count() == 3


def test_a_silent_plan_is_handed_on_once():
    place = office()
    cycle = CycleFactory(agency=place.agency, is_open=True)
    plan = PlanFactory(employee=place.staff[0], cycle=cycle, submitted=True)
    system = system_actor(place.agency.pk)
    moved = at_once(lambda: hand_on_silent_plans(cycle=cycle, today=TODAY, actor=system))
    assert sorted(moved) == [0, 0, 0, 1]
    assert TransitionLog.objects.filter(subject_id=plan.pk, transition="hand_on").count() == 1
    assert Plan.objects.get().escalated_to == place.head


def test_a_period_closed_by_the_clock_and_by_hr_at_once_is_closed_once():
    place = office()
    period = PeriodFactory(cycle__agency=place.agency, cycle__year=2025, number=1, is_opened=True)
    for person in place.staff:
        pending(person, period=period)
    jobs = at_once(lambda: closing.start_closing(period=period, actor=system_actor(place.agency.pk)).pk)
    assert len(set(jobs)) == 1
    at_once(lambda: closing.close_period(jobs[0]))
    assert Appraisal.objects.filter(state="unrated").count() == 3
    assert TransitionLog.objects.filter(transition="close_unrated").count() == 3
    assert Notice.objects.filter(event="appraisal_unrated").count() == 3
    assert Notice.objects.filter(event="period_closed").count() == 1


def test_a_year_is_closed_once():
    place = office()
    period = PeriodFactory(cycle__agency=place.agency, cycle__year=2025, number=1, is_opened=True)
    type(period).objects.update(closed_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    system = system_actor(place.agency.pk)
    at_once(lambda: closing.close_cycle(cycle=Cycle.objects.get(), today=TODAY, actor=system))
    assert TransitionLog.objects.filter(subject_type="cycle", transition="close").count() == 1
