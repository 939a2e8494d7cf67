"""What nobody serves and who serves nothing, by office and one by one; the print; the pages."""

import pytest
from django.urls import reverse

from performance.enums.cascade import GapKind
from performance.models import MatrixRole
from performance.selectors import gaps as selectors
from performance.services.matrix import RoleLine, divide_column
from performance.services.matrix_documents import matrix_pdf
from tests.employees.factories import member
from tests.performance.cascade_help import TODAY, actor, chain, place_of, team_of, write
from tests.performance.factories import PlanFactory, WorkResultFactory
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _february(freeze):
    freeze(2026, 2, 2)


@pytest.fixture
def world():
    return chain()


def counts(world, person):
    screen = selectors.gap_screen(actor=actor(person))
    return {
        office.name: {str(kind): count for kind, count in office.cells if count} for office in screen.offices
    }


def test_empty_columns_and_people_without_a_role_are_counted_by_office(world):
    found = counts(world, world.place.hr)
    assert found["Dinas Kesehatan"] == {"column": 2, "person": 3}


def test_a_role_serves_its_column_and_its_person(world):
    write(world, world.place.staff[0], RoleLine("Lima posyandu aktif", share=5))
    assert counts(world, world.place.hr)["Dinas Kesehatan"] == {"column": 1, "person": 2, "load": 1}


def test_a_link_without_the_matrix_serves_every_column_of_the_result(world):
    plan = PlanFactory(employee=world.place.staff[0], cycle=world.cycle)
    WorkResultFactory(plan=plan, leader_result=world.result)
    assert counts(world, world.place.hr)["Dinas Kesehatan"] == {"person": 2}


def test_a_plan_whose_leader_has_none_in_force_is_blocked(world):
    world = chain(submitted=True)
    for person in world.place.staff:
        PlanFactory(employee=person, cycle=world.cycle)
    assert counts(world, world.place.hr)["Dinas Kesehatan"]["blocked"] >= 3


def test_regions_without_an_owner_are_counted(world):
    where = place_of(world, world.place.evaluator)
    divide_column(
        place=where,
        indicator=world.load,
        method="region",
        parts=["Utara", "Selatan"],
        actor=actor(world.place.evaluator),
    )
    write(world, world.place.staff[0], RoleLine("Posyandu utara aktif", part="Utara"))
    assert counts(world, world.place.hr)["Dinas Kesehatan"]["part"] == 1
    page = selectors.gap_list(
        actor=actor(world.place.hr), office_id=world.place.dinas.pk, kind=GapKind.PART, token=""
    )
    assert "Selatan" in page.items[0].words


def test_a_head_sees_the_own_office_only_and_staff_nothing(world, client_for):
    assert set(counts(world, world.place.head)) == {"Dinas Kesehatan"}
    assert client_for(world.place.staff[0].user).get(reverse("performance:gap_offices")).status_code == 403
    head = client_for(world.place.head.user)
    assert head.get(reverse("performance:gap_list", args=[world.place.other_dinas.pk])).status_code == 404


@pytest.mark.parametrize("kind", list(GapKind))
def test_every_kind_opens_into_its_list(world, client_for, kind):
    write(world, world.place.staff[0], RoleLine("Lima posyandu aktif", share=5))
    url = reverse("performance:gap_list", args=[world.place.dinas.pk])
    answer = client_for(world.place.hr.user).get(url, {"jenis": kind.value})
    assert answer.status_code == 200


def test_a_page_of_another_office_or_government_is_not_there(world, client_for):
    url = reverse("performance:matrix_unit", args=[world.place.bidang.pk])
    assert client_for(world.place.evaluator.user).get(url).status_code == 200
    assert client_for(world.place.staff[0].user).get(url).status_code == 200
    for stranger in (world.place.colleague, world.place.outsider):
        assert client_for(stranger.user).get(url).status_code == 404


