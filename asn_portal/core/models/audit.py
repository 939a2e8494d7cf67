"""Who looked at what."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from asn_portal.core.models.agency import Agency


class AccessLog(models.Model):
    """Somebody read sensitive data (A12, A13): append-only."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    actor_name = models.CharField(max_length=160)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    what = models.CharField(max_length=60)
    purpose = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "subject_type", "subject_id", "-id"], name="accesslog_subject"),
            models.Index(fields=["agency", "-id"], name="accesslog_newest"),
        ]

    def __str__(self):
        return f"{self.actor_name}: {self.what}"
