"""How the audit view names requests, dialogue, rounds and coaching: only those who take part see whose they are.

Confidential cases and anonymous answers leave no rows in the common log, so that they have no name here.
"""

from django.db.models import QuerySet, Value
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.audit import SubjectKind, named, register_subject
from performance.models import Coaching, Dialogue, FeedbackRequest, FeedbackRound

COMMA = Value(", ")


def request_names(*, actor: Actor, ids: list[int]) -> QuerySet:
    """Return about whom somebody was asked."""
    return named(FeedbackRequest.objects.visible_to(actor).filter(pk__in=ids), "employee__name")


def dialogue_names(*, actor: Actor, ids: list[int]) -> QuerySet:
    """Return who talked."""
    rows = Dialogue.objects.visible_to(actor).filter(pk__in=ids)
    return named(rows, "employee__name", COMMA, "leader__name")


def round_names(*, actor: Actor, ids: list[int]) -> QuerySet:
    """Return the titles of rounds."""
    return named(FeedbackRound.objects.visible_to(actor).filter(pk__in=ids), "title")


def coaching_names(*, actor: Actor, ids: list[int]) -> QuerySet:
    """Return who was coached by whom."""
    rows = Coaching.objects.visible_to(actor).filter(pk__in=ids)
    return named(rows, "employee__name", COMMA, "coach__name")


register_subject(
    SubjectKind("feedback_request", _("Request for feedback"), request_names, "performance:request_detail")
)
register_subject(
    SubjectKind("dialogue", _("performance dialogue"), dialogue_names, "performance:dialogue_detail")
)
register_subject(SubjectKind("feedback_round", _("feedback round"), round_names, "performance:round_detail"))
register_subject(SubjectKind("coaching", _("coaching"), coaching_names, "performance:coaching_detail"))
