"""A worker is killed in the middle of long work, another one takes over: nothing lost, nothing double (A9)."""

import datetime as dt

import pytest
from django.db.models import Count

from asn_portal.core import jobs
from asn_portal.core.access import system_actor
from asn_portal.core.models import Job, JobChunk, JobState
from employees.enums import EmployeeKind
from employees.models import Assignment, Employee, ImportRow, RankRecord
from employees.services import imports
from performance.models import Plan
from performance.services import opening
from tests.employees.factories import AgencyFactory, UnitFactory
from tests.employees.imports_support import check, place, row
from tests.performance.factories import CycleFactory
from tests.workers.conftest import CHUNK, kill, wait_until

pytestmark = [pytest.mark.redis, pytest.mark.django_db(transaction=True)]
PEOPLE, ROWS = 2_000, 600


@pytest.fixture
def government():
    """A government with many people and a year to be opened."""
    unit = UnitFactory(agency=AgencyFactory())
    Employee.objects.bulk_create(
        Employee(
            agency=unit.agency,
            unit=unit,
            kind=EmployeeKind.PNS,
            nip=f"19800101200501{number:04d}",
            name=f"Pegawai {number}",
            sort_name=f"pegawai {number}",
        )
        for number in range(PEOPLE)
    )
    return unit.agency


def kill_in_the_middle(start_worker, job):
    """Let a worker begin, kill it after some chunks, and return how many chunks it had finished."""
    worker = start_worker()
    wait_until(lambda: JobChunk.objects.filter(job=job).count() >= 3)
    kill(worker)
    assert Job.objects.get(pk=job.pk).state == JobState.RUNNING
    return JobChunk.objects.filter(job=job).count()


def take_over(start_worker, job):
    """Let the sweep find the silent job and another worker finish it."""
    assert jobs.requeue_stalled() == 0, "a worker that spoke a moment ago may still live"
    Job.objects.filter(pk=job.pk).update(heartbeat_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert jobs.requeue_stalled() == 1
    start_worker()
    wait_until(lambda: Job.objects.get(pk=job.pk).is_finished)
    return Job.objects.get(pk=job.pk)


def test_a_year_that_is_being_opened_survives_the_death_of_its_worker(government, start_worker):
    cycle = CycleFactory(agency=government)
    job = opening.start_opening(cycle=cycle, actor=system_actor(government.pk))
    finished = kill_in_the_middle(start_worker, job)
    assert 0 < Plan.objects.count() == finished * CHUNK < PEOPLE
    job = take_over(start_worker, job)
    assert (job.state, job.done, job.total) == (JobState.DONE, PEOPLE, PEOPLE)
    assert Plan.objects.count() == Plan.objects.values("employee").distinct().count() == PEOPLE


def test_an_import_that_is_being_applied_survives_the_death_of_its_worker(start_worker):
    here = place()
    run = check(here, [row(number) for number in range(ROWS)])
    imports.apply_import(run=run, actor=here.actor)
    finished = kill_in_the_middle(start_worker, Job.objects.get(pk=run.job_id))
    assert 0 < Employee.objects.count() == finished * CHUNK < ROWS
    job = take_over(start_worker, Job.objects.get(pk=run.job_id))
    run.refresh_from_db()
    assert (run.state, job.state, job.done, job.total) == ("applied", JobState.DONE, ROWS, ROWS)
    assert [model.objects.count() for model in (Employee, RankRecord, Assignment)] == [ROWS] * 3
    assert not ImportRow.objects.filter(run=run, applied_at=None).exists()
    doubled = Assignment.objects.values("employee").annotate(posts=Count("pk")).filter(posts__gt=1)
    assert not doubled.exists()
