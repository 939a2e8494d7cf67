"""Celery doors of people and organisation."""

from celery import shared_task

from employees.services import imports, invitation_mail, invitations


@shared_task(name="employees.check_import")
def check_import(job_id: int) -> None:
    """Check the rows of an uploaded workbook."""
    imports.run_check(job_id=job_id)


@shared_task(name="employees.apply_import")
def apply_import(job_id: int) -> None:
    """Apply the accepted rows of an import."""
    imports.run_apply(job_id=job_id)


@shared_task(name="employees.prepare_invitation")
def prepare_invitation(job_id: int) -> None:
    """Make the accounts and activations of a large batch."""
    invitations.run_prepare(job_id=job_id)


@shared_task(name="employees.send_invitations")
def send_invitations() -> None:
    """Send the invitations that are due."""
    invitation_mail.send_due()
