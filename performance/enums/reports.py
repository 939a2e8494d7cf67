"""Choices of reports: official forms in bulk, recaps, and past years brought in by workbook."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.badges import BadgeChoices, Looks


class FormKind(TextChoices):
    """Official forms that are ordered for many people at once (domain/10)."""

    PLAN = "skp", _("Plans (SKP)")
    EVALUATION = "c", _("Evaluation results (form C)")
    DOCUMENT = "d", _("Evaluation documents (form D)")


class OrderKind(TextChoices):
    """What was ordered."""

    FORMS = "forms", _("Official forms")
    RECAP = "recap", _("Recap in SIASN fields")


class OrderStatus(BadgeChoices):
    """How far an ordered file is."""

    WAITING = "waiting", pgettext_lazy("report", "In progress")
    READY = "ready", pgettext_lazy("report", "Ready")
    FAILED = "failed", pgettext_lazy("report", "Failed")
    EXPIRED = "expired", pgettext_lazy("report", "Deleted after its time")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "waiting": ("info", "loader-2"),
            "ready": ("ok", "circle-check"),
            "failed": ("bad", "circle-x"),
            "expired": ("mute", "trash"),
        }


class PastKind(TextChoices):
    """Which resource of SIASN a workbook of past years has."""

    ANNUAL = "annual", _("Annual (skp22)")
    PERIODIC = "periodic", _("Months and quarters (periodic)")


class PastStatus(BadgeChoices):
    """Where an import of past years stands."""

    CHECKING = "checking", pgettext_lazy("past import", "Being checked")
    PREVIEW = "preview", pgettext_lazy("past import", "Preview")
    APPLYING = "applying", pgettext_lazy("past import", "Being applied")
    APPLIED = "applied", pgettext_lazy("past import", "Applied")
    UNDONE = "undone", pgettext_lazy("past import", "Undone")
    CANCELLED = "cancelled", pgettext_lazy("past import", "Cancelled")
    FAILED = "failed", pgettext_lazy("past import", "Not readable")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "checking": ("info", "loader-2"),
            "preview": ("wait", "eye"),
            "applying": ("info", "loader-2"),
            "applied": ("ok", "circle-check"),
            "undone": ("mute", "arrow-back-up"),
            "cancelled": ("mute", "x"),
            "failed": ("bad", "circle-x"),
        }


class PastVerdict(BadgeChoices):
    """What a row of a workbook would do."""

    NEW = "new", pgettext_lazy("past row", "New")
    CHANGED = "changed", pgettext_lazy("past row", "Corrects an import")
    SAME = "same", pgettext_lazy("past row", "Already there")
    REFUSED = "refused", pgettext_lazy("past row", "Refused")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "new": ("info", "plus"),
            "changed": ("wait", "edit"),
            "same": ("mute", "equal"),
            "refused": ("bad", "x"),
        }
