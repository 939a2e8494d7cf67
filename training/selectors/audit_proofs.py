"""How the audit view names certificates and follow-ups."""

from django.db.models import QuerySet, Value
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.audit import SubjectKind, named, register_subject
from training.models import Certificate, FollowUp


def certificate_names(*, actor: Actor, ids: list[int]) -> QuerySet:
    """Return whose certificates they are, and of what."""
    rows = Certificate.objects.visible_to(actor).filter(pk__in=ids)
    return named(rows, "employee_name", Value(", "), "name")


def follow_up_names(*, actor: Actor, ids: list[int]) -> QuerySet:
    """Return who promised, and after which training."""
    rows = FollowUp.objects.visible_to(actor).filter(pk__in=ids)
    return named(rows, "employee__name", Value(", "), "enrolment__training_class__programme__name")


register_subject(
    SubjectKind("certificate", _("Certificate"), certificate_names, "training:certificate_detail")
)
register_subject(SubjectKind("follow_up", _("Follow-up"), follow_up_names, "training:follow_up_detail"))
