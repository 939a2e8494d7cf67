"""Celery doors of the performance year."""

from celery import shared_task

from performance.services import opening, rating_periods


@shared_task(name="performance.open_cycle")
def open_cycle(job_id: int) -> None:
    """Prepare the plans of a year."""
    opening.run_opening(job_id=job_id)


@shared_task(name="performance.open_period")
def open_period(job_id: int) -> None:
    """Prepare the appraisals of a period."""
    rating_periods.open_period(job_id)
