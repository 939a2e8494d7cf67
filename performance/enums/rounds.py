"""Choices of feedback rounds from all sides."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from asn_portal.core.badges import BadgeChoices, Looks


class RoundStatus(BadgeChoices):
    """Where a round stands; nothing of it is shown before it is closed."""

    OPEN = "open", pgettext_lazy("round", "Answers are collected")
    CLOSED = "closed", pgettext_lazy("round", "Closed")
    CANCELLED = "cancelled", pgettext_lazy("round", "Cancelled")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "open": ("info", "hourglass"),
            "closed": ("ok", "circle-check"),
            "cancelled": ("mute", "circle-off"),
        }


class RoundGroup(TextChoices):
    """From which side somebody answers."""

    LEADER = "leader", pgettext_lazy("round", "Leader")
    PEER = "peer", pgettext_lazy("round", "Colleagues")
    SUBORDINATE = "subordinate", pgettext_lazy("round", "Subordinates")
    OTHER = "other", pgettext_lazy("round", "Others")
