"""What of a checklist somebody reads: discipline is for the person, HR and the inspector only (A13)."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from asn_portal.core.access import Actor
from asn_portal.core.models import TransitionLog
from asn_portal.core.requirements import Checklist, Requirement, Status
from employees.models import Employee
from employees.policies import can_see_discipline
from promotions.workflow.proposals import VERIFICATIONS

DISCIPLINE = "discipline"


def readable(*, actor: Actor, employee: Employee, checklist: Checklist) -> Checklist:
    """Return the checklist as the actor may read it.

    For others a punishment looks like a statement that is still missing: both need the personnel office.
    """
    if can_see_discipline(actor, employee):
        return checklist
    items = tuple(_hidden(item) if item.code == DISCIPLINE else item for item in checklist.items)
    return replace(checklist, items=items)


def readable_steps(
    steps: Iterable[TransitionLog], *, actor: Actor, employee: Employee, checklist: Checklist
) -> list[TransitionLog]:
    """Return what happened as the actor may read it: the evidence on discipline stays with who may see it.

    The note of a verification begins with the label of its requirement; one that fits no other requirement of the
    checklist might be about discipline.
    """
    rows = list(steps)
    if can_see_discipline(actor, employee):
        return rows
    hidden = [item.label for item in checklist.items if item.code == DISCIPLINE]
    others = [item.label for item in checklist.items if item.code != DISCIPLINE]
    for row in rows:
        if row.transition in VERIFICATIONS and not _is_about(row, others):
            row.note = hidden[0] if hidden and _is_about(row, hidden) else ""
    return rows


def _is_about(row: TransitionLog, labels: list[str]) -> bool:
    return any(row.note.startswith(f"{label}: ") for label in labels)


def _hidden(item: Requirement) -> Requirement:
    if item.status not in {Status.UNMET, Status.UNVERIFIED}:
        return replace(item, evidence="") if item.status == Status.MET else item
    step = _("The personnel office confirms this with a statement.")
    return replace(
        item, status=Status.UNVERIFIED, evidence="", source_on=None, earliest=None, next_step=step, link=""
    )
