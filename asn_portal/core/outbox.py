"""Sending mail: at least once, claimed by a guarded UPDATE with a lease, with a stable Message-ID."""

import logging
import smtplib
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import timezone, translation

from asn_portal.core import notices
from asn_portal.core.models import Delivery, DeliveryState

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 8
BATCH = 200
logger = logging.getLogger(__name__)


def send_due(limit: int = BATCH) -> int:
    """Send what is due and return how many mails left; a row claimed by another worker is skipped."""
    sent = 0
    due = Delivery.objects.filter(state=DeliveryState.QUEUED, due_at__lte=timezone.now()).order_by("due_at")
    with get_connection() as connection:
        for delivery_id, due_at in list(due.values_list("id", "due_at")[:limit]):
            if claim(delivery_id, due_at):
                sent += send(delivery_id, connection)
    return sent


def claim(delivery_id: int, due_at) -> bool:
    """Take the lease: only the worker whose UPDATE hits may send; a killed one is followed after the lease."""
    return bool(
        Delivery.objects.filter(pk=delivery_id, state=DeliveryState.QUEUED, due_at=due_at).update(
            due_at=timezone.now() + LEASE
        )
    )


def send(delivery_id: int, connection) -> bool:
    """Send one claimed mail and mark it; a failure is tried again with growing pauses."""
    delivery = Delivery.objects.select_related("notice__user", "notice__agency").get(pk=delivery_id)
    try:
        build(delivery, connection).send()
    except (OSError, smtplib.SMTPException) as error:
        postpone(delivery, error)
        return False
    Delivery.objects.filter(pk=delivery_id).update(state=DeliveryState.SENT, sent_at=timezone.now(), error="")
    return True


def postpone(delivery: Delivery, error: Exception) -> None:
    """Plan the next attempt, or give up after the last."""
    attempts = delivery.attempts + 1
    logger.warning("mail %s not sent (%s), attempt %s", delivery.message_id, type(error).__name__, attempts)
    Delivery.objects.filter(pk=delivery.pk).update(
        attempts=attempts,
        state=DeliveryState.FAILED if attempts >= MAX_ATTEMPTS else DeliveryState.QUEUED,
        due_at=timezone.now() + timedelta(minutes=2**attempts),
        error=str(error)[:200],
    )


def build(delivery: Delivery, connection) -> EmailMessage:
    """Return the mail in the reader's language; the link is the portal's public address."""
    with translation.override(delivery.notice.user.language):
        message = notices.render(delivery.notice)
        body = render_to_string(
            "core/email/notice_body.txt",
            {"message": message, "agency": delivery.notice.agency, "url": settings.PUBLIC_URL + message.url},
        )
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return EmailMessage(
        subject=message.title,
        body=body,
        to=[delivery.address],
        headers={"Message-ID": f"<{delivery.message_id}@{host}>", "Auto-Submitted": "auto-generated"},
        connection=connection,
    )
