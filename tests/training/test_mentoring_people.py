"""New employees without a mentor, the search for a mentor, the overview and the reminder of the clock."""

import datetime as dt

import pytest
from django.urls import reverse

from asn_portal.core.models import AgencyPolicy, Notice
from employees.actors import actor_of
from employees.enums import EmployeeKind
from employees.models import Assignment, Employee
from tests.employees.factories import RoleGrantFactory, member, office
from tests.support.pages import texts
from tests.training.factories_mentoring import PairFactory, SessionFactory
from training.enums import PairStatus
from training.models import MentoringPair
from training.rules.mentoring import (
    has_less_service,
    in_hours,
    months_before,
    session_hours,
    years_of_service,
)
from training.selectors.mentoring_people import count_new_without_mentor, new_without_mentor
from training.services.duties_mentoring import remind_of_ends

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)
LATELY, LONG_AGO = dt.date(2025, 10, 1), dt.date(2012, 1, 1)


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


def actor(person):
    return actor_of(person.user, today=TODAY)


def beginner(place, unit=None, *, kind=EmployeeKind.CPNS, since=LATELY, name="Pegawai Baru"):
    person = member(unit or place.bidang, name, evaluator=place.evaluator, kind=kind, cpns_on=since)
    if kind == EmployeeKind.PPPK:
        Assignment.objects.filter(employee=person).update(starts_on=since)
        Employee.objects.filter(pk=person.pk).update(position_effective_on=since, cpns_on=None)
    return person


def names(person):
    return sorted(new_without_mentor(actor=actor(person)).values_list("name", flat=True))


@pytest.mark.parametrize("kind", [EmployeeKind.CPNS, EmployeeKind.PNS, EmployeeKind.PPPK])
def test_a_new_employee_is_shown_to_head_evaluator_and_hr_until_a_mentor_is_proposed(place, kind):
    person = beginner(place, kind=kind)
    overseers = (place.evaluator, place.head, place.hr)
    assert [names(overseer) for overseer in overseers] == [["Pegawai Baru"]] * 3
    assert [count_new_without_mentor(actor=actor(overseer)) for overseer in overseers] == [1, 1, 1]
    pair = PairFactory(junior=person, senior=place.staff[0])
    assert [names(overseer) for overseer in overseers] == [[]] * 3
    MentoringPair.objects.filter(pk=pair.pk).update(state=PairStatus.CLOSED, review="Sudah mandiri.")
    assert names(place.head) == []
    for state in (PairStatus.DECLINED, PairStatus.CLOSED):
        MentoringPair.objects.filter(pk=pair.pk).update(state=state, review="")
        assert names(place.head) == ["Pegawai Baru"]


def test_nobody_sees_the_new_of_others(place):
    beginner(place)
    far = member(place.other_dinas, "HR Disdik")
    RoleGrantFactory(user=far.user, unit=place.other_dinas)
    for person in (far, place.colleague, place.staff[0], place.outsider):
        assert names(person) == []
        assert count_new_without_mentor(actor=actor(person)) == 0


@pytest.mark.parametrize(
    ("kind", "since", "is_new"),
    [
        pytest.param(EmployeeKind.PNS, dt.date(2025, 3, 2), True, id="12 months to the day"),
        pytest.param(EmployeeKind.PNS, dt.date(2025, 3, 1), False, id="a day longer"),
        pytest.param(EmployeeKind.PNS, None, False, id="first day unknown"),
        pytest.param(EmployeeKind.PPPK, dt.date(2025, 3, 2), True, id="PPPK by the first post"),
        pytest.param(EmployeeKind.PPPK, dt.date(2025, 3, 1), False, id="PPPK a day longer"),
    ],
)
def test_who_is_new(place, kind, since, is_new):
    beginner(place, kind=kind, since=since)
    assert names(place.hr) == (["Pegawai Baru"] if is_new else [])


def test_a_pppk_in_a_new_post_after_an_older_one_is_not_new(place):
    person = beginner(place, kind=EmployeeKind.PPPK)
    Assignment.objects.create(
        agency=place.agency,
        employee=person,
        position_name="Guru",
        starts_on=LONG_AGO,
        ends_on=dt.date(2025, 9, 30),
    )
    assert names(place.hr) == []


def test_the_government_says_how_long_somebody_is_new(place):
    beginner(place)
    AgencyPolicy.objects.create(
        agency=place.agency, key="training.new_employee_months", value=3, starts_on=dt.date(2026, 1, 1)
    )
    assert names(place.hr) == []


def test_the_overview_offers_a_head_to_find_a_mentor(place, client_for):
    person = beginner(place)
    for who, links in ((place.head, 1), (place.hr, 1), (place.leader, 0), (place.inspector, 0)):
        page = client_for(who.user).get(reverse("training:mentoring"))
        assert "Pegawai Baru" in page.content.decode()
        target = reverse("training:mentoring_senior", args=[person.pk])
        assert page.content.decode().count(f'href="{target}"') == links


def test_a_leader_who_also_rates_somebody_is_offered_only_the_own_people(place, client_for):
    far = beginner(place)
    own = member(place.other_dinas, "Ajudan Baru", evaluator=place.leader, cpns_on=LATELY)
    client = client_for(place.leader.user)
    for page in ("mentoring", "mentoring_new"):
        text = client.get(reverse(f"training:{page}")).content.decode()
        links = [reverse("training:mentoring_senior", args=[person.pk]) in text for person in (far, own)]
        assert links == [False, True]


