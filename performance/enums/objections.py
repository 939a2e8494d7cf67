"""Choices of delivery, receipt, signature and objection."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.badges import BadgeChoices, Looks


class ObjectionStatus(BadgeChoices):
    """Where an objection (keberatan) stands; a decision is final (PP 30/2019)."""

    FILED = "filed", pgettext_lazy("objection", "Being examined")
    CONFIRMED = "confirmed", pgettext_lazy("objection", "Rating confirmed")
    CHANGED = "changed", pgettext_lazy("objection", "Rating changed")
    WITHDRAWN = "withdrawn", pgettext_lazy("objection", "Withdrawn by the person")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "filed": ("wait", "gavel"),
            "confirmed": ("ok", "circle-check"),
            "changed": ("info", "replace"),
            "withdrawn": ("mute", "arrow-back-up"),
        }

    @property
    def is_decided(self) -> bool:
        """Confirmed or changed."""
        return self in {ObjectionStatus.CONFIRMED, ObjectionStatus.CHANGED}


class Outcome(TextChoices):
    """What the superior may decide (PermenPANRB 6/2022 annex V p. 117)."""

    CONFIRM = "confirm", _("Confirm the rating")
    CHANGE = "change", _("Change the rating")


class HeardParty(TextChoices):
    """Who was heard (annex V p. 117: the superior asks both)."""

    PERSON = "person", _("The person")
    EVALUATOR = "evaluator", _("The evaluator")


class ClockState(BadgeChoices):
    """Where one clock of an evaluation stands."""

    WAITING = "waiting", pgettext_lazy("clock", "Not begun")
    RUNNING = "running", pgettext_lazy("clock", "Running")
    OVERDUE = "overdue", pgettext_lazy("clock", "Overdue")
    DONE = "done", pgettext_lazy("clock", "In time")
    DONE_LATE = "done_late", pgettext_lazy("clock", "Done late")
    LAPSED = "lapsed", pgettext_lazy("clock", "Time is over")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "waiting": ("mute", "hourglass"),
            "running": ("wait", "clock"),
            "overdue": ("bad", "alert-triangle"),
            "done": ("ok", "check"),
            "done_late": ("ask", "clock-exclamation"),
            "lapsed": ("mute", "clock-off"),
        }
