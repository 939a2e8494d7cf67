"""Choices of the performance app. Stored values are lower-case; every status knows its tone and icon.

The official terms (Sangat Baik, Utama, Sesuai ekspektasi …) stand in the Indonesian catalogue.
"""

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


class AppraisalStatus(BadgeChoices):
    """Where an appraisal stands: rated by the evaluator, then released to the person (or sent back)."""

    PENDING = "pending", pgettext_lazy("appraisal", "Not rated yet")
    RATED = "rated", pgettext_lazy("appraisal", "Rated, waiting for approval")
    RETURNED = "returned", pgettext_lazy("appraisal", "Returned to the evaluator")
    RELEASED = "released", pgettext_lazy("appraisal", "Released")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "pending": ("mute", "hourglass"),
            "rated": ("wait", "clock"),
            "returned": ("bad", "arrow-back-up"),
            "released": ("ok", "circle-check"),
        }


class CycleStatus(BadgeChoices):
    """A performance year before, during and after its time."""

    PLANNED = "planned", pgettext_lazy("cycle", "Planned")
    OPEN = "open", pgettext_lazy("cycle", "Open")
    CLOSED = "closed", pgettext_lazy("cycle", "Closed")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "planned": ("info", "calendar"),
            "open": ("ok", "player-play"),
            "closed": ("mute", "lock"),
        }


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


class PeriodKind(TextChoices):
    """What is evaluated: months or quarters, and the year always (PermenPANRB 6/2022 art. 24)."""

    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    YEAR = "year", _("Year")


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


class FeedbackRole(TextChoices):
    """Who gives the feedback, seen from the person it is about."""

    LEADER = "leader", _("Leader")
    PEER = "peer", _("Colleague")
    SUBORDINATE = "subordinate", _("Subordinate")
    OTHER = "other", pgettext_lazy("feedback", "Other")


class Rating(BadgeChoices):
    """A rating against the leader's expectation. Higher `rank` is better."""

    ABOVE = "above", _("Above expectation")
    AS_EXPECTED = "as", _("As expected")
    BELOW = "below", _("Below expectation")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "above": ("info", "arrow-up"),
            "as": ("ok", "equal"),
            "below": ("bad", "arrow-down"),
        }

    @property
    def rank(self) -> int:
        return {"above": 3, "as": 2, "below": 1}[self.value]


# Result and behaviour are rated on the same scale; two names keep the arguments apart for the reader.
ResultRating = Rating
BehaviourRating = Rating


class Predicate(BadgeChoices):
    """Performance predicate (predikat kinerja), ordered by `rank`: SB > B > BP > K > SK."""

    SB = "sb", _("Very good")
    B = "b", _("Good")
    BP = "bp", _("Needs improvement")
    K = "k", _("Poor")
    SK = "sk", _("Very poor")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "sb": ("info", "star"),
            "b": ("ok", "circle-check"),
            "bp": ("wait", "tools"),
            "k": ("bad", "alert-triangle"),
            "sk": ("bad", "alert-octagon"),
        }

    @property
    def rank(self) -> int:
        """5 for Sangat Baik down to 1 for Sangat Kurang; Kurang is worse than Butuh Perbaikan."""
        return {"sb": 5, "b": 4, "bp": 3, "k": 2, "sk": 1}[self.value]

    @property
    def code(self) -> str:
        """Short code as used in the regulation's tables: SB, B, BP, K, SK."""
        return self.value.upper()

    @property
    def matrix_label(self) -> str:
        """The wording of the official matrix, which writes "Kurang/Misconduct"."""
        return str(_("Poor/misconduct") if self is Predicate.K else self.label)

    @property
    def is_good(self) -> bool:
        """At least Baik, as promotions ask."""
        return self.rank >= Predicate.B.rank
