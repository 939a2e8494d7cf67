"""Choices around a plan: where it comes from, the manual of indicators, study assignments, exemptions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.badges import BadgeChoices, Looks


class PlanOrigin(TextChoices):
    """Why a version of a plan was started (PermenPANRB 6/2022 annex II p. 64-65)."""

    YEAR = "year", _("Opening of the year")
    CHANGE = "change", _("Change of the plan")
    MOVE = "move", _("New post")
    EVALUATOR = "evaluator", _("New evaluator")
    STUDY = "study", _("Study assignment")
    LATE = "late", _("Joined during the year")


class ResultBasis(TextChoices):
    """Where a result of JPT and heads of units comes from (annex II p. 27-28)."""

    AGREEMENT = "agreement", _("Performance agreement (PK)")
    DIRECTIVE = "directive", _("Directive of the leader")
    ACTION_PLAN = "action_plan", _("Action plan")


class ControlLevel(TextChoices):
    """Quality and level of control of an indicator (form A.1.3)."""

    OUTCOME = "outcome", _("Outcome")
    INTERMEDIATE = "intermediate", _("Intermediate outcome")
    LOW_CONTROL = "low_control", _("Output with low control")


class ReportingPeriod(TextChoices):
    """How often an indicator is reported (form A.1.3)."""

    MONTH = "month", _("Monthly")
    QUARTER = "quarter", _("Quarterly")
    HALF = "half", _("Half-yearly")
    YEAR = "year", _("Yearly")


class Accreditation(TextChoices):
    """Accreditation of a university or study programme; abroad has its own criteria (annex II p. 63)."""

    A = "a", "A"
    B = "b", "B"
    C = "c", "C"
    ABROAD = "abroad", _("University abroad")


class StudyStatus(BadgeChoices):
    """How far a study assignment (tugas belajar) is."""

    RUNNING = "running", pgettext_lazy("study", "Studying")
    EXTENDED = "extended", pgettext_lazy("study", "Extended")
    GRADUATED = "graduated", pgettext_lazy("study", "Graduated")
    DROPPED_OUT = "dropped_out", pgettext_lazy("study", "Not completed")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "running": ("info", "school"),
            "extended": ("wait", "clock"),
            "graduated": ("ok", "certificate"),
            "dropped_out": ("bad", "circle-x"),
        }


class ExemptionReason(TextChoices):
    """Whom planning does not concern (annex II p. 65-66)."""

    OFFICIAL = "official", _("State official, or head or member of a non-structural body")
    SUSPENDED = "suspended", _("Suspended from office")
    UNPAID_LEAVE = "unpaid_leave", _("Unpaid leave (CLTN)")
    PRE_RETIREMENT = "pre_retirement", _("Preparing for retirement (MPP)")
