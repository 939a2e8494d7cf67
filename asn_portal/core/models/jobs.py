"""Long work that shows a bar, survives a killed worker and is never done twice (A9)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.models.agency import Agency


class JobState(models.TextChoices):
    """How far a job is."""

    QUEUED = "queued", _("Queued")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")

    @property
    def tone(self) -> str:
        """Return the colour of the state."""
        return {"queued": "mute", "running": "info", "done": "ok", "failed": "bad"}[self.value]


class Job(models.Model):
    """A background job with its progress; `task` names the Celery task that (re)starts it."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE)
    kind = models.CharField(max_length=40)
    task = models.CharField(max_length=80)
    subject_id = models.BigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    heartbeat_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    lease = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "kind", "subject_id"],
                condition=models.Q(state__in=["queued", "running"]),
                name="job_one_running_per_subject",
            ),
        ]
        indexes = [
            models.Index(
                fields=["heartbeat_at"],
                name="job_stalled",
                condition=models.Q(state__in=["queued", "running"]),
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.subject_id} {self.state}"

    @property
    def is_finished(self) -> bool:
        """Tell whether nothing more will happen."""
        return self.state in {JobState.DONE, JobState.FAILED}

    @property
    def percent(self) -> int:
        """Return the share done, 0 to 100."""
        if not self.total:
            return 100 if self.state == JobState.DONE else 0
        return min(100, self.done * 100 // self.total)


class JobChunk(models.Model):
    """A finished part of a job; written in the transaction of the work itself."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, db_index=False)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    rows = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "first"], name="jobchunk_once")]

    def __str__(self):
        return f"{self.job_id}: {self.first}–{self.last}"
