"""The matrix as form A.1.5, one level or with the teams of the unit (PermenPANRB 6/2022 annex II p. 48-49)."""

from datetime import date

from django.utils import translation

from asn_portal.core.access import Actor, require
from asn_portal.core.documents.render import render_pdf
from employees.models import Employee, Unit
from performance.documents import MATRIX
from performance.models import WorkTeam
from performance.selectors import matrix as selectors
from performance.selectors.matrix_rows import Column, Grid
from performance.selectors.work_teams import team_grids

MOST_ROWS = 600


def matrix_pdf(*, unit: Unit, today: date, actor: Actor) -> bytes:
    """Return the matrix of a unit of `get_unit` as PDF: a working print, since the matrix goes on growing.

    Raises NotAllowed for a unit of another government.
    """
    require(unit.agency_id == actor.agency_id)
    screen = selectors.matrix_screen(actor=actor, unit=unit, size=MOST_ROWS)
    teams = [team_data(team, grid) for team, grid in team_grids(actor=actor, unit=unit, today=today)]
    year = screen.plan.cycle if screen.plan else None
    with translation.override("id"):
        return render_pdf(
            MATRIX,
            {
                "agency": unit.agency.name,
                "unit": unit.name,
                "period_start": year.starts_on if year else date(today.year, 1, 1),
                "period_end": year.ends_on if year else date(today.year, 12, 31),
                "leader": person_data(screen.leader),
                "tables": tables_of(screen.grid),
                "teams": teams,
                "printed_on": today,
            },
        )


def person_data(person: Employee | None) -> dict:
    """Return a name and a post as printed."""
    if person is None:
        return {"name": "-", "position": "-"}
    return {"name": person.full_name, "position": str(person.position or "-")}


def tables_of(grid: Grid) -> dict:
    """Return columns and rows as the template needs them; it cuts many columns into several tables."""
    return {
        "columns": [heading(column) for column in grid.columns],
        "rows": [
            person_data(row.employee) | {"cells": [cell.texts for cell in row.cells]} for row in grid.rows
        ],
    }


def heading(column: Column) -> str:
    """Return the head of a column: an indicator with its target, or a result of the team's leader."""
    goal = f"{column.target} {column.target_unit}".strip()
    is_result = column.result_text == column.text
    return column.text if is_result or not goal else f"{column.text} ({goal})"


def team_data(team: WorkTeam, grid: Grid) -> dict:
    """Return the second level: the results of the team's leader, and its members."""
    return {"name": team.name, "leader": person_data(team.leader), "tables": tables_of(grid)}