def test_the_matrix_is_filled_without_javascript_and_a_second_writer_gets_409(world, client_for):
    ani = world.place.staff[0]
    url = reverse("performance:matrix_cell", args=[world.place.bidang.pk, ani.pk, world.load.pk])
    visitor = client_for(world.place.evaluator.user)
    form = {tag["name"]: tag.get("value", "") for tag in soup(visitor.get(url)).select("main input[name]")}
    form.pop("is_none", None)
    assert (
        visitor.post(url, form | {"form-0-text": "Lima posyandu aktif", "form-0-share": "5"}).status_code
        == 302
    )
    second = visitor.post(url, form | {"form-0-text": "Ditulis bersamaan"})
    assert second.status_code == 409
    assert "Ditulis bersamaan" in soup(second).select_one("#id_form-0-text").text
    assert "Lima posyandu aktif" in " ".join(texts(second, ".notice-bad li"))
    assert MatrixRole.objects.get().share == 5


def test_a_wrong_share_comes_back_with_what_was_typed(world, client_for):
    ani = world.place.staff[0]
    url = reverse("performance:matrix_cell", args=[world.place.bidang.pk, ani.pk, world.load.pk])
    visitor = client_for(world.place.evaluator.user)
    form = {tag["name"]: tag.get("value", "") for tag in soup(visitor.get(url)).select("main input[name]")}
    form.pop("is_none", None)
    answer = visitor.post(url, form | {"form-0-text": "Posyandu aktif", "form-0-share": "lima"})
    assert answer.status_code == 422
    assert soup(answer).select_one("#id_form-0-share")["value"] == "lima"


def test_the_print_has_both_levels_and_survives_long_names(world):
    long_name = "Raden Mas Haryo " * 8
    member(world.place.bidang, long_name[:150], evaluator=world.place.evaluator)
    write(world, world.place.staff[0], "Posyandu A aktif", "Posyandu #B *aktif* @sekarang")
    team_of(world, world.place.evaluator, name="Tim Gizi", unit=world.place.bidang)
    where = place_of(world, world.place.evaluator)
    content = matrix_pdf(unit=where.unit, today=TODAY, actor=actor(world.place.evaluator))
    assert content.startswith(b"%PDF")


def test_pages_cost_the_same_with_more_people(world, client_for, count_queries):
    PlanFactory(employee=world.place.staff[0], cycle=world.cycle)
    visitor, args = client_for(world.place.evaluator.user), [world.place.bidang.pk]
    few = count_queries(visitor, "performance:matrix_unit", args=args)
    for number in range(20):
        person = member(world.place.bidang, f"Pegawai {number}", evaluator=world.place.evaluator)
        plan = PlanFactory(employee=person, cycle=world.cycle)
        WorkResultFactory(plan=plan, leader_result=world.result)
    assert count_queries(visitor, "performance:matrix_unit", args=args) == few <= 12


def test_the_print_of_many_teams_costs_the_same_as_of_one(world, client_for, count_queries):
    visitor, args = client_for(world.place.evaluator.user), [world.place.bidang.pk]
    team_of(world, world.place.evaluator, name="Tim 1", unit=world.place.bidang)
    one = count_queries(visitor, "performance:matrix_pdf", args=args)
    for number, person in enumerate(world.place.staff):
        team_of(world, person, name=f"Tim Lain {number}", unit=world.place.bidang)
        PlanFactory(employee=person, cycle=world.cycle, approved=True, complete=True)
    assert count_queries(visitor, "performance:matrix_pdf", args=args) == one


def test_a_stored_share_comes_back_as_it_was_meant(world, client_for):
    write(world, world.place.staff[0], RoleLine("Lima posyandu aktif", share=5))
    url = reverse(
        "performance:matrix_cell", args=[world.place.bidang.pk, world.place.staff[0].pk, world.load.pk]
    )
    page = client_for(world.place.evaluator.user).get(url)
    assert soup(page).select_one("#id_form-0-share")["value"] == "5"
