"""Celery doors of the kernel."""

from celery import shared_task

from asn_portal.core import housekeeping, jobs, outbox


@shared_task(name="core.sweep_deliveries")
def sweep_deliveries() -> None:
    """Send the mails that are due."""
    outbox.send_due()


@shared_task(name="core.sweep_jobs")
def sweep_jobs() -> None:
    """Pick up jobs whose worker was killed."""
    jobs.requeue_stalled()


@shared_task(name="core.purge_expired")
def purge_expired() -> None:
    """Remove what has no further use: expired sessions and cache rows."""
    housekeeping.purge_expired()
