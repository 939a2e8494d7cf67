"""Performance standards of the services, their indicators, and what was measured on them."""

import uuid
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from asn_portal.core.access import Actor, Role
from asn_portal.core.models import Agency
from employees.models import Employee, Unit
from performance.enums import Aspect, Direction, MeasurementSource, ServiceField, StandardStatus

OVERSEERS = (Role.HR, Role.HEAD, Role.LEADER, Role.INSPECTOR)


class StandardQuerySet(models.QuerySet):
    """Row scope of standards."""

    def visible_to(self, actor: Actor):
        """What was ever approved is there for everybody of the agency; the rest for the office and those above."""
        if actor.agency_id is None:
            return self.none()
        rows = self.filter(agency_id=actor.agency_id)
        scopes = actor.scopes_for(*OVERSEERS)
        if actor.is_system or any(scope.is_root for scope in scopes):
            return rows
        allowed = Q(approved_at__isnull=False)
        if scopes:
            allowed |= Q(unit_id__in=Unit.objects.in_scopes(scopes).order_by().values("id"))
        return rows.filter(allowed)

    def in_force(self, day: date):
        """Approved standards that count on a day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), state="approved", starts_on__lte=day)


class Standard(models.Model):
    """One version of a standard of service, proposed by an office and approved by the agency with its dates."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    field = models.CharField(_("field of service"), max_length=16, choices=ServiceField)
    name = models.CharField(_("name"), max_length=200)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=200, blank=True, db_default="")
    source = models.CharField(_("regulation or source"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=StandardStatus, default=StandardStatus.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(_("in force from"), null=True, blank=True)
    ends_on = models.DateField(_("in force until"), null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proposer_name = models.CharField(max_length=200, blank=True, db_default="")
    proposed_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    objects = StandardQuerySet.as_manager()

    class Meta:
        verbose_name = _("performance standard")
        indexes = [models.Index(fields=["agency", "state", "name", "id"], name="standard_library")]
        constraints = [
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(state__in=["draft", "proposed", "returned"]),
                name="standard_one_open_version",
                violation_error_message=_("A new version of this standard is already being written."),
            ),
            models.CheckConstraint(
                name="standard_approval_coherent",
                condition=~Q(state="approved") | Q(approved_at__isnull=False, starts_on__isnull=False),
            ),
            models.CheckConstraint(
                name="standard_dates_in_order",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The dates are not in order."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_state(self) -> StandardStatus:
        """Return the state as an enum member."""
        return StandardStatus(self.state)

    @property
    def is_open(self) -> bool:
        """Tell whether its text may still be written."""
        return self.state in {StandardStatus.DRAFT, StandardStatus.RETURNED}

    def is_in_force(self, day: date) -> bool:
        """Tell whether it counts on a day."""
        if self.state != StandardStatus.APPROVED or self.starts_on is None:
            return False
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class StandardIndicator(models.Model):
    """What is measured, which way is better, and the target; `lineage` stays the same in later versions."""

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="indicators")
    lineage = models.UUIDField(default=uuid.uuid4, db_index=True, editable=False)
    order = models.PositiveSmallIntegerField(default=1)
    aspect = models.CharField(_("aspect"), max_length=10, choices=Aspect)
    statement = models.CharField(_("indicator"), max_length=300)
    direction = models.CharField(_("better is"), max_length=8, choices=Direction, default=Direction.HIGHER)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=3)
    target_unit = models.CharField(_("unit of measure"), max_length=60)
    source = models.CharField(_("source of the data"), max_length=200, blank=True)
    example = models.CharField(_("example"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("indicator of a standard")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "lineage"], name="standardindicator_lineage_once"),
            models.CheckConstraint(
                name="standardindicator_target_not_negative",
                condition=Q(target__gte=Decimal(0)),
                violation_error_message=_("A target is not negative."),
            ),
        ]

    def __str__(self):
        return self.statement

    def get_direction(self) -> Direction:
        """Return the direction as an enum member."""
        return Direction(self.direction)


class MeasurementQuerySet(models.QuerySet):
    """Row scope of measured values."""

    def visible_to(self, actor: Actor):
        """Values of a unit are open inside the government; a person's are for the person, evaluator and scopes."""
        if actor.agency_id is None:
            return self.none()
        rows = self.filter(agency_id=actor.agency_id)
        if actor.is_system or any(scope.is_root for scope in actor.scopes):
            return rows
        me = actor.employee_id
        allowed = Q(employee=None)
        if me is not None:
            allowed |= Q(employee_id=me) | Q(employee__evaluator_id=me)
        if actor.scopes:
            units = Unit.objects.in_scopes(actor.scopes).order_by().values("id")
            allowed |= Q(employee__unit_id__in=units)
        return rows.filter(allowed)


class Measurement(models.Model):
    """A value measured for a unit or for a person in a period; a later entry for the same corrects it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    indicator = models.ForeignKey(StandardIndicator, on_delete=models.PROTECT, related_name="measurements")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=3)
    note = models.CharField(_("note"), max_length=300, blank=True, db_default="")
    source = models.CharField(_("recorded by"), max_length=8, choices=MeasurementSource)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorder_name = models.CharField(max_length=200, blank=True, db_default="")
    recorded_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()
    objects = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("measured value")
        ordering = ["-ends_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "unit", "starts_on", "ends_on"],
                condition=Q(employee=None),
                name="measurement_once_per_unit",
            ),
            models.UniqueConstraint(
                fields=["indicator", "employee", "starts_on", "ends_on"],
                condition=Q(unit=None),
                name="measurement_once_per_person",
            ),
            models.CheckConstraint(
                name="measurement_unit_or_person",
                condition=Q(unit=None, employee__isnull=False) | Q(unit__isnull=False, employee=None),
            ),
            models.CheckConstraint(
                name="measurement_dates_in_order", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]
        indexes = [models.Index(fields=["indicator", "ends_on", "id"], name="measurement_newest")]

    def __str__(self):
        return f"{self.value} ({self.starts_on}–{self.ends_on})"
