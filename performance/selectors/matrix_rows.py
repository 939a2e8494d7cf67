"""The matrix of roles and results (form A.1.5) as a page or a print shows it: columns, rows, cells."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from employees.models import Employee, Unit
from performance.enums.cascade import DivisionMethod, RoleState
from performance.models import Indicator, MatrixRole, Plan, WorkResult, WorkTeam
from performance.rules.cascade import ColumnFacts, Warning, column_warnings, is_shareable


@dataclass
class Column:
    """One column: an indicator of the leader (one level), or a result of a team's leader (two levels)."""

    id: int
    result_id: int
    result_text: str
    text: str
    target: str = ""
    target_unit: str = ""
    method: str = ""
    parts: tuple[str, ...] = ()
    indicator: Indicator | None = None
    entries: list[MatrixRole] = field(default_factory=list)
    links: int = 0

    @property
    def can_share(self) -> bool:
        """Tell whether the target is a quantity that people can share."""
        return is_shareable(self.target, self.target_unit)

    @property
    def facts(self) -> ColumnFacts:
        """Return the column as the rules need it."""
        live = [row for row in self.entries if row.state in RoleState.live()]
        return ColumnFacts(
            target=self.target if self.can_share else "",
            unit=self.target_unit,
            method=self.method,
            parts=self.parts,
            entries=len(live),
            links=self.links,
            shares=tuple(row.share for row in live if row.share is not None),
            owned=tuple(row.part for row in live if row.part),
        )

    @property
    def warnings(self) -> list[Warning]:
        """Return what is missing in the column."""
        return column_warnings(self.facts)

    @property
    def shared(self) -> Decimal:
        """Return the sum of the shares."""
        return sum(self.facts.shares, Decimal(0))

    @property
    def method_label(self) -> str:
        """Return how it is divided, in words."""
        return str(DivisionMethod(self.method).label) if self.method else ""


@dataclass
class Cell:
    """What one person does for one column; `linked` are results of the plan that stand outside the matrix."""

    column: Column
    entries: list[MatrixRole] = field(default_factory=list)
    linked: list[WorkResult] = field(default_factory=list)
    url: str = ""

    @property
    def roles(self) -> list[MatrixRole]:
        """Return what was written, without the mark that there is no role."""
        return [row for row in self.entries if row.state != RoleState.NONE]

    @property
    def is_none(self) -> bool:
        """Tell whether the leader said that there is no role."""
        return not self.linked and any(row.state == RoleState.NONE for row in self.entries)

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody has said anything."""
        return not self.entries and not self.linked

    @property
    def texts(self) -> list[str]:
        """Return the roles as the official form prints them."""
        live = [row.text for row in self.roles if row.state in RoleState.live()]
        return live + [row.statement for row in self.linked]


@dataclass
class Row:
    """One person with a cell for each column."""

    employee: Employee
    cells: list[Cell]
    plan_id: int | None = None
    plan_state: str = ""
    team_names: str = ""

    @property
    def has_role(self) -> bool:
        """Tell whether the person serves anything here."""
        return any(cell.texts for cell in self.cells)


@dataclass
class Grid:
    """Columns, rows, and the roles whose column is no longer in the leader's plan."""

    columns: list[Column]
    rows: list[Row]
    lost: list[MatrixRole]

    @property
    def groups(self) -> list[tuple[str, int]]:
        """Return each result of the leader with the number of its columns, for the upper head of the table."""
        found: list[list[Any]] = []
        for column in self.columns:
            if found and found[-1][2] == column.result_id:
                found[-1][1] += 1
            else:
                found.append([column.result_text, 1, column.result_id])
        return [(text, span) for text, span, _id in found]

    @property
    def warnings(self) -> list[tuple[Column, Warning]]:
        """Return every warning with its column."""
        return [(column, warning) for column in self.columns for warning in column.warnings]

    @property
    def filled(self) -> int:
        """Return how many columns somebody serves."""
        return sum(column.facts.is_served for column in self.columns)


@dataclass(frozen=True)
class Place:
    """Where roles are written: the matrix of a unit's head, or of a team; `plan` is whose results are divided."""

    unit: Unit
    plan: Plan | None
    leader_id: int | None
    team: WorkTeam | None = None


