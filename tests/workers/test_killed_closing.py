"""A worker is killed in the middle of closing a period, another one goes on: nobody is told twice (A9)."""

import datetime as dt

import pytest

from asn_portal.core.access import system_actor
from asn_portal.core.models import JobState, Notice, TransitionLog
from employees.models import Employee
from performance.models import Appraisal, Period
from performance.services import closing
from tests.performance.factories import CycleFactory, PeriodFactory
from tests.workers.conftest import CHUNK
from tests.workers.test_killed_worker import (  # noqa: F401
    PEOPLE,
    government,
    kill_in_the_middle,
    take_over,
)

pytestmark = [pytest.mark.redis, pytest.mark.django_db(transaction=True)]


def test_a_period_that_is_being_closed_survives_the_death_of_its_worker(government, start_worker):  # noqa: F811
    cycle = CycleFactory(agency=government, year=2025, is_open=True)
    period = PeriodFactory(cycle=cycle, number=1, is_opened=True)
    people = Employee.objects.filter(agency=government).order_by("pk")
    Appraisal.objects.bulk_create(
        Appraisal(agency=government, period=period, employee=person, unit_id=person.unit_id)
        for person in people
    )
    job = closing.start_closing(period=period, actor=system_actor(government.pk))
    finished = kill_in_the_middle(start_worker, job)
    assert 0 < Appraisal.objects.exclude(closed_at=None).count() == finished * CHUNK < PEOPLE
    assert Period.objects.get().closed_at is None
    job = take_over(start_worker, job)
    assert (job.state, job.done, job.total) == (JobState.DONE, PEOPLE, PEOPLE)
    assert Appraisal.objects.filter(
        state="unrated", closed_at__gte=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    ).count() == (PEOPLE)
    assert TransitionLog.objects.filter(transition="close_unrated").count() == PEOPLE
    assert Notice.objects.values("user", "event", "subject_id").distinct().count() == Notice.objects.count()
    assert Period.objects.get().closed_at is not None
