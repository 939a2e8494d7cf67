"""Certificates from outside: handed in, verified by HR, doubles refused."""

import datetime as dt

import pytest
from django.urls import reverse

from asn_portal.core.models import Notice
from employees.actors import actor_of
from employees.enums import EmployeeKind
from employees.models import Employee
from tests.employees.factories import RoleGrantFactory, member, office
from tests.support.pages import texts
from tests.training.factories_proofs import photo, proof, scan, status_of
from training.enums import CertificateStatus
from training.models import Certificate
from training.selectors.certificates import waiting_count
from training.selectors.hours import hours_standing_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)
NEW = "/pelatihan/sertifikat/unggah/"


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


def actor(person):
    return actor_of(person.user, today=TODAY)


def typed(**changes):
    values = {
        "name": "Kursus Statistik Dasar",
        "organiser": "Universitas Terbuka",
        "form": "course",
        "starts_on": "2026-01-12",
        "ends_on": "2026-01-14",
        "hours": "12",
        "minutes": "",
        "number": "No. 12/UT/2026",
        "file": scan(),
    }
    return values | changes


def waiting(person, hours=4, **fields):
    return proof(person, hours, state=CertificateStatus.SUBMITTED, **fields)


def url(name, certificate):
    return reverse(f"training:certificate_{name}", args=[certificate.pk])


def decide(client, certificate, decision="verify", **data):
    return client.post(url("decide", certificate), {"decision": decision, **data})


def test_a_certificate_is_handed_in_and_waits_for_hr(place, client_for):
    response = client_for(place.staff[0].user).post(NEW, typed())
    made = Certificate.objects.get()
    assert response.status_code == 302
    assert (made.state, made.hours, made.year, made.unit) == ("submitted", 12, 2026, place.bidang)
    assert made.file_type == "application/pdf"
    assert hours_standing_of(actor=actor(place.staff[0]), employee=place.staff[0], year=2026).counted == 0
    assert waiting_count(actor=actor(place.hr)) == 1


@pytest.mark.parametrize(
    ("hours", "minutes", "counted", "kept"),
    [
        pytest.param("5", "180", 5, None, id="J5-printed-5-wins"),
        pytest.param("", "180", 4, 180, id="J5-hours-alone-give-4"),
    ],
)
def test_printed_hours_win(place, client_for, hours, minutes, counted, kept):
    client_for(place.staff[0].user).post(NEW, typed(hours=hours, minutes=minutes))
    made = Certificate.objects.get()
    assert (made.hours, made.minutes) == (counted, kept)


def test_the_year_is_that_of_the_last_day(place, client_for):
    client_for(place.staff[0].user).post(NEW, typed(starts_on="2025-12-29", ends_on="2026-01-02"))
    assert Certificate.objects.get().year == 2026  # J6


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"name": "Lain", "number": "no.12 / ut / 2026"}, id="J7-same-number-and-date"),
        pytest.param({"name": " KURSUS statistik  dasar.", "number": ""}, id="same-name-organiser-days"),
    ],
)
def test_a_double_is_refused_and_names_the_first(place, client_for, changes):
    client = client_for(place.staff[0].user)
    client.post(NEW, typed())
    page = client.post(NEW, typed(file=scan(), **changes))
    assert page.status_code == 422
    assert "Kursus Statistik Dasar" in page.content.decode()
    assert "14 Januari 2026" in page.content.decode()
    assert Certificate.objects.count() == 1


def test_a_colleague_may_hand_in_the_same_training(place, client_for):
    for person in place.staff[:2]:
        client_for(person.user).post(NEW, typed(file=scan()))
    assert Certificate.objects.count() == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"ends_on": "2026-03-05"},
        {"ends_on": "2026-01-11"},
        {"starts_on": "1926-01-12"},
        {"starts_on": "2012-01-12"},
        {"starts_on": "30-02-2026"},
        {"hours": "", "minutes": ""},
        {"hours": "", "minutes": "20"},
        {"hours": "-3"},
        {"hours": "900"},
        {"form": "sihir"},
        {"file": ""},
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_and_keeps_what_was_typed(place, client_for, changes):
    page = client_for(place.staff[0].user).post(NEW, typed(**changes))
    assert page.status_code == 422
    assert "Universitas Terbuka" in page.content.decode()
    assert not Certificate.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("sertifikat.pdf", b"MZ\x90\x00 not a pdf", 422),
        ("sertifikat.pdf", b"<html><script>alert(1)</script>", 422),
        ("sertifikat.exe", b"%PDF-1.7 inside", 302),
    ],
)
def test_the_content_decides_what_a_file_is(place, client_for, name, content, code):
    page = client_for(place.staff[0].user).post(NEW, typed(file=scan(name, content)))
    assert page.status_code == code


def test_self_learning_counts_only_with_a_report(place, client_for):
    client = client_for(place.staff[0].user)
    values = typed(form="self_learning", file="")
    assert client.post(NEW, values).status_code == 422
    client.post(NEW, values | {"file": photo()})
    assert Certificate.objects.get().is_own_initiative


