"""Choices of plans (SKP). Stored values are lower-case; every status knows its tone and icon."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.badges import BadgeChoices, Looks


class PlanStatus(BadgeChoices):
    """Where a plan (SKP) stands; an approved plan that was replaced by a new version is superseded."""

    DRAFT = "draft", pgettext_lazy("plan", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("plan", "Waiting for approval")
    RETURNED = "returned", pgettext_lazy("plan", "Returned for revision")
    APPROVED = "approved", pgettext_lazy("plan", "Approved")
    SUPERSEDED = "superseded", pgettext_lazy("plan", "Replaced by a newer version")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "draft": ("mute", "pencil"),
            "submitted": ("wait", "clock"),
            "returned": ("bad", "arrow-back-up"),
            "approved": ("ok", "circle-check"),
            "superseded": ("mute", "history"),
        }


class ResultKind(TextChoices):
    """Main (utama, high priority) or additional (tambahan, low priority); the evaluator decides."""

    MAIN = "main", _("Main work result")
    ADDITIONAL = "additional", _("Additional work result")


class Aspect(TextChoices):
    """What an indicator measures (PermenPANRB 6/2022 annex II)."""

    QUANTITY = "quantity", _("Quantity")
    QUALITY = "quality", _("Quality")
    TIME = "time", _("Time")
    COST = "cost", _("Cost")


class Approach(TextChoices):
    """How a plan states its indicators: number and unit apart, or in one narrative."""

    QUANTITATIVE = "quantitative", _("Quantitative")
    QUALITATIVE = "qualitative", _("Qualitative")


class Perspective(TextChoices):
    """Perspectives of a plan of JPT and heads of independent units: all four must be met, budget always."""

    RECIPIENT = "recipient", _("Service recipients")
    PROCESS = "process", _("Business process")
    INTERNAL = "internal", _("Internal strengthening")
    BUDGET = "budget", _("Budget")


class BehaviourValue(TextChoices):
    """The seven core values of ASN (BerAKHLAK), in the order of the official form."""

    SERVICE = "service", _("Service-oriented")
    ACCOUNTABLE = "accountable", _("Accountable")
    COMPETENT = "competent", _("Competent")
    HARMONIOUS = "harmonious", _("Harmonious")
    LOYAL = "loyal", _("Loyal")
    ADAPTIVE = "adaptive", _("Adaptive")
    COLLABORATIVE = "collaborative", _("Collaborative")


class AttachmentKind(TextChoices):
    """The three parts of the attachment of every plan (form A.1.8)."""

    RESOURCES = "resources", _("Resource support")
    ACCOUNTABILITY = "accountability", _("Accountability scheme")
    CONSEQUENCE = "consequence", _("Consequences")
