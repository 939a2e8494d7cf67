"""What is missing between the results of leaders and the roles of people, by office; constant queries at any size."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor, require
from asn_portal.core.pagination import Page, keyset_page
from employees.enums import EmployeeKind
from employees.models import Employee, Unit
from performance.enums import PlanStatus
from performance.enums.cascade import GapKind
from performance.models import Cycle, Indicator, MatrixRole, Plan, WorkResult
from performance.policies import cascade as policies
from performance.rules.cascade import ColumnFacts, column_warnings, is_shareable
from performance.selectors.cycles import open_cycle

SIZE = 40
WARNED = {"load": GapKind.LOAD, "over": GapKind.LOAD, "part": GapKind.PART}


@dataclass
class OfficeGaps:
    """The gaps of one office; counts of columns or people."""

    office_id: int
    name: str
    counts: dict[str, int] = field(default_factory=dict)
    people: int = 0

    @property
    def total(self) -> int:
        """Return all gaps of the office."""
        return sum(self.counts.values())

    @property
    def cells(self) -> list[tuple[GapKind, int]]:
        """Return the number of each kind, in order."""
        return [(kind, self.counts.get(kind, 0)) for kind in GapKind]


@dataclass
class GapScreen:
    """Every office of the actor's scope with its gaps, the worst first."""

    cycle: Cycle | None
    offices: list[OfficeGaps]

    @property
    def totals(self) -> list[tuple[GapKind, int]]:
        """Return the sums."""
        return [(kind, sum(office.counts.get(kind, 0) for office in self.offices)) for kind in GapKind]


def gap_screen(*, actor: Actor) -> GapScreen:
    """Return the gaps by office; six queries."""
    require(policies.can_see_gaps(actor))
    cycle = open_cycle(actor=actor)
    if cycle is None:
        return GapScreen(None, [])
    found: dict[int, OfficeGaps] = {}

    def put(kind: GapKind, rows) -> None:
        for office_id, name, count in rows:
            office = found.setdefault(office_id or 0, OfficeGaps(office_id or 0, name or ""))
            office.counts[kind] = office.counts.get(kind, 0) + count

    put(GapKind.COLUMN, by_office(empty_columns(actor, cycle), "result__plan__unit"))
    put(GapKind.PERSON, by_office(people_without_role(actor, cycle), "unit"))
    put(GapKind.BLOCKED, by_office(blocked_plans(actor, cycle), "unit"))
    for gap in divided_columns(actor, cycle):
        put(gap.kind, [(gap.office_id, gap.office, 1)])
    offices = sorted(found.values(), key=lambda row: (-row.total, row.name))
    return GapScreen(cycle, offices)


def by_office(rows: QuerySet, unit: str):
    """Return (office, name, number) of rows; `unit` leads to the unit. What has no office above it stands alone."""
    office = Coalesce(F(f"{unit}__opd_id"), F(f"{unit}_id"))
    name = Coalesce(F(f"{unit}__opd__name"), F(f"{unit}__name"))
    grouped = rows.order_by().annotate(office=office, office_name=name)
    return grouped.values_list("office", "office_name").annotate(found=Count("pk"))


def plans_in_force(actor: Actor, cycle: Cycle) -> QuerySet[Plan]:
    """Return the plans in force of a year in the actor's scopes."""
    rows = Plan.objects.filter(
        agency_id=actor.agency_id, cycle=cycle, is_current=True, state=PlanStatus.APPROVED
    )
    return rows.filter(unit_id__in=scope_units(actor))


def scope_units(actor: Actor) -> QuerySet:
    """Return the ids of the units the actor oversees."""
    rows = Unit.objects.visible_to(actor)
    if not (actor.is_system or any(scope.is_root for scope in actor.scopes)):
        rows = rows.in_scopes(actor.scopes_for(*policies.OVERSEERS))
    return rows.order_by().values("id")


def empty_columns(actor: Actor, cycle: Cycle) -> QuerySet[Indicator]:
    """Return the indicators of people who lead others that no role and no link of anybody serves."""
    reports = Employee.objects.filter(evaluator=OuterRef("employee"), is_active=True).exclude(
        kind=EmployeeKind.OFFICIAL
    )
    leaders = plans_in_force(actor, cycle).filter(Exists(reports)).order_by().values("pk")
    roles = MatrixRole.objects.live().filter(agency_id=actor.agency_id)
    in_cell = roles.filter(column_indicator=OuterRef("pk"))
    in_team = roles.filter(column_result=OuterRef("result_id"), column_indicator=None)
    free = WorkResult.objects.filter(leader_result=OuterRef("result_id"), plan__is_current=True)
    elsewhere = roles.filter(work_result=OuterRef("pk"), column_indicator__isnull=False)
    linked = free.filter(~Exists(elsewhere))
    rows = Indicator.objects.filter(result__plan__in=leaders)
    return rows.filter(~Exists(in_cell), ~Exists(in_team), ~Exists(linked))


