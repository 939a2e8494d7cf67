"""The pages of the hours: the own year, a person's, a unit's."""

import datetime as dt

import pytest
from django.urls import reverse

from employees.actors import actor_of
from employees.enums import EmployeeKind
from employees.models import Employee, Unit
from tests.employees.factories import member, office
from tests.support.pages import texts
from tests.training.factories_proofs import attended, finished_class, follow_up, proof
from training.enums import CertificateStatus
from training.selectors import unit_hours

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)
MINE = "/pelatihan/jp/"
UNITS = "/pelatihan/jp/unit/"


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


def actor(person):
    return actor_of(person.user, today=TODAY)


def figures(person, unit, year=2026):
    total, _parts = unit_hours.unit_hours(actor=actor(person), unit=unit, year=year, today=TODAY)
    return total


def test_the_own_year_says_what_is_missing_and_why(place, client_for):
    proof(place.staff[0], 12, name="E-learning SPBE")
    proof(place.staff[0], 6, name="Lokakarya Layanan")
    proof(place.staff[0], 9, name="Menunggu", state=CertificateStatus.SUBMITTED)
    proof(place.staff[0], 22, name="Tahun lalu", ends_on=dt.date(2025, 11, 3))
    page = client_for(place.staff[0].user).get(MINE).content.decode()
    assert "18" in page
    assert "90%" in page
    assert all(name in page for name in ("E-learning SPBE", "Lokakarya Layanan", "Menunggu", "2025"))


def test_an_empty_year_says_what_to_do(place, client_for):
    page = client_for(place.staff[0].user).get(MINE)
    assert "/pelatihan/sertifikat/unggah/" in page.content.decode()


def test_feedback_is_offered_for_a_class_that_has_just_ended(place, client_for):
    enrolment = attended(place.staff[0])
    attended(place.staff[0], finished_class(place.agency, name="Lama", ends_on=dt.date(2025, 6, 1)))
    links = client_for(place.staff[0].user).get(MINE).content.decode()
    assert links.count("/pelatihan/umpan-balik/") == 1
    assert f"/pelatihan/umpan-balik/{enrolment.pk}/" in links


def test_who_sees_the_hours_of_a_person(place, client_for):
    url = reverse("training:person_hours", args=[place.staff[0].pk])
    people = [place.staff[0], place.evaluator, place.head, place.hr, place.inspector]
    assert [client_for(p.user).get(url).status_code for p in people] == [200] * 5
    others = [place.staff[1], place.colleague, place.outsider]
    assert [client_for(p.user).get(url).status_code for p in others] == [404] * 3


def test_the_own_page_costs_the_same_with_many_certificates(place, client_for, count_queries):
    client = client_for(place.staff[0].user)
    proof(place.staff[0])
    few = count_queries(client, "training:my_hours")
    for number in range(15):
        proof(place.staff[0], ends_on=dt.date(2026 - number % 3, 1, 5))
        enrolment = attended(place.staff[0], finished_class(place.agency, name=f"Kelas {number}"))
        follow_up(place.staff[0], enrolment=enrolment)
    assert count_queries(client, "training:my_hours") == few <= 12


def test_a_unit_of_40_with_31_fulfilled_has_77_5_percent(place, client_for):
    for number in range(40):
        person = member(place.other_dinas, f"Pegawai J9 {number:02d}")
        proof(person, 20 if number < 31 else 19)
    Employee.objects.filter(pk=place.colleague.pk).update(is_active=False)
    total = figures(place.hr, place.other_dinas)
    assert (total.pns, total.fulfilled, total.below, total.share) == (40, 31, 9, 77.5)  # J9
    page = client_for(place.hr.user).get(f"{UNITS}?unit={place.root.pk}")
    assert "77,5%" in page.content.decode()


def test_pppk_are_counted_apart_and_only_assigned_hours_against_their_ceiling(place):
    pppk, own = place.staff[:2]
    Employee.objects.filter(pk__in=[pppk.pk, own.pk]).update(kind=EmployeeKind.PPPK)
    proof(pppk, 25)
    proof(own, 24)
    proof(own, 6, is_own_initiative=True)
    total = figures(place.hr, place.bidang)
    assert (total.pns, total.pppk, total.over) == (2, 2, 1)


def test_the_lists_show_who_is_below_and_who_is_above(place, client_for):
    proof(place.staff[0], 20)
    Employee.objects.filter(pk=place.staff[1].pk).update(kind=EmployeeKind.PPPK)
    proof(place.staff[1], 30)
    client = client_for(place.evaluator.user)
    below = texts(client.get(f"{UNITS}?unit={place.bidang.pk}"), "tbody tr .cell-main")
    above = texts(client.get(f"{UNITS}?unit={place.bidang.pk}&tampil=lewat"), "tbody tr .cell-main")
    everybody = texts(client.get(f"{UNITS}?tampil=semua"), "tbody tr .cell-main")
    assert below == [place.staff[2].full_name, place.evaluator.full_name]
    assert above == [place.staff[1].full_name]
    assert len(everybody) == 4


def test_who_sees_which_unit(place, client_for):
    url = f"{UNITS}?unit={place.bidang.pk}"
    people = [place.hr, place.inspector, place.leader, place.head, place.evaluator]
    assert [client_for(p.user).get(url).status_code for p in people] == [200] * 5
    assert client_for(place.staff[0].user).get(UNITS).status_code == 403
    assert client_for(place.head.user).get(f"{UNITS}?unit={place.other_dinas.pk}").status_code == 404
    assert client_for(place.outsider.user).get(UNITS).status_code == 403


@pytest.mark.parametrize("query", ["unit=x", "unit=99999999999999", "tahun=1", "tampil=apa", "after=bm9wZQ"])
def test_odd_addresses_show_a_page(place, client_for, query):
    assert client_for(place.hr.user).get(f"{UNITS}?{query}").status_code == 200


def test_the_overview_costs_the_same_with_many_people(place, client_for, count_queries):
    client = client_for(place.hr.user)
    few = count_queries(client, "training:unit_hours")
    for number in range(12):
        proof(member(place.dinas, f"Banyak {number:02d}"), number + 1)
    assert count_queries(client, "training:unit_hours") == few <= 12


def test_the_head_of_a_closed_unit_gets_no_error(place, client_for):
    Unit.objects.filter(pk=place.bidang.pk).update(ends_on=dt.date(2026, 2, 1))
    assert client_for(place.evaluator.user).get(UNITS).status_code in {200, 403}
