"""The matrix of a unit: filling cells, conflicts, and roles that become results of plans."""

import pytest
from django.core.exceptions import ValidationError

from asn_portal.core.access import Conflict, NotAllowed
from asn_portal.core.models import Notice
from asn_portal.core.workflow import NoteRequired
from performance.enums import PlanStatus
from performance.enums.cascade import RoleState
from performance.models import Indicator, MatrixRole, Plan, WorkResult
from performance.selectors import matrix as selectors
from performance.selectors import plans as plan_selectors
from performance.services import matrix as services
from performance.services import matrix_offers, plans
from performance.services.matrix import RoleLine
from tests.performance.cascade_help import TODAY, actor, chain, role_of, write
from tests.performance.factories import PlanFactory, fill_plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _february(freeze):
    freeze(2026, 2, 2)


@pytest.fixture
def world():
    return chain()


def grid(world, person):
    who = actor(person)
    unit = selectors.get_unit(actor=who, pk=world.place.bidang.pk, today=TODAY)
    return selectors.matrix_screen(actor=who, unit=unit).grid


def test_columns_are_the_indicators_of_the_head_and_rows_the_people(world):
    shown = grid(world, world.place.evaluator)
    assert [column.text for column in shown.columns] == ["Posyandu aktif", "Balita ditimbang"]
    assert [row.employee for row in shown.rows] == world.place.staff
    assert [warning.code for _column, warning in shown.warnings] == ["column", "column"]


def test_a_cell_holds_several_roles_and_tells_the_person_once(world, django_capture_on_commit_callbacks):
    ani = world.place.staff[0]
    assert write(world, ani, "Posyandu A aktif", "Posyandu B aktif") == 2
    assert set(MatrixRole.objects.values_list("text", flat=True)) == {"Posyandu A aktif", "Posyandu B aktif"}
    assert Notice.objects.filter(event="roles_offered", user=ani.user).count() == 1


def test_no_role_is_said_explicitly_and_taken_back_by_writing_one(world):
    ani = world.place.staff[0]
    write(world, ani, is_none=True)
    write(world, ani, is_none=True)
    assert [row.cells[0].is_none for row in grid(world, world.place.evaluator).rows] == [True, False, False]
    write(world, ani, "Posyandu aktif")
    assert MatrixRole.objects.get().state == RoleState.OFFERED
    with pytest.raises(ValidationError):
        write(world, ani, "Posyandu aktif", is_none=True)


def test_shares_that_leave_three_of_twelve_are_named_in_the_column(world):
    write(world, world.place.staff[0], RoleLine("Lima posyandu aktif", share=5))
    write(world, world.place.staff[1], RoleLine("Empat posyandu aktif", share=4))
    first = grid(world, world.place.evaluator).columns[0]
    assert [warning.text for warning in first.warnings] == ["3 posyandu belum terbagi"]


def test_who_comes_second_saves_nothing_and_keeps_the_words(world):
    ani = world.place.staff[0]
    write(world, ani, "Ditulis lebih dahulu")
    with pytest.raises(services.CellChanged) as conflict:
        write(world, ani, "Ditulis kemudian", token="")
    assert conflict.value.note == "Ditulis kemudian"
    assert MatrixRole.objects.get().text == "Ditulis lebih dahulu"


@pytest.mark.parametrize("who", ["staff", "head", "hr", "leader", "inspector"])
def test_only_the_head_of_the_unit_fills_it(world, who):
    person = world.place.staff[1] if who == "staff" else getattr(world.place, who)
    with pytest.raises(NotAllowed):
        write(world, world.place.staff[0], "Bukan wewenangnya", by=person)


def test_one_click_writes_the_role_into_the_draft_linked_and_with_its_share(world):
    ani = world.place.staff[0]
    plan = PlanFactory(employee=ani, cycle=world.cycle)
    write(world, ani, RoleLine("Lima posyandu aktif", share=5))
    matrix_offers.take_role(role=role_of(ani), actor=actor(ani))
    result = WorkResult.objects.get(plan=plan)
    assert (result.statement, result.leader_result) == ("Lima posyandu aktif", world.result)
    assert Indicator.objects.filter(result=result).values_list(
        "statement", "target", "target_unit"
    ).get() == (
        "Posyandu aktif",
        "5",
        "posyandu",
    )
    assert role_of(ani, RoleState.TAKEN).work_result == result


def test_a_second_click_is_a_conflict_and_doubles_nothing(world):
    ani = world.place.staff[0]
    plan = PlanFactory(employee=ani, cycle=world.cycle)
    write(world, ani, "Lima posyandu aktif")
    stale = role_of(ani)
    matrix_offers.take_role(role=role_of(ani), actor=actor(ani))
    with pytest.raises(Conflict):
        matrix_offers.take_role(role=stale, actor=actor(ani))
    assert plan.results.count() == 1


def test_an_approved_plan_is_changed_by_a_new_version(world):
    ani = world.place.staff[0]
    PlanFactory(employee=ani, cycle=world.cycle, approved=True, complete=True)
    write(world, ani, "Lima posyandu aktif")
    version = matrix_offers.take_role(role=role_of(ani), actor=actor(ani))
    assert (version.number, version.state, version.results.count()) == (2, PlanStatus.DRAFT, 3)
    assert "Lima posyandu aktif" in version.change_reason


