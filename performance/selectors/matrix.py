"""Reading the matrix of a unit: the head's plan is the unit's results, its people take them over."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.http import Http404
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor
from asn_portal.core.pagination import Page, keyset_page
from employees.enums import AssignmentKind, EmployeeKind
from employees.models import Assignment, Employee, Unit
from performance.enums import CycleStatus, PlanStatus
from performance.enums.cascade import RoleState
from performance.models import MatrixRole, Plan, WorkResult, WorkTeam
from performance.policies import cascade as policies
from performance.selectors.matrix_rows import Column, Grid, Place, build_grid, indicator_columns

SIZE = 40
MOST = 600
CLOSED = (PlanStatus.SUPERSEDED,)


@dataclass
class MatrixScreen:
    """The matrix of one unit."""

    unit: Unit
    leader: Employee | None
    plan: Plan | None
    grid: Grid
    page: Page
    teams: list[WorkTeam]
    can_fill: bool

    @property
    def is_official(self) -> bool:
        """Tell whether the unit is led by somebody who writes no plan (mayor, governor)."""
        return self.leader is not None and self.leader.kind == EmployeeKind.OFFICIAL

    @property
    def is_blocked(self) -> bool:
        """Tell whether the leader's plan is not in force yet, so that links are asked for later (E31)."""
        return not self.is_official and (self.plan is None or self.plan.state != PlanStatus.APPROVED)


def visible_units(*, actor: Actor, today: date) -> QuerySet[Unit]:
    """Return the open units whose matrix the actor reads, with `leader_id`: who heads each of them today.

    Those of the actor's roles, the own unit, and units with people the actor evaluates.
    """
    rows = Unit.objects.visible_to(actor).filter(ends_on=None).annotate(leader_id=head_today(today))
    if actor.is_system or any(scope.is_root for scope in actor.scopes):
        return rows
    allowed = Q(pk__in=Unit.objects.in_scopes(actor.scopes).order_by().values("id"))
    if actor.employee_id is not None:
        people = Employee.objects.filter(unit=OuterRef("pk"), is_active=True)
        allowed |= Q(Exists(people.filter(Q(pk=actor.employee_id) | Q(evaluator_id=actor.employee_id))))
    return rows.filter(allowed)


