"""How the audit view names people, corrections, grants, imports and invitations."""

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.access import Actor
from asn_portal.core.audit import SubjectKind, named, register_subject
from employees.models import CorrectionRequest, Employee, ImportRun, Invitation, RoleGrant


def employee_names(*, actor: Actor, ids: list[int]) -> QuerySet:
    """Return the names of people the actor sees."""
    return named(Employee.objects.visible_to(actor).filter(pk__in=ids), "name")


def correction_names(*, actor: Actor, ids: list[int]) -> QuerySet:
    """Return whose record the corrections are about."""
    rows = CorrectionRequest.objects.visible_to(actor).filter(pk__in=ids)
    return named(rows, "employee__name")


def grant_names(*, actor: Actor, ids: list[int]) -> QuerySet:
    """Return who got the roles."""
    return named(RoleGrant.objects.visible_to(actor).filter(pk__in=ids), "user__full_name")


def import_names(*, actor: Actor, ids: list[int]) -> QuerySet:
    """Return the file names of imports of the agency."""
    return named(ImportRun.objects.filter(agency_id=actor.agency_id, pk__in=ids), "file_name")


def invitation_names(*, actor: Actor, ids: list[int]) -> QuerySet:
    """Return the numbers of invitations of the agency."""
    rows = Invitation.objects.filter(agency_id=actor.agency_id, pk__in=ids)
    return named(rows, Value("#"), Cast("pk", CharField()))


register_subject(SubjectKind("employee", _("Person"), employee_names, "employees:profile"))
register_subject(
    SubjectKind("correction", _("Data correction"), correction_names, "employees:correction_answer")
)
register_subject(SubjectKind("grant", _("Role grant"), grant_names, "employees:grant_detail"))
register_subject(SubjectKind("import", _("Import"), import_names))
register_subject(SubjectKind("invitation", pgettext_lazy("accounts", "Invitation"), invitation_names))