def test_an_employee_sees_the_own_pairs_and_what_waits_first(place, client_for):
    PairFactory(junior=place.staff[0], senior=place.staff[1], closed=True)
    PairFactory(junior=place.staff[2], senior=place.staff[0])
    client = client_for(place.staff[0].user)
    rows = texts(client.get(reverse("training:mentoring")), ".rows > li")
    assert len(rows) == 2
    assert place.staff[2].name in rows[0]
    empty = texts(client_for(place.colleague.user).get(reverse("training:mentoring")), ".empty")
    assert len(empty) == 1


@pytest.mark.parametrize("status", ["active", "proposed", "closed", "declined", "x", "%00"])
def test_the_overview_lists_pairs_of_the_own_units_by_status(place, client_for, status):
    PairFactory(junior=place.staff[0], senior=place.staff[1], active=True)
    page = client_for(place.head.user).get(f"/mentoring/?status={status}&after=xx")
    assert page.status_code == 200
    assert (place.staff[0].name in page.content.decode()) is (status in {"active", "x", "%00"})


def test_a_senior_with_less_service_is_marked_and_still_possible(place, client_for):
    junior = beginner(place, since=LONG_AGO)
    Employee.objects.filter(pk=place.staff[1].pk).update(cpns_on=LATELY)
    client = client_for(place.head.user)
    page = client.get(reverse("training:mentoring_senior", args=[junior.pk]) + "?cari=budi")
    assert len(texts(page, ".badge-wait")) == 1
    target = reverse("training:mentoring_propose", args=[junior.pk, place.staff[1].pk])
    assert len(texts(client.get(target), ".notice-wait")) == 1
    data = {"purpose": "Keahlian khusus", "starts_on": "2026-03-02", "ends_on": "2026-08-31"}
    assert client.post(target, data).status_code == 302


def test_seniors_come_from_the_office_of_the_junior_and_from_those_one_sees(place, client_for):
    target = reverse("training:mentoring_senior", args=[place.staff[0].pk])
    found = [
        len(texts(client_for(who.user).get(target, {"cari": text}), ".rows li"))
        for who in (place.evaluator, place.hr)
        for text in ("kepala dinas", "rekan")
    ]
    assert found == [1, 0, 1, 1]


def test_without_words_the_same_kind_of_post_in_the_unit_comes_first(place, client_for):
    junior = beginner(place)
    people = [place.staff[0], place.staff[1]]
    for person, since in zip(people, (LONG_AGO, LONG_AGO.replace(year=2015)), strict=True):
        Employee.objects.filter(pk=person.pk).update(cpns_on=since)
    place.staff[1].position.title = junior.position.title
    place.staff[1].position.save()
    page = client_for(place.head.user).get(reverse("training:mentoring_senior", args=[junior.pk]))
    assert texts(page, ".row-title") == ["Budi Santoso", "Ani Lestari"]


def test_the_search_for_a_junior_marks_who_has_a_mentor(place, client_for):
    PairFactory(junior=place.staff[0], senior=place.staff[1], active=True)
    client = client_for(place.head.user)
    for text, links in (("ani", 0), ("budi", 1), ("rekan", 0), ("a", 0), ("198609", 3)):
        page = client.get(reverse("training:mentoring_junior"), {"cari": text})
        assert len(texts(page, ".rows .btn")) == links, text


def test_lists_cost_the_same_with_many_rows(place, client_for, count_queries):
    client, own = client_for(place.hr.user), client_for(place.staff[0].user)
    beginner(place)
    SessionFactory(pair=PairFactory(junior=place.staff[0], senior=place.staff[1], active=True))
    pages = ["training:mentoring", "training:mentoring_new"]
    few = [count_queries(client, page) for page in pages] + [count_queries(own, pages[0])]
    for number in range(8):
        person = beginner(place, name=f"Baru {number}")
        beginner(place, name=f"Lain {number}")
        SessionFactory(pair=PairFactory(junior=person, senior=place.staff[0], active=True))
    many = [count_queries(client, page) for page in pages] + [count_queries(own, pages[0])]
    assert many == few
    assert max(few) <= 12


def test_the_clock_reminds_both_once_when_the_end_has_passed(place):
    pair = PairFactory(junior=place.staff[0], senior=place.staff[1], overdue=True)
    PairFactory(junior=place.staff[2], senior=place.staff[1], active=True)
    assert [remind_of_ends(agency=place.agency, today=TODAY) for _ in range(2)] == [1, 0]
    told = Notice.objects.filter(event="mentoring_ends").values_list("user_id", "subject_id")
    assert set(told) == {(pair.junior.user_id, pair.pk), (pair.senior.user_id, pair.pk)}
    assert MentoringPair.objects.get(pk=pair.pk).state == PairStatus.ACTIVE


def test_the_clock_leaves_other_governments_and_the_last_day_alone(place):
    pair = PairFactory(junior=place.staff[0], senior=place.staff[1], overdue=True)
    assert remind_of_ends(agency=place.outsider.agency, today=TODAY) == 0
    assert remind_of_ends(agency=place.agency, today=pair.ends_on) == 0


@pytest.mark.parametrize(
    ("senior", "junior", "answer"),
    [(LONG_AGO, LATELY, False), (LATELY, LONG_AGO, True), (LATELY, LATELY, False), (None, LATELY, None)],
)
def test_service_is_compared_only_where_it_is_known(senior, junior, answer):
    assert has_less_service(senior, junior) is answer


def test_small_figures():
    assert months_before(dt.date(2026, 3, 31), 1) == dt.date(2026, 2, 28)
    assert months_before(dt.date(2026, 1, 15), 12) == dt.date(2025, 1, 15)
    assert (in_hours(135), session_hours(3, 0), session_hours(4, 2)) == ((2, 15), 0, 8)
    assert years_of_service(dt.date(2020, 3, 3), TODAY) == 5
