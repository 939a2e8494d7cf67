"""Reading teams across units, their members and their second-level matrix."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor, Role
from employees.models import Employee, Unit
from employees.rules.names import sort_name
from performance.enums import CycleStatus, FeedbackRole
from performance.enums.cascade import MemberState, RoleState
from performance.models import MatrixRole, Plan, TeamMember, WorkResult, WorkTeam
from performance.policies import cascade as policies
from performance.selectors.matrix import leader_plan, linked_results, open_plans
from performance.selectors.matrix_rows import Column, Grid, Place, build_grid, of_result, result_columns

FOUND = 20


@dataclass
class TeamPage:
    """A team with its members and the matrix of its leader's results."""

    team: WorkTeam
    plan: Plan | None
    members: list[TeamMember]
    grid: Grid
    can_fill: bool
    can_call: bool
    can_change: bool
    can_volunteer: bool

    @property
    def is_blocked(self) -> bool:
        """Tell whether the team leader's plan is not in force yet."""
        return self.plan is None or self.plan.state != "approved"

    @property
    def waiting(self) -> list[TeamMember]:
        """Return the members whose evaluator has not agreed yet."""
        return [row for row in self.members if row.state == MemberState.PROPOSED]


def get_team(*, actor: Actor, pk: int) -> WorkTeam:
    """Return a team the actor sees (404 otherwise)."""
    rows = WorkTeam.objects.visible_to(actor).select_related(
        "leader__position", "leader__unit", "unit", "cycle"
    )
    return get_object_or_404(rows, pk=pk)


def get_member(*, actor: Actor, pk: int) -> TeamMember:
    """Return a membership the actor sees (404 otherwise)."""
    rows = TeamMember.objects.visible_to(actor).select_related(
        "team__leader__position", "team__unit", "team__cycle", "employee__position", "employee__unit"
    )
    return get_object_or_404(rows, pk=pk)


def list_teams(*, actor: Actor) -> QuerySet[WorkTeam]:
    """Return the teams of the open years that the actor sees, with the number of their members."""
    active = Count("members", filter=Q(members__state=MemberState.ACTIVE))
    rows = WorkTeam.objects.visible_to(actor).filter(cycle__state=CycleStatus.OPEN)
    return rows.select_related("leader", "unit").annotate(member_count=active).order_by("name", "pk")


def team_page(*, actor: Actor, team: WorkTeam) -> TeamPage:
    """Return a team of `get_team` with everything its page shows; six queries at any size."""
    members = list_members(team)
    plan = leader_plan(actor=actor, leader_id=team.leader_id)
    active = [row for row in members if row.state == MemberState.ACTIVE]
    columns = result_columns(plan)
    people = [row.employee for row in active]
    roles = roles_of_team(actor=actor, team=team)
    ids = {person.pk for person in people}
    linked = (
        [row for row in linked_results(actor=actor, plan=plan) if row.plan.employee_id in ids] if plan else []
    )
    is_member = any(row.employee_id == actor.employee_id for row in members)
    return TeamPage(
        team=team,
        plan=plan,
        members=members,
        grid=build_grid(columns, people, roles, linked),
        can_fill=plan is not None and policies.can_fill_team(actor, team),
        can_call=policies.can_call_members(actor, team),
        can_change=policies.can_change_team(actor, team),
        can_volunteer=policies.can_volunteer(actor, team) and not is_member,
    )


def list_members(team: WorkTeam) -> list[TeamMember]:
    """Return who is in a team or was asked, by name."""
    rows = TeamMember.objects.filter(team=team).exclude(state__in=[MemberState.REFUSED, MemberState.ENDED])
    rows = rows.select_related("employee__position", "employee__unit", "employee__evaluator")
    return list(rows.order_by("employee__sort_name", "pk"))


def roles_of_team(*, actor: Actor, team: WorkTeam) -> list[MatrixRole]:
    """Return the roles of a team's matrix."""
    rows = MatrixRole.objects.filter(agency_id=actor.agency_id, team=team)
    return list(rows.exclude(state=RoleState.WITHDRAWN).select_related("employee").order_by("id"))


def team_place(*, actor: Actor, team: WorkTeam) -> Place:
    """Return where the roles of a team are written: its leader's plan."""
    plan = leader_plan(actor=actor, leader_id=team.leader_id)
    return Place(unit=team.unit, plan=plan, leader_id=team.leader_id, team=team)


def get_team_column(*, actor: Actor, place: Place, pk: int) -> Column:
    """Return one column of a team's matrix (404 when it is none)."""
    for column in result_columns(place.plan):
        if column.id == pk:
            return column
    raise Http404


def get_team_person(*, actor: Actor, team: WorkTeam, pk: int) -> Employee:
    """Return an active member as a person (404 for anybody else)."""
    members = TeamMember.objects.filter(team=team, state=MemberState.ACTIVE).order_by().values("employee_id")
    rows = Employee.objects.filter(agency_id=actor.agency_id, pk__in=members)
    return get_object_or_404(rows.select_related("position", "unit"), pk=pk)