def cell_token(entries: Iterable[MatrixRole]) -> str:
    """Return what a cell looked like, so that a stale form is noticed."""
    text = ";".join(f"{row.pk}:{row.revision}:{row.state}" for row in sorted(entries, key=lambda row: row.pk))
    return blake2b(text.encode(), digest_size=8).hexdigest()


def indicator_columns(plan: Plan | None) -> list[Column]:
    """Return the indicators of a leader's plan as columns, in the order of the form; one query."""
    if plan is None:
        return []
    rows = Indicator.objects.filter(result__plan=plan).select_related("result", "division")
    return [
        as_column(row) for row in rows.order_by("-result__kind", "result__order", "result_id", "order", "id")
    ]


def as_column(row: Indicator) -> Column:
    """Return an indicator of a leader as a column; needs `result` and `division`."""
    division = getattr(row, "division", None)
    return Column(
        id=row.pk,
        result_id=row.result_id,
        result_text=row.result.statement,
        text=row.statement,
        target=row.target,
        target_unit=row.target_unit,
        method=division.method if division else "",
        parts=tuple(division.parts) if division else (),
        indicator=row,
    )


def result_columns(plan: Plan | None) -> list[Column]:
    """Return the results of a team leader's plan as columns; two queries."""
    if plan is None:
        return []
    rows = WorkResult.objects.filter(plan=plan).prefetch_related("indicators")
    return [of_result(row) for row in rows.order_by("-kind", "order", "id")]


def of_result(row: WorkResult) -> Column:
    """Return a result as a column; what can be shared is its one quantity."""
    counted = [one for one in row.indicators.all() if is_shareable(one.target, one.target_unit)]
    only = counted[0] if len(counted) == 1 else None
    return Column(
        id=row.pk,
        result_id=row.pk,
        result_text=row.statement,
        text=row.statement,
        target=only.target if only else "",
        target_unit=only.target_unit if only else "",
        indicator=only,
    )


def build_grid(
    columns: list[Column],
    people: list[Employee],
    roles: list[MatrixRole],
    linked: list[WorkResult],
) -> Grid:
    """Put roles and linked results into the cells; what people do on other pages counts in the columns too.

    A result linked outside the matrix, or handed out by a template, stands in the first column of the leader's
    result it serves.
    """
    by_id = {column.id: column for column in columns}
    cells: dict[tuple[int, int], Cell] = defaultdict(lambda: Cell(columns[0]))
    lost = []
    first: dict[int | None, int] = {}
    for column in columns:
        first.setdefault(column.result_id, column.id)
    for role in roles:
        key = role.column_indicator_id
        if role.team_id or (role.template_id and key is None):
            key = first.get(role.column_result_id)
        if key in by_id:
            by_id[key].entries.append(role)
            cells[role.employee_id, key].entries.append(role)
        elif role.state in RoleState.live() and role.template_id is None:
            lost.append(role)
    place_links(columns, linked, cells, known_results(roles))
    rows = [Row(person, cells_of(person, columns, cells)) for person in people]
    return Grid(columns, rows, lost)


def known_results(roles: list[MatrixRole]) -> set[tuple[int, str]]:
    """Return (person, words) of what stands in the matrix already, so that it is not shown twice."""
    return {(role.employee_id, " ".join(role.text.casefold().split())) for role in roles if role.text}


def place_links(columns: list[Column], linked: list[WorkResult], cells: dict, known: set) -> None:
    """Put results linked outside the matrix beside the roles; every column of their result counts as served."""
    first: dict[int, Column] = {}
    for column in columns:
        first.setdefault(column.result_id, column)
    for result in linked:
        person = result.plan.employee_id
        serves = first.get(result.leader_result_id or 0)
        if serves is None or (person, " ".join(result.statement.casefold().split())) in known:
            continue
        cells[person, serves.id].linked.append(result)
        for other in columns:
            other.links += other.result_id == serves.result_id


def cells_of(person: Employee, columns: list[Column], cells: dict) -> list[Cell]:
    """Return the cells of one person in the order of the columns."""
    found = []
    for column in columns:
        cell = cells.get((person.pk, column.id)) or Cell(column)
        cell.column = column
        found.append(cell)
    return found
