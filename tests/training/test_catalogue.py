"""The catalogue for everybody, one's own trainings, and the desk's providers and programmes."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.employees.factories import RoleGrantFactory, office
from tests.support.pages import soup, texts
from tests.training.factories import ClassFactory, EnrolmentFactory, ProgrammeFactory, ProviderFactory
from training.models import Programme, Provider

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


@pytest.fixture
def provider(place):
    return ProviderFactory(agency=place.agency, name="LAN")


def url(name, *args):
    return reverse(f"training:{name}", args=args)


def titles(response):
    return texts(response, "article h2")


def course(provider, name, **fields):
    inside = {key: fields.pop(key) for key in ("form", "field", "hours", "price") if key in fields}
    return ClassFactory(programme=ProgrammeFactory(provider=provider, name=name, **inside), **fields)


def test_everybody_sees_the_classes_to_enrol_in_soonest_first(place, provider, client_for):
    course(provider, "Kedua", starts_on=dt.date(2026, 4, 8))
    course(provider, "Pertama")
    course(provider, "Disiapkan", draft=True)
    course(provider, "Batal", cancelled=True)
    course(provider, "Lampau", past=True)
    course(ProviderFactory(), "Pemerintah lain")
    assert titles(client_for(place.staff[0].user).get(url("catalogue"))) == ["Pertama", "Kedua"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "SURVEILANS"}, ["Surveilans daring"]),
        ({"bentuk": "e_learning"}, ["Surveilans daring"]),
        ({"bidang": "education"}, ["Kurikulum"]),
        ({"kursi": "on"}, ["Kurikulum"]),
        ({"bentuk": "tidak-ada", "q": "kurikulum"}, ["Kurikulum"]),
        ({"q": "%"}, ["Surveilans daring", "Kurikulum"]),
        ({"after": "bm9wZQ"}, ["Surveilans daring", "Kurikulum"]),
        ({"after": "WyJuIiwxLDFd"}, ["Surveilans daring", "Kurikulum"]),
    ],
)
def test_the_catalogue_is_narrowed_by_the_address(place, provider, client_for, query, found):
    course(provider, "Surveilans daring", form="e_learning", full=True)
    course(provider, "Kurikulum", field="education")
    assert titles(client_for(place.staff[0].user).get(url("catalogue"), query)) == found


def test_a_card_says_what_the_own_state_is(place, provider, client_for):
    row = course(provider, "Surveilans")
    EnrolmentFactory(training_class=row, employee=place.staff[0], placed=True)
    mine = client_for(place.staff[0].user).get(url("catalogue"))
    other = client_for(place.staff[1].user).get(url("catalogue"))
    assert len(soup(mine).select("article .badge")) == 2
    assert len(soup(other).select("article .badge")) == 1


def test_an_empty_catalogue_says_what_will_be_here(place, client_for):
    page = soup(client_for(place.staff[0].user).get(url("catalogue")))
    assert page.select_one(".empty-title")


def test_the_catalogue_is_paged_and_costs_the_same(place, provider, client_for, count_queries):
    client = client_for(place.hr.user)
    course(provider, "Awal")
    few = count_queries(client, "training:catalogue")
    for number in range(30):
        course(provider, f"Kelas {number}", starts_on=dt.date(2026, 4, 7))
    assert count_queries(client, "training:catalogue") == few <= 12
    first = client.get(url("catalogue"))
    after = soup(first).select_one("a[rel=next]")["href"]
    second = client.get(url("catalogue") + after)
    assert len(titles(first)) == 24
    assert len(titles(second)) == 7
    assert not {*titles(first)} & {*titles(second)}


def test_my_trainings_shows_only_mine(place, provider, client_for, count_queries):
    for person in place.staff:
        EnrolmentFactory(
            training_class=course(provider, f"Kelas {person.name}"), employee=person, placed=True
        )
    client = client_for(place.staff[0].user)
    assert texts(client.get(url("enrolment_list")), ".row-title") == [f"Kelas {place.staff[0].name}"]
    assert count_queries(client, "training:enrolment_list") <= 12


def test_hr_keeps_providers(place, client_for):
    client = client_for(place.hr.user)
    client.post(url("provider_new"), {"name": "Bapelkes", "kind": "state", "is_active": "on"})
    row = Provider.objects.get()
    assert (row.name, row.agency_id) == ("Bapelkes", place.agency.pk)
    again = client.post(url("provider_new"), {"name": "Bapelkes", "kind": "own", "contact": "0811"})
    assert again.status_code == 422
    assert "0811" in again.content.decode()
    client.post(url("provider_edit", row.pk), {"name": "Bapelkes Kota", "kind": "own"})
    row.refresh_from_db()
    assert (row.name, row.is_active) == ("Bapelkes Kota", False)


def test_hr_keeps_programmes_with_form_field_hours_and_price(place, provider, client_for):
    client = client_for(place.hr.user)
    data = {"name": "Étika Publik", "provider": provider.pk, "form": "course", "field": "health"}
    client.post(url("programme_new"), data | {"hours": "16", "price": "1500000", "is_active": "on"})
    row = Programme.objects.get()
    assert (row.sort_name, row.hours, row.price, row.field) == ("etika publik", 16, 1_500_000, "health")
    client.post(url("programme_edit", row.pk), data | {"hours": "20", "price": "0", "name": "Etika"})
    row.refresh_from_db()
    assert (row.hours, row.name, row.is_active) == (20, "Etika", False)


@pytest.mark.parametrize(
    "changes",
    [{"hours": "0"}, {"hours": "12,5"}, {"price": "-1"}, {"form": "x"}, {"provider": ""}, {"name": " "}],
)
def test_a_wrong_programme_is_refused_and_keeps_what_was_typed(place, provider, client_for, changes):
    data = {"name": "Etika", "provider": provider.pk, "form": "course", "hours": "12", "price": "0"}
    data |= {"description": "Isi pelajaran"} | changes
    response = client_for(place.hr.user).post(url("programme_new"), data)
    assert response.status_code == 422
    assert "Isi pelajaran" in response.content.decode()
    assert not Programme.objects.exists()


def test_the_same_programme_twice_is_refused(place, provider, client_for):
    ProgrammeFactory(provider=provider, name="Etika")
    data = {"name": "Etika", "provider": provider.pk, "form": "course", "hours": "12", "price": "0"}
    assert client_for(place.hr.user).post(url("programme_new"), data).status_code == 422


LISTS = ("class_list", "programme_list", "provider_list")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("hr", 200),
        ("office_hr", 200),
        ("leader", 200),
        ("inspector", 200),
        ("evaluator", 403),
        ("staff", 403),
    ],
)
def test_who_reads_the_desk(place, provider, client_for, who, status):
    course(provider, "Kelas")
    RoleGrantFactory(user=place.colleague.user, unit=place.other_dinas)
    person = {"staff": place.staff[0], "office_hr": place.colleague}.get(who) or getattr(place, who)
    client = client_for(person.user)
    assert {client.get(url(name)).status_code for name in LISTS} == {status}


@pytest.mark.parametrize("who", ["office_hr", "leader", "staff"])
def test_who_does_not_keep_the_catalogue(place, provider, client_for, who):
    RoleGrantFactory(user=place.colleague.user, unit=place.other_dinas)
    person = {"staff": place.staff[0], "office_hr": place.colleague}.get(who) or getattr(place, who)
    client = client_for(person.user)
    for name in ("provider_new", "programme_new", "class_new"):
        assert client.post(url(name), {"name": "X"}).status_code == 403
    assert client.post(url("provider_edit", provider.pk), {"name": "X"}).status_code == 403


def test_rows_of_another_government_are_not_there(place, provider, client_for):
    programme = ProgrammeFactory(provider=provider)
    RoleGrantFactory(user=place.outsider.user, unit=place.outsider.unit)
    client = client_for(place.outsider.user)
    assert client.get(url("provider_edit", provider.pk)).status_code == 404
    assert client.get(url("programme_edit", programme.pk)).status_code == 404
    assert provider.name not in client.get(url("provider_list")).content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_the_lists_of_the_desk_cost_the_same_for_many_rows(place, provider, client_for, count_queries, name):
    client = client_for(place.hr.user)
    EnrolmentFactory(training_class=course(provider, "Satu"), employee=place.staff[0])
    few = count_queries(client, f"training:{name}")
    for number in range(15):
        row = course(ProviderFactory(agency=place.agency), f"Kelas {number}")
        EnrolmentFactory(training_class=row, employee=place.staff[1], waiting=True)
    assert count_queries(client, f"training:{name}") == few <= 12
