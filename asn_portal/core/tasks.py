"""Celery doors of the kernel."""

from celery import shared_task

from asn_portal.core import jobs, outbox, schedule


@shared_task(name="core.sweep_deliveries")
def sweep_deliveries() -> None:
    """Send the mails that are due."""
    outbox.send_due()


@shared_task(name="core.sweep_jobs")
def sweep_jobs() -> None:
    """Pick up jobs whose worker was killed."""
    jobs.requeue_stalled()


@shared_task(name="core.run_duties")
def run_duties() -> None:
    """Do what the clock owes, for every agency."""
    schedule.run_due_duties()


@shared_task(name="core.run_duty")
def run_duty(run_id: int) -> None:
    """Do one duty that was started by hand."""
    schedule.run_by_hand(run_id)
