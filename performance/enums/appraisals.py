"""Choices of evidence, feedback and appraisals."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.badges import BadgeChoices, Looks


class AppraisalStatus(BadgeChoices):
    """Where an appraisal stands: rated by the evaluator, then released to the person (or sent back)."""

    PENDING = "pending", pgettext_lazy("appraisal", "Not rated yet")
    RATED = "rated", pgettext_lazy("appraisal", "Rated, waiting for approval")
    RETURNED = "returned", pgettext_lazy("appraisal", "Returned to the evaluator")
    RELEASED = "released", pgettext_lazy("appraisal", "Released")
    UNRATED = "unrated", pgettext_lazy("appraisal", "Closed without a rating")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "pending": ("mute", "hourglass"),
            "rated": ("wait", "clock"),
            "returned": ("bad", "arrow-back-up"),
            "released": ("ok", "circle-check"),
            "unrated": ("mute", "circle-off"),
        }


class FeedbackRole(TextChoices):
    """Who gives the feedback, seen from the person it is about."""

    LEADER = "leader", _("Leader")
    PEER = "peer", _("Colleague")
    SUBORDINATE = "subordinate", _("Subordinate")
    RECEIVER = "receiver", _("Service receiver")
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


class OrganisationPredicate(BadgeChoices):
    """Predicate of a unit (predikat kinerja organisasi), the base of the distribution pattern."""

    EXCELLENT = "excellent", pgettext_lazy("organisation", "Excellent")
    GOOD = "good", pgettext_lazy("organisation", "Good")
    NEEDS_IMPROVEMENT = "needs", pgettext_lazy("organisation", "Needs improvement")
    POOR = "poor", pgettext_lazy("organisation", "Poor")
    VERY_POOR = "very_poor", pgettext_lazy("organisation", "Very poor")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "excellent": ("info", "star"),
            "good": ("ok", "circle-check"),
            "needs": ("wait", "tools"),
            "poor": ("bad", "alert-triangle"),
            "very_poor": ("bad", "alert-octagon"),
        }
