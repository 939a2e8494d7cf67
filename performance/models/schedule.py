"""What was changed about the dates of a year, by whom and why."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.models import Agency
from performance.enums import PeriodKind
from performance.enums.schedule import DateKind
from performance.models.cycles import Cycle, Period


class DateChangeQuerySet(models.QuerySet):
    """Row scope of changed dates."""

    def visible_to(self, actor: Actor):
        """Everybody may know what was moved in the own agency, as they see its years."""
        return self.filter(agency_id=actor.agency_id) if actor.agency_id else self.none()


class DateChange(models.Model):
    """One date (or the rhythm) of a year that HR moved; rows are never changed. Days are kept as ISO text."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="date_changes")
    period = models.ForeignKey(
        Period,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="date_changes",
        help_text=_("Empty: a date of the year itself."),
    )
    what = models.CharField(max_length=20, choices=DateKind)
    period_label = models.CharField(max_length=40, blank=True, db_default="")
    before = models.CharField(_("before"), max_length=20, blank=True)
    after = models.CharField(_("after"), max_length=20, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_by_name = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    objects = DateChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("changed date")
        ordering = ["-changed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="datechange_has_reason",
                condition=~models.Q(reason=""),
                violation_error_message=_("Please write the reason."),
            )
        ]

    def __str__(self):
        return f"{self.what} {self.before} → {self.after}"

    def get_what(self) -> DateKind:
        """Return what was moved as an enum member."""
        return DateKind(self.what)

    @property
    def before_day(self) -> date | None:
        """Return the day it was, if it was a day."""
        return as_day(self.before)

    @property
    def after_day(self) -> date | None:
        """Return the day it is now, if it is a day."""
        return as_day(self.after)

    @property
    def before_words(self) -> str:
        """Return what it was in words, where it was no day."""
        return self.in_words(self.before)

    @property
    def after_words(self) -> str:
        """Return what it is now in words, where it is no day."""
        return self.in_words(self.after)

    def in_words(self, value: str) -> str:
        """Return month and quarter by their name, anything else as it is."""
        return str(PeriodKind(value).label) if self.what == DateKind.RHYTHM else value


def as_day(value: str) -> date | None:
    """Return ISO text as a day, None for anything else."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
