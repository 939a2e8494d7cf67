"""Messages to people: a row first, the mail afterwards (architecture §2.5)."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.models.agency import Agency


class Announcement(models.Model):
    """One message for everybody of an agency, so that opening a year does not write a notice for each person (B7)."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE)
    event = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    params = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "subject_type", "subject_id"], name="announcement_once"),
        ]

    def __str__(self):
        return f"{self.event} {self.subject_id}"


class Notice(models.Model):
    """A message in the portal: once per event, subject, occasion and person."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, db_index=False)
    event = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    occasion = models.CharField(max_length=40, blank=True)
    params = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "event", "subject_type", "subject_id", "occasion"],
                name="notice_once_per_occasion",
            ),
        ]
        indexes = [models.Index(fields=["user", "-id"], name="notice_newest")]

    def __str__(self):
        return f"{self.event} → {self.user_id}"


class DeliveryState(models.TextChoices):
    """How far a mail is."""

    QUEUED = "queued", _("Queued")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class Delivery(models.Model):
    """The mail of a notice: at least once, with a lease and a stable Message-ID."""

    notice = models.OneToOneField(Notice, on_delete=models.CASCADE)
    address = models.EmailField()
    message_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="delivery_due", condition=models.Q(state="queued"))]
        constraints = [
            models.CheckConstraint(
                name="delivery_sent_has_time",
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at=None)),
            )
        ]

    def __str__(self):
        return f"{self.state} {self.message_id}"
