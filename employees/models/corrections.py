"""Requests of people to correct their own data."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor, Role
from asn_portal.core.models import Agency
from employees.enums import CorrectionStatus
from employees.models.organisation import Unit
from employees.models.people import Employee


class CorrectionRequestQuerySet(models.QuerySet):
    """Row scope of requests."""

    def visible_to(self, actor: Actor):
        """Own requests; HR sees those of its units, inspectors read them."""
        rows = self.filter(agency_id=actor.agency_id) if actor.agency_id else self.none()
        scopes = actor.scopes_for(Role.HR, Role.INSPECTOR)
        if actor.is_system or any(scope.is_root for scope in scopes):
            return rows
        allowed = Q(employee_id=actor.employee_id)
        if scopes:
            allowed |= Q(unit_id__in=Unit.objects.in_scopes(scopes).order_by().values("id"))
        return rows.filter(allowed)


class CorrectionRequest(models.Model):
    """One wrong field, what it should be, and HR's answer within its deadline."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="correction_requests")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(_("field"), max_length=40)
    current_value = models.CharField(_("recorded now"), max_length=300, blank=True)
    requested_value = models.CharField(_("should be"), max_length=300)
    note = models.TextField(_("explanation"), blank=True)
    state = models.CharField(max_length=12, choices=CorrectionStatus, default=CorrectionStatus.OPEN)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField(_("answer due"))
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(_("answer"), blank=True)
    objects = CorrectionRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction request")
        indexes = [models.Index(fields=["agency", "state", "due_on", "id"], name="correctionrequest_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "field"],
                condition=Q(state="open"),
                name="correctionrequest_one_open_per_field",
                violation_error_message=_("A request for this field is already waiting."),
            ),
            models.CheckConstraint(
                name="correctionrequest_answer_coherent",
                condition=Q(state__in=["open", "withdrawn"], answered_at=None)
                | Q(state__in=["accepted", "refused"], answered_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.field}: {self.requested_value}"

    def get_state(self) -> CorrectionStatus:
        """Return the state as an enum member."""
        return CorrectionStatus(self.state)
