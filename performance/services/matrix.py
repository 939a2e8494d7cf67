"""Filling the matrix of roles and results, cell by cell (form A.1.5, PermenPANRB 6/2022 annex II p. 46-49)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, NotAllowed, require
from employees.models import Employee
from performance.enums.cascade import DivisionMethod, RoleState
from performance.models import ColumnDivision, Indicator, MatrixRole, Plan
from performance.notifications import cascade as notices
from performance.policies import cascade as policies
from performance.selectors import matrix as selectors
from performance.selectors.matrix_rows import Column, Place, cell_token
from performance.workflow.cascade import ROLE_FLOW

MOST_IN_CELL, MOST_PARTS = 8, 30


@dataclass(frozen=True)
class RoleLine:
    """What is written about one role; `pk` is 0 for a new one."""

    text: str
    share: Decimal | None = None
    part: str = ""
    pk: int = 0


@dataclass(frozen=True)
class CellText:
    """What a form brings for one cell: its roles, or that there is none; `token` is the cell it was read from."""

    lines: Sequence[RoleLine]
    is_none: bool
    token: str


class CellChanged(Conflict):
    """Somebody else wrote into the cell meanwhile; nothing was saved."""


@transaction.atomic
def write_cell(*, place: Place, employee: Employee, column: Column, text: CellText, actor: Actor) -> int:
    """Write one cell and return how many results were newly offered to the person.

    A line that is gone is withdrawn, a changed one is offered anew, an unchanged one stays as it is. Raises
    NotAllowed, ValidationError, and CellChanged when the cell is not what the form was opened with.
    """
    require(can_fill(actor, place))
    check_lines(text)
    plan = lock_leader(place)
    stored = list(selectors.rows_of_cell(place, employee, column).order_by("id"))
    if cell_token(stored) != text.token:
        raise CellChanged(plan, note="\n".join(line.text for line in text.lines))
    kept = {line.pk: line for line in text.lines if line.pk}
    for role in stored:
        put_away(role, kept.get(role.pk), text, actor)
    fresh = [line for line in text.lines if not line.pk]
    MatrixRole.objects.bulk_create(new_role(place, employee, column, line, actor) for line in fresh)
    if text.is_none and not any(role.state == RoleState.NONE for role in stored):
        MatrixRole.objects.create(
            **where(place, employee, column), state=RoleState.NONE, writer_name=actor.name
        )
    if fresh:
        notices.roles_offered(plan, [employee.pk], actor_name=actor.name)
    return len(fresh)


def can_fill(actor: Actor, place: Place) -> bool:
    """Tell whether the actor writes into this matrix."""
    if place.plan is None:
        return False
    if place.team is not None:
        return policies.can_fill_team(actor, place.team)
    return policies.can_fill_matrix(actor, place.unit, place.leader_id)


def lock_leader(place: Place) -> Plan:
    """Lock the leader's plan, so that two who fill the same cell come one after the other."""
    assert place.plan is not None
    return Plan.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=place.plan.pk)


def check_lines(text: CellText) -> None:
    """Raise ValidationError for too many roles, an empty text, or roles beside the mark that there is none."""
    if len(text.lines) > MOST_IN_CELL:
        raise ValidationError(_("A cell holds at most %(count)d roles.") % {"count": MOST_IN_CELL})
    if any(not line.text.strip() for line in text.lines):
        raise ValidationError(_("Write what is to be reached, or take the line out."))
    if text.is_none and text.lines:
        raise ValidationError(_("Choose: either there is no role, or say which."))


def put_away(role: MatrixRole, line: RoleLine | None, text: CellText, actor: Actor) -> None:
    """Withdraw a role that is gone, or store its new words."""
    if role.state == RoleState.NONE:
        if not text.is_none:
            MatrixRole.objects.filter(pk=role.pk).delete()
        return
    if line is None:
        ROLE_FLOW.apply("withdraw", role, actor=actor)
        return
    changed = (role.text, role.share, role.part) != (line.text, line.share, line.part)
    if changed:
        ROLE_FLOW.apply(
            "reword",
            role,
            actor=actor,
            text=line.text,
            share=line.share,
            part=line.part,
            writer_name=actor.name,
            written_at=timezone.now(),
        )


def where(place: Place, employee: Employee, column: Column) -> dict:
    """Return the columns that say in which cell a role stands."""
    assert place.plan is not None
    return {
        "agency_id": place.plan.agency_id,
        "cycle_id": place.plan.cycle_id,
        "leader_id": place.leader_id,
        "team": place.team,
        "unit_id": place.unit.pk,
        "employee_id": employee.pk,
        "column_result_id": column.result_id,
        "column_indicator_id": None if place.team else column.id,
        "column_text": column.text,
    }


def new_role(place: Place, employee: Employee, column: Column, line: RoleLine, actor: Actor) -> MatrixRole:
    """Return an unsaved role that is offered to the person."""
    return MatrixRole(
        **where(place, employee, column),
        text=line.text,
        share=line.share,
        part=line.part,
        assigned_by=place.team.name if place.team else "",
        writer_name=actor.name,
    )


@transaction.atomic
def divide_column(
    *, place: Place, indicator: Indicator, method: str, parts: Sequence[str], actor: Actor
) -> ColumnDivision:
    """Say how a column is divided, and into which regions or aspects (annex II p. 39-43).

    Raises NotAllowed, ValidationError for an unknown way, or regions and aspects without a list of them.
    """
    plan = place.plan
    if plan is None or not can_fill(actor, place) or indicator.result.plan_id != plan.pk:
        raise NotAllowed
    if method not in DivisionMethod.values:
        raise ValidationError({"method": _("Choose how it is divided.")})
    names = list(dict.fromkeys(part.strip() for part in parts if part.strip()))
    if method in {DivisionMethod.REGION, DivisionMethod.ASPECT} and not names:
        raise ValidationError({"parts": _("List the regions or aspects, one a line.")})
    if len(names) > MOST_PARTS or any(len(name) > 120 for name in names):  # noqa: PLR2004
        raise ValidationError({"parts": _("At most 30 regions or aspects of at most 120 letters.")})
    division, _created = ColumnDivision.objects.update_or_create(
        indicator=indicator,
        defaults={"agency_id": plan.agency_id, "method": method, "parts": names},
    )
    return division


@transaction.atomic
def withdraw_role(*, role: MatrixRole, actor: Actor) -> None:
    """Take a role back, for example one whose column is no longer in the leader's plan. Raises NotAllowed, Conflict."""
    ROLE_FLOW.apply("withdraw", role, actor=actor)
