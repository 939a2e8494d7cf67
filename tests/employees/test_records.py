"""Forms by which HR records something about a person."""

import pytest

from asn_portal.core.access import Role
from employees.models import Assignment, Employee, EvaluatorOverride, Rank
from tests.employees.factories import PositionFactory, RoleGrantFactory, office
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db
FORMS = ("jabatan", "pangkat", "pendidikan", "penilai", "cuti", "disiplin", "bersih")


@pytest.fixture
def small(freeze):
    freeze(2026, 3, 2)
    built = office()
    built.owner = built.staff[0]
    RoleGrantFactory(user=built.colleague.user, unit=built.other_dinas, role=Role.HR)
    return built


def url(small, what):
    return f"/pegawai/{small.owner.pk}/catat/{what}/"


def post(client_for, small, what, **data):
    return client_for(small.hr.user).post(url(small, what), data)


@pytest.mark.parametrize("what", FORMS)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("hr", 200),
        ("owner", 403),
        ("evaluator", 403),
        ("inspector", 403),
        ("leader", 403),
        ("colleague", 404),
        ("outsider", 404),
    ],
)
def test_only_hr_of_the_unit_records(client_for, small, what, who, status):
    visitor = client_for(getattr(small, who).user)
    assert visitor.get(url(small, what)).status_code == status
    if status != 200:
        assert visitor.post(url(small, what), {"confirmed": "on"}).status_code == status


@pytest.mark.parametrize("what", FORMS)
def test_an_empty_form_is_not_accepted(client_for, small, what):
    page = post(client_for, small, what)
    assert page.status_code == 422
    assert soup(page).select(".field-error, .invalid-feedback")


def test_an_unknown_form_is_not_found(client_for, small):
    assert client_for(small.hr.user).get(url(small, "gaji")).status_code == 404


def test_a_post_is_found_by_a_part_of_its_name_and_recorded_by_code(client_for, small):
    chosen = PositionFactory(unit=small.other_dinas, code="PD-7", name="Analis Kurikulum")
    page = client_for(small.hr.user).get(url(small, "jabatan"), {"cari": "kurikul pendidikan"})
    assert soup(page).select_one("a[href='?code=PD-7']")
    data = {"code": "PD-7", "kind": "definitive", "starts_on": "2026-03-01", "decree_number": "SK 1/2026"}
    assert post(client_for, small, "jabatan", **data).status_code == 302
    assert Employee.objects.get(pk=small.owner.pk).position == chosen
    history = client_for(small.owner.user).get("/profil/?tab=riwayat")
    assert "SK 1/2026" in history.content.decode()


def test_an_overlapping_post_is_refused_at_the_date_and_what_was_typed_stays(client_for, small):
    PositionFactory(unit=small.other_dinas, code="PD-7")
    data = {"code": "PD-7", "kind": "definitive", "starts_on": "2019-01-01", "decree_number": "SK 9"}
    page = post(client_for, small, "jabatan", **data)
    assert page.status_code == 422
    assert soup(page).select_one("input[name=decree_number]")["value"] == "SK 9"


def test_a_post_of_another_government_cannot_be_chosen(client_for, small):
    data = {"code": small.outsider.position.code, "kind": "plt", "starts_on": "2026-03-01"}
    assert post(client_for, small, "jabatan", **data).status_code == 422


def test_a_post_ends_on_its_last_day(client_for, small):
    row = Assignment.objects.get(employee=small.owner)
    address = f"/pegawai/jabatan/{row.pk}/akhiri/"
    visitor = client_for(small.hr.user)
    assert visitor.get(address).status_code == 200
    assert visitor.post(address, {"ends_on": "2019-01-01"}).status_code == 422
    assert visitor.post(address, {"ends_on": "2026-02-28"}).status_code == 302
    row.refresh_from_db()
    assert str(row.ends_on) == "2026-02-28"
    assert client_for(small.colleague.user).get(address).status_code == 404
    assert client_for(small.evaluator.user).get(address).status_code == 403


def test_a_temporary_evaluator_is_set_by_nip_and_ended(client_for, small):
    nip = small.colleague.nip
    data = {"nip": f"{nip[:8]} {nip[8:]}", "reason": "Tim lintas unit", "starts_on": "2026-03-01"}
    assert post(client_for, small, "penilai", **data).status_code == 302
    assert Employee.objects.get(pk=small.owner.pk).evaluator == small.colleague
    row = EvaluatorOverride.objects.get()
    visitor = client_for(small.hr.user)
    assert visitor.post(f"/pegawai/penilai/{row.pk}/akhiri/", {"ends_on": "2026-03-01"}).status_code == 302
    assert Employee.objects.get(pk=small.owner.pk).evaluator == small.evaluator


@pytest.mark.parametrize("who", ["owner", "outsider"])
def test_nobody_rates_themselves_or_from_another_government(client_for, small, who):
    data = {"nip": getattr(small, who).nip, "reason": "x", "starts_on": "2026-03-01"}
    assert post(client_for, small, "penilai", **data).status_code == 422
    assert not EvaluatorOverride.objects.exists()


def test_a_rank_is_recorded_and_shown_in_the_header(client_for, small):
    rank = Rank.objects.get(scheme="pns", code="III/b")
    data = {"rank": rank.pk, "effective_on": "2026-01-01", "kind": "regular"}
    assert post(client_for, small, "pangkat", **data).status_code == 302
    assert "III/b" in " ".join(texts(client_for(small.hr.user).get(f"/pegawai/{small.owner.pk}/"), "dd"))


def test_a_diploma_raises_the_level_but_never_lowers_it(client_for, small):
    for level, year in (("s2", 2020), ("d3", 2008)):
        data = {"level": level, "programme": "Gizi", "graduated_year": year}
        assert post(client_for, small, "pendidikan", **data).status_code == 302
    assert Employee.objects.get(pk=small.owner.pk).education_level == "s2"
    again = {"level": "s2", "programme": "Gizi", "graduated_year": 2020}
    assert post(client_for, small, "pendidikan", **again).status_code == 422


def test_unpaid_leave_of_an_evaluator_lets_somebody_else_rate(client_for, small):
    address = f"/pegawai/{small.evaluator.pk}/catat/cuti/"
    assert client_for(small.hr.user).post(address, {"starts_on": "2026-03-01"}).status_code == 302
    assert Employee.objects.get(pk=small.owner.pk).evaluator == small.head


def test_a_punishment_is_recorded_and_discipline_stated_complete(client_for, small):
    data = {"level": "light", "description": "Teguran lisan", "starts_on": "2026-02-01"}
    assert post(client_for, small, "disiplin", **data).status_code == 302
    assert post(client_for, small, "bersih", confirmed="on").status_code == 302
    person = Employee.objects.get(pk=small.owner.pk)
    assert person.discipline_records.count() == 1
    assert str(person.discipline_checked_on) == "2026-03-02"


@pytest.mark.parametrize("what", ["cuti", "disiplin"])
def test_an_end_before_the_start_is_refused(client_for, small, what):
    data = {"level": "light", "description": "x", "starts_on": "2026-03-01", "ends_on": "2026-02-01"}
    assert post(client_for, small, what, **data).status_code == 422
