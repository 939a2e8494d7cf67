"""Roles in the matrices of the invented units, teams across units, and results handed to many."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from asn_portal.core.models import Agency
from asn_portal.demo.accounts import PERSONAS
from asn_portal.demo.plans import at
from employees.models import Employee, Unit
from performance.enums import CycleStatus, PlanStatus
from performance.enums.cascade import DivisionMethod, MemberSource, MemberState, RoleState
from performance.models import (
    ColumnDivision,
    Cycle,
    Handout,
    Indicator,
    MatrixRole,
    Plan,
    ResultTemplate,
    TeamMember,
    TemplateIndicator,
    WorkResult,
    WorkTeam,
)

OFFERS = (
    "Warga yang menunggu lebih dari 30 menit tinggal sedikit",
    "Data layanan unit mutakhir setiap akhir bulan",
    "Keluhan yang berulang berkurang di unit",
)
REGIONS = [
    "Kelurahan Pasar Baru",
    "Kelurahan Simare-mare",
    "Kelurahan Pancuran Gerobak",
    "Kelurahan Aek Manis",
]
LOAD = ("Posyandu yang aktif dan tercatat", "12", "posyandu")
SHARES = (Decimal(5), Decimal(4))
TEAMS = (
    (
        "Tim Percepatan Penurunan Stunting",
        "Balita stunting di kota berkurang, ditangani bersama lintas kantor.",
    ),
    (
        "Tim Layanan Satu Pintu Digital",
        "Warga mengurus satu berkas di satu tempat, tanpa menunggu di banyak loket.",
    ),
)
FILLED, MEMBERS = 0.5, 4


@dataclass
class Chain:
    """The leaders of a running year with their plans, and who serves which of their results."""

    agency: Agency
    cycle: Cycle
    today: date
    rng: Random
    plans: dict[int, Plan] = field(default_factory=dict)
    columns: dict[int, list[Indicator]] = field(default_factory=lambda: defaultdict(list))
    linked: dict[int, list[WorkResult]] = field(default_factory=lambda: defaultdict(list))
    roles: list[MatrixRole] = field(default_factory=list)


def add_cascade(agency: Agency, today: date, rng: Random) -> None:
    """Write the matrices, teams and templates of the running year of one government."""
    cycle = Cycle.objects.filter(agency=agency, state=CycleStatus.OPEN).order_by("-year").first()
    if cycle is None:
        return
    chain = read_chain(agency, cycle, today, rng)
    for leader_id in sorted(chain.plans):
        if is_favourite(chain.plans[leader_id]) or rng.random() < FILLED:
            fill_matrix(chain, chain.plans[leader_id])
    MatrixRole.objects.bulk_create(chain.roles, batch_size=1_000)
    for number, (name, purpose) in enumerate(TEAMS):
        add_team(chain, name, purpose, number)
    add_template(chain)


def read_chain(agency: Agency, cycle: Cycle, today: date, rng: Random) -> Chain:
    """Return the plans in force of those whose results somebody serves."""
    chain = Chain(agency, cycle, today, rng)
    served = WorkResult.objects.filter(plan__cycle=cycle, plan__is_current=True, leader_result__isnull=False)
    for row in served.select_related("plan__employee", "leader_result__plan").order_by("pk"):
        leader = row.leader_result.plan
        if leader.state == PlanStatus.APPROVED and leader.is_current:
            chain.plans[leader.employee_id] = leader
            chain.linked[leader.employee_id].append(row)
    plans = [plan.pk for plan in chain.plans.values()]
    for column in (
        Indicator.objects.filter(result__plan__in=plans)
        .select_related("result__plan")
        .order_by("order", "pk")
    ):
        chain.columns[column.result.plan.employee_id].append(column)
    return chain


def is_favourite(plan: Plan) -> bool:
    """Tell whether a persona of the demo leads by this plan."""
    return plan.employee_name.split(",")[0] in {persona.name for persona in PERSONAS}


def fill_matrix(chain: Chain, plan: Plan) -> None:
    """Write roles for most of what people's plans say already, and some offers; one column may stay empty."""
    by_result = defaultdict(list)
    for column in chain.columns[plan.employee_id]:
        by_result[column.result_id].append(column)
    for row in chain.linked[plan.employee_id]:
        columns = by_result[row.leader_result_id]
        if columns:
            chain.roles.append(
                role(chain, plan, row.plan.employee, columns[row.pk % len(columns)], row.statement)
            )
            chain.roles[-1].state, chain.roles[-1].work_result = RoleState.TAKEN, row
    people = list(
        {row.plan.employee_id: row.plan.employee for row in chain.linked[plan.employee_id]}.values()
    )
    for person in people[:2]:
        column = chain.rng.choice(chain.columns[plan.employee_id])
        chain.roles.append(role(chain, plan, person, column, chain.rng.choice(OFFERS)))
    if is_favourite(plan) and len(people) > 2:  # noqa: PLR2004
        share_load(chain, plan, people)


