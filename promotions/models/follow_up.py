"""What is done about the outcome of somebody's evaluation."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.models import Agency
from employees.models import Employee, Unit
from performance.models import Appraisal
from promotions.enums import FollowUpKind, FollowUpStatus
from training.models.scopes import AboutEmployeeQuerySet


class FollowUpDecision(models.Model):
    """What was decided about one candidate of one list, with the checklist it was decided on."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    appraisal = models.ForeignKey(Appraisal, on_delete=models.PROTECT, related_name="follow_up_decisions")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=FollowUpKind)
    state = models.CharField(max_length=8, choices=FollowUpStatus, default=FollowUpStatus.OPEN)
    revision = models.PositiveIntegerField(default=1)
    note = models.TextField(_("reason and what is done"), blank=True)
    due_on = models.DateField(_("until"), null=True, blank=True)
    checklist = models.JSONField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decider_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(default=timezone.now)
    objects = AboutEmployeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up of an evaluation")
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "kind"], name="followupdecision_once_per_list"),
        ]

    def __str__(self):
        return f"{self.kind} {self.state}"
