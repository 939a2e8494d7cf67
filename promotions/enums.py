"""Choices of the promotions app; every status knows its tone and icon."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.badges import BadgeChoices, Looks


class PromotionKind(TextChoices):
    """Paths of rank promotion (PP 99/2000 jo PP 12/2002)."""

    REGULAR = "regular", _("Regular promotion (KP reguler)")
    STRUCTURAL = "structural", _("Promotion by choice, structural post")
    FUNCTIONAL = "functional", _("Promotion by choice, functional post")
    DIPLOMA = "diploma", _("Promotion by choice, diploma adjustment")


class ExamKind(TextChoices):
    """Exams and trainings that open the way to a higher group; the values of `rules.ranks.Exam` and UPKP."""

    SERVICE_1 = "service_1", _("Service exam level I (Ujian Dinas Tingkat I)")
    SERVICE_2 = "service_2", _("Service exam level II (Ujian Dinas Tingkat II)")
    UPKP = "upkp", _("Diploma adjustment exam (UPKP)")
    LEADERSHIP_4 = "leadership_4", _("Leadership training IV / PKP")
    LEADERSHIP_3 = "leadership_3", _("Leadership training III / PKA")


class ProposalStatus(BadgeChoices):
    """At which desk a proposal lies."""

    AT_UNIT = "at_unit", pgettext_lazy("proposal", "At the office, being checked")
    AT_BKPSDM = "at_bkpsdm", pgettext_lazy("proposal", "At BKPSDM, being checked")
    TO_DECIDE = "to_decide", pgettext_lazy("proposal", "Waiting for the decree (SK)")
    RETURNED = "returned", pgettext_lazy("proposal", "Returned")
    DECIDED = "decided", pgettext_lazy("proposal", "Promoted")
    REFUSED = "refused", pgettext_lazy("proposal", "Not granted")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "Withdrawn")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "at_unit": ("wait", "building"),
            "at_bkpsdm": ("wait", "building-bank"),
            "to_decide": ("info", "writing-sign"),
            "returned": ("bad", "arrow-back-up"),
            "decided": ("ok", "circle-check"),
            "refused": ("bad", "circle-x"),
            "withdrawn": ("mute", "x"),
        }


class ListStatus(BadgeChoices):
    """A nominative list while it is worked out and afterwards."""

    BUILDING = "building", pgettext_lazy("list", "Being worked out")
    READY = "ready", pgettext_lazy("list", "Ready")

    @classmethod
    def looks(cls) -> Looks:
        return {"building": ("wait", "hourglass"), "ready": ("ok", "circle-check")}


class Verdict(BadgeChoices):
    """What a nominative list says about a person."""

    ELIGIBLE = "eligible", pgettext_lazy("nominative", "Requirements met")
    UNVERIFIED = "unverified", pgettext_lazy("nominative", "Needs verification")
    LACKING = "lacking", pgettext_lazy("nominative", "Something is missing")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "eligible": ("ok", "circle-check"),
            "unverified": ("ask", "question-mark"),
            "lacking": ("bad", "x"),
        }


class AwardLevel(TextChoices):
    """Who honours."""

    OFFICE = "office", _("Office (OPD)")
    CITY = "city", _("City or regency")
    PROVINCE = "province", _("Province")
    NATION = "nation", _("State")


class AwardRule(TextChoices):
    """Which checklist belongs to an award type."""

    SATYALANCANA_10 = "satyalancana_10", "Satyalancana Karya Satya X"
    SATYALANCANA_20 = "satyalancana_20", "Satyalancana Karya Satya XX"
    SATYALANCANA_30 = "satyalancana_30", "Satyalancana Karya Satya XXX"
    LOCAL = "local", _("Local award for good work")


class NominationStatus(BadgeChoices):
    """Where a nomination stands."""

    SUBMITTED = "submitted", pgettext_lazy("nomination", "Waiting for the decision")
    RETURNED = "returned", pgettext_lazy("nomination", "Returned")
    GRANTED = "granted", pgettext_lazy("nomination", "Granted")
    REFUSED = "refused", pgettext_lazy("nomination", "Not granted")
    WITHDRAWN = "withdrawn", pgettext_lazy("nomination", "Withdrawn")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "submitted": ("wait", "clock"),
            "returned": ("bad", "arrow-back-up"),
            "granted": ("gold", "award"),
            "refused": ("bad", "circle-x"),
            "withdrawn": ("mute", "x"),
        }


class FollowUpKind(TextChoices):
    """What may follow from somebody's evaluation (PermenPANRB 6/2022 art. 31 and 33)."""

    AWARD = "award", pgettext_lazy("follow-up", "Award")
    TALENT = "talent", pgettext_lazy("follow-up", "Succession group")
    DEVELOPMENT = "development", pgettext_lazy("follow-up", "Development first")
    COACHING = "coaching", pgettext_lazy("follow-up", "Guidance on results")
    COUNSELLING = "counselling", pgettext_lazy("follow-up", "Guidance on behaviour")
    POST = "post", pgettext_lazy("follow-up", "Review of the post")
    CONTRACT = "contract", pgettext_lazy("follow-up", "Review of the contract")

    @property
    def is_reward(self) -> bool:
        """Tell whether it honours; the others help or warn."""
        return self in {FollowUpKind.AWARD, FollowUpKind.TALENT}


class FollowUpStatus(BadgeChoices):
    """What was decided about a candidate; without a row nothing has been."""

    OPEN = "open", pgettext_lazy("follow-up", "To be decided")
    PLANNED = "planned", pgettext_lazy("follow-up", "Planned")
    DONE = "done", pgettext_lazy("follow-up", "Done")
    DROPPED = "dropped", pgettext_lazy("follow-up", "Not pursued")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "open": ("ask", "question-mark"),
            "planned": ("wait", "clock"),
            "done": ("ok", "circle-check"),
            "dropped": ("mute", "x"),
        }
