"""How the audit view names mentoring pairs."""

from django.db.models import QuerySet, Value
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.audit import SubjectKind, named, register_subject
from training.models import MentoringPair


def pair_names(*, actor: Actor, ids: list[int]) -> QuerySet:
    """Return who mentors whom."""
    rows = MentoringPair.objects.visible_to(actor).filter(pk__in=ids)
    return named(rows, "senior__name", Value(" → "), "junior__name")


register_subject(SubjectKind("mentoring", _("Mentoring pair"), pair_names, "training:mentoring_pair"))
