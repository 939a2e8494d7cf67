"""Corrections of one's own record."""

import datetime as dt

import pytest
from django.urls import reverse

from asn_portal.core.models import AccessLog, AgencyPolicy, Notice, TransitionLog
from asn_portal.inbox import load_inbox
from employees.actors import actor_of
from employees.enums import CorrectionStatus
from employees.models import CorrectionRequest, Employee
from employees.selectors.corrections import open_corrections_count
from employees.services import corrections
from tests.employees.factories import RoleGrantFactory, member, office
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def place():
    return office()


def actor(person):
    return actor_of(person.user, today=TODAY)


def ask(person, field="phone", value="0812 3456 7890", note=""):
    wish = corrections.Wish(field=field, value=value, note=note)
    return corrections.request_correction(employee=person, wish=wish, actor=actor(person))


def answer(client, request, decision="accept", **data):
    url = reverse("employees:correction_answer", args=[request.pk])
    return client.post(url, {"decision": decision, "value": request.requested_value, **data})


def test_one_click_shows_the_field_and_what_is_recorded(place, client_for):
    Employee.objects.filter(pk=place.staff[0].pk).update(birth_place="Sibolga")
    page = client_for(place.staff[0].user).get("/koreksi/baru/?field=birth_place")
    assert texts(page, "h1") == ["Tempat lahir"] or texts(page, "h1") == ["Place of birth"]
    assert "Sibolga" in page.content.decode()


def test_a_request_reaches_hr_in_the_portal_only_with_its_deadline(place, client_for, freeze, mailoutbox):
    freeze(2026, 3, 2)
    response = client_for(place.staff[0].user).post(
        "/koreksi/baru/?field=phone", {"requested_value": "0812 3456 7890", "note": "Nomor lama hilang"}
    )
    made = CorrectionRequest.objects.get()
    assert response.status_code == 302
    assert (made.due_on, made.unit, made.note) == (dt.date(2026, 3, 9), place.bidang, "Nomor lama hilang")
    assert set(Notice.objects.values_list("user_id", "event")) == {(place.hr.user_id, "correction_new")}
    assert not mailoutbox


def test_the_agency_sets_the_deadline(place, freeze):
    freeze(2026, 3, 2)
    AgencyPolicy.objects.create(
        agency=place.agency, key="corrections.answer_days", value=2, starts_on=dt.date(2026, 1, 1)
    )
    assert ask(place.staff[0]).due_on == dt.date(2026, 3, 4)


def test_a_second_request_for_the_same_field_is_refused_in_words(place, client_for):
    ask(place.staff[0])
    client = client_for(place.staff[0].user)
    page = client.get("/koreksi/baru/?field=phone")
    assert soup(page).select_one(".notice-wait")
    page = client.post("/koreksi/baru/?field=phone", {"requested_value": "0813 0000 0000"})
    assert page.status_code == 422
    assert CorrectionRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("birth_date", "30-02-1990"), ("email", "bukan surel"), ("nik", "123"), ("name", "  "), ("sex", "x")],
)
def test_what_cannot_be_is_refused_and_stays_in_the_form(place, client_for, field, value):
    page = client_for(place.staff[0].user).post(
        f"/koreksi/baru/?field={field}", {"requested_value": value, "note": "Lihat KTP"}
    )
    assert page.status_code == 422
    assert "Lihat KTP" in page.content.decode()
    assert not CorrectionRequest.objects.exists()


def test_yes_writes_a_plain_field_with_history_and_tells_the_person(place, client_for):
    request = ask(place.staff[0], "name", "Ani Lestari Wulandari")
    assert answer(client_for(place.hr.user), request).status_code == 302
    person = Employee.objects.get(pk=place.staff[0].pk)
    assert (person.name, person.sort_name) == ("Ani Lestari Wulandari", "ani lestari wulandari")
    newest = person.history.first()
    assert newest.history_change_reason == f"correction {request.pk}"
    assert newest.history_user == place.hr.user
    assert Notice.objects.filter(user=person.user, event="correction_accepted").count() == 1


def test_hr_may_put_the_spelling_right_while_saying_yes(place, client_for):
    request = ask(place.staff[0], "birth_place", "sibolga")
    answer(client_for(place.hr.user), request, value="Sibolga")
    assert Employee.objects.get(pk=place.staff[0].pk).birth_place == "Sibolga"


@pytest.mark.parametrize("decision", ["accept", "refuse"])
def test_a_matter_of_records_is_not_answered_without_words(place, client_for, decision):
    request = ask(place.staff[0], "evaluator", "Bu Citra")
    assert answer(client_for(place.hr.user), request, decision).status_code == 422
    assert answer(client_for(place.hr.user), request, decision, answer="Sudah dicek").status_code == 302
    request.refresh_from_db()
    assert request.answer == "Sudah dicek"


