"""The audit view: every decision of the own government, nothing of another."""

import datetime as dt

import pytest

from asn_portal.core.audit import record_access
from asn_portal.core.models import TransitionLog
from employees.actors import actor_of
from employees.services import corrections
from tests.employees.factories import RoleGrantFactory, member, office
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


def actor(person):
    return actor_of(person.user, today=dt.date(2026, 3, 2))


def ask(person, field="birth_place"):
    wish = corrections.Wish(field=field, value="Langsa", note="Lihat akta")
    return corrections.request_correction(employee=person, wish=wish, actor=actor(person))


def rows(client, **query):
    return texts(client.get("/audit/", query), "tbody tr")


def test_the_inspector_reads_who_did_what_and_goes_to_it(place, client_for):
    request = ask(place.staff[0])
    corrections.refuse_correction(request=request, answer="Akta berbeda", actor=actor(place.hr))
    client = client_for(place.inspector.user)
    newest, oldest = rows(client)
    assert place.hr.name in newest
    assert "Akta berbeda" in newest
    assert place.staff[0].name in oldest
    link = soup(client.get("/audit/")).select_one("tbody td a")
    assert client.get(link["href"]).status_code == 200


def test_only_the_inspector_of_the_whole_government_enters(place, client_for):
    local = member(place.dinas, "Inspektur Dinas")
    RoleGrantFactory(user=local.user, unit=place.dinas, role="inspector")
    people = [place.inspector, place.hr, place.leader, place.head, local, place.staff[0]]
    for url in ("/audit/", "/audit/akses/"):
        assert [client_for(p.user).get(url).status_code for p in people] == [200] + [403] * 5


def test_another_government_is_invisible(place, client_for):
    ask(place.outsider)
    record_access(actor=actor(place.outsider), subject_type="employee", subject_id=1, what="nik")
    client = client_for(place.inspector.user)
    assert rows(client) == []
    assert texts(client.get("/audit/akses/"), "tbody tr") == []


def test_the_log_is_narrowed_by_person_kind_step_and_days(place, client_for, freeze):
    ask(place.staff[0])
    freeze(2026, 3, 5)
    request = ask(place.staff[1])
    corrections.withdraw_correction(request=request, actor=actor(place.staff[1]))
    client = client_for(place.inspector.user)
    assert len(rows(client, person="ani")) == 1
    assert len(rows(client, subject="correction")) == 3
    assert len(rows(client, step="correction:withdraw")) == 1
    assert len(rows(client, first="2026-03-03", last="2026-03-05")) == 2
    assert len(rows(client, last="2026-03-02")) == 1
    assert len(rows(client, subject="nonsense", first="kemarin", step="a:b")) == 3


def test_days_are_days_of_the_government_and_not_of_utc(place, client_for, freeze):
    freeze(2026, 3, 3, 0, 30)
    ask(place.staff[0])
    client = client_for(place.inspector.user)
    assert len(rows(client, first="2026-03-03", last="2026-03-03")) == 1
    assert rows(client, last="2026-03-02") == []


def test_reads_of_hidden_data_stand_in_their_own_tab_with_the_purpose(place, client_for):
    record_access(
        actor=actor(place.hr),
        subject_type="employee",
        subject_id=place.staff[0].pk,
        what="nik",
        purpose="Mutasi",
    )
    (row,) = texts(client_for(place.inspector.user).get("/audit/akses/"), "tbody tr")
    assert all(word in row for word in (place.hr.name, "NIK", place.staff[0].name, "Mutasi"))


def test_pages_follow_each_other_without_gap_or_double(place, client_for):
    TransitionLog.objects.bulk_create(
        TransitionLog(
            agency=place.agency, subject_type="plan", subject_id=n, transition="submit", to_state="submitted",
            actor_name=f"Orang {n}",
        )
        for n in range(1, 121)
    )  # fmt: skip
    client, url, seen = client_for(place.inspector.user), "/audit/", []
    while url:
        page = client.get(url)
        seen += texts(page, "tbody tr .cell-main")[::2]
        link = soup(page).select_one('a[rel="next"]')
        url = f"/audit/{link['href']}" if link and link["href"].startswith("?") else link and link["href"]
    assert seen == [f"Orang {n}" for n in range(120, 0, -1)]


def test_the_log_costs_the_same_with_many_rows(place, client_for, count_queries):
    client = client_for(place.inspector.user)
    ask(place.staff[0])
    few = count_queries(client, "employees:audit")
    for person in (*place.staff[1:], place.head, place.colleague):
        ask(person)
        ask(person, "back_title")
    assert count_queries(client, "employees:audit") == few <= 12
