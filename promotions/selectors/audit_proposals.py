"""How the audit view names rank proposals."""

from django.db.models import QuerySet, Value
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.audit import SubjectKind, named, register_subject
from promotions.models import RankProposal


def proposal_names(*, actor: Actor, ids: list[int]) -> QuerySet:
    """Return whose proposals they are, with the rank they are for."""
    rows = RankProposal.objects.visible_to(actor).filter(pk__in=ids)
    return named(rows, "employee_name", Value(", "), "to_rank__code")


register_subject(SubjectKind("proposal", _("Rank proposal"), proposal_names, "promotions:proposal_detail"))
