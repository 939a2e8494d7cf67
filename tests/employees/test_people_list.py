"""The people list: scope, filters, paging, export."""

from io import BytesIO

import pytest

from asn_portal.core.models import AccessLog
from asn_portal.core.spreadsheets import read_rows
from employees.enums import PostFamily
from employees.models import Employee, Rank
from tests.employees.factories import EmployeeFactory, office
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db
LIST, EXPORT = "/pegawai/", "/pegawai/ekspor/"


@pytest.fixture
def small():
    return office()


def names(response):
    return [text.split(" 1986")[0] for text in texts(response, "tbody th .cell-main")]


def exported(response):
    content = b"".join(response.streaming_content)
    sheet = read_rows(BytesIO(content), max_rows=1000, max_bytes=10**6)
    return sheet.headers, [list(row.values) for row in sheet.rows]


def test_hr_sees_everybody_of_the_government_by_name(client_for, small):
    shown = names(client_for(small.hr.user).get(LIST))
    assert shown == sorted(shown)
    assert {"Ani Lestari", "Wali Kota", "Rekan Dinas Lain"} <= set(shown)
    assert "Orang Luar" not in shown


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("evaluator", {"Kepala Bidang", "Ani Lestari", "Budi Santoso", "Citra Dewi"}),
        ("colleague", {"Rekan Dinas Lain"}),
        ("outsider", {"Orang Luar"}),
    ],
)
def test_others_see_themselves_and_those_below_them(client_for, small, who, expected):
    assert set(names(client_for(getattr(small, who).user).get(LIST))) == expected


@pytest.mark.parametrize("text", ["lest", "ANI", "Ani Lestari, S.E."])
def test_a_part_of_the_name_finds_a_person(client_for, small, text):
    assert names(client_for(small.hr.user).get(LIST, {"q": text})) == ["Ani Lestari"]


def test_a_nip_with_blanks_finds_a_person(client_for, small):
    nip = small.staff[0].nip
    grouped = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    assert "Ani Lestari" in names(client_for(small.hr.user).get(LIST, {"q": grouped}))


def test_a_unit_means_everything_below_it(client_for, small):
    shown = names(client_for(small.hr.user).get(LIST, {"unit": small.dinas.pk}))
    assert set(shown) == {"Kepala Dinas", "Kepala Bidang", "Ani Lestari", "Budi Santoso", "Citra Dewi"}


def test_filters_work_together_and_show_as_chips_that_can_be_removed(client_for, small):
    Employee.objects.filter(pk=small.staff[1].pk).update(rank=Rank.objects.get(scheme="pns", code="III/c"))
    query = {"rank_from": "III/b", "family": PostFamily.IMPLEMENTER, "unit": small.dinas.pk}
    page = client_for(small.hr.user).get(LIST, query)
    assert names(page) == ["Budi Santoso"]
    links = [tag["href"] for tag in soup(page).select(".chips a.chip")]
    assert len(links) == 4
    assert any("rank_from" not in link and "family" in link for link in links)


def test_those_who_left_show_only_when_asked_for(client_for, small):
    Employee.objects.filter(pk=small.staff[0].pk).update(is_active=False, standing="retired")
    visitor = client_for(small.hr.user)
    assert "Ani Lestari" not in names(visitor.get(LIST))
    assert names(visitor.get(LIST, {"standing": "retired"})) == ["Ani Lestari"]


@pytest.mark.parametrize("query", [{"unit": "x"}, {"rank_to": "IX/z"}, {"family": "none"}, {"after": "%%"}])
def test_a_value_nobody_knows_does_not_break_the_list(client_for, small, query):
    assert "Ani Lestari" in names(client_for(small.hr.user).get(LIST, query))


def test_an_empty_list_says_so(client_for, small):
    page = client_for(small.hr.user).get(LIST, {"q": "tidak ada orang ini"})
    assert soup(page).select_one(".empty")


def test_pages_follow_each_other_without_gaps(client_for, small):
    for _number in range(60):
        EmployeeFactory(agency=small.agency, unit=small.bidang, position=None)
    visitor = client_for(small.hr.user)
    first = visitor.get(LIST)
    second = visitor.get(LIST + soup(first).select_one("a[rel=next]")["href"])
    assert len(names(first)) == 50
    both = names(first) + names(second)
    assert len(both) == Employee.objects.filter(agency=small.agency).count()
    back = visitor.get(LIST + soup(second).select_one("a[rel=prev]")["href"])
    assert names(back) == names(first)


def test_the_list_costs_the_same_for_five_and_sixty_people(client_for, count_queries, small):
    visitor = client_for(small.hr.user)
    few = count_queries(visitor, LIST)
    for _number in range(60):
        EmployeeFactory(agency=small.agency, unit=small.bidang, position=None, evaluator=small.head)
    assert count_queries(visitor, LIST) == few <= 12


def test_the_export_holds_what_the_list_shows_with_nip_as_text_and_no_nik(client_for, small):
    Employee.objects.update(nik="9471012345670006")
    query = {"unit": small.bidang.pk}
    visitor = client_for(small.hr.user)
    headers, rows = exported(visitor.get(EXPORT, query))
    assert [row[1] for row in rows] == names(visitor.get(LIST, query))
    assert rows[0][0] == small.staff[0].nip
    assert "9471012345670006" not in str(rows)
    assert "NIK" not in headers


def test_an_export_is_logged_with_what_was_chosen(client_for, small):
    exported(client_for(small.hr.user).get(EXPORT, {"unit": small.bidang.pk}))
    log = AccessLog.objects.get(what="export")
    assert (log.user, log.agency) == (small.hr.user, small.agency)
    assert small.bidang.name in log.purpose
    assert log.purpose.startswith("4 ")


@pytest.mark.parametrize(
    ("who", "status"),
    [("hr", 200), ("inspector", 200), ("leader", 200), ("evaluator", 200), ("colleague", 403)],
)
def test_only_roles_export(client_for, small, who, status):
    response = client_for(getattr(small, who).user).get(EXPORT)
    assert response.status_code == status
    if response.streaming:
        assert exported(response)[1]


def test_visitors_must_log_in(client, small):
    assert client.get(LIST).status_code == 302