def head_today(today: date) -> Subquery:
    """Return who holds the head's post of a unit: an acting head before the definitive one."""
    order = Case(
        When(kind=AssignmentKind.ACTING, then=Value(0)),
        When(kind=AssignmentKind.DEFINITIVE, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    held = Assignment.objects.on(today).filter(
        position_id=OuterRef("head_position_id"), employee__is_active=True
    )
    return Subquery(held.order_by(order, "pk").values("employee_id")[:1])


def get_unit(*, actor: Actor, pk: int, today: date) -> Unit:
    """Return a unit whose matrix the actor reads (404 otherwise)."""
    return get_object_or_404(visible_units(actor=actor, today=today).select_related("opd", "agency"), pk=pk)


def open_plans(*, actor: Actor) -> QuerySet[Plan]:
    """Return plans of open years that are not replaced, the newest year and the version in force first."""
    in_force = Case(
        When(state=PlanStatus.APPROVED, is_current=True, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    rows = Plan.objects.filter(agency_id=actor.agency_id, cycle__state=CycleStatus.OPEN).exclude(
        state__in=CLOSED
    )
    return rows.order_by("-cycle__year", in_force, "-number")


def leader_plan(*, actor: Actor, leader_id: int | None) -> Plan | None:
    """Return the plan whose results a leader hands on: the one in force, else the one being written.

    Whoever reads a matrix reads its columns: they are what the unit has to reach.
    """
    if leader_id is None:
        return None
    rows = open_plans(actor=actor).filter(employee_id=leader_id)
    return rows.select_related("cycle", "employee__position", "agency").first()


def people_of(*, actor: Actor, unit: Unit, leader_id: int | None) -> QuerySet[Employee]:
    """Return who takes over results of a unit: those the leader evaluates, and the rest of the unit itself."""
    led = Q(unit_id=unit.pk)
    if leader_id is not None:
        led |= Q(evaluator_id=leader_id)
    people = Employee.objects.filter(agency_id=actor.agency_id).planning().filter(led)
    mine = Plan.objects.filter(
        employee=OuterRef("pk"), cycle__state=CycleStatus.OPEN, is_current=True
    ).order_by("-cycle__year")
    return (
        people.exclude(pk=leader_id or 0)
        .select_related("position", "unit")
        .annotate(plan_id=Subquery(mine.values("pk")[:1]), plan_state=Subquery(mine.values("state")[:1]))
    )


def roles_of_leader(*, actor: Actor, plan: Plan) -> list[MatrixRole]:
    """Return the roles a leader has written outside teams this year, with what became of them."""
    rows = MatrixRole.objects.filter(
        agency_id=actor.agency_id, cycle_id=plan.cycle_id, leader_id=plan.employee_id, team=None
    )
    rows = rows.exclude(state=RoleState.WITHDRAWN)
    return list(rows.select_related("employee").order_by("id")[: MOST * 4])


def linked_results(*, actor: Actor, plan: Plan) -> list[WorkResult]:
    """Return the results of people's plans that serve those of a leader, as far as the plans count."""
    rows = WorkResult.objects.filter(
        leader_result__plan__employee_id=plan.employee_id,
        leader_result__plan__cycle_id=plan.cycle_id,
        plan__agency_id=actor.agency_id,
        plan__cycle_id=plan.cycle_id,
        plan__is_current=True,
    )
    return list(rows.select_related("plan").order_by("plan__employee_name", "order", "id")[: MOST * 4])


def teams_of(*, actor: Actor, unit: Unit) -> list[WorkTeam]:
    """Return the teams of a unit in the open years."""
    rows = WorkTeam.objects.visible_to(actor).filter(unit=unit, cycle__state=CycleStatus.OPEN)
    return list(rows.select_related("leader__position").order_by("name", "pk"))


def matrix_screen(*, actor: Actor, unit: Unit, token: str = "", size: int = SIZE) -> MatrixScreen:
    """Return a page of the matrix of a unit of `get_unit`; six queries at any size."""
    leader_id = unit.leader_id
    plan = leader_plan(actor=actor, leader_id=leader_id)
    leader = (
        plan.employee if plan else Employee.objects.filter(pk=leader_id).select_related("position").first()
    )
    page = keyset_page(people_of(actor=actor, unit=unit, leader_id=leader_id), token=token, size=size)
    columns = indicator_columns(plan)
    roles = roles_of_leader(actor=actor, plan=plan) if plan else []
    linked = linked_results(actor=actor, plan=plan) if plan else []
    grid = build_grid(columns, page.items, roles, linked)
    for row in grid.rows:
        row.plan_id, row.plan_state = row.employee.plan_id, row.employee.plan_state
    return MatrixScreen(
        unit=unit,
        leader=leader,
        plan=plan,
        grid=grid,
        page=page,
        teams=teams_of(actor=actor, unit=unit),
        can_fill=plan is not None and policies.can_fill_matrix(actor, unit, leader_id),
    )


def get_column(*, actor: Actor, plan: Plan | None, pk: int) -> Column:
    """Return one column of a leader's plan (404 when it is none of it)."""
    for column in indicator_columns(plan):
        if column.id == pk:
            return column
    raise Http404


def get_person(*, actor: Actor, unit: Unit, leader_id: int | None, pk: int) -> Employee:
    """Return one row of the matrix (404 for anybody else)."""
    return get_object_or_404(people_of(actor=actor, unit=unit, leader_id=leader_id), pk=pk)


def unit_place(*, actor: Actor, unit: Unit) -> Place:
    """Return where the roles of a unit are written: the head's plan."""
    leader_id = unit.leader_id
    return Place(unit=unit, plan=leader_plan(actor=actor, leader_id=leader_id), leader_id=leader_id)


def cell_roles(*, actor: Actor, place: Place, employee: Employee, column: Column) -> list[MatrixRole]:
    """Return what stands in one cell."""
    return list(rows_of_cell(place, employee, column).filter(agency_id=actor.agency_id).order_by("id"))


def rows_of_cell(place: Place, employee: Employee, column: Column) -> QuerySet[MatrixRole]:
    """Return the rows of one cell of a unit's or a team's matrix."""
    rows = MatrixRole.objects.filter(employee=employee).exclude(state=RoleState.WITHDRAWN)
    if place.team is not None:
        return rows.filter(team=place.team, column_result_id=column.id)
    return rows.filter(leader_id=place.leader_id, team=None, column_indicator_id=column.id)
