"""After the evaluation: who stands in which list, what speaks for it, who reads and who decides."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from asn_portal.core.models import TransitionLog
from asn_portal.core.requirements import Status
from employees.enums import EmployeeKind
from employees.models import DisciplineRecord
from promotions.enums import FollowUpKind
from promotions.models import FollowUpDecision
from promotions.rules.follow_up import Evaluated, FollowUpRules, follow_up_checklist, kinds_for
from tests.employees.factories import member, office
from tests.performance.factories import AppraisalFactory, CycleFactory, PeriodFactory
from tests.support.pages import soup

LISTS = reverse("promotions:follow_up_list")
PNS, PPPK = EmployeeKind.PNS, EmployeeKind.PPPK
TODAY = dt.date(2026, 3, 2)


def outcome(predicate, kind=PNS, **more):
    return Evaluated(kind=kind, predicate=predicate, **more)


@pytest.mark.parametrize(
    ("who", "lists"),
    [
        (outcome("sb"), ["award", "talent", "development"]),
        (outcome("sb", PPPK), ["award", "development"]),
        (outcome("b"), []),
        (outcome("bp", result_rating="below"), ["development", "coaching"]),
        (outcome("k", behaviour_rating="below"), ["development", "counselling", "post"]),
        (
            outcome("sk", PPPK, result_rating="below", behaviour_rating="below"),
            ["development", "coaching", "counselling", "contract"],
        ),
    ],
)
def test_the_predicate_and_ratings_say_in_which_lists_somebody_stands(who, lists):
    assert list(kinds_for(who)) == lists


def test_what_counts_as_low_is_the_agencys_to_say():
    rules = FollowUpRules(low=frozenset({"sk"}))
    assert FollowUpKind.POST not in kinds_for(outcome("k"), rules)


@pytest.mark.parametrize(
    ("facts", "code", "status"),
    [
        ({"previous": "b"}, "previous", Status.MET),
        ({"previous": "bp"}, "previous", Status.UNMET),
        ({}, "previous", Status.UNVERIFIED),
        ({"has_open_objection": True}, "objection", Status.UNMET),
        ({"has_open_objection": False}, "objection", Status.MET),
        ({"has_open_objection": None}, "objection", Status.UNVERIFIED),
        ({"discipline_checked_on": TODAY}, "discipline", Status.MET),
        ({"discipline_checked_on": TODAY, "is_punished": True}, "discipline", Status.UNMET),
        ({}, "discipline", Status.UNVERIFIED),
    ],
)
def test_what_nobody_recorded_never_counts_as_met(facts, code, status):
    checklist = follow_up_checklist(FollowUpKind.AWARD, outcome("sb", **facts), as_of=TODAY)
    assert next(item.status for item in checklist.items if item.code == code) is status


@pytest.fixture
def place(db, freeze):
    freeze(2026, 3, 2)
    return office()


@pytest.fixture
def year(place):
    cycle = CycleFactory(agency=place.agency, year=2025)
    return PeriodFactory(cycle=cycle, is_year=True)


@pytest.fixture
def best(place, year):
    return AppraisalFactory(
        period=year, employee=place.staff[0], released=True, predicate="sb", result_rating="above"
    )


def case_url(row, kind="award"):
    return reverse("promotions:follow_up_case", args=[row.pk, kind])


def decide(client, row, kind="award", **data):
    given = {"state": "planned", "note": "Diusulkan pada hari jadi kota.", "due_on": ""} | data
    return client.post(case_url(row, kind), given)


def test_hr_head_evaluator_and_leader_find_the_candidate(place, best, client_for):
    for person in (place.hr, place.head, place.evaluator, place.leader, place.inspector):
        page = client_for(person.user).get(LISTS, {"daftar": "award"})
        assert best.employee.full_name in soup(page).text


def test_who_has_nobody_to_look_after_gets_403_and_outsiders_find_nothing(place, best, client_for):
    assert client_for(place.staff[0].user).get(LISTS).status_code == 403
    assert client_for(place.staff[0].user).get(case_url(best)).status_code == 404
    for person in (place.colleague, place.outsider):
        assert client_for(person.user).get(case_url(best)).status_code == 404


def test_an_evaluator_does_not_read_the_lists_of_the_personnel_office(place, year, client_for):
    low = AppraisalFactory(period=year, employee=place.staff[1], released=True, predicate="sk")
    plain = member(place.bidang, "Ketua Tim", evaluator=place.head)
    low.employee.evaluator = plain
    low.employee.save()
    assert client_for(plain.user).get(case_url(low, "post")).status_code == 404
    assert client_for(place.hr.user).get(case_url(low, "post")).status_code == 200


def test_a_decision_keeps_its_checklist_and_is_logged(place, best, client_for):
    assert decide(client_for(place.hr.user), best, due_on="2026-08-17").status_code == 302
    row = FollowUpDecision.objects.get()
    assert (row.state, row.due_on, row.decided_by) == ("planned", dt.date(2026, 8, 17), place.hr.user)
    assert {item["code"] for item in row.checklist["items"]} >= {"predicate", "previous"}
    assert TransitionLog.objects.get(subject_type="follow_up").to_state == "planned"


@pytest.mark.parametrize(
    "data", [{"note": " "}, {"state": ""}, {"state": "open"}, {"due_on": "2026-01-01"}, {"due_on": "kapan"}]
)
def test_what_cannot_be_decided_stays_in_the_form(place, best, client_for, data):
    page = decide(client_for(place.hr.user), best, **data)
    assert page.status_code == 422
    assert not FollowUpDecision.objects.exists()


def test_a_stale_form_is_a_conflict_that_keeps_the_reason(place, best, client_for):
    decide(client_for(place.hr.user), best)
    decide(client_for(place.head.user), best, revision="1", state="done")
    page = decide(client_for(place.hr.user), best, revision="1", note="Alasan saya sendiri.")
    assert page.status_code == 409
    assert "Alasan saya sendiri." in soup(page).text
    assert FollowUpDecision.objects.get().state == "done"


@pytest.mark.parametrize("who", ["leader", "inspector"])
def test_who_only_reads_does_not_decide(place, best, client_for, who):
    assert decide(client_for(getattr(place, who).user), best).status_code == 403


def test_a_head_does_not_learn_of_a_punishment(place, best, client_for):
    DisciplineRecord.objects.create(
        agency=place.agency,
        employee=best.employee,
        level="medium",
        description="Penundaan",
        starts_on=dt.date(2026, 1, 5),
    )
    known, unknown = (
        soup(client_for(person.user).get(case_url(best))).text for person in (place.hr, place.head)
    )
    assert known != unknown
    assert client_for(place.head.user).get(case_url(best)).context["case"].checklist.items[3].status == (
        Status.UNVERIFIED
    )


def test_the_list_costs_the_same_for_few_and_many(place, year, client_for):
    client, counts = client_for(place.hr.user), []
    for _round in range(2):
        for number in range(4):
            person = member(place.bidang, f"Pegawai {_round}{number}", evaluator=place.evaluator)
            AppraisalFactory(period=year, employee=person, released=True, predicate="sb")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LISTS).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
