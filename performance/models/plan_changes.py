"""What stands beside a plan: the manual of its indicators, study assignments, and exemptions from planning."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from asn_portal.core.access import Actor
from asn_portal.core.models import Agency
from employees.enums import EducationLevel
from employees.models import Employee, Unit
from performance.enums.plan_changes import (
    Accreditation,
    ControlLevel,
    ExemptionReason,
    ReportingPeriod,
    StudyStatus,
)
from performance.models.plans import Indicator

ends_after_start = Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))


class AboutEmployeeQuerySet(models.QuerySet):
    """Row scope of what is recorded about a person."""

    def visible_to(self, actor: Actor):
        """Own rows, those of the people one evaluates today, and the subtree of every role or post (B4)."""
        if actor.agency_id is None:
            return self.none()
        rows = self.filter(agency_id=actor.agency_id)
        if actor.is_system or any(scope.is_root for scope in actor.scopes):
            return rows
        me = actor.employee_id
        if me is None and not actor.scopes:
            return rows.none()
        allowed = Q(employee_id=me) | Q(employee__evaluator_id=me, employee__evaluator__isnull=False)
        if actor.scopes:
            allowed |= Q(employee__unit_id__in=Unit.objects.in_scopes(actor.scopes).order_by().values("id"))
        return rows.filter(allowed)

    def on(self, day):
        """Rows whose days hold this one; both ends belong to them."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class IndicatorManual(models.Model):
    """How one indicator is to be understood and measured (manual indikator kinerja, form A.1.3)."""

    indicator = models.OneToOneField(Indicator, on_delete=models.CASCADE, related_name="manual")
    purpose = models.TextField(_("purpose"))
    definition = models.TextField(_("definition"))
    formula = models.TextField(_("formula"), blank=True, help_text=_("Optional in the qualitative approach."))
    measure_unit = models.CharField(
        _("unit of measure"), max_length=60, blank=True, help_text=_("Optional in the qualitative approach.")
    )
    control = models.CharField(_("quality and level of control"), max_length=14, choices=ControlLevel)
    data_source = models.CharField(_("source of the data"), max_length=300)
    reporting = models.CharField(_("reported"), max_length=8, choices=ReportingPeriod)

    class Meta:
        verbose_name = _("manual of an indicator")

    def __str__(self):
        return f"{self.indicator_id}: {self.definition[:60]}"


class StudyAssignment(models.Model):
    """A study assignment (tugas belajar): where, what, until when, and how it goes (annex II B p. 62-65)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="study_assignments")
    institution = models.CharField(_("university"), max_length=160)
    programme = models.CharField(_("study programme"), max_length=160)
    level = models.CharField(_("level"), max_length=10, choices=EducationLevel)
    accreditation = models.CharField(
        _("accreditation of the university"), max_length=6, choices=Accreditation
    )
    programme_accreditation = models.CharField(
        _("accreditation of the programme"),
        max_length=6,
        choices=[choice for choice in Accreditation.choices if choice[0] != Accreditation.ABROAD],
        blank=True,
    )
    decree_number = models.CharField(_("decree number"), max_length=80, blank=True)
    starts_on = models.DateField(_("from"))
    due_on = models.DateField(_("normal end"), help_text=_("The normative duration of the programme."))
    ends_on = models.DateField(_("ended on"), null=True, blank=True)
    ipk = models.DecimalField(
        _("grade point average (IPK)"),
        max_digits=3,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(4)],
    )
    ipk_on = models.DateField(_("IPK as of"), null=True, blank=True)
    state = models.CharField(max_length=12, choices=StudyStatus, default=StudyStatus.RUNNING)
    revision = models.PositiveIntegerField(default=1)
    objects = AboutEmployeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("study assignment")
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="studyassignment_dates_in_order",
                condition=ends_after_start & Q(due_on__gt=F("starts_on")),
                violation_error_message=_("The end lies before the start."),
            ),
            models.CheckConstraint(
                name="studyassignment_end_has_day",
                condition=Q(state__in=["running", "extended"], ends_on=None)
                | Q(state__in=["graduated", "dropped_out"], ends_on__isnull=False),
            ),
            models.CheckConstraint(
                name="studyassignment_ipk_possible",
                condition=Q(ipk=None) | Q(ipk__gte=0, ipk__lte=4),
                violation_error_message=_("The IPK lies between 0 and 4.00."),
            ),
            models.UniqueConstraint(
                fields=["employee"],
                condition=Q(state__in=["running", "extended"]),
                name="studyassignment_one_running",
                violation_error_message=_("A study assignment of this person is running already."),
            ),
        ]
        indexes = [models.Index(fields=["agency", "state", "id"], name="studyassignment_by_state")]

    def __str__(self):
        return f"{self.programme}, {self.institution}"

    def get_state(self) -> StudyStatus:
        """Return the state as an enum member."""
        return StudyStatus(self.state)


class PlanExemption(models.Model):
    """HR marks somebody whom planning does not concern between days (annex II p. 65-66)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="plan_exemptions")
    reason = models.CharField(_("reason"), max_length=16, choices=ExemptionReason)
    note = models.CharField(_("note"), max_length=300, blank=True)
    decree_number = models.CharField(_("decree number"), max_length=80, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()
    objects = AboutEmployeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("exemption from planning")
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="planexemption_dates_in_order",
                condition=ends_after_start,
                violation_error_message=_("The end lies before the start."),
            ),
            models.UniqueConstraint(
                fields=["employee"],
                condition=Q(ends_on=None),
                name="planexemption_one_open",
                violation_error_message=_("This person is exempt already."),
            ),
        ]
        indexes = [models.Index(fields=["agency", "starts_on", "id"], name="planexemption_by_start")]

    def __str__(self):
        return f"{self.reason} {self.starts_on}–{self.ends_on or ''}"
