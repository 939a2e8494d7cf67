"""Choices of calibration."""

from django.utils.translation import pgettext_lazy

from asn_portal.core.badges import BadgeChoices, Looks


class SessionStatus(BadgeChoices):
    """Where a calibration session stands."""

    OPEN = "open", pgettext_lazy("calibration", "Running")
    CLOSED = "closed", pgettext_lazy("calibration", "Closed")

    @classmethod
    def looks(cls) -> Looks:
        return {"open": ("wait", "scale"), "closed": ("ok", "circle-check")}


class ChangeStatus(BadgeChoices):
    """What became of a change that somebody proposed in a session."""

    PROPOSED = "proposed", pgettext_lazy("calibration", "Waits for the evaluator")
    APPLIED = "applied", pgettext_lazy("calibration", "Applied")
    DECLINED = "declined", pgettext_lazy("calibration", "Declined by the evaluator")
    LAPSED = "lapsed", pgettext_lazy("calibration", "Lapsed")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "proposed": ("wait", "clock"),
            "applied": ("ok", "check"),
            "declined": ("bad", "x"),
            "lapsed": ("mute", "circle-off"),
        }
