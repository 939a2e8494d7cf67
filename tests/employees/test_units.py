"""The unit tree, one unit, and changes of the structure with history."""

import datetime as dt

import pytest

from asn_portal.core.access import Role, system_actor
from employees.models import CorrectionRequest, Employee, Unit, UnitVersion
from employees.services.posts import refresh_current_posts
from employees.services.units import Change, merge_units
from tests.employees.factories import LONG_AGO, RoleGrantFactory, UnitFactory, assign, member, office
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def small(freeze):
    freeze(2026, 3, 2)
    return office()


def change(visitor, unit, what, **data):
    return visitor.post(
        f"/unit/{unit.pk}/ubah/{what}/", {"on": "2026-03-02", "reason": "Perda 3/2026", **data}
    )


def test_the_tree_shows_heads_and_head_counts_with_everything_below(client_for, small):
    page = client_for(small.staff[0].user).get("/unit/")
    lines = texts(page, ".tree-words")
    assert "Dinas Kesehatan Kepala Dinas" in lines
    counts = dict(zip(lines, texts(page, ".tree .count"), strict=True))
    assert counts["Dinas Kesehatan Kepala Dinas"] == "5"


def test_an_acting_head_stands_before_the_definitive_one_and_a_vacancy_is_said(client_for, small):
    assign(small.staff[0], small.dinas.head_position, kind="plh", starts_on=TODAY)
    Employee.objects.filter(pk=small.evaluator.pk).update(is_active=False)
    lines = " / ".join(texts(client_for(small.hr.user).get("/unit/"), ".tree-note"))
    assert "Plh Ani Lestari" in lines
    assert "Kepala Bidang" not in lines


def test_a_search_finds_units_by_part_of_the_name(client_for, small):
    page = client_for(small.hr.user).get("/unit/", {"q": "masyarakat"})
    assert texts(page, ".tree-name") == ["Bidang Kesehatan Masyarakat"]
    assert soup(client_for(small.hr.user).get("/unit/", {"q": "zzz"})).select_one(".empty")


def test_units_of_another_government_stay_unseen(client_for, small):
    visitor = client_for(small.outsider.user)
    assert "Dinas Kesehatan" not in visitor.get("/unit/").content.decode()
    assert visitor.get(f"/unit/{small.dinas.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [("hr", 200), ("inspector", 403), ("leader", 403), ("head", 403), ("colleague", 403), ("outsider", 404)],
)
def test_only_hr_of_the_government_changes_the_structure(client_for, small, who, status):
    visitor = client_for(getattr(small, who).user)
    assert visitor.get(f"/unit/{small.bidang.pk}/ubah/nama/").status_code == status


def test_hr_of_one_office_does_not_change_the_structure(client_for, small):
    RoleGrantFactory(user=small.colleague.user, unit=small.other_dinas, role=Role.HR)
    visitor = client_for(small.colleague.user)
    assert not soup(visitor.get(f"/unit/{small.other_dinas.pk}/")).select("a[href*=ubah]")
    assert change(visitor, small.other_dinas, "nama", name="Lain").status_code == 403


def test_a_new_name_keeps_the_old_one_in_the_history(client_for, small):
    visitor = client_for(small.hr.user)
    assert change(visitor, small.bidang, "nama", name="Bidang Kesmas").status_code == 302
    version = UnitVersion.objects.get(unit=small.bidang)
    assert (version.name, version.ends_on) == ("Bidang Kesehatan Masyarakat", dt.date(2026, 3, 1))
    page = visitor.get(f"/unit/{small.bidang.pk}/").content.decode()
    assert "Bidang Kesmas" in page
    assert "Bidang Kesehatan Masyarakat" in page
    assert "Perda 3/2026" in page


