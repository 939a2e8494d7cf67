"""How the audit view names certificates and follow-ups."""

from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.audit import SubjectKind, register_subject
from training.models import Certificate, FollowUp


def certificate_names(*, actor: Actor, ids: list[int]) -> dict[int, str]:
    """Return whose certificates they are, and of what."""
    rows = Certificate.objects.visible_to(actor).filter(pk__in=ids)
    return {pk: f"{person}, {name}" for pk, person, name in rows.values_list("pk", "employee_name", "name")}


def follow_up_names(*, actor: Actor, ids: list[int]) -> dict[int, str]:
    """Return who promised, and after which training."""
    rows = FollowUp.objects.visible_to(actor).filter(pk__in=ids)
    pairs = rows.values_list("pk", "employee__name", "enrolment__training_class__programme__name")
    return {pk: f"{person}, {programme}" for pk, person, programme in pairs}


register_subject(
    SubjectKind("certificate", _("Certificate"), certificate_names, "training:certificate_detail")
)
register_subject(SubjectKind("follow_up", _("Follow-up"), follow_up_names, "training:follow_up_detail"))
