"""Choices of feedback requests, dialogue and coaching."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from asn_portal.core.badges import BadgeChoices, Looks


class FeedbackTone(BadgeChoices):
    """Whether feedback praises or warns; optional, so that nobody has to judge."""

    POSITIVE = "good", pgettext_lazy("feedback", "Positive")
    ATTENTION = "attention", pgettext_lazy("feedback", "Needs attention")

    @classmethod
    def looks(cls) -> Looks:
        return {"good": ("ok", "thumb-up"), "attention": ("wait", "alert-circle")}


class RequestStatus(BadgeChoices):
    """Where a request for feedback stands."""

    OPEN = "open", pgettext_lazy("feedback request", "Waiting for an answer")
    ANSWERED = "answered", pgettext_lazy("feedback request", "Answered")
    DECLINED = "declined", pgettext_lazy("feedback request", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("feedback request", "Withdrawn")
    EXPIRED = "expired", pgettext_lazy("feedback request", "Not answered in time")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "open": ("wait", "clock"),
            "answered": ("ok", "circle-check"),
            "declined": ("mute", "circle-x"),
            "withdrawn": ("mute", "circle-off"),
            "expired": ("mute", "calendar-x"),
        }


class DialogueKind(TextChoices):
    """What a performance dialogue is about: expectations at the start, progress, or feedback and evaluation."""

    EXPECTATION = "expectation", pgettext_lazy("dialogue", "Expectations")
    PROGRESS = "progress", pgettext_lazy("dialogue", "Progress")
    EVALUATION = "evaluation", pgettext_lazy("dialogue", "Feedback and evaluation")


class DialogueStatus(BadgeChoices):
    """Whether the other one of the two has confirmed the note."""

    WRITTEN = "written", pgettext_lazy("dialogue", "Waiting for confirmation")
    CONFIRMED = "confirmed", pgettext_lazy("dialogue", "Confirmed by both")

    @classmethod
    def looks(cls) -> Looks:
        return {"written": ("wait", "clock"), "confirmed": ("ok", "circle-check")}


class CoachingStatus(BadgeChoices):
    """Where a coaching record (form B.1.6) stands: the person writes, the coach answers, both agree."""

    WRITING = "writing", pgettext_lazy("coaching", "The person writes")
    HANDED_IN = "handed_in", pgettext_lazy("coaching", "The coach answers")
    PROPOSED = "proposed", pgettext_lazy("coaching", "The person is to agree")
    AGREED = "agreed", pgettext_lazy("coaching", "Agreed by both")
    CLOSED = "closed", pgettext_lazy("coaching", "Closed")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "writing": ("wait", "pencil"),
            "handed_in": ("wait", "clock"),
            "proposed": ("wait", "hourglass"),
            "agreed": ("info", "heart-handshake"),
            "closed": ("ok", "flag"),
        }


class CoachingOutcome(BadgeChoices):
    """What came of the coaching."""

    PROGRESS = "progress", pgettext_lazy("coaching", "There is progress")
    NO_PROGRESS = "none", pgettext_lazy("coaching", "Still no progress")

    @classmethod
    def looks(cls) -> Looks:
        return {"progress": ("ok", "trending-up"), "none": ("bad", "trending-down")}


class CaseStatus(BadgeChoices):
    """Where a behaviour problem (form B.1.10) stands at the personnel unit."""

    REPORTED = "reported", pgettext_lazy("counselling", "Reported to the personnel unit")
    OPEN = "open", pgettext_lazy("counselling", "Counselling")
    DECLINED = "declined", pgettext_lazy("counselling", "No counselling")
    CLOSED = "closed", pgettext_lazy("counselling", "Closed")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "reported": ("wait", "clock"),
            "open": ("info", "messages"),
            "declined": ("mute", "circle-x"),
            "closed": ("ok", "flag"),
        }
