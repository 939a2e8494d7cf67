"""What the clock has done: one row for each run of a duty that is worth keeping (A10)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from asn_portal.core.access import Actor, Role
from asn_portal.core.badges import BadgeChoices, Looks
from asn_portal.core.models.agency import Agency


class DutyState(BadgeChoices):
    """How a run stands."""

    RUNNING = "running", pgettext_lazy("duty", "Running")
    DONE = "done", pgettext_lazy("duty", "Done")
    FAILED = "failed", pgettext_lazy("duty", "Failed")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "running": ("info", "hourglass"),
            "done": ("ok", "circle-check"),
            "failed": ("bad", "alert-triangle"),
        }


class DutyTrigger(models.TextChoices):
    """What started a run; the first two are also how often a duty comes round."""

    DAY = "day", pgettext_lazy("duty", "Once a day")
    TICK = "tick", pgettext_lazy("duty", "All day long")
    HAND = "hand", pgettext_lazy("duty", "By hand")


class DutyRunQuerySet(models.QuerySet):
    """Row scope of runs."""

    def visible_to(self, actor: Actor):
        """HR, leaders and inspectors see what the clock did in their government."""
        if not actor.agency_id or not actor.has(Role.HR, Role.LEADER, Role.INSPECTOR):
            return self.none()
        return self.filter(agency_id=actor.agency_id)


class DutyRun(models.Model):
    """One run of one duty; `day` is the day of the agency, `message` the kind of error and nothing personal."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, db_index=False)
    duty = models.CharField(max_length=60)
    day = models.DateField()
    trigger = models.CharField(max_length=4, choices=DutyTrigger)
    state = models.CharField(max_length=10, choices=DutyState, default=DutyState.RUNNING)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    lease = models.UUIDField(null=True, blank=True, editable=False)
    leased_until = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=1)
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=120, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = DutyRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "duty", "day"],
                condition=models.Q(trigger="day"),
                name="dutyrun_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["agency", "duty"],
                condition=models.Q(state="running"),
                name="dutyrun_one_running",
            ),
            models.CheckConstraint(
                name="dutyrun_finished_has_time",
                condition=models.Q(state="running", finished_at=None)
                | (~models.Q(state="running") & models.Q(finished_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["agency", "duty", "-started_at"], name="dutyrun_newest")]

    def __str__(self):
        return f"{self.duty} {self.day} {self.state}"

    def get_state(self) -> DutyState:
        """Return the state as an enum member."""
        return DutyState(self.state)

    @property
    def is_running(self) -> bool:
        """Tell whether nobody knows yet how it ends."""
        return self.state == DutyState.RUNNING

    @property
    def seconds(self) -> int | None:
        """Return how long the last attempt took."""
        return round((self.finished_at - self.started_at).total_seconds()) if self.finished_at else None

    @property
    def is_empty(self) -> bool:
        """Tell whether this was only a look that found nothing to do."""
        return self.state == DutyState.DONE and not self.done and self.trigger == DutyTrigger.TICK
