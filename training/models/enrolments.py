"""Somebody asks for a place in a class."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.models import Agency
from employees.models import Employee, Unit
from training.enums import EnrolmentStatus
from training.models.catalogue import TrainingClass
from training.models.scopes import AboutEmployeeQuerySet


class Enrolment(models.Model):
    """One person in one class, with the person as they were when asking (snapshot)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    training_class = models.ForeignKey(TrainingClass, on_delete=models.PROTECT, related_name="enrolments")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="enrolments")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    employee_name = models.CharField(max_length=200)
    employee_nip = models.CharField(max_length=18, blank=True)
    position_name = models.CharField(max_length=200, blank=True)
    unit_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=EnrolmentStatus, default=EnrolmentStatus.REQUESTED)
    revision = models.PositiveIntegerField(default=1)
    reason = models.CharField(_("why this training"), max_length=300, blank=True)
    requested_by = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField(default=timezone.now)
    # The waiting list goes by this moment, so a place goes to whoever was approved first.
    queued_at = models.DateTimeField(null=True, blank=True)
    placed_at = models.DateTimeField(null=True, blank=True)
    ceiling_reason = models.CharField(
        _("why above the ceiling"), max_length=300, blank=True, help_text=_("PPPK above the yearly ceiling.")
    )
    is_own_initiative = models.BooleanField(_("independent learning (mandiri)"), default=False)
    # What the decision was taken on: the hours of the year with this class.
    checklist = models.JSONField(null=True, blank=True)
    objects = AboutEmployeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        constraints = [
            models.UniqueConstraint(
                fields=["training_class", "employee"],
                condition=~Q(state__in=["cancelled", "returned"]),
                name="enrolment_once_a_class",
                violation_error_message=_("This person is already enrolled in the class."),
            )
        ]
        indexes = [
            models.Index(fields=["training_class", "state", "queued_at"], name="enrolment_queue"),
            models.Index(fields=["agency", "state", "requested_at"], name="enrolment_by_state"),
        ]

    def __str__(self):
        return f"{self.employee_name}: {self.training_class_id}"

    def get_state(self) -> EnrolmentStatus:
        """Return the state as an enum member."""
        return EnrolmentStatus(self.state)
