"""Behaviour problems and counselling: nobody learns of a case whose business it is not."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.access import Role
from asn_portal.core.models import Notice, TransitionLog
from employees.actors import actor_of
from performance.models import BehaviourReport, CounsellingSession
from performance.selectors.inbox_dialogue import case_inbox
from tests.employees.factories import RoleGrantFactory, member, office
from tests.performance.factories_dialogue import CaseFactory, in_days, plan_of, remark

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return office()


@pytest.fixture
def person(place):
    plan_of(place.staff[0])
    return place.staff[0]


def report(visitor, person, **data):
    address = reverse("performance:case_report", args=[person.pk])
    words = {"value": "harmonious", "problem": "RAHASIA-MASALAH", "tried": "Bicara", "told_on": in_days(0)}
    return visitor.post(address, words | data)


def test_the_evaluator_reports_after_telling_the_person_and_giving_feedback(place, person, client_for):
    visitor = client_for(place.evaluator.user)
    assert report(visitor, person).status_code == 422
    proof = remark(person, place.evaluator, behaviour="harmonious")
    assert report(visitor, person, proofs=[proof.pk], told_on=in_days(1)).status_code == 422
    response = report(visitor, person, proofs=[proof.pk])
    assert response.status_code == 302
    assert list(BehaviourReport.objects.get().proofs.all()) == [proof]
    assert report(visitor, person, proofs=[proof.pk]).status_code == 422


@pytest.mark.parametrize("who", ["head", "hr", "colleague", "staff1"])
def test_nobody_but_the_evaluator_of_today_reports(place, person, client_for, who):
    somebody = place.staff[1] if who == "staff1" else getattr(place, who)
    assert report(client_for(somebody.user), person).status_code == 404


CASES = ("case_detail", "case_pdf", "case_counsellor", "case_decline", "case_session", "case_record")


@pytest.mark.parametrize("who", ["person", "head", "mayor", "leader", "inspector", "colleague", "outsider"])
@pytest.mark.parametrize("name", CASES)
def test_nobody_else_finds_a_case_whatever_role_they_have(place, person, client_for, who, name):
    case = CaseFactory(employee=person)
    reader = person if who == "person" else getattr(place, who)
    address = reverse(f"performance:{name}", args=[case.pk])
    assert client_for(reader.user).get(address).status_code == 404
    page = client_for(reader.user).get(reverse("performance:case_list")).content.decode()
    assert f"/konseling/{case.pk}/" not in page


def test_hr_of_one_office_is_not_the_personnel_unit(place, person, client_for):
    officer = member(place.dinas, "HR Dinas", evaluator=place.head)
    RoleGrantFactory(user=officer.user, unit=place.dinas, role=Role.HR)
    case = CaseFactory(employee=person)
    address = reverse("performance:case_detail", args=[case.pk])
    assert client_for(officer.user).get(address).status_code == 404
    assert client_for(place.hr.user).get(address).status_code == 200


def test_an_hr_officer_neither_reads_nor_decides_the_own_case(place, client_for):
    case = CaseFactory(employee=place.hr)
    address = reverse("performance:case_detail", args=[case.pk])
    assert client_for(place.hr.user).get(address).status_code == 404


def test_messages_logs_and_lists_say_nothing_of_what_it_is_about(place, person, client_for):
    proof = remark(person, place.evaluator, behaviour="harmonious")
    Notice.objects.all().delete()
    report(client_for(place.evaluator.user), person, proofs=[proof.pk])
    notices = list(Notice.objects.values_list("event", "params", "user_id"))
    assert notices == [("case_reported", {}, place.hr.user_id)]
    assert not TransitionLog.objects.filter(subject_type__contains="report").exists()
    page = client_for(place.hr.user).get(reverse("performance:case_list")).content.decode()
    assert person.name not in page
    assert "RAHASIA" not in page
    rows = list(case_inbox(actor=actor_of(place.hr.user, today=timezone.localdate())))
    assert len(rows) == 1
    assert person.name not in str(rows)


def appoint(visitor, case, counsellor, **data):
    address = reverse("performance:case_appoint", args=[case.pk, counsellor.pk])
    return visitor.post(address, {"day": in_days(2), "hour": "09:00", "place": "Ruang 2"} | data)


def test_the_personnel_unit_appoints_somebody_independent(place, person, client_for):
    case = CaseFactory(employee=person)
    visitor = client_for(place.hr.user)
    for wrong in (person, place.evaluator):
        assert appoint(visitor, case, wrong).status_code == 422
    assert appoint(visitor, case, place.leader, day=in_days(-1)).status_code == 422
    assert appoint(visitor, case, place.leader).status_code == 302
    told = dict(Notice.objects.values_list("event", "user_id"))
    assert told == {
        "case_decided": place.evaluator.user_id,
        "case_appointed": place.leader.user_id,
        "case_invited": person.user_id,
    }


def test_two_decisions_on_one_report_conflict_and_keep_the_words(place, person, client_for):
    case = CaseFactory(employee=person)
    visitor = client_for(place.hr.user)
    appoint(visitor, case, place.leader)
    address = reverse("performance:case_decline", args=[case.pk])
    response = visitor.post(address, {"decision": "Tidak perlu"})
    assert response.status_code == 409
    assert "Tidak perlu" in response.content.decode()


def opened(place, person):
    """Return a running case with one session."""
    case = CaseFactory(employee=person, opened=True, counsellor=place.leader)
    CounsellingSession.objects.create(
        report=case,
        held_on=in_days(0),
        agreed="SEPAKAT-SALAM",
        notes="CATATAN-KONSELOR",
        written_by=place.leader,
    )
    return case


def test_the_person_reads_only_what_was_agreed_in_the_own_sessions(place, person, client_for):
    case = opened(place, person)
    page = client_for(person.user).get(reverse("performance:case_own", args=[case.pk])).content.decode()
    assert "SEPAKAT-SALAM" in page
    for secret in ("CATATAN-KONSELOR", "RAHASIA-MASALAH", "RAHASIA-USAHA", place.evaluator.name):
        assert secret not in page
    for other in (place.staff[1], place.hr, place.evaluator):
        address = reverse("performance:case_own", args=[case.pk])
        assert client_for(other.user).get(address).status_code == 404


@pytest.mark.parametrize(("who", "reads"), [("leader", True), ("hr", False), ("evaluator", False)])
def test_the_notes_of_the_sessions_stay_with_the_counsellor(place, person, client_for, who, reads):
    case = opened(place, person)
    address = reverse("performance:case_detail", args=[case.pk])
    page = client_for(getattr(place, who).user).get(address).content.decode()
    assert ("CATATAN-KONSELOR" in page) is reads
    assert ("SEPAKAT-SALAM" in page) is reads


def test_a_case_closes_with_a_record_and_a_decision(place, person, client_for):
    case = opened(place, person)
    close = reverse("performance:case_close", args=[case.pk])
    hr = client_for(place.hr.user)
    assert hr.post(close, {"decision": "Selesai"}).status_code == 422
    record = reverse("performance:case_record", args=[case.pk])
    assert client_for(place.leader.user).post(record, {"record": "REKAMAN"}).status_code == 302
    page = client_for(place.evaluator.user).get(reverse("performance:case_detail", args=[case.pk]))
    assert "REKAMAN" not in page.content.decode()
    assert hr.post(close, {"decision": "Selesai"}).status_code == 302
    case.refresh_from_db()
    assert case.state == "closed"


def test_pages_of_a_case_are_kept_by_nobody_on_the_way(place, person, client_for):
    case = opened(place, person)
    visitor = client_for(place.hr.user)
    for name in ("case_detail", "case_pdf"):
        response = visitor.get(reverse(f"performance:{name}", args=[case.pk]))
        assert "no-store" in response["Cache-Control"]


def test_the_hour_of_the_talk_is_that_of_the_agency(place, person, client_for):
    case = CaseFactory(employee=person)
    appoint(client_for(place.hr.user), case, place.leader)
    case.refresh_from_db()
    there = timezone.localtime(case.meets_at)
    assert (there.date(), there.time()) == (in_days(2), dt.time(9, 0))
