"""Celery doors of the performance year."""

from celery import shared_task

from performance.services import closing, form_orders, opening, past_imports, rating_periods, recaps


@shared_task(name="performance.open_cycle")
def open_cycle(job_id: int) -> None:
    """Prepare the plans of a year."""
    opening.run_opening(job_id=job_id)


@shared_task(name="performance.open_period")
def open_period(job_id: int) -> None:
    """Prepare the appraisals of a period."""
    rating_periods.open_period(job_id)


@shared_task(name="performance.close_period")
def close_period(job_id: int) -> None:
    """Close a rating period."""
    closing.close_period(job_id)


@shared_task(name="performance.form_order")
def form_order(job_id: int) -> None:
    """Make the official forms of a unit and their ZIP."""
    form_orders.run_order(job_id)


@shared_task(name="performance.recap")
def recap(job_id: int) -> None:
    """Write a long recap."""
    recaps.run_recap(job_id)


@shared_task(name="performance.past_check")
def past_check(job_id: int) -> None:
    """Check the rows of a workbook of past years."""
    past_imports.run_check(job_id)


@shared_task(name="performance.past_apply")
def past_apply(job_id: int) -> None:
    """Write the accepted rows of a workbook of past years."""
    past_imports.run_apply(job_id)
