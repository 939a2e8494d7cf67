"""Choices of the schedule of a year."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DateKind(TextChoices):
    """What HR can move about a year."""

    OPENS = "opens_on", _("Opening of the year")
    PLAN_DUE = "plan_due_on", _("Last day for plans")
    REMIND_BEFORE = "remind_days_before", _("Days of the reminder before the deadline")
    RATING_OPENS = "rating_opens_on", _("First day of rating")
    RATING_DUE = "rating_due_on", _("Last day of rating")
    CLOSES = "closes_on", _("Closing")
    RHYTHM = "rhythm", _("Month or quarter")


class NextYear(TextChoices):
    """What the clock does about the next year when nobody has set it up."""

    PROPOSE = "propose", _("Ask HR")
    SET_UP = "set_up", _("Set it up like the last one")
    NOTHING = "off", _("Nothing")
