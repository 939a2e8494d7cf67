"""Profiles: who sees what, masked data, the access record."""

import pytest

from asn_portal.core.access import Role
from asn_portal.core.models import AccessLog
from employees.models import DisciplineRecord, Employee
from employees.rules.masking import mask_address, mask_nik, mask_npwp, mask_phone
from tests.employees.factories import LONG_AGO, RoleGrantFactory, member, office
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db
PRIVATE = {
    "nik": "9471012345670006",
    "phone": "081234567831",
    "address": "Kelurahan Karang RT 3",
    "npwp": "12.345.678.9-012.000",
}
SHOWN = {"nik": "9471 •••• •••• ••06", "phone": "0812 •••• ••31", "address": "Kelurahan ••••"}


@pytest.fixture
def small():
    built = office()
    Employee.objects.filter(pk=built.staff[0].pk).update(**PRIVATE)
    built.office_hr = member(built.other_dinas, "Pengelola Dinas Lain", evaluator=built.mayor)
    RoleGrantFactory(user=built.office_hr.user, unit=built.other_dinas, role=Role.HR)
    built.owner = built.staff[0]
    built.stranger = built.staff[1]
    return built


def profile(small, tab=""):
    return f"/pegawai/{small.staff[0].pk}/" + (f"?tab={tab}" if tab else "")


def reveal(visitor, small, field="phone", **data):
    return visitor.post(f"/pegawai/{small.staff[0].pk}/buka/{field}/", {"purpose": "contact", **data})


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("owner", 200),
        ("evaluator", 200),
        ("head", 200),
        ("hr", 200),
        ("inspector", 200),
        ("leader", 200),
        ("stranger", 404),
        ("colleague", 404),
        ("office_hr", 404),
        ("outsider", 404),
    ],
)
@pytest.mark.parametrize("tab", ["", "riwayat", "akses"])
def test_a_profile_opens_inside_the_scope_only(client_for, small, who, status, tab):
    assert client_for(getattr(small, who).user).get(profile(small, tab)).status_code == status


@pytest.mark.parametrize("who", ["hr", "evaluator", "inspector", "leader"])
def test_personal_data_of_others_is_masked(client_for, small, who):
    text = client_for(getattr(small, who).user).get(profile(small)).content.decode()
    assert not [value for value in PRIVATE.values() if value in text]
    assert all(value in text for value in SHOWN.values())


@pytest.mark.parametrize("path", ["/profil/", "own"])
def test_the_own_data_is_open_without_a_purpose(client_for, small, path):
    page = client_for(small.owner.user).get(profile(small) if path == "own" else path)
    assert all(value in page.content.decode() for value in PRIVATE.values())
    assert AccessLog.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "mask"),
    [("nik", mask_nik), ("phone", mask_phone), ("address", mask_address), ("npwp", mask_npwp)],
)
def test_a_mask_hides_most_of_a_value_and_bears_an_empty_one(name, mask):
    assert mask("") == ""
    assert "•" in mask(PRIVATE[name])
    assert mask("12") != "12"


def test_opening_a_value_asks_for_a_purpose_first(client_for, small):
    visitor = client_for(small.hr.user)
    assert soup(visitor.get(profile(small) + "?buka=phone")).select_one("form#buka")
    page = visitor.post(f"/pegawai/{small.staff[0].pk}/buka/phone/", {})
    assert page.status_code == 422
    assert PRIVATE["phone"] not in page.content.decode()
    assert not AccessLog.objects.exists()


def test_another_purpose_needs_words_and_keeps_what_was_chosen(client_for, small):
    page = reveal(client_for(small.hr.user), small, purpose="other")
    assert page.status_code == 422
    assert soup(page).select_one("input[value=other][checked]")


def test_an_opened_value_shows_in_that_answer_only_and_is_logged(client_for, small):
    visitor = client_for(small.hr.user)
    page = reveal(visitor, small, purpose="other", other="Rapat <b>mutasi</b>")
    assert PRIVATE["phone"] in page.content.decode()
    assert PRIVATE["nik"] not in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert PRIVATE["phone"] not in visitor.get(profile(small)).content.decode()
    log = AccessLog.objects.get()
    assert (log.what, log.subject_id, log.purpose) == ("phone", small.staff[0].pk, "Rapat <b>mutasi</b>")


@pytest.mark.parametrize(
    ("who", "status"), [("evaluator", 403), ("leader", 403), ("inspector", 403), ("office_hr", 404)]
)
def test_only_hr_of_the_unit_opens_values(client_for, small, who, status):
    assert reveal(client_for(getattr(small, who).user), small).status_code == status
    assert not AccessLog.objects.exists()


def test_a_field_that_is_not_masked_cannot_be_asked_for(client_for, small):
    assert reveal(client_for(small.hr.user), small, field="password").status_code == 404


@pytest.mark.parametrize(
    ("who", "sees"),
    [("owner", True), ("hr", True), ("inspector", True), ("evaluator", False), ("leader", False)],
)
def test_discipline_shows_to_named_roles_and_opening_by_others_is_logged(client_for, small, who, sees):
    DisciplineRecord.objects.create(
        agency=small.agency,
        employee=small.owner,
        level="light",
        description="Teguran tertulis",
        starts_on=LONG_AGO,
    )
    page = client_for(getattr(small, who).user).get(profile(small, "riwayat"))
    assert ("Teguran tertulis" in page.content.decode()) is sees
    assert AccessLog.objects.filter(what="discipline").exists() is (sees and who != "owner")


def test_the_person_reads_who_opened_what(client_for, small):
    reveal(client_for(small.hr.user), small)
    page = client_for(small.owner.user).get("/profil/?tab=akses")
    assert texts(page, ".timeline-label") == [small.hr.full_name]


def test_those_without_the_right_do_not_get_the_access_record(client_for, small):
    reveal(client_for(small.hr.user), small)
    page = client_for(small.evaluator.user).get(profile(small, "akses"))
    assert not texts(page, ".timeline-label")


def test_an_account_without_a_person_has_no_profile(client_for, small):
    small.owner.user.employees.update(user=None)
    assert client_for(small.owner.user).get("/profil/").status_code == 404


@pytest.mark.parametrize("tab", ["", "riwayat", "akses"])
def test_a_profile_stays_within_the_query_budget(client_for, count_queries, small, tab):
    assert count_queries(client_for(small.hr.user), profile(small, tab)) <= 12
