"""How the audit view names years, plans and appraisals."""

from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.audit import SubjectKind, register_subject
from performance.models import Appraisal, Cycle, Plan, Standard


def plan_names(*, actor: Actor, ids: list[int]) -> dict[int, str]:
    """Return whose plans they are, with the year."""
    rows = Plan.objects.visible_to(actor).filter(pk__in=ids)
    return {
        pk: f"{name}, {year}" for pk, name, year in rows.values_list("pk", "employee__name", "cycle__year")
    }


def appraisal_names(*, actor: Actor, ids: list[int]) -> dict[int, str]:
    """Return who was rated."""
    rows = Appraisal.objects.visible_to(actor).filter(pk__in=ids)
    return dict(rows.values_list("pk", "plan__employee__name"))


def cycle_names(*, actor: Actor, ids: list[int]) -> dict[int, str]:
    """Return the years of the agency."""
    rows = Cycle.objects.filter(agency_id=actor.agency_id, pk__in=ids)
    return {pk: str(year) for pk, year in rows.values_list("pk", "year")}


def standard_names(*, actor: Actor, ids: list[int]) -> dict[int, str]:
    """Return the names of standards with their offices."""
    rows = Standard.objects.visible_to(actor).filter(pk__in=ids)
    return {pk: f"{name}, {office}" for pk, name, office in rows.values_list("pk", "name", "unit_name")}


register_subject(SubjectKind("plan", _("Plan (SKP)"), plan_names, "performance:plan_detail"))
register_subject(SubjectKind("appraisal", _("Rating"), appraisal_names, "performance:appraisal_detail"))
register_subject(
    SubjectKind("standard", _("Performance standard"), standard_names, "performance:standard_detail")
)
register_subject(SubjectKind("cycle", _("Performance year"), cycle_names))