@pytest.mark.parametrize("state", ["submitted", None])
def test_without_a_plan_to_write_into_the_offer_stays(world, state):
    ani = world.place.staff[0]
    if state:
        PlanFactory(employee=ani, cycle=world.cycle, **{state: True})
    write(world, ani, "Lima posyandu aktif")
    with pytest.raises(ValidationError):
        matrix_offers.take_role(role=role_of(ani), actor=actor(ani))
    assert role_of(ani).work_result is None


def test_nobody_takes_a_role_for_somebody_else(world):
    write(world, world.place.staff[0], "Lima posyandu aktif")
    with pytest.raises(NotAllowed):
        matrix_offers.take_role(role=role_of(world.place.staff[0]), actor=actor(world.place.evaluator))


def test_declining_needs_a_reason_and_the_leader_reads_it(world):
    ani = world.place.staff[0]
    write(world, ani, "Lima posyandu aktif")
    with pytest.raises(NoteRequired):
        matrix_offers.decline_role(role=role_of(ani), reason=" ", actor=actor(ani))
    matrix_offers.decline_role(role=role_of(ani), reason="Beban sudah penuh", actor=actor(ani))
    notice = Notice.objects.get(event="role_declined")
    assert (notice.user, notice.params["reason"]) == (world.place.evaluator.user, "Beban sudah penuh")


def test_a_reworded_role_changes_the_result_it_became(world):
    ani = world.place.staff[0]
    plan = PlanFactory(employee=ani, cycle=world.cycle)
    write(world, ani, "Lima posyandu aktif")
    matrix_offers.take_role(role=role_of(ani), actor=actor(ani))
    taken = role_of(ani, RoleState.TAKEN)
    write(world, ani, RoleLine("Enam posyandu aktif", pk=taken.pk))
    matrix_offers.take_role(role=role_of(ani), actor=actor(ani))
    assert [row.statement for row in plan.results.all()] == ["Enam posyandu aktif"]


def test_a_line_taken_out_is_withdrawn_and_the_plan_keeps_its_result(world):
    ani = world.place.staff[0]
    plan = PlanFactory(employee=ani, cycle=world.cycle)
    write(world, ani, "Lima posyandu aktif")
    matrix_offers.take_role(role=role_of(ani), actor=actor(ani))
    write(world, ani)
    assert role_of(ani, RoleState.WITHDRAWN).text == "Lima posyandu aktif"
    assert plan.results.count() == 1


@pytest.mark.parametrize("_case", [pytest.param(None, id="E31")])
def test_a_role_of_a_draft_goes_in_unlinked_and_is_linked_when_the_leader_is_approved(_case):
    world = chain(submitted=True)
    ani = world.place.staff[0]
    plan = PlanFactory(employee=ani, cycle=world.cycle, complete=True)
    write(world, ani, RoleLine("Lima posyandu aktif", share=5))
    matrix_offers.take_role(role=role_of(ani), actor=actor(ani))
    result = WorkResult.objects.get(plan=plan, statement="Lima posyandu aktif")
    assert result.leader_result is None
    fresh = plan_selectors.get_plan(actor=actor(world.place.head), pk=world.plan.pk)
    plans.approve_plan(plan=fresh, actor=actor(world.place.head))
    result.refresh_from_db()
    assert result.leader_result == world.result


@pytest.mark.parametrize("_case", [pytest.param(None, id="E30")])
def test_a_result_beside_the_matrix_without_a_link_cannot_be_submitted(_case, world):
    ani = world.place.staff[0]
    plan = PlanFactory(employee=ani, cycle=world.cycle)
    fill_plan(plan)
    with pytest.raises(plans.PlanIncomplete) as problem:
        plans.submit_plan(plan=plan_selectors.get_plan(actor=actor(ani), pk=plan.pk), actor=actor(ani))
    assert "links" in {item.code for item in problem.value.checklist.open_items}


def test_the_matrix_follows_the_leader_into_a_new_version(world):
    place, ani = world.place, world.place.staff[0]
    PlanFactory(employee=ani, cycle=world.cycle)
    write(world, ani, "Lima posyandu aktif")
    matrix_offers.take_role(role=role_of(ani), actor=actor(ani))
    fresh = plan_selectors.get_plan(actor=actor(place.evaluator), pk=world.plan.pk)
    version = plans.start_version(plan=fresh, reason="Target berubah", actor=actor(place.evaluator))
    Plan.objects.filter(pk=version.pk).update(state=PlanStatus.SUBMITTED)
    fresh = plan_selectors.get_plan(actor=actor(place.head), pk=version.pk)
    plans.approve_plan(plan=fresh, actor=actor(place.head))
    shown = grid(world, place.evaluator)
    assert shown.columns[0].id != world.load.pk
    assert (shown.columns[0].facts.entries, shown.lost) == (1, [])
    assert WorkResult.objects.get(plan__employee=ani).leader_result.plan_id == version.pk


def test_a_role_whose_column_is_gone_is_named(world):
    write(world, world.place.staff[0], "Lima posyandu aktif")
    world.load.delete()
    shown = grid(world, world.place.evaluator)
    assert [role.text for role in shown.lost] == ["Lima posyandu aktif"]


def test_results_linked_outside_the_matrix_stand_beside_the_roles(world):
    plan = PlanFactory(employee=world.place.staff[0], cycle=world.cycle, approved=True)
    fill_plan(plan, leader_result=world.result)
    shown = grid(world, world.place.evaluator)
    assert len(shown.rows[0].cells[0].linked) == 2
    assert shown.warnings == []
