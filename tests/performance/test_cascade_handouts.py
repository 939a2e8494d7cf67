"""Results handed to many at once: who gets them, who is skipped and named, straight into drafts or as offers."""

import pytest
from django.core.exceptions import ValidationError

from asn_portal.core.access import NotAllowed
from asn_portal.core.models import Notice
from performance.enums.cascade import RoleState
from performance.models import Indicator, MatrixRole, WorkResult
from performance.services import handouts
from performance.services import result_templates as services
from tests.employees.factories import member
from tests.performance.cascade_help import actor, chain
from tests.performance.factories import PlanFactory, WorkResultFactory
from tests.performance.factories_standards import StandardIndicatorFactory

pytestmark = pytest.mark.django_db
WORDS = "Warga dilayani sesuai janji layanan"


@pytest.fixture(autouse=True)
def _february(freeze):
    freeze(2026, 2, 2)


@pytest.fixture
def world():
    world = chain()
    who = actor(world.place.evaluator)
    text = services.TemplateText(WORDS, "main", leader_result_id=world.result.pk)
    world.template = services.write_template(text=text, actor=who)
    measure = services.TemplateMeasure("Indeks kepuasan", "quality", "85", "indeks")
    services.add_measure(template=world.template, measure=measure, actor=who)
    return world


def give(world, people, *, into_plans=False, by=None):
    return handouts.hand_out(
        template=world.template,
        cycle=world.cycle,
        people=[person.pk for person in people],
        into_plans=into_plans,
        actor=actor(by or world.place.evaluator),
    )


def test_offers_go_to_everybody_chosen_and_each_is_told_once(world):
    for person in world.place.staff:
        PlanFactory(employee=person, cycle=world.cycle)
    report = give(world, world.place.staff)
    assert (report.offered, report.written, report.skipped) == (3, 0, [])
    assert Notice.objects.filter(event="roles_offered").count() == 3
    assert {role.column_result for role in MatrixRole.objects.all()} == {world.result}


def test_who_has_it_already_is_skipped_and_named(world):
    ani, budi, citra = world.place.staff
    for person in (ani, budi):
        PlanFactory(employee=person, cycle=world.cycle)
    WorkResultFactory(plan=budi.plans.get(), statement=WORDS.upper())
    give(world, [ani])
    report = give(world, world.place.staff)
    assert (report.offered, report.written) == (0, 0)
    assert [name for name, _post, _reason in report.skipped] == [
        ani.full_name,
        citra.full_name,
        budi.full_name,
    ]
    assert len({reason for _name, _post, reason in report.skipped}) == 3


def test_straight_into_drafts_linked_with_indicators_and_offered_elsewhere(world):
    ani, budi, _citra = world.place.staff
    draft = PlanFactory(employee=ani, cycle=world.cycle)
    PlanFactory(employee=budi, cycle=world.cycle, approved=True)
    report = give(world, [ani, budi], into_plans=True)
    assert (report.offered, report.written) == (1, 1)
    result = WorkResult.objects.get(plan=draft)
    assert (result.statement, result.leader_result) == (WORDS, world.result)
    assert Indicator.objects.get(result=result).target == "85"
    states = dict(MatrixRole.objects.values_list("employee", "state"))
    assert states == {ani.pk: RoleState.TAKEN, budi.pk: RoleState.OFFERED}


def test_people_outside_the_own_team_get_nothing(world):
    report = give(world, [world.place.colleague, world.place.outsider])
    assert (report.offered, MatrixRole.objects.count()) == (0, 0)


def test_a_template_without_indicators_or_without_people_is_refused(world):
    with pytest.raises(ValidationError):
        give(world, [])
    world.template.indicators.all().delete()
    with pytest.raises(ValidationError):
        give(world, world.place.staff)


@pytest.mark.parametrize("who", ["head", "hr"])
def test_those_above_hand_it_out_too_but_strangers_do_not(world, who):
    PlanFactory(employee=world.place.staff[0], cycle=world.cycle)
    assert give(world, world.place.staff[:1], by=getattr(world.place, who)).offered == 1
    with pytest.raises(NotAllowed):
        give(world, world.place.staff, by=world.place.colleague)


def test_an_indicator_of_a_standard_is_taken_once_with_its_target(world):
    standard = StandardIndicatorFactory(target=95, target_unit="persen")
    who = actor(world.place.evaluator)
    measure = services.measure_of(standard)
    services.add_measure(template=world.template, measure=measure, standard=standard, actor=who)
    with pytest.raises(ValidationError):
        services.add_measure(template=world.template, measure=measure, standard=standard, actor=who)
    PlanFactory(employee=world.place.staff[0], cycle=world.cycle)
    give(world, world.place.staff[:1], into_plans=True)
    assert Indicator.objects.filter(
        standard_indicator=standard, result__plan__employee=world.place.staff[0]
    ).exists()


def test_the_link_is_one_of_the_own_results(world):
    other = WorkResultFactory(plan=PlanFactory(employee=world.place.head, cycle=world.cycle))
    text = services.TemplateText(WORDS, "main", leader_result_id=other.pk)
    with pytest.raises(ValidationError):
        services.write_template(text=text, actor=actor(world.place.evaluator))


def test_forty_people_cost_as_many_statements_as_two(world, django_assert_max_num_queries):
    people = [member(world.place.bidang, f"Pegawai {n}", evaluator=world.place.evaluator) for n in range(40)]
    for person in people:
        PlanFactory(employee=person, cycle=world.cycle)
    with django_assert_max_num_queries(45):
        report = give(world, people, into_plans=True)
    assert report.written == 40