def share_load(chain: Chain, plan: Plan, people: list[Employee]) -> None:
    """Add a quantity of which three are left over, and regions of which one has no owner."""
    first = chain.columns[plan.employee_id][0]
    statement, target, unit = LOAD
    column = Indicator.objects.create(
        result=first.result, order=8, aspect=first.aspect and "quantity", perspective=first.perspective,
        statement=statement, target=target, target_unit=unit,
    )  # fmt: skip
    ColumnDivision.objects.create(agency=chain.agency, indicator=column, method=DivisionMethod.LOAD)
    for person, share in zip(people, SHARES, strict=False):
        chain.roles.append(role(chain, plan, person, column, f"{share} posyandu aktif dan tercatat"))
        chain.roles[-1].share = share
    ColumnDivision.objects.create(
        agency=chain.agency, indicator=first, method=DivisionMethod.REGION, parts=REGIONS
    )
    for person, region in zip(people, REGIONS[:-1], strict=False):
        chain.roles.append(role(chain, plan, person, first, f"Layanan di {region} dinilai baik oleh warga"))
        chain.roles[-1].part = region


def role(chain: Chain, plan: Plan, person: Employee, column: Indicator, text: str) -> MatrixRole:
    """Return an unsaved role that a leader wrote."""
    return MatrixRole(
        agency=chain.agency,
        cycle=chain.cycle,
        leader_id=plan.employee_id,
        unit_id=plan.unit_id,
        employee=person,
        column_result_id=column.result_id,
        column_indicator=column,
        column_text=column.statement,
        text=text,
        state=RoleState.OFFERED,
        writer_name=plan.employee_name,
        written_at=at(chain.today - timedelta(days=chain.rng.randint(1, 20)), 9),
    )


def add_team(chain: Chain, name: str, purpose: str, number: int) -> None:
    """Form a team of an office, with members from other offices; one consent waits for an evaluator."""
    offices = list(Unit.objects.filter(agency=chain.agency, depth=2).order_by("path"))
    heads = {plan.unit_id: plan for plan in chain.plans.values()}
    hosts = [unit for unit in offices if unit.pk in heads]
    if len(hosts) <= number:
        return
    host = (
        next((unit for unit in hosts if unit.name == "Dinas Kesehatan"), hosts[number])
        if number == 0
        else hosts[-1]
    )
    leader = heads[host.pk].employee
    team = WorkTeam.objects.create(
        agency=chain.agency, cycle=chain.cycle, unit=host, leader=leader, name=name, purpose=purpose,
        starts_on=chain.cycle.starts_on, ends_on=chain.cycle.ends_on, is_open=number == 0,
    )  # fmt: skip
    people = Employee.objects.filter(agency=chain.agency).planning().exclude(pk=leader.pk)
    chosen = chain.rng.sample(list(people.filter(evaluator__isnull=False).order_by("pk")[:400]), MEMBERS)
    wanted = {persona.name for persona in PERSONAS if persona.code == "penilai"}
    asked = people.filter(evaluator__name__in=wanted).exclude(pk__in=[person.pk for person in chosen]).first()
    TeamMember.objects.bulk_create(
        [member(chain, team, person, MemberState.ACTIVE) for person in chosen]
        + ([member(chain, team, asked, MemberState.PROPOSED)] if asked and number == 0 else [])
    )
    write_team_roles(chain, team, chosen)


