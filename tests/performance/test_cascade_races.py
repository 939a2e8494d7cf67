"""Two people at once in one cell, really at once: PostgreSQL, threads, committed transactions."""

import pytest

from asn_portal.core.access import Conflict
from performance.models import MatrixRole, WorkResult
from performance.selectors import matrix as selectors
from performance.selectors.matrix_rows import cell_token
from performance.services import handouts, matrix, matrix_offers
from performance.services import result_templates as templates
from tests.performance.cascade_help import actor, chain, place_of, role_of, write
from tests.performance.factories import PlanFactory
from tests.performance.test_plan_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world():
    return chain()


def test_of_six_who_fill_the_same_cell_one_wins(world):
    ani, who = world.place.staff[0], actor(world.place.evaluator)
    place = place_of(world, world.place.evaluator)
    column = selectors.get_column(actor=who, plan=place.plan, pk=world.load.pk)

    def fill(number):
        text = matrix.CellText([matrix.RoleLine(f"Peran {number}")], False, cell_token([]))
        return lambda: matrix.write_cell(place=place, employee=ani, column=column, text=text, actor=who)

    results = at_once(*[fill(number) for number in range(6)])
    assert results.count(matrix.CellChanged) == 5
    assert MatrixRole.objects.count() == 1


def test_of_four_clicks_one_takes_the_role(world):
    ani = world.place.staff[0]
    PlanFactory(employee=ani, cycle=world.cycle)
    write(world, ani, "Lima posyandu aktif")
    who, seen = actor(ani), [role_of(ani) for _click in range(4)]
    results = at_once(*[lambda role=role: matrix_offers.take_role(role=role, actor=who) for role in seen])
    assert results.count(Conflict) == 3
    assert WorkResult.objects.filter(plan__employee=ani).count() == 1


def test_two_who_hand_out_at_once_give_everybody_one(world):
    for person in world.place.staff:
        PlanFactory(employee=person, cycle=world.cycle)
    who = actor(world.place.evaluator)
    template = templates.write_template(text=templates.TemplateText("Warga terlayani", "main"), actor=who)
    templates.add_measure(
        template=template, measure=templates.TemplateMeasure("IKM", "quality", "85"), actor=who
    )
    people = [person.pk for person in world.place.staff]
    args = {"template": template, "cycle": world.cycle, "people": people, "into_plans": True, "actor": who}
    at_once(*[lambda: handouts.hand_out(**args) for _giver in range(3)])
    assert MatrixRole.objects.count() == WorkResult.objects.filter(statement="Warga terlayani").count() == 3