def find_people(*, actor: Actor, text: str) -> list[Employee]:
    """Return people of the government by part of a name or the NIP, to be called into a team: name, post, unit."""
    words = text.strip()
    if len(words) < 3:  # noqa: PLR2004
        return []
    nip = words.replace(" ", "")
    wanted = Q(nip__startswith=nip) if nip.isdigit() else Q(sort_name__contains=sort_name(words))
    rows = Employee.objects.filter(agency_id=actor.agency_id).planning().filter(wanted)
    return list(rows.select_related("position", "unit").order_by("sort_name", "pk")[:FOUND])


def find_person(*, actor: Actor, nip: str) -> Employee | None:
    """Return somebody of the government by NIP; blanks do not count."""
    digits = "".join(nip.split())
    return Employee.objects.filter(agency_id=actor.agency_id).employed().filter(nip=digits).first()


def units_to_form(*, actor: Actor) -> QuerySet[Unit]:
    """Return the units for which the actor forms teams."""
    rows = Unit.objects.visible_to(actor).filter(ends_on=None)
    if actor.is_system:
        return rows
    return rows.in_scopes(actor.scopes_for(Role.HEAD, Role.HR))


def team_grids(*, actor: Actor, unit: Unit, today: date) -> list[tuple[WorkTeam, Grid]]:
    """Return the teams of a unit with their matrices, for the print of both levels; six queries for any number."""
    members = TeamMember.objects.filter(state=MemberState.ACTIVE).select_related("employee__position")
    people = Prefetch("members", queryset=members.order_by("employee__sort_name"))
    rows = WorkTeam.objects.filter(
        agency_id=actor.agency_id, unit=unit, cycle__state=CycleStatus.OPEN, ends_on__gte=today
    )
    teams = list(rows.select_related("leader__position").prefetch_related(people).order_by("name", "pk"))
    columns = columns_of_leaders(actor, teams)
    roles: dict[int | None, list[MatrixRole]] = defaultdict(list)
    written = MatrixRole.objects.filter(agency_id=actor.agency_id, team__in=teams)
    for role in written.exclude(state=RoleState.WITHDRAWN).order_by("id"):
        roles[role.team_id].append(role)
    return [
        (
            team,
            build_grid(
                [replace(column, entries=[]) for column in columns[team.leader_id]],
                [member.employee for member in team.members.all()],
                roles[team.pk],
                [],
            ),
        )
        for team in teams
    ]


def columns_of_leaders(actor: Actor, teams: list[WorkTeam]) -> dict[int, list[Column]]:
    """Return the columns of the leaders of teams: the results of the plan in force, else of the one being written."""
    plans: dict[int, int] = {}
    for pk, leader_id in (
        open_plans(actor=actor)
        .filter(employee_id__in=[team.leader_id for team in teams])
        .values_list("pk", "employee_id")
    ):
        plans.setdefault(leader_id, pk)
    found: dict[int, list[Column]] = defaultdict(list)
    rows = WorkResult.objects.filter(plan__in=plans.values()).select_related("plan")
    for row in rows.prefetch_related("indicators").order_by("-kind", "order", "id"):
        found[row.plan.employee_id].append(of_result(row))
    return found


def people_in_teams(*, actor: Actor) -> Q:
    """Return who works with the actor in a team today, as a condition on people: leader and members alike.

    A team leader is a leader too (PermenPANRB 6/2022 art. 1(10)), so feedback between them has its place.
    """
    active = TeamMember.objects.filter(state=MemberState.ACTIVE, team__cycle__state=CycleStatus.OPEN)
    me = actor.employee_id or 0
    own = active.filter(employee_id=me).values("team_id")
    led = active.filter(team__leader_id=me).values("employee_id")
    leaders = active.filter(employee_id=me).annotate(chief=F("team__leader_id")).values("chief")
    return Q(pk__in=led) | Q(pk__in=leaders) | Q(pk__in=active.filter(team_id__in=own).values("employee_id"))


def team_role(*, actor: Actor, employee: Employee) -> FeedbackRole | None:
    """Return as what the actor speaks about somebody of the same team, None where they share no team now."""
    me = actor.employee_id or 0
    active = TeamMember.objects.filter(state=MemberState.ACTIVE, team__cycle__state=CycleStatus.OPEN)
    own = active.filter(employee_id=me).values("team_id")
    shared = Q(team__leader_id=me, employee=employee) | Q(team__leader=employee, employee_id=me)
    shared |= Q(team_id__in=own, employee=employee)
    leaders = set(active.filter(shared).values_list("team__leader_id", flat=True))
    if me in leaders:
        return FeedbackRole.LEADER
    if employee.pk in leaders:
        return FeedbackRole.SUBORDINATE
    return FeedbackRole.PEER if leaders else None
