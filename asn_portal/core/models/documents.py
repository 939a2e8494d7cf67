"""Issued documents that anybody can check."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from asn_portal.core.models.agency import Agency


class Document(models.Model):
    """A PDF with a verification code and a QR to the public check page (A7)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    kind = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    code = models.CharField(max_length=24, unique=True)
    title = models.CharField(max_length=200)
    holder_name = models.CharField(max_length=200)
    holder_nip_masked = models.CharField(max_length=30, blank=True)
    facts = models.JSONField(default=list, help_text="Pairs of label and value shown on the check page.")
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="documents/%Y/%m/", max_length=200)
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    issuer_name = models.CharField(max_length=200, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoke_reason = models.CharField(max_length=300, blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="document_subject")]
        constraints = [
            models.CheckConstraint(
                name="document_revoked_has_reason",
                condition=models.Q(revoked_at=None) | ~models.Q(revoke_reason=""),
            )
        ]

    def __str__(self):
        return f"{self.code} {self.title}"