def people_without_role(actor: Actor, cycle: Cycle) -> QuerySet[Employee]:
    """Return people whose leader's plan is in force and who serve none of it, nor any team."""
    leader = Plan.objects.filter(
        employee=OuterRef("evaluator"), cycle=cycle, is_current=True, state=PlanStatus.APPROVED
    )
    links = WorkResult.objects.filter(
        plan__employee=OuterRef("pk"), plan__cycle=cycle, leader_result__isnull=False
    ).exclude(plan__state=PlanStatus.SUPERSEDED)
    roles = MatrixRole.objects.live().filter(employee=OuterRef("pk"), cycle=cycle)
    people = Employee.objects.filter(agency_id=actor.agency_id).planning()
    people = people.filter(unit_id__in=scope_units(actor))
    return people.filter(Exists(leader), ~Exists(links), ~Exists(roles))


def blocked_plans(actor: Actor, cycle: Cycle) -> QuerySet[Plan]:
    """Return plans that cannot be linked because the leader, who writes one, has none in force (E31)."""
    leader = Plan.objects.filter(
        employee=OuterRef("employee__evaluator"), cycle=cycle, is_current=True, state=PlanStatus.APPROVED
    )
    rows = Plan.objects.filter(agency_id=actor.agency_id, cycle=cycle, employee__is_active=True)
    rows = rows.filter(unit_id__in=scope_units(actor), employee__evaluator__isnull=False)
    rows = rows.exclude(employee__evaluator__kind=EmployeeKind.OFFICIAL).exclude(is_leader_form=True)
    waiting = Q(state__in=[PlanStatus.DRAFT, PlanStatus.RETURNED]) | Q(is_unlinked=True)
    return rows.filter(waiting, ~Exists(leader)).exclude(state=PlanStatus.SUPERSEDED)


@dataclass
class DividedColumn:
    """A column whose shares or parts do not add up."""

    kind: GapKind
    indicator: Indicator
    words: str
    office_id: int
    office: str


def divided_columns(actor: Actor, cycle: Cycle) -> list[DividedColumn]:
    """Return what the shares and parts of divided columns leave open (E21); two queries."""
    roles = MatrixRole.objects.live().filter(
        Q(share__isnull=False) | ~Q(part=""), agency_id=actor.agency_id, cycle=cycle, team=None
    )
    shares: dict[int | None, list] = defaultdict(list)
    owned: dict[int | None, list[str]] = defaultdict(list)
    for column_id, share, part in roles.values_list("column_indicator_id", "share", "part"):
        shares[column_id] += [share] if share is not None else []
        owned[column_id] += [part] if part else []
    divided = Q(pk__in=roles.filter(share__isnull=False).order_by().values("column_indicator_id"))
    divided |= Q(division__isnull=False)
    rows = Indicator.objects.filter(
        divided, result__plan__in=plans_in_force(actor, cycle).order_by().values("pk")
    )
    found = []
    for row in rows.select_related("division", "result__plan__unit__opd", "result__plan__employee"):
        found += warned(row, tuple(shares[row.pk]), tuple(owned[row.pk]))
    return found


def warned(row: Indicator, shares: tuple, owned: tuple) -> list[DividedColumn]:
    """Return the gaps of one divided column."""
    division = getattr(row, "division", None)
    facts = ColumnFacts(
        target=row.target if is_shareable(row.target, row.target_unit) else "",
        unit=row.target_unit,
        method=division.method if division else "",
        parts=tuple(division.parts) if division else (),
        entries=1,
        shares=shares,
        owned=owned,
    )
    unit = row.result.plan.unit
    office = (unit.opd or unit) if unit else None
    return [
        DividedColumn(WARNED[one.code], row, one.text, office.pk if office else 0, str(office or ""))
        for one in column_warnings(facts)
        if one.code in WARNED
    ]


def gap_list(*, actor: Actor, office_id: int, kind: GapKind, token: str) -> Page:
    """Return one page of the gaps of one kind in an office."""
    require(policies.can_see_gaps(actor))
    cycle = open_cycle(actor=actor)
    if cycle is None:
        return Page([])
    if kind == GapKind.PERSON:
        people = people_without_role(actor, cycle).select_related("position", "unit", "evaluator")
        return keyset_page(in_office(people, "unit", office_id), token=token, size=SIZE)
    if kind == GapKind.BLOCKED:
        plans = blocked_plans(actor, cycle).select_related("employee__evaluator__position", "unit")
        return keyset_page(in_office(plans, "unit", office_id), key="id", token=token, size=SIZE)
    if kind == GapKind.COLUMN:
        columns = empty_columns(actor, cycle).select_related("result__plan__unit", "result__plan__employee")
        return keyset_page(
            in_office(columns, "result__plan__unit", office_id), key="id", token=token, size=SIZE
        )
    gaps = [row for row in divided_columns(actor, cycle) if row.kind == kind and row.office_id == office_id]
    return Page(gaps)


def in_office(rows: QuerySet, unit: str, office_id: int) -> QuerySet:
    """Return the rows of one office, itself included."""
    return rows.filter(Q(**{f"{unit}__opd_id": office_id}) | Q(**{f"{unit}_id": office_id}))


def get_office(*, actor: Actor, pk: int) -> Unit:
    """Return an office the actor oversees (404 otherwise)."""
    return get_object_or_404(Unit.objects.visible_to(actor).filter(pk__in=scope_units(actor)), pk=pk)
