"""How the audit view names nominations."""

from django.db.models import QuerySet, Value
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.audit import SubjectKind, named, register_subject
from promotions.models import Nomination


def nomination_names(*, actor: Actor, ids: list[int]) -> QuerySet:
    """Return who is nominated, and for which award."""
    rows = Nomination.objects.visible_to(actor).filter(pk__in=ids)
    return named(rows, "employee_name", Value(", "), "award_type__name")


register_subject(SubjectKind("nomination", _("Nomination"), nomination_names, "promotions:nomination_detail"))
