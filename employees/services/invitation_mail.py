"""Sending invitations: at least once, claimed with a lease; the code comes into being at the moment of sending.

So no code stands in the queue or, in clear, in the database. A second try makes a new code and the old one is void;
hence each try is a mail of its own, without the stable Message-ID of other mails.
"""

import logging
import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from employees.accounts.codes import code_hash, new_code
from employees.models import Activation
from employees.services.invitations import end_of_codes

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 8
BATCH = 200
logger = logging.getLogger(__name__)


def send_due(limit: int = BATCH) -> int:
    """Send the invitations that are due and return how many left; what another worker holds is skipped."""
    sent = 0
    due = Activation.objects.filter(due_at__lte=timezone.now(), used_at=None, voided_at=None)
    with get_connection() as connection:
        for pk, due_at in list(due.order_by("due_at").values_list("pk", "due_at")[:limit]):
            if claim(pk, due_at):
                sent += send(pk, connection)
    return sent


def claim(pk: int, due_at) -> bool:
    """Take the lease: only the worker whose UPDATE hits may send; a killed one is followed after the lease."""
    rows = Activation.objects.filter(pk=pk, due_at=due_at, used_at=None, voided_at=None)
    return bool(rows.update(due_at=timezone.now() + LEASE))


def send(pk: int, connection) -> bool:
    """Make a code, keep its hash, send it, mark it; a failure is tried again with growing pauses."""
    activation = Activation.objects.select_related("user__agency").get(pk=pk)
    code = new_code()
    activation.expires_at = end_of_codes(activation.user.agency_id or 0)
    Activation.objects.filter(pk=pk).update(code_hash=code_hash(code), expires_at=activation.expires_at)
    try:
        build(activation, code, connection).send()
    except (OSError, smtplib.SMTPException) as error:
        postpone(activation, error)
        return False
    Activation.objects.filter(pk=pk).update(due_at=None, issued_at=timezone.now(), error="")
    return True


def postpone(activation: Activation, error: Exception) -> None:
    """Plan the next attempt, or give up after the last; the code that did not leave is void."""
    attempts = activation.attempts + 1
    logger.warning("invitation %s not sent (%s), attempt %s", activation.pk, type(error).__name__, attempts)
    is_last = attempts >= MAX_ATTEMPTS
    Activation.objects.filter(pk=activation.pk).update(
        attempts=attempts,
        due_at=None if is_last else timezone.now() + timedelta(minutes=2**attempts),
        code_hash=None,
        error=str(error)[:200] or type(error).__name__,
    )


def build(activation: Activation, code: str, connection) -> EmailMessage:
    """Return the mail in the person's language; the address carries the code, the person types the NIP."""
    user = activation.user
    with translation.override(user.language):
        context = {
            "user": user,
            "agency": user.agency,
            "code": code,
            "url": f"{settings.PUBLIC_URL}{reverse('employees:activation')}?kode={code}",
            "expires_at": activation.expires_at,
        }
        subject = " ".join(render_to_string("employees/email/invitation_subject.txt", context).split())
        body = render_to_string("employees/email/invitation_body.txt", context)
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(
        subject=subject, body=body, to=[activation.address], headers=headers, connection=connection
    )
