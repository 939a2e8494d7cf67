"""The tenant: one government, its settings and its holidays."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class Agency(models.Model):
    """One government (instansi) in the installation; none sees another."""

    ZONES = [("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")]

    name = models.CharField(_("name"), max_length=160)
    code = models.CharField(
        _("code"), max_length=12, unique=True, help_text=_("Short code, used in document codes.")
    )
    national_id = models.CharField(_("SIASN id"), max_length=64, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=32, choices=ZONES, default="Asia/Jakarta")
    is_demo = models.BooleanField(_("sample data"), default=False)

    class Meta:
        verbose_name = _("government")
        ordering = ["name"]

    def __str__(self):
        return self.name


class AgencyPolicy(models.Model):
    """A figure that an agency sets (A11), in force from a date; the default stands in core.policies."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, db_index=False)
    key = models.CharField(_("setting"), max_length=60)
    value = models.JSONField(_("value"))
    starts_on = models.DateField(_("in force from"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("policy")
        constraints = [
            models.UniqueConstraint(fields=["agency", "key", "starts_on"], name="agencypolicy_once_a_day")
        ]

    def __str__(self):
        return f"{self.key} = {self.value} ({self.starts_on})"


class Holiday(models.Model):
    """A day off, nationwide (no agency) or of one agency (B15)."""

    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.CASCADE)
    day = models.DateField(_("day"))
    name = models.CharField(_("name"), max_length=120)
    is_confirmed = models.BooleanField(_("set by joint decree"), default=True)

    class Meta:
        verbose_name = _("holiday")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "day"], name="holiday_once_per_agency"),
            models.UniqueConstraint(fields=["day"], condition=Q(agency=None), name="holiday_once_nationwide"),
        ]

    def __str__(self):
        return f"{self.day} {self.name}"
