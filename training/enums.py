"""Choices of the training app; every status knows its tone and icon."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.badges import BadgeChoices, Looks


class LearningForm(TextChoices):
    """Forms of competence development (Peraturan LAN 10/2018): classical first, then non-classical."""

    LEADERSHIP = "leadership", _("Leadership training")
    TECHNICAL = "technical", _("Technical training")
    FUNCTIONAL = "functional", _("Functional training")
    SOCIO_CULTURAL = "socio_cultural", _("Socio-cultural training")
    SEMINAR = "seminar", _("Seminar or conference")
    WORKSHOP = "workshop", _("Workshop")
    COURSE = "course", _("Course")
    GUIDANCE = "guidance", _("Technical guidance (bimtek)")
    BRIEFING = "briefing", _("Briefing (sosialisasi)")
    E_LEARNING = "e_learning", _("E-learning")
    DISTANCE = "distance", _("Distance learning")
    COACHING = "coaching", _("Coaching")
    MENTORING = "mentoring", _("Mentoring")
    SECONDMENT = "secondment", _("Secondment (detasering)")
    BENCHMARKING = "benchmarking", _("Benchmarking")
    SELF_LEARNING = "self_learning", _("Self-learning")
    COMMUNITY = "community", _("Learning community")
    INTERNSHIP = "internship", _("Internship (magang)")


class ProviderKind(TextChoices):
    """Who gives the training."""

    OWN = "own", _("Own government")
    STATE = "state", _("Ministry or agency")
    UNIVERSITY = "university", _("University")
    PRIVATE = "private", _("Private provider")


class ClassStatus(BadgeChoices):
    """A class before, during and after its days."""

    DRAFT = "draft", pgettext_lazy("class", "Being prepared")
    OPEN = "open", pgettext_lazy("class", "Open for enrolment")
    FINISHED = "finished", pgettext_lazy("class", "Finished")
    CANCELLED = "cancelled", pgettext_lazy("class", "Cancelled")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "draft": ("mute", "pencil"),
            "open": ("ok", "door-enter"),
            "finished": ("info", "flag"),
            "cancelled": ("bad", "calendar-off"),
        }


class EnrolmentStatus(BadgeChoices):
    """A place in a class: asked for, waiting, held, used."""

    REQUESTED = "requested", pgettext_lazy("enrolment", "Waiting for approval")
    RETURNED = "returned", pgettext_lazy("enrolment", "Not approved")
    WAITING = "waiting", pgettext_lazy("enrolment", "On the waiting list")
    PLACED = "placed", pgettext_lazy("enrolment", "Has a place")
    ATTENDED = "attended", pgettext_lazy("enrolment", "Attended")
    ABSENT = "absent", pgettext_lazy("enrolment", "Did not attend")
    CANCELLED = "cancelled", pgettext_lazy("enrolment", "Cancelled")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "requested": ("wait", "clock"),
            "returned": ("bad", "arrow-back-up"),
            "waiting": ("ask", "list-numbers"),
            "placed": ("ok", "armchair"),
            "attended": ("ok", "circle-check"),
            "absent": ("bad", "user-x"),
            "cancelled": ("mute", "x"),
        }


class CertificateStatus(BadgeChoices):
    """A certificate: only a verified one counts hours."""

    SUBMITTED = "submitted", pgettext_lazy("certificate", "Waiting for verification")
    VERIFIED = "verified", pgettext_lazy("certificate", "Verified")
    REFUSED = "refused", pgettext_lazy("certificate", "Not accepted")
    WITHDRAWN = "withdrawn", pgettext_lazy("certificate", "Withdrawn")
    REVOKED = "revoked", pgettext_lazy("certificate", "Revoked")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "submitted": ("wait", "clock"),
            "verified": ("ok", "rosette-discount-check"),
            "refused": ("bad", "circle-x"),
            "withdrawn": ("mute", "x"),
            "revoked": ("bad", "ban"),
        }


class FollowUpStatus(BadgeChoices):
    """The promise at the end of a class, and whether it was kept."""

    PROMISED = "promised", pgettext_lazy("follow-up", "Promised")
    ASKED = "asked", pgettext_lazy("follow-up", "Superior has been asked")
    APPLIED = "applied", pgettext_lazy("follow-up", "Applied at work")
    NOT_APPLIED = "not_applied", pgettext_lazy("follow-up", "Not applied yet")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "promised": ("info", "flag"),
            "asked": ("wait", "clock"),
            "applied": ("ok", "circle-check"),
            "not_applied": ("bad", "alert-triangle"),
        }


class PairStatus(BadgeChoices):
    """A mentoring pair: proposed until both have accepted, closed with a review."""

    PROPOSED = "proposed", pgettext_lazy("mentoring", "Waiting for consent")
    ACTIVE = "active", pgettext_lazy("mentoring", "Running")
    DECLINED = "declined", pgettext_lazy("mentoring", "Declined")
    CLOSED = "closed", pgettext_lazy("mentoring", "Closed")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "proposed": ("wait", "clock"),
            "active": ("ok", "users"),
            "declined": ("bad", "x"),
            "closed": ("mute", "lock"),
        }
