"""What of a checklist somebody reads: discipline is for the person, HR and the inspector only (A13)."""

from dataclasses import replace

from django.utils.translation import gettext as _

from asn_portal.core.access import Actor
from asn_portal.core.requirements import Checklist, Requirement, Status
from employees.models import Employee
from employees.policies import can_see_discipline

DISCIPLINE = "discipline"


def readable(*, actor: Actor, employee: Employee, checklist: Checklist) -> Checklist:
    """Return the checklist as the actor may read it.

    For others a punishment looks like a statement that is still missing: both need the personnel office.
    """
    if can_see_discipline(actor, employee):
        return checklist
    items = tuple(_hidden(item) if item.code == DISCIPLINE else item for item in checklist.items)
    return replace(checklist, items=items)


def _hidden(item: Requirement) -> Requirement:
    if item.status not in {Status.UNMET, Status.UNVERIFIED}:
        return replace(item, evidence="") if item.status == Status.MET else item
    step = _("The personnel office confirms this with a statement.")
    return replace(
        item, status=Status.UNVERIFIED, evidence="", source_on=None, earliest=None, next_step=step, link=""
    )
