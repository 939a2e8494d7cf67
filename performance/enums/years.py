"""Choices of the performance year."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.badges import BadgeChoices, Looks


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


class PeriodKind(TextChoices):
    """What is evaluated: months or quarters, and the year always (PermenPANRB 6/2022 art. 24)."""

    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    YEAR = "year", _("Year")

    @classmethod
    def rhythms(cls) -> list[tuple[str, str]]:
        """Return what an agency chooses between; the year is evaluated always."""
        return [choice for choice in cls.choices if choice[0] != cls.YEAR]
