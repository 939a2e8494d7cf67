"""What every request passes: language, login by default, security headers, the zone of the agency."""

import pytest
from django.test import Client

from tests.employees.factories import AgencyFactory, EmployeeFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(client_for):
    return client_for(EmployeeFactory().user)


def language(response):
    return response["Content-Language"], response.content.decode().split('<html lang="')[1][:2]


def test_pages_are_indonesian_unless_the_cookie_says_otherwise(client):
    assert language(client.get("/akun/login/")) == ("id", "id")
    client.post("/bahasa/", {"language": "en", "next": "/akun/login/"})
    assert language(client.get("/akun/login/")) == ("en", "en")


@pytest.mark.parametrize("odd", ["xx", "", "../../etc", "en-GB" * 99])
def test_an_unknown_language_is_ignored(client, odd):
    client.post("/bahasa/", {"language": odd})
    client.cookies["language"] = odd
    assert language(client.get("/akun/login/")) == ("id", "id")


@pytest.mark.parametrize(
    "target", ["https://example.org/", "//example.org", "javascript:alert(1)", "\\\\example.org"]
)
def test_the_switch_leads_nowhere_else(client, target):
    assert client.post("/bahasa/", {"language": "en", "next": target}).url == "/"


def test_the_language_of_the_browser_changes_nothing(client):
    assert language(client.get("/akun/login/", headers={"accept-language": "en"})) == ("id", "id")


def test_login_is_the_default_and_keeps_where_one_wanted_to_go(client):
    response = client.get("/kinerja/bukti/")
    assert (response.status_code, response.url) == (302, "/akun/login/?next=/kinerja/bukti/")


def test_an_address_that_does_not_exist_is_404_for_everybody(client, visitor):
    assert client.get("/tidak/ada/").status_code == 404
    assert visitor.get("/tidak/ada/").status_code == 404


def test_pages_carry_the_headers_that_keep_them_safe(visitor):
    headers = visitor.get("/").headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
    assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"]) == ("DENY", "nosniff")


def test_a_form_without_the_csrf_token_is_refused_with_a_page(db):
    response = Client(enforce_csrf_checks=True).post("/akun/login/", {"login": "a", "password": "b"})
    assert response.status_code == 403
    assert b"<main" in response.content


def test_times_are_told_in_the_zone_of_the_agency(client_for, freeze):
    freeze(2026, 3, 2, 7, 30)
    east = EmployeeFactory(agency=AgencyFactory(time_zone="Asia/Jayapura"))
    assert "Selamat pagi" in client_for(east.user).get("/").content.decode()
    freeze(2026, 3, 2, 9, 30)
    assert "Selamat siang" in client_for(east.user).get("/").content.decode()


def test_a_technician_without_a_person_gets_no_page_of_a_person(client_for):
    assert client_for(UserFactory(is_staff=True)).get("/profil/").status_code == 404


NUL_PAGES = ["/cari/?q=a%00b", "/pegawai/?q=a%00b", "/unit/?q=a%00b", "/kinerja/umpan-balik/beri/?q=a%00b"]


@pytest.mark.parametrize("address", [*NUL_PAGES, "/api/v1/people/?q=a%00b&state=%00", "/tim/?after=%00"])
def test_a_nul_in_the_address_is_no_error_on_any_database(visitor, address):
    assert visitor.get(address).status_code == 200
