"""The performance year of an agency and its periods."""

from django.db import models
from django.db.models import F, Q
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.models import Agency, Job
from performance.enums import Approach, CycleStatus, PeriodKind

QUARTER_SIGNS = ("I", "II", "III", "IV")


class CycleQuerySet(models.QuerySet):
    """Row scope of cycles."""

    def visible_to(self, actor: Actor):
        """Everybody sees the years of the own agency."""
        return self.filter(agency_id=actor.agency_id) if actor.agency_id else self.none()


class Cycle(models.Model):
    """One performance year (tahun kinerja); its dates are what the schedule reads (A10)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(max_length=10, choices=CycleStatus, default=CycleStatus.PLANNED)
    revision = models.PositiveIntegerField(default=1)
    approach = models.CharField(_("approach"), max_length=14, choices=Approach, default=Approach.QUANTITATIVE)
    opens_on = models.DateField(_("opens on"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    plan_due_on = models.DateField(
        _("plans set by"), help_text=_("End of January (PermenPANRB 6/2022 art. 14).")
    )
    rhythm = models.CharField(
        _("evaluated every"),
        max_length=8,
        choices=PeriodKind.rhythms(),
        default=PeriodKind.QUARTER,
        db_default=PeriodKind.QUARTER.value,
        help_text=_("Month or quarter, as the agency chooses (PermenPANRB 6/2022 art. 24)."),
    )
    remind_days_before = models.PositiveSmallIntegerField(_("remind how many days before"), default=7)
    opened_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    is_imported = models.BooleanField(
        default=False, db_default=False, help_text=_("A past year known from workbooks, not run here.")
    )
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = _("performance year")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year"],
                name="cycle_once_per_year",
                violation_error_message=_("This year already exists."),
            ),
            models.CheckConstraint(
                name="cycle_dates_in_order",
                condition=Q(ends_on__gt=F("starts_on"), plan_due_on__gte=F("opens_on")),
                violation_error_message=_("The dates are not in order."),
            ),
            models.CheckConstraint(
                name="cycle_open_has_time",
                condition=Q(state="planned", opened_at=None)
                | (~Q(state="planned") & Q(opened_at__isnull=False)),
            ),
        ]

    def __str__(self):
        return str(self.year)

    def get_state(self) -> CycleStatus:
        """Return the state as an enum member."""
        return CycleStatus(self.state)


class PeriodQuerySet(models.QuerySet):
    """Row scope of periods."""

    def visible_to(self, actor: Actor):
        """Everybody sees the periods of the own agency."""
        return self.filter(agency_id=actor.agency_id) if actor.agency_id else self.none()


class Period(models.Model):
    """A quarter (or month) or the year itself: what is evaluated, and when."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="periods")
    kind = models.CharField(max_length=8, choices=PeriodKind)
    number = models.PositiveSmallIntegerField(help_text=_("1–4 or 1–12; 0 for the year itself."))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    rating_opens_on = models.DateField(_("rating opens on"))
    rating_due_on = models.DateField(_("rating due by"))
    opened_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    evidence_reminded_at = models.DateTimeField(null=True, blank=True)
    closes_on = models.DateField(
        _("closes on"), null=True, blank=True, help_text=_("Empty: counted from the last day of rating.")
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    close_job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("period")
        ordering = ["cycle", "starts_on", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "kind", "number"], name="period_once"),
            models.CheckConstraint(
                name="period_dates_in_order",
                condition=Q(ends_on__gte=F("starts_on"), rating_due_on__gte=F("rating_opens_on")),
                violation_error_message=_("The dates are not in order."),
            ),
            models.CheckConstraint(
                name="period_closes_after_rating",
                condition=Q(closes_on=None) | Q(closes_on__gt=F("rating_due_on")),
                violation_error_message=_("A period closes after its last day of rating."),
            ),
            models.CheckConstraint(
                name="period_closed_was_opened",
                condition=Q(closed_at=None) | Q(opened_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.number}"

    @property
    def label(self) -> str:
        """Return the name people use inside a year, such as "Quarter III", "January" or "Year 2026"."""
        if self.kind == PeriodKind.YEAR:
            return _("Year %(year)s") % {"year": self.ends_on.year}
        if self.kind == PeriodKind.QUARTER:
            return _("Quarter %(number)s") % {"number": QUARTER_SIGNS[self.number - 1]}
        return str(MONTHS[self.number])

    @property
    def long_label(self) -> str:
        """Return the name with its year: "Quarter III 2026", "January 2026", "Year 2026"."""
        return self.label if self.kind == PeriodKind.YEAR else f"{self.label} {self.ends_on.year}"
