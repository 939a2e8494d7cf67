"""Choices of cascading: roles of the matrix (peran hasil), team members, and how a column is divided."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.badges import BadgeChoices, Looks


class RoleState(BadgeChoices):
    """Where a role of the matrix stands between the leader who writes it and the person who takes it."""

    NONE = "none", pgettext_lazy("matrix", "No role")
    OFFERED = "offered", pgettext_lazy("matrix", "Offered")
    TAKEN = "taken", pgettext_lazy("matrix", "In the plan")
    DECLINED = "declined", pgettext_lazy("matrix", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("matrix", "Withdrawn")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "none": ("mute", "minus"),
            "offered": ("wait", "clock"),
            "taken": ("ok", "circle-check"),
            "declined": ("bad", "arrow-back-up"),
            "withdrawn": ("mute", "x"),
        }

    @classmethod
    def live(cls) -> list[str]:
        """Return the states in which somebody serves the column or is asked to."""
        return [cls.OFFERED.value, cls.TAKEN.value]


class MemberState(BadgeChoices):
    """Where a membership of a team stands; the person's own evaluator agrees first (annex II p. 46)."""

    PROPOSED = "proposed", pgettext_lazy("team member", "Waiting for the evaluator")
    ACTIVE = "active", pgettext_lazy("team member", "Member")
    REFUSED = "refused", pgettext_lazy("team member", "Not agreed")
    ENDED = "ended", pgettext_lazy("team member", "Ended")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "proposed": ("wait", "clock"),
            "active": ("ok", "circle-check"),
            "refused": ("bad", "x"),
            "ended": ("mute", "calendar-off"),
        }

    @classmethod
    def counting(cls) -> list[str]:
        """Return the states whose work for the team counts: what was promised stays when a team ends."""
        return [cls.ACTIVE.value, cls.ENDED.value]


class MemberSource(TextChoices):
    """How somebody came to a team (PermenPANRB 6/2022 annex II p. 46)."""

    APPOINTED = "appointed", pgettext_lazy("team member", "Appointed")
    VOLUNTEER = "volunteer", pgettext_lazy("team member", "Volunteered")


class DivisionMethod(TextChoices):
    """How a result is handed on (PermenPANRB 6/2022 annex II p. 39-43)."""

    UNSAID = "", _("Not said yet")
    LOAD = "load", _("By quantity: the shares add up to the target")
    REGION = "region", _("By region: the regions cover all")
    ASPECT = "aspect", _("By aspect, component or stage: each has an owner")
    SUPPORT = "support", _("Not direct: supports without proving the result")


class GapKind(BadgeChoices):
    """What is missing between the results of leaders and the roles of people."""

    COLUMN = "column", _("Results nobody serves")
    PERSON = "person", _("People without a role or link")
    BLOCKED = "blocked", _("Plans blocked above")
    LOAD = "load", _("Targets not fully shared")
    PART = "part", _("Regions or aspects without an owner")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "column": ("bad", "column-insert-left"),
            "person": ("wait", "user-question"),
            "blocked": ("wait", "lock"),
            "load": ("wait", "scale"),
            "part": ("wait", "map-pin"),
        }