def test_hr_verifies_and_the_hours_count(place, client_for):
    certificate = waiting(place.staff[0], 6)
    assert decide(client_for(place.hr.user), certificate).status_code == 302
    standing = hours_standing_of(actor=actor(place.hr), employee=place.staff[0], year=2026)
    assert standing.counted == 6
    assert Notice.objects.get(event="certificate_verified").user == place.staff[0].user


def test_a_refusal_needs_a_reason_and_frees_the_proof(place, client_for):
    person = place.staff[0]
    client_for(person.user).post(NEW, typed())
    certificate = Certificate.objects.get()
    assert decide(client_for(place.hr.user), certificate, "refuse").status_code == 422
    decide(client_for(place.hr.user), certificate, "refuse", note="Pindaian tidak terbaca")
    assert Notice.objects.get(event="certificate_refused").params["note"] == "Pindaian tidak terbaca"
    assert client_for(person.user).post(NEW, typed(file=scan())).status_code == 302


def test_of_two_decisions_the_second_is_a_conflict(place, client_for):
    certificate = waiting(place.staff[0])
    decide(client_for(place.hr.user), certificate)
    page = decide(client_for(place.hr.user), certificate, "refuse", note="Terlambat")
    assert page.status_code == 409
    assert "Terlambat" in page.content.decode()


def test_above_the_ceiling_of_pppk_a_reason_is_needed_or_it_is_independent(place, client_for):
    Employee.objects.filter(pk=place.staff[0].pk).update(kind=EmployeeKind.PPPK)
    proof(place.staff[0], 20)
    certificate = waiting(place.staff[0], 8)  # J3: 28 > 24
    client = client_for(place.hr.user)
    assert decide(client, certificate).status_code == 422
    decide(client, certificate, as_own_initiative="on")
    standing = hours_standing_of(actor=actor(place.hr), employee=place.staff[0], year=2026)
    assert (standing.counted, standing.weighed, standing.is_over_ceiling) == (28, 20, False)


def test_the_person_withdraws_before_the_decision(place, client_for):
    certificate = waiting(place.staff[0])
    assert client_for(place.staff[0].user).post(url("withdraw", certificate)).status_code == 302
    assert client_for(place.staff[0].user).post(url("withdraw", certificate)).status_code == 409
    assert waiting_count(actor=actor(place.hr)) == 0


def test_hr_never_verifies_its_own_certificate(place, client_for):
    certificate = waiting(place.hr)
    assert waiting_count(actor=actor(place.hr)) == 0
    assert decide(client_for(place.hr.user), certificate).status_code == 403


def test_who_sees_and_who_decides(place, client_for):
    certificate = waiting(place.staff[0])
    people = [
        place.staff[0],
        place.evaluator,
        place.inspector,
        place.staff[1],
        place.colleague,
        place.outsider,
    ]
    shown = [client_for(p.user).get(url("detail", certificate)).status_code for p in people]
    assert shown == [200, 200, 200, 404, 404, 404]
    decided = [decide(client_for(p.user), certificate).status_code for p in people]
    assert decided == [403, 403, 403, 404, 404, 404]


def test_who_opens_the_file(place, client_for):
    client_for(place.staff[0].user).post(NEW, typed())
    target = url("file", Certificate.objects.get())
    people = [place.staff[0], place.hr, place.evaluator, place.head, place.inspector, place.leader]
    codes = [status_of(client_for(p.user), target) for p in people]
    assert codes == [200, 200, 200, 200, 403, 403]
    assert client_for(place.colleague.user).get(target).status_code == 404


def test_an_uploaded_file_may_run_nothing(place, client_for):
    client = client_for(place.staff[0].user)
    client.post(NEW, typed())
    response = client.get(url("file", Certificate.objects.get()))
    list(response.streaming_content)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_hr_of_another_office_has_neither_the_row_nor_the_page(place, client_for):
    certificate = waiting(place.staff[0])
    near, far = member(place.dinas, "HR Dinkes"), member(place.other_dinas, "HR Disdik")
    for person in (near, far):
        RoleGrantFactory(user=person.user, unit=person.unit)
    rows = [len(texts(client_for(p.user).get("/pelatihan/sertifikat/"), "tbody tr")) for p in (near, far)]
    assert rows == [1, 0]
    assert decide(client_for(far.user), certificate).status_code == 404
    assert decide(client_for(near.user), certificate).status_code == 302


def test_the_queue_filters_and_costs_the_same_with_many_rows(place, client_for, count_queries):
    client = client_for(place.hr.user)
    waiting(place.staff[0])
    few = count_queries(client, "training:certificate_list")
    for number in range(12):
        waiting(place.staff[number % 3], name=f"Seminar {number}")
    assert count_queries(client, "training:certificate_list") == few <= 12
    found = client.get("/pelatihan/sertifikat/?q=seminar 1&form=workshop&tahun=2026")
    assert len(texts(found, "tbody tr")) == 3
    assert client.get("/pelatihan/sertifikat/?tahun=x&form=y&after=bm9wZQ").status_code == 200
    assert client.get("/pelatihan/sertifikat/?tampil=selesai").status_code == 200


def test_only_hr_has_the_queue(place, client_for):
    people = [place.staff[0], place.evaluator, place.inspector]
    assert [client_for(p.user).get("/pelatihan/sertifikat/").status_code for p in people] == [403] * 3
