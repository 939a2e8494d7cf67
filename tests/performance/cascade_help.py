"""A small chain of results: the head of a division with a plan in force, and the people who take it over."""

import datetime as dt
from types import SimpleNamespace

from employees.actors import actor_of
from performance.enums.cascade import RoleState
from performance.models import MatrixRole, WorkTeam
from performance.selectors import matrix as selectors
from performance.selectors.matrix_rows import cell_token
from performance.services import matrix as services
from tests.employees.factories import office
from tests.performance.factories import IndicatorFactory, PlanFactory, WorkResultFactory

TODAY = dt.date(2026, 2, 2)


def actor(person):
    """Return the actor of a person on the day of the tests."""
    return actor_of(person.user, today=TODAY)


def chain(**leader_plan):
    """Return a government whose head of division has two results: one with a quantity of 12, one with a rate."""
    place = office()
    plan = PlanFactory(employee=place.evaluator, **(leader_plan or {"approved": True}))
    result = WorkResultFactory(plan=plan, statement="Gizi balita membaik", order=1, indicators=0)
    load = IndicatorFactory(
        result=result, order=1, statement="Posyandu aktif", target="12", target_unit="posyandu"
    )
    rate = IndicatorFactory(
        result=result, order=2, statement="Balita ditimbang", target="90", target_unit="persen"
    )
    return SimpleNamespace(place=place, plan=plan, result=result, load=load, rate=rate, cycle=plan.cycle)


def place_of(world, person):
    """Return where the roles of the division are written, as a request would read it."""
    unit = selectors.get_unit(actor=actor(person), pk=world.place.bidang.pk, today=TODAY)
    return selectors.unit_place(actor=actor(person), unit=unit)


def write(world, employee, *lines, column=None, by=None, is_none=False, token=None):
    """Write a cell as the head of the division; `lines` are texts or RoleLine."""
    writer = by or world.place.evaluator
    where = place_of(world, writer)
    column = selectors.get_column(actor=actor(writer), plan=where.plan, pk=(column or world.load).pk)
    stored = selectors.cell_roles(actor=actor(writer), place=where, employee=employee, column=column)
    rows = [line if isinstance(line, services.RoleLine) else services.RoleLine(line) for line in lines]
    text = services.CellText(rows, is_none, cell_token(stored) if token is None else token)
    return services.write_cell(place=where, employee=employee, column=column, text=text, actor=actor(writer))


def role_of(employee, state=RoleState.OFFERED):
    """Return the one role of a person in a state."""
    return MatrixRole.objects.get(employee=employee, state=state)


def team_of(world, leader, *, unit=None, **fields):
    """Return a team of the other office, led by somebody."""
    values = {
        "name": "Tim Stunting",
        "starts_on": dt.date(2026, 1, 5),
        "ends_on": dt.date(2026, 12, 31),
        **fields,
    }
    return WorkTeam.objects.create(
        agency=world.place.agency,
        cycle=world.cycle,
        unit=unit or world.place.other_dinas,
        leader=leader,
        **values,
    )
