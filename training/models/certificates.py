"""Proof of learning, from the portal's own classes and from outside."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.models import Agency
from asn_portal.core.models.documents import Document
from employees.models import Employee, Unit
from training.enums import CertificateStatus, LearningForm
from training.models.enrolments import Enrolment
from training.models.scopes import AboutEmployeeQuerySet


class Certificate(models.Model):
    """A certificate counts its JP in the year in which the training ended, once verified."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="certificates")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    employee_name = models.CharField(max_length=200, blank=True)
    # A revoked certificate may be issued anew, hence not one to one.
    enrolment = models.ForeignKey(
        Enrolment, null=True, blank=True, on_delete=models.PROTECT, related_name="certificates"
    )
    name = models.CharField(_("training"), max_length=200)
    organiser = models.CharField(_("organiser"), max_length=160)
    number = models.CharField(_("certificate number"), max_length=80, blank=True)
    number_key = models.CharField(max_length=80, blank=True)
    form = models.CharField(_("form"), max_length=16, choices=LearningForm)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    hours = models.PositiveSmallIntegerField(_("hours (JP)"))
    # Lesson time, only where no JP is printed; printed JP win over a calculation.
    minutes = models.PositiveIntegerField(_("minutes of lessons"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(help_text=_("The year the hours count in."))
    is_own_initiative = models.BooleanField(_("independent learning (mandiri)"), default=False)
    # Name, organiser and dates in one normal form: the same proof cannot be handed in twice.
    fingerprint = models.CharField(max_length=64)
    file = models.FileField(_("file"), upload_to="certificates/%Y/%m/", max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file_type = models.CharField(max_length=80, blank=True)
    issuer_name = models.CharField(max_length=200, blank=True)
    issuer_title = models.CharField(max_length=200, blank=True)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=CertificateStatus, default=CertificateStatus.SUBMITTED)
    revision = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField(default=timezone.now)
    verified_at = models.DateTimeField(null=True, blank=True)
    objects = AboutEmployeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        constraints = [
            models.CheckConstraint(
                name="certificate_dates_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day lies before the first."),
            ),
            models.UniqueConstraint(
                fields=["employee", "fingerprint"],
                condition=Q(state__in=["submitted", "verified"]),
                name="certificate_once",
                violation_error_message=_("This certificate has been handed in already."),
            ),
            models.UniqueConstraint(
                fields=["employee", "number_key", "ends_on"],
                condition=Q(state__in=["submitted", "verified"]) & ~Q(number_key=""),
                name="certificate_number_once",
                violation_error_message=_(
                    "A certificate with this number and date has been handed in already."
                ),
            ),
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(state="verified"),
                name="certificate_one_valid_per_enrolment",
                violation_error_message=_("There already is a certificate of this class."),
            ),
            models.CheckConstraint(
                name="certificate_has_hours",
                condition=Q(hours__gte=1),
                violation_error_message=_("A certificate has at least 1 JP."),
            ),
            models.CheckConstraint(
                name="certificate_verified_has_moment",
                condition=~Q(state="verified") | Q(verified_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["employee", "year", "state"], name="certificate_hours"),
            models.Index(fields=["agency", "state", "submitted_at", "id"], name="certificate_by_state"),
        ]

    def __str__(self):
        return f"{self.name} {self.ends_on}"

    def get_state(self) -> CertificateStatus:
        """Return the state as an enum member."""
        return CertificateStatus(self.state)
