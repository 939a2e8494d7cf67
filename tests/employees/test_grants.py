"""Role grants given and ended by HR of the whole government."""

import datetime as dt

import pytest
from django.urls import reverse

from asn_portal.core.models import TransitionLog
from employees.models import RoleGrant
from tests.employees.factories import EmployeeFactory, RoleGrantFactory, member, office
from tests.support.pages import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


def give(client, person, top, **data):
    fields = {"role": "hr", "unit": top.pk, "starts_on": "2026-03-02", "reason": "SK 800/12/2026"}
    return client.post(reverse("employees:grant_new", args=[person.pk]), fields | data)


def end(client, grant, **data):
    fields = {"when": "day", "ends_on": "2026-03-02", "reason": "Mutasi"}
    return client.post(reverse("employees:grant_detail", args=[grant.pk]), fields | data)


def test_a_given_role_opens_the_units_below_and_no_others(place, client_for):
    helper, patient = place.colleague, place.staff[0]
    profile = reverse("employees:profile", args=[patient.pk])
    assert client_for(helper.user).get(profile).status_code == 404
    assert give(client_for(place.hr.user), helper, place.dinas).status_code == 302
    assert client_for(helper.user).get(profile).status_code == 200
    elsewhere = member(place.root, "Di Luar Dinas")
    assert client_for(helper.user).get(reverse("employees:profile", args=[elsewhere.pk])).status_code == 404
    log = TransitionLog.objects.get(subject_type="grant")
    assert (log.transition, log.note, log.user) == ("grant", "SK 800/12/2026", place.hr.user)


def test_the_day_after_its_last_day_a_role_opens_nothing(place, client_for, freeze):
    give(client_for(place.hr.user), place.colleague, place.dinas, ends_on="2026-03-04")
    profile = reverse("employees:profile", args=[place.staff[0].pk])
    seen = []
    for day in (4, 5):
        freeze(2026, 3, day)
        seen.append(client_for(place.colleague.user).get(profile).status_code)
    assert seen == [200, 404]


def test_a_role_ended_at_once_opens_nothing_the_same_day(place, client_for):
    give(client_for(place.hr.user), place.colleague, place.dinas)
    grant = RoleGrant.objects.get(user=place.colleague.user)
    profile = reverse("employees:profile", args=[place.staff[0].pk])
    client = client_for(place.colleague.user)
    assert client.get(profile).status_code == 200
    assert end(client_for(place.hr.user), grant, when="now", ends_on="").status_code == 302
    assert client.get(profile).status_code == 404
    assert grant.history.first().history_change_reason == "Mutasi"


def test_an_end_is_set_once_over_is_over(place, client_for, freeze):
    grant = RoleGrantFactory(user=place.colleague.user, unit=place.dinas)
    assert end(client_for(place.hr.user), grant).status_code == 302
    freeze(2026, 3, 3)
    assert end(client_for(place.hr.user), grant, ends_on="2026-03-03").status_code == 409


def test_nobody_gives_or_ends_the_own_role(place, client_for):
    client = client_for(place.hr.user)
    own = RoleGrant.objects.get(user=place.hr.user)
    assert give(client, place.hr, place.root, role="inspector").status_code == 403
    assert end(client, own).status_code == 403
    assert RoleGrant.objects.filter(user=place.hr.user).count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_on": "2026-03-01"},
        {"ends_on": "2026-03-01"},
        {"reason": ""},
        {"unit": "999999"},
        {"unit": "x"},
        {"role": "head"},
        {"starts_on": "besok"},
    ],
    ids=str,
)
def test_a_role_that_cannot_be_is_refused_with_the_form_kept(place, client_for, wrong):
    page = give(client_for(place.hr.user), place.colleague, place.dinas, **wrong)
    assert page.status_code == 422
    assert not RoleGrant.objects.filter(user=place.colleague.user).exists()


def test_the_same_role_twice_in_one_time_is_refused(place, client_for):
    give(client_for(place.hr.user), place.colleague, place.dinas)
    page = give(client_for(place.hr.user), place.colleague, place.dinas, starts_on="2026-05-01")
    assert page.status_code == 422


def test_a_person_without_account_gets_no_role(place, client_for):
    bare = EmployeeFactory(without_account=True, unit=place.dinas, agency=place.agency)
    page = client_for(place.hr.user).get("/akses/baru/", {"cari": bare.name})
    assert not [link for link in texts(page, "a.btn") if "Pilih" in link]
    assert give(client_for(place.hr.user), bare, place.dinas).status_code == 422


def test_people_and_units_of_another_government_do_not_exist_here(place, client_for):
    client = client_for(place.hr.user)
    assert give(client, place.outsider, place.root).status_code == 404
    assert give(client, place.colleague, place.outsider.unit).status_code == 422
    foreign = RoleGrantFactory(user=place.outsider.user, unit=place.outsider.unit)
    assert client.get(reverse("employees:grant_detail", args=[foreign.pk])).status_code == 404
    assert texts(client.get("/akses/baru/", {"cari": "Orang Luar"}), ".card .rows li") == []


def test_who_may_look_and_who_may_give(place, client_for):
    local = member(place.dinas, "HR Dinkes")
    RoleGrantFactory(user=local.user, unit=place.dinas)
    people = [place.hr, place.inspector, place.leader, local, place.staff[0], place.outsider]
    looks = [client_for(p.user).get("/akses/").status_code for p in people]
    gives = [give(client_for(p.user), place.colleague, place.dinas).status_code for p in people[1:]]
    assert looks == [200, 200, 403, 403, 403, 403]
    assert set(gives) == {403}


def test_the_list_is_searched_and_keeps_the_ended_ones_apart(place, client_for):
    old = RoleGrantFactory(user=place.colleague.user, unit=place.dinas, ends_on=dt.date(2025, 1, 1))
    client = client_for(place.hr.user)
    assert len(texts(client.get("/akses/"), "tbody tr")) == 3
    assert len(texts(client.get("/akses/", {"q": "inspector"}), "tbody tr")) == 1
    (row,) = texts(client.get("/akses/", {"tampil": "lama"}), "tbody tr")
    assert old.user.full_name in row


def test_the_list_costs_the_same_with_many_grants(place, client_for, count_queries):
    client = client_for(place.hr.user)
    few = count_queries(client, "employees:grant_list")
    for person in (*place.staff, place.colleague, place.head):
        RoleGrantFactory(user=person.user, unit=person.unit, granted_by=place.hr.user)
    assert count_queries(client, "employees:grant_list") == few <= 12
