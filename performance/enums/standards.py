"""Choices of performance standards and measured values."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.badges import BadgeChoices, Looks


class StandardStatus(BadgeChoices):
    """Where a performance standard stands; the days it counts stand beside an approved one."""

    DRAFT = "draft", pgettext_lazy("standard", "Draft")
    PROPOSED = "proposed", pgettext_lazy("standard", "Waiting for a decision")
    RETURNED = "returned", pgettext_lazy("standard", "Returned for revision")
    APPROVED = "approved", pgettext_lazy("standard", "Approved")
    WITHDRAWN = "withdrawn", pgettext_lazy("standard", "Withdrawn")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "draft": ("mute", "pencil"),
            "proposed": ("wait", "clock"),
            "returned": ("bad", "arrow-back-up"),
            "approved": ("ok", "circle-check"),
            "withdrawn": ("mute", "ban"),
        }


class ServiceField(TextChoices):
    """Fields of public service for which there are standards."""

    HEALTH = "health", _("Health")
    EDUCATION = "education", _("Education")
    LICENSING = "licensing", _("Licensing")
    REGISTRY = "registry", _("Civil registry")
    PUBLIC_WORKS = "public_works", _("Public works")
    SOCIAL = "social", _("Social affairs")
    ENVIRONMENT = "environment", _("Environment")
    TRANSPORT = "transport", _("Transport")
    ORDER = "order", _("Public order")
    ADMINISTRATION = "administration", _("Administration")


class Direction(TextChoices):
    """Which way a measured value is better."""

    HIGHER = "higher", _("At least: higher is better")
    LOWER = "lower", _("At most: lower is better")

    @property
    def sign(self) -> str:
        """Return the sign before a target."""
        return "≥" if self is Direction.HIGHER else "≤"


class MeasurementSource(TextChoices):
    """How a measured value came in."""

    FORM = "form", pgettext_lazy("measurement", "Form")
    WORKBOOK = "workbook", pgettext_lazy("measurement", "Workbook")
    API = "api", pgettext_lazy("measurement", "Other system")


class Trend(BadgeChoices):
    """How the newest of two measured values stands to the one before."""

    BETTER = "better", pgettext_lazy("trend", "Better")
    SAME = "same", pgettext_lazy("trend", "Unchanged")
    WORSE = "worse", pgettext_lazy("trend", "Worse")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "better": ("ok", "trending-up"),
            "same": ("mute", "equal"),
            "worse": ("wait", "trending-down"),
        }
