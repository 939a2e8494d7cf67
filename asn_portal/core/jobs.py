"""Background work: queued after commit by name, restartable in chunks, with progress (A9, ADR 0004)."""

import uuid
from collections.abc import Callable, Iterable
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Max, Min, QuerySet
from django.utils import timezone

from asn_portal.core.access import Actor
from asn_portal.core.models import Job, JobChunk, JobState

CHUNK = settings.JOB_CHUNK
STALLED_AFTER = timedelta(minutes=3)
RUNNING = [JobState.QUEUED, JobState.RUNNING]


class LeaseLost(Exception):
    """Another worker took the job over; this one stops without a trace."""


def after_commit(task: str, *args: int) -> None:
    """Queue a task by its name once the transaction is in; ids only, so nothing personal enters the queue (A13)."""
    transaction.on_commit(lambda: current_app.send_task(task, args=args), robust=True)


def start_job(*, kind: str, task: str, agency_id: int, actor: Actor, subject_id: int | None = None) -> Job:
    """Write the job row and queue its task; a job already running for the same subject is returned instead."""
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind, task=task, agency_id=agency_id, subject_id=subject_id, started_by_id=actor.user_id
            )
    except IntegrityError:
        return Job.objects.get(kind=kind, agency_id=agency_id, subject_id=subject_id, state__in=RUNNING)
    after_commit(task, job.pk)
    return job


def take(job_id: int) -> Job | None:
    """Take the lease of a job that is not finished; None when it is done or alive in another worker's hands."""
    job = Job.objects.filter(pk=job_id, state__in=RUNNING).first()
    if job is None or (job.lease and job.heartbeat_at > timezone.now() - STALLED_AFTER):
        return None
    lease = uuid.uuid4()
    taken = Job.objects.filter(
        pk=job_id, state__in=RUNNING, lease=job.lease, heartbeat_at=job.heartbeat_at
    ).update(state=JobState.RUNNING, lease=lease, heartbeat_at=timezone.now())
    job.lease, job.state = lease, JobState.RUNNING
    return job if taken else None


def set_total(job: Job, total: int) -> None:
    """Say how many rows there are in all."""
    Job.objects.filter(pk=job.pk).update(total=total)
    job.total = total


def id_ranges(queryset: QuerySet, size: int = CHUNK) -> list[tuple[int, int]]:
    """Return inclusive ranges of primary keys that cover a queryset, in steps of `size` ids."""
    edges = queryset.order_by().aggregate(first=Min("pk"), last=Max("pk"))
    if edges["first"] is None:
        return []
    return [(first, first + size - 1) for first in range(edges["first"], edges["last"] + 1, size)]


def run_chunks(job: Job, ranges: Iterable[tuple[int, int]], work: Callable[[int, int], int]) -> int:
    """Do `work(first, last)` for each range, each in its own transaction together with its progress row.

    Finished chunks are skipped, so a job that was killed goes on where it stopped. Returns the rows written now.
    Raises LeaseLost when another worker has taken the job over.
    """
    finished = set(JobChunk.objects.filter(job=job).values_list("first", flat=True))
    written = 0
    for first, last in ranges:
        if first in finished:
            continue
        with transaction.atomic():
            rows = work(first, last)
            JobChunk.objects.create(job=job, first=first, last=last, rows=rows)
            beat(job, rows)
        written += rows
    return written


def beat(job: Job, rows: int = 0, message: str | None = None) -> None:
    """Add to the progress and renew the lease; raises LeaseLost when the job belongs to somebody else by now."""
    changes: dict = {"done": F("done") + rows, "heartbeat_at": timezone.now()}
    if message is not None:
        changes["message"] = message[:300]
    if not Job.objects.filter(pk=job.pk, lease=job.lease, state=JobState.RUNNING).update(**changes):
        raise LeaseLost(job.pk)


def finish(job: Job, message: str = "") -> None:
    """Mark the job done."""
    end(job, JobState.DONE, message)


def fail(job: Job, message: str) -> None:
    """Mark the job failed, with a reason for people."""
    end(job, JobState.FAILED, message)


def end(job: Job, state: JobState, message: str) -> None:
    """Close a job whose lease is still ours."""
    Job.objects.filter(pk=job.pk, lease=job.lease).update(
        state=state, message=message[:300], finished_at=timezone.now(), heartbeat_at=timezone.now()
    )
    job.state, job.message = state, message


def requeue_stalled() -> int:
    """Queue again every job whose worker fell silent; finished chunks are skipped, so nothing is done twice."""
    stalled = Job.objects.filter(state__in=RUNNING, heartbeat_at__lt=timezone.now() - STALLED_AFTER)
    rows = list(stalled.values_list("id", "task")[:200])
    for job_id, task in rows:
        after_commit(task, job_id)
    return len(rows)
