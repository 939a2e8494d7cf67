"""Choices of credit points (angka kredit)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.badges import BadgeChoices, Looks


class ConversionState(BadgeChoices):
    """Where the conversion of a predicate stands; only a confirmed one counts."""

    PREPARED = "prepared", pgettext_lazy("credit", "Waiting for the evaluator")
    CONFIRMED = "confirmed", pgettext_lazy("credit", "Confirmed")
    VOID = "void", pgettext_lazy("credit", "Taken back")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "prepared": ("wait", "clock"),
            "confirmed": ("ok", "circle-check"),
            "void": ("mute", "ban"),
        }


class EntryKind(TextChoices):
    """Credit points that do not come from a predicate."""

    BASE = "base", _("Base credit (AK dasar)")
    INTEGRATION = "integration", _("Integration of former credit points")
    TRANSFER = "transfer", _("Appointment by transfer")
    EDUCATION = "education", _("Education bonus")
    CORRECTION = "correction", _("Correction")

    @classmethod
    def recorded(cls) -> list[tuple[str, str]]:
        """Return what HR writes by form; a bonus is claimed for a diploma."""
        return [choice for choice in cls.choices if choice[0] != cls.EDUCATION]


class EntryState(BadgeChoices):
    """Where such a row stands."""

    CLAIMED = "claimed", pgettext_lazy("credit", "Waiting for HR")
    ACCEPTED = "accepted", pgettext_lazy("credit", "Counts")
    REFUSED = "refused", pgettext_lazy("credit", "Not accepted")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "claimed": ("wait", "clock"),
            "accepted": ("ok", "circle-check"),
            "refused": ("bad", "x"),
        }


class StatementState(BadgeChoices):
    """Whether a PAK counts."""

    SET = "set", pgettext_lazy("credit", "In force")
    REVOKED = "revoked", pgettext_lazy("credit", "Revoked")

    @classmethod
    def looks(cls) -> Looks:
        return {"set": ("ok", "rosette"), "revoked": ("mute", "ban")}


class StatementSource(TextChoices):
    """Where the figure of a PAK is from: added up here, or written down from paper."""

    PORTAL = "portal", _("Set in the portal")
    OUTSIDE = "outside", _("From outside")
    INTEGRATION = "integration", _("Integration of former credit points")

    @classmethod
    def recorded(cls) -> list[tuple[str, str]]:
        """Return what HR writes down."""
        return [choice for choice in cls.choices if choice[0] != cls.PORTAL]


class Outlook(BadgeChoices):
    """What comes next for somebody in a functional post, for lists and their filter."""

    RANK = "rank", pgettext_lazy("credit", "Rank reached")
    LEVEL = "level", pgettext_lazy("credit", "Level reached")
    SOON = "soon", pgettext_lazy("credit", "Within a year")
    LATER = "later", pgettext_lazy("credit", "Later")
    TOP = "top", pgettext_lazy("credit", "Nothing further")
    UNKNOWN = "unknown", pgettext_lazy("credit", "Record incomplete")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "rank": ("ok", "circle-check"),
            "level": ("ok", "stairs-up"),
            "soon": ("info", "calendar"),
            "later": ("mute", "hourglass"),
            "top": ("mute", "flag"),
            "unknown": ("ask", "help-circle"),
        }
