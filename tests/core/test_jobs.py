"""Long work: restartable, never double, with progress."""

import datetime as dt

import pytest
from django.utils import timezone

from asn_portal.core import jobs
from asn_portal.core.access import system_actor
from asn_portal.core.models import Holiday, Job, JobChunk, JobState
from tests.employees.factories import AgencyFactory

RANGES = [(1, 10), (11, 20), (21, 30)]


@pytest.fixture
def job(db):
    """A queued job."""
    agency = AgencyFactory()
    return jobs.start_job(
        kind="test", task="core.sweep_jobs", agency_id=agency.pk, actor=system_actor(agency.pk), subject_id=1
    )


def write(first, last):
    """Write one row for the chunk."""
    Holiday.objects.create(day=dt.date(2030, 1, 1) + dt.timedelta(days=first), name=f"{first}-{last}")
    return last - first + 1


def written():
    """Return what the chunks wrote."""
    return Holiday.objects.filter(day__year=2030).count()


def test_a_killed_job_goes_on_where_it_stopped_and_writes_nothing_twice(job):
    def dies_in_the_second_chunk(first, last):
        write(first, last)
        if first == 11:
            raise KeyboardInterrupt
        return 10

    with pytest.raises(KeyboardInterrupt):
        jobs.run_chunks(jobs.take(job.pk), RANGES, dies_in_the_second_chunk)
    assert (written(), JobChunk.objects.count()) == (1, 1)
    Job.objects.update(heartbeat_at=timezone.now() - dt.timedelta(minutes=10))
    assert jobs.run_chunks(jobs.take(job.pk), RANGES, write) == 20
    job.refresh_from_db()
    assert (written(), job.done) == (3, 30)


def test_a_task_delivered_twice_finds_the_lease_taken(job):
    assert jobs.take(job.pk) is not None
    assert jobs.take(job.pk) is None


def test_a_worker_that_lost_its_lease_stops_and_leaves_no_trace(job):
    slow = jobs.take(job.pk)
    Job.objects.update(heartbeat_at=timezone.now() - dt.timedelta(minutes=10))
    jobs.take(job.pk)
    with pytest.raises(jobs.LeaseLost):
        jobs.run_chunks(slow, RANGES, write)
    assert written() == 0


def test_a_finished_job_is_not_taken_again(job):
    jobs.finish(jobs.take(job.pk), "selesai")
    assert jobs.take(job.pk) is None
    assert Job.objects.get().state == JobState.DONE


def test_starting_the_same_work_twice_gives_the_running_job(job):
    actor = system_actor(job.agency_id)
    again = jobs.start_job(
        kind="test", task="core.sweep_jobs", agency_id=job.agency_id, actor=actor, subject_id=1
    )
    assert again.pk == job.pk


def test_the_sweep_queues_only_what_fell_silent(job, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as fresh:
        assert jobs.requeue_stalled() == 0
    Job.objects.update(heartbeat_at=timezone.now() - dt.timedelta(minutes=10))
    with django_capture_on_commit_callbacks() as stalled:
        assert jobs.requeue_stalled() == 1
    assert (len(fresh), len(stalled)) == (0, 1)


def test_ranges_cover_every_id_once(db):
    assert jobs.id_ranges(Holiday.objects.filter(name="none")) == []
    edges = Holiday.objects.order_by("pk").values_list("pk", flat=True)
    ranges = jobs.id_ranges(Holiday.objects.all(), size=7)
    covered = [pk for first, last in ranges for pk in range(first, last + 1)]
    assert set(edges) <= set(covered)
    assert len(covered) == len(set(covered))