def test_a_day_ahead_is_refused_and_what_was_typed_stays(client_for, small):
    page = change(client_for(small.hr.user), small.bidang, "nama", name="Bidang Baru", on="2026-04-01")
    assert page.status_code == 422
    assert soup(page).select_one("input[name=name]")["value"] == "Bidang Baru"
    assert Unit.objects.get(pk=small.bidang.pk).name == "Bidang Kesehatan Masyarakat"


def test_a_moved_unit_takes_its_people_along(client_for, small):
    assert (
        change(client_for(small.hr.user), small.bidang, "pindah", parent=small.other_dinas.pk).status_code
        == 302
    )
    moved = Unit.objects.get(pk=small.bidang.pk)
    assert Unit.objects.get_parent(moved).pk == small.other_dinas.pk
    assert moved.opd_id == small.other_dinas.pk
    assert Employee.objects.filter(unit=moved).count() == 4
    assert UnitVersion.objects.get(unit=moved).parent == small.dinas


def test_a_unit_does_not_move_below_itself(client_for, small):
    page = change(client_for(small.hr.user), small.dinas, "pindah", parent=small.bidang.pk)
    assert page.status_code == 422


def test_merging_hands_people_and_posts_over_and_the_nightly_refresh_leaves_them_there(client_for, small):
    visitor = client_for(small.hr.user)
    assert change(visitor, small.bidang, "gabung", into=small.other_dinas.pk).status_code == 302
    refresh_current_posts(agency_id=small.agency.pk, today=TODAY)
    small.staff[0].refresh_from_db()
    closed = Unit.objects.get(pk=small.bidang.pk)
    assert small.staff[0].unit == small.other_dinas
    assert (closed.ends_on, closed.merged_into) == (TODAY, small.other_dinas)
    assert small.other_dinas.name in visitor.get(f"/unit/{closed.pk}/").content.decode()


def test_a_unit_with_people_cannot_be_closed(client_for, small):
    assert change(client_for(small.hr.user), small.bidang, "tutup").status_code == 422


def test_an_empty_unit_closes_and_leaves_the_tree(client_for, small):
    empty = UnitFactory(parent=small.dinas, name="Seksi Kosong")
    visitor = client_for(small.hr.user)
    assert change(visitor, empty, "tutup").status_code == 302
    assert "Seksi Kosong" not in texts(visitor.get("/unit/"), ".tree-name")
    assert change(visitor, empty, "nama", name="Lagi").status_code == 404


def test_a_change_before_the_last_one_is_refused(client_for, small):
    visitor = client_for(small.hr.user)
    change(visitor, small.bidang, "nama", name="Bidang Kesmas")
    assert change(visitor, small.bidang, "nama", name="Lagi", on="2026-02-01").status_code == 422


@pytest.mark.parametrize("page", ["/unit/", "detail"])
def test_the_tree_costs_the_same_however_large(client_for, count_queries, small, page):
    url = f"/unit/{small.dinas.pk}/" if page == "detail" else page
    visitor = client_for(small.hr.user)
    few = count_queries(visitor, url)
    for number in range(10):
        unit = UnitFactory(parent=small.dinas, name=f"Seksi {number}", starts_on=LONG_AGO)
        member(unit, f"Kepala Seksi {number}", is_head=True)
    assert count_queries(visitor, url) == few <= 12


def test_role_grants_and_open_requests_follow_a_merged_unit(small):
    place = small
    hr = RoleGrantFactory(user=place.staff[0].user, unit=place.other_dinas)
    request = CorrectionRequest.objects.create(
        agency=place.agency,
        employee=place.colleague,
        unit=place.other_dinas,
        field="name",
        requested_value="Siti",
        due_on=dt.date(2026, 1, 9),
    )
    merge_units(
        unit=place.other_dinas,
        into=place.dinas,
        change=Change(TODAY),
        actor=system_actor(place.agency.pk),
    )
    hr.refresh_from_db()
    request.refresh_from_db()
    assert (hr.unit_id, request.unit_id) == (place.dinas.pk, place.dinas.pk)
