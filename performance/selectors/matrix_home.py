"""The entrance of the matrices: what was handed to the actor, own matrices and teams, units one oversees."""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor, Role
from asn_portal.core.pagination import Page, keyset_page
from employees.models import Employee, Unit
from performance.enums import CycleStatus, PlanStatus
from performance.enums.cascade import MemberState, RoleState
from performance.models import MatrixRole, Plan, TeamMember, WorkResult, WorkTeam
from performance.policies import cascade as policies
from performance.selectors.matrix import head_today, visible_units
from performance.selectors.work_teams import list_teams

SIZE = 30


@dataclass
class MatrixHome:
    """Everything the entrance shows."""

    roles: list[MatrixRole]
    units: Page
    teams: list[WorkTeam]
    waiting: list[TeamMember]
    can_form: bool

    @property
    def offered(self) -> list[MatrixRole]:
        """Return what waits for the actor's answer."""
        return [row for row in self.roles if row.state == RoleState.OFFERED]

    @property
    def answered(self) -> list[MatrixRole]:
        """Return what was answered."""
        return [row for row in self.roles if row.state != RoleState.OFFERED]

    @property
    def mine(self) -> list[WorkTeam]:
        """Return the teams the actor leads or works in."""
        return [row for row in self.teams if row.is_led or row.is_in]

    @property
    def others(self) -> list[WorkTeam]:
        """Return the other teams: those of one's units, and those open to volunteers."""
        return [row for row in self.teams if not (row.is_led or row.is_in)]


def matrix_home(*, actor: Actor, today: date, text: str, token: str) -> MatrixHome:
    """Return the entrance; four queries."""
    return MatrixHome(
        roles=own_roles(actor=actor),
        units=unit_page(actor=actor, today=today, text=text, token=token),
        teams=marked_teams(actor),
        waiting=waiting_members(actor=actor),
        can_form=policies.can_form_teams(actor),
    )


def own_roles(*, actor: Actor) -> list[MatrixRole]:
    """Return the roles written for the actor in the open years, newest first."""
    rows = MatrixRole.objects.filter(employee_id=actor.employee_id or 0, agency_id=actor.agency_id)
    rows = rows.filter(cycle__state=CycleStatus.OPEN).exclude(state__in=[RoleState.NONE, RoleState.WITHDRAWN])
    return list(
        rows.select_related("leader__position", "team", "work_result", "cycle").order_by(
            "-written_at", "-id"
        )[:60]
    )


def get_role(*, actor: Actor, pk: int) -> MatrixRole:
    """Return a role the actor sees (404 otherwise)."""
    rows = MatrixRole.objects.visible_to(actor).select_related(
        "leader__position", "employee", "team", "unit", "work_result", "column_indicator", "cycle"
    )
    return get_object_or_404(rows, pk=pk)


def unit_page(*, actor: Actor, today: date, text: str, token: str) -> Page:
    """Return the units whose matrix the actor reads, in tree order, with head, plan state and number of results."""
    plan = Plan.objects.filter(
        employee_id=OuterRef("leader_id"), cycle__state=CycleStatus.OPEN, is_current=True
    ).order_by("-cycle__year")
    head = Employee.objects.filter(pk=OuterRef("leader_id"))
    results = (
        WorkResult.objects.filter(
            plan__employee_id=OuterRef("leader_id"),
            plan__cycle__state=CycleStatus.OPEN,
            plan__is_current=True,
        )
        .order_by()
        .values("plan__employee_id")
        .annotate(count=Count("pk"))
        .values("count")
    )
    rows = visible_units(actor=actor, today=today).annotate(
        leader_name=Subquery(head.values("name")[:1], output_field=CharField()),
        leader_kind=Subquery(head.values("kind")[:1], output_field=CharField()),
        plan_state=Subquery(plan.values("state")[:1], output_field=CharField()),
        result_count=Subquery(results[:1]),
    )
    if text:
        rows = rows.filter(name__icontains=text)
    page = keyset_page(rows, key="path", token=token, size=SIZE)
    for unit in page.items:
        unit.plan_status = PlanStatus(unit.plan_state) if unit.plan_state else None
        unit.is_mine = unit.leader_id == actor.employee_id and actor.employee_id is not None
    return page


def own_unit(*, actor: Actor, today: date) -> Unit | None:
    """Return the unit the actor heads, the highest one."""
    ids = [scope.unit_id for scope in actor.scopes_for(Role.HEAD)]
    rows = Unit.objects.visible_to(actor).filter(pk__in=ids).annotate(leader_id=head_today(today))
    return rows.order_by("path").first()


def marked_teams(actor: Actor) -> list[WorkTeam]:
    """Return the visible teams with whether the actor leads or works in them."""
    me = actor.employee_id or 0
    inside = TeamMember.objects.filter(team=OuterRef("pk"), employee_id=me, state=MemberState.ACTIVE)
    teams: list[WorkTeam] = list(list_teams(actor=actor).annotate(is_in=Exists(inside))[:60])
    for team in teams:
        team.is_led = team.leader_id == me
    return teams


def waiting_members(*, actor: Actor) -> list[TeamMember]:
    """Return the memberships whose consent waits for the actor as evaluator, oldest first."""
    return list(
        consents(actor=actor)
        .select_related("team__leader", "employee__position")
        .order_by("asked_at", "pk")[:30]
    )


def consents(*, actor: Actor) -> QuerySet[TeamMember]:
    """Return the memberships that wait for the actor's consent."""
    me = Q(employee__evaluator_id=actor.employee_id, employee__evaluator__isnull=False)
    return TeamMember.objects.filter(me, agency_id=actor.agency_id, state=MemberState.PROPOSED)
