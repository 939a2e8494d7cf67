"""How the audit view names people, corrections, grants, imports and invitations."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.access import Actor
from asn_portal.core.audit import SubjectKind, register_subject
from employees.models import CorrectionRequest, Employee, ImportRun, Invitation, RoleGrant


def employee_names(*, actor: Actor, ids: list[int]) -> dict[int, str]:
    """Return the names of people the actor sees."""
    return dict(Employee.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "name"))


def correction_names(*, actor: Actor, ids: list[int]) -> dict[int, str]:
    """Return whose record the corrections are about."""
    rows = CorrectionRequest.objects.visible_to(actor).filter(pk__in=ids)
    return dict(rows.values_list("pk", "employee__name"))


def grant_names(*, actor: Actor, ids: list[int]) -> dict[int, str]:
    """Return who got the roles."""
    return dict(RoleGrant.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "user__full_name"))


def import_names(*, actor: Actor, ids: list[int]) -> dict[int, str]:
    """Return the file names of imports of the agency."""
    return dict(
        ImportRun.objects.filter(agency_id=actor.agency_id, pk__in=ids).values_list("pk", "file_name")
    )


def invitation_names(*, actor: Actor, ids: list[int]) -> dict[int, str]:
    """Return the numbers of invitations of the agency."""
    rows = Invitation.objects.filter(agency_id=actor.agency_id, pk__in=ids)
    return {pk: f"#{pk}" for pk in rows.values_list("pk", flat=True)}


register_subject(SubjectKind("employee", _("Person"), employee_names, "employees:profile"))
register_subject(
    SubjectKind("correction", _("Data correction"), correction_names, "employees:correction_answer")
)
register_subject(SubjectKind("grant", _("Role grant"), grant_names, "employees:grant_detail"))
register_subject(SubjectKind("import", _("Import"), import_names))
register_subject(SubjectKind("invitation", pgettext_lazy("accounts", "Invitation"), invitation_names))