def member(chain: Chain, team: WorkTeam, person: Employee, state: MemberState) -> TeamMember:
    """Return an unsaved membership."""
    is_waiting = state == MemberState.PROPOSED
    return TeamMember(
        agency=chain.agency,
        team=team,
        employee=person,
        state=state,
        source=MemberSource.VOLUNTEER if is_waiting else MemberSource.APPOINTED,
        reason="Berpengalaman mendampingi keluarga di wilayah pesisir." if is_waiting else "",
        asked_by_name=person.full_name if is_waiting else team.leader.full_name,
        asked_at=at(chain.today - timedelta(days=3)),
        decided_at=None if is_waiting else at(chain.today - timedelta(days=30)),
    )


def write_team_roles(chain: Chain, team: WorkTeam, people: list[Employee]) -> None:
    """Hand the members results of the team's leader."""
    results = list(WorkResult.objects.filter(plan=chain.plans[team.leader_id]).order_by("order", "pk"))
    MatrixRole.objects.bulk_create(
        MatrixRole(
            agency=chain.agency,
            cycle=chain.cycle,
            leader=team.leader,
            team=team,
            unit=team.unit,
            employee=person,
            column_result=results[number % len(results)],
            column_text=results[number % len(results)].statement,
            text=OFFERS[number % len(OFFERS)],
            assigned_by=team.name,
            writer_name=team.leader.full_name,
            written_at=at(chain.today - timedelta(days=5)),
        )
        for number, person in enumerate(people[:-1])
    )


def add_template(chain: Chain) -> None:
    """Write a result for many by the first head, handed out once."""
    plan = next((chain.plans[pk] for pk in sorted(chain.plans) if is_favourite(chain.plans[pk])), None)
    plan = plan or next(iter(chain.plans.values()), None)
    if plan is None:
        return
    template = ResultTemplate.objects.create(
        agency=chain.agency, unit_id=plan.unit_id, author_id=plan.employee.user_id, author_name=plan.employee_name,
        statement="Warga dilayani sesuai standar pelayanan yang dijanjikan",
        changed_at=at(chain.today - timedelta(days=12)),
    )  # fmt: skip
    TemplateIndicator.objects.create(
        template=template, aspect="quality", statement="Indeks kepuasan warga atas layanan", target="85",
        target_unit="indeks",
    )  # fmt: skip
    people = Employee.objects.filter(evaluator=plan.employee_id, is_active=True).order_by("sort_name")[:4]
    MatrixRole.objects.bulk_create(
        MatrixRole(
            agency=chain.agency,
            cycle=chain.cycle,
            leader_id=plan.employee_id,
            unit_id=person.unit_id,
            employee=person,
            text=template.statement,
            template=template,
            indicators=[
                {"aspect": "quality", "statement": "Indeks kepuasan warga atas layanan", "target": "85",
                 "target_unit": "indeks", "standard_indicator_id": None}
            ],
            writer_name=plan.employee_name,
            written_at=at(chain.today - timedelta(days=10)),
        )
        for person in people
    )  # fmt: skip
    Handout.objects.create(
        agency=chain.agency, template=template, cycle=chain.cycle, given_by_id=plan.employee.user_id,
        giver_name=plan.employee_name, given_at=at(chain.today - timedelta(days=10)), offered=len(people),
        skipped=[["Pegawai Contoh, S.Kom.", "Pranata Komputer", "sudah memiliki hasil dengan kata-kata yang sama"]],
    )  # fmt: skip
