"""The rows credit points are added up from, and the sum of each person for lists."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from asn_portal.core.models import Agency
from employees.models import Education, Employee
from performance.enums import Predicate
from performance.enums.credit import ConversionState, EntryKind, EntryState, Outlook
from performance.models.appraisals import Appraisal
from performance.models.credit import AboutEmployeeQuerySet


class CreditConversion(models.Model):
    """The predicate of one appraisal turned into points, for the months of one level.

    prepared (by the clock, from a released appraisal) → confirmed (evaluator). Every change stays in the history.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="credit_conversions")
    appraisal = models.ForeignKey(
        Appraisal, on_delete=models.PROTECT, related_name="credit_conversions", db_index=False
    )
    state = models.CharField(
        max_length=10,
        choices=ConversionState,
        default=ConversionState.PREPARED,
        db_default=ConversionState.PREPARED.value,
    )
    revision = models.PositiveIntegerField(default=1, db_default=1)
    level = models.CharField(_("level"), max_length=16)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    months = models.JSONField(help_text=_("The months counted, as year × 12 + month − 1."))
    predicate = models.CharField(_("predicate"), max_length=4, choices=Predicate)
    percent = models.PositiveSmallIntegerField(_("percent"))
    coefficient = models.DecimalField(_("coefficient"), max_digits=6, decimal_places=2)
    points = models.DecimalField(_("credit points"), max_digits=8, decimal_places=4)
    is_periodic = models.BooleanField(
        default=False, db_default=False, help_text=_("A period converted because a promotion needed it.")
    )
    rule_version = models.CharField(max_length=40, blank=True, db_default="")
    reason = models.CharField(_("reason of the last change"), max_length=300, blank=True, db_default="")
    prepared_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    history = HistoricalRecords()
    objects = AboutEmployeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversion of a predicate")
        ordering = ["starts_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "level"], name="creditconversion_once"),
            models.CheckConstraint(
                name="creditconversion_confirmed_has_time",
                condition=Q(state="confirmed", confirmed_at__isnull=False)
                | (~Q(state="confirmed") & Q(confirmed_at=None)),
            ),
            models.CheckConstraint(
                name="creditconversion_points_in_range",
                condition=Q(points__gte=0, percent__lte=150),
                violation_error_message=_("No conversion gives more than 150%."),
            ),
            models.CheckConstraint(
                name="creditconversion_not_self_confirmed",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=models.F("employee")),
                violation_error_message=_("Nobody confirms their own credit points."),
            ),
        ]
        indexes = [models.Index(fields=["agency", "state", "id"], name="creditconversion_by_state")]

    def __str__(self):
        return f"{self.employee_id} {self.starts_on} {self.points}"

    def get_state(self) -> ConversionState:
        """Return the state as an enum member."""
        return ConversionState(self.state)

    def get_predicate(self) -> Predicate:
        """Return the predicate as an enum member."""
        return Predicate(self.predicate)

    @property
    def month_count(self) -> int:
        """Return how many months are counted."""
        return len(self.months)


class CreditEntry(models.Model):
    """Points that come from no predicate: base credit, integration, transfer, education bonus, correction."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="credit_entries")
    kind = models.CharField(_("kind"), max_length=12, choices=EntryKind)
    state = models.CharField(
        max_length=8,
        choices=EntryState,
        default=EntryState.ACCEPTED,
        db_default=EntryState.ACCEPTED.value,
    )
    revision = models.PositiveIntegerField(default=1, db_default=1)
    level = models.CharField(_("level"), max_length=16)
    points = models.DecimalField(_("credit points"), max_digits=8, decimal_places=4)
    effective_on = models.DateField(_("counts from"))
    education = models.ForeignKey(
        Education, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    number = models.CharField(_("number of the document"), max_length=80, blank=True, db_default="")
    reason = models.CharField(_("reason"), max_length=300, blank=True, db_default="")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorder_name = models.CharField(max_length=200, blank=True, db_default="")
    recorded_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()
    objects = AboutEmployeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("credit points without a predicate")
        ordering = ["effective_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "education"],
                name="creditentry_bonus_once",
                condition=Q(kind="education") & ~Q(state="refused"),
                violation_error_message=_("The bonus of this diploma has been claimed already."),
            ),
            models.UniqueConstraint(
                fields=["employee", "level", "kind"],
                name="creditentry_opening_once",
                condition=Q(kind__in=["base", "integration", "transfer"]),
                violation_error_message=_("This level has such a row already."),
            ),
            models.CheckConstraint(
                name="creditentry_bonus_has_diploma",
                condition=Q(kind="education", education__isnull=False)
                | (~Q(kind="education") & Q(education=None)),
            ),
            models.CheckConstraint(
                name="creditentry_only_corrections_subtract",
                condition=Q(points__gte=0) | Q(kind="correction"),
                violation_error_message=_("Only a correction may take points away."),
            ),
        ]
        indexes = [models.Index(fields=["agency", "state", "id"], name="creditentry_by_state")]

    def __str__(self):
        return f"{self.kind} {self.points}"

    def get_state(self) -> EntryState:
        """Return the state as an enum member."""
        return EntryState(self.state)


class CreditAccount(models.Model):
    """The sum of one person as of the last change, so that lists can be filtered; the clock writes it anew daily."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    employee = models.OneToOneField(Employee, on_delete=models.CASCADE, related_name="credit_account")
    sort_name = models.CharField(max_length=160)
    level = models.CharField(_("level"), max_length=16, blank=True)
    rank_code = models.CharField(_("group"), max_length=6, blank=True)
    total = models.DecimalField(_("credit points"), max_digits=8, decimal_places=4, default=0)
    reduction = models.DecimalField(
        max_digits=8,
        decimal_places=4,
        default=0,
        db_default=0,
        help_text=_("How much lower every threshold is, where the agency gives no base credit."),
    )
    counted_until = models.DateField(null=True, blank=True)
    is_complete = models.BooleanField(default=False)
    rank_missing = models.DecimalField(max_digits=8, decimal_places=4, null=True, blank=True)
    rank_on = models.DateField(null=True, blank=True)
    level_missing = models.DecimalField(max_digits=8, decimal_places=4, null=True, blank=True)
    level_on = models.DateField(null=True, blank=True)
    outlook = models.CharField(max_length=8, choices=Outlook)
    pak_on = models.DateField(null=True, blank=True)
    pak_points = models.DecimalField(max_digits=8, decimal_places=4, null=True, blank=True)
    is_pak_due = models.BooleanField(
        default=False, help_text=_("Something has been confirmed that no PAK states yet.")
    )
    refreshed_at = models.DateTimeField(default=timezone.now)
    objects = AboutEmployeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("account of credit points")
        indexes = [
            models.Index(fields=["agency", "sort_name", "id"], name="creditaccount_by_name"),
            models.Index(fields=["agency", "outlook", "sort_name"], name="creditaccount_by_outlook"),
            models.Index(fields=["agency", "id"], name="creditaccount_due", condition=Q(is_pak_due=True)),
        ]

    def __str__(self):
        return f"{self.employee_id} {self.total}"

    def get_outlook(self) -> Outlook:
        """Return the outlook as an enum member."""
        return Outlook(self.outlook)