def test_a_refusal_needs_a_reason(place, client_for):
    request = ask(place.staff[0])
    assert answer(client_for(place.hr.user), request, "refuse").status_code == 422
    answer(client_for(place.hr.user), request, "refuse", answer="Nomor itu milik orang lain")
    person = Employee.objects.get(pk=place.staff[0].pk)
    assert person.phone == ""
    assert Notice.objects.get(event="correction_refused").params["answer"] == "Nomor itu milik orang lain"


def test_of_two_answers_the_second_is_a_conflict_that_says_who(place, client_for):
    request = ask(place.staff[0])
    stale = CorrectionRequest.objects.get(pk=request.pk)
    answer(client_for(place.hr.user), request)
    page = answer(client_for(place.hr.user), stale, "refuse", answer="Terlambat")
    assert page.status_code == 409
    assert place.hr.name in page.content.decode()
    assert "Terlambat" in page.content.decode()
    assert TransitionLog.objects.filter(subject_type="correction").count() == 2


def test_the_person_withdraws_and_may_ask_again(place, client_for):
    request = ask(place.staff[0])
    client_for(place.staff[0].user).post(f"/koreksi/{request.pk}/tarik/")
    request.refresh_from_db()
    assert request.state == CorrectionStatus.WITHDRAWN
    assert ask(place.staff[0]).pk != request.pk


def test_hr_never_answers_its_own_request(place, client_for):
    request = ask(place.hr)
    assert open_corrections_count(actor=actor(place.hr)) == 0
    assert answer(client_for(place.hr.user), request).status_code == 403


def test_who_sees_a_request(place, client_for):
    request = ask(place.staff[0])
    people = [place.staff[0], place.hr, place.inspector, place.staff[1], place.evaluator, place.outsider]
    url = f"/koreksi/{request.pk}/"
    assert [client_for(p.user).get(url).status_code for p in people] == [200, 200, 200, 404, 404, 404]
    others = [place.staff[0], place.inspector, place.staff[1], place.outsider]
    assert [answer(client_for(p.user), request).status_code for p in others] == [403, 403, 404, 404]


def test_hr_of_another_office_has_neither_the_queue_row_nor_the_request(place, client_for):
    request = ask(place.staff[0])
    near, far = member(place.dinas, "HR Dinkes"), member(place.other_dinas, "HR Disdik")
    for person in (near, far):
        RoleGrantFactory(user=person.user, unit=person.unit)
    counts = [len(texts(client_for(p.user).get("/koreksi/"), "tbody tr")) for p in (near, far)]
    assert counts == [1, 0]
    assert answer(client_for(far.user), request).status_code == 404
    assert answer(client_for(near.user), request).status_code == 302


def test_the_queue_has_the_nearest_deadline_first_and_marks_what_is_late(place, client_for, freeze):
    freeze(2026, 3, 2)
    early = ask(place.staff[0])
    freeze(2026, 3, 9)
    ask(place.staff[1])
    freeze(2026, 3, 11)
    rows = texts(client_for(place.hr.user).get("/koreksi/"), "tbody tr")
    assert len(rows) == 2
    assert early.employee.name in rows[0]
    assert len(soup(client_for(place.hr.user).get("/koreksi/")).select("tbody .badge-bad")) == 1


def test_the_inbox_names_the_field_and_not_the_private_value(place):
    request = ask(place.staff[0])
    (row,) = load_inbox(actor=actor(place.hr)).rows
    assert row.pk == request.pk
    assert "0812" not in row.subject


def test_reading_private_data_in_a_request_is_logged(place, client_for):
    request = ask(place.staff[0])
    for person in (place.staff[0], place.hr):
        client_for(person.user).get(f"/koreksi/{request.pk}/")
    log = AccessLog.objects.get()
    assert (log.user, log.subject_id, log.what) == (place.hr.user, place.staff[0].pk, "phone")


def test_the_queue_costs_the_same_with_many_rows(place, client_for, count_queries):
    client = client_for(place.hr.user)
    ask(place.staff[0])
    few = count_queries(client, "employees:correction_queue")
    for person in (*place.staff[1:], place.colleague, place.evaluator, place.head):
        ask(person, "phone")
        ask(person, "birth_place", "Langsa")
    assert count_queries(client, "employees:correction_queue") == few <= 12


@pytest.mark.parametrize("token", ["bm9wZQ", "WyJuIiwiYWJjIiwxXQ", "WyJuIiwxLDFd", "%00"])
def test_an_odd_token_shows_the_first_page(place, client_for, token):
    ask(place.staff[0])
    for query in ("", "&tampil=selesai"):
        assert client_for(place.hr.user).get(f"/koreksi/?after={token}{query}").status_code == 200
