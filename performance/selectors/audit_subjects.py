"""How the audit view names years, plans and appraisals."""

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.audit import SubjectKind, named, register_subject
from performance.models import Appraisal, Cycle, Objection, Plan, Standard

COMMA = Value(", ")


def plan_names(*, actor: Actor, ids: list[int]) -> QuerySet:
    """Return whose plans they are, with the year."""
    rows = Plan.objects.visible_to(actor).filter(pk__in=ids)
    return named(rows, "employee__name", COMMA, Cast("cycle__year", CharField()))


def appraisal_names(*, actor: Actor, ids: list[int]) -> QuerySet:
    """Return who was rated."""
    rows = Appraisal.objects.visible_to(actor).filter(pk__in=ids)
    return named(rows, "employee__name")


def cycle_names(*, actor: Actor, ids: list[int]) -> QuerySet:
    """Return the years of the agency."""
    rows = Cycle.objects.filter(agency_id=actor.agency_id, pk__in=ids)
    return named(rows, Cast("year", CharField()), Value(""))


def standard_names(*, actor: Actor, ids: list[int]) -> QuerySet:
    """Return the names of standards with their offices."""
    rows = Standard.objects.visible_to(actor).filter(pk__in=ids)
    return named(rows, "name", COMMA, "unit_name")


def objection_names(*, actor: Actor, ids: list[int]) -> QuerySet:
    """Return who objected."""
    rows = Objection.objects.visible_to(actor).filter(pk__in=ids)
    return named(rows, "employee__name")


register_subject(SubjectKind("objection", _("Objection"), objection_names, "performance:objection_detail"))
register_subject(SubjectKind("plan", _("Plan (SKP)"), plan_names, "performance:plan_detail"))
register_subject(SubjectKind("appraisal", _("Rating"), appraisal_names, "performance:appraisal_detail"))
register_subject(
    SubjectKind("standard", _("Performance standard"), standard_names, "performance:standard_detail")
)
register_subject(SubjectKind("cycle", _("Performance year"), cycle_names))
