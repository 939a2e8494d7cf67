"""The trail of every process."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from asn_portal.core.models.agency import Agency


class TransitionLog(models.Model):
    """One step of one document: who, in which role, from, to, when and why (A12). Never changed, never deleted."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    transition = models.CharField(max_length=30)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    actor_name = models.CharField(max_length=160)
    actor_title = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "subject_type", "subject_id", "id"], name="transitionlog_subject"),
            models.Index(fields=["agency", "-id"], name="transitionlog_newest"),
        ]

    def __str__(self):
        return f"{self.subject_type} {self.subject_id}: {self.from_state} → {self.to_state}"
