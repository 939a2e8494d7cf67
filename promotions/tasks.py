"""Celery doors of promotions."""

from celery import shared_task

from promotions.services import nominative


@shared_task(name="promotions.build_nominative")
def build_nominative(job_id: int) -> None:
    """Work out a nominative list."""
    nominative.run_building(job_id=job_id)
