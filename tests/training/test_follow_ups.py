"""Promises: the clock asks the superior, who confirms or says not yet."""

import datetime as dt

import pytest
from django.urls import reverse

from asn_portal.core.models import AgencyPolicy, Notice, TransitionLog
from employees.actors import actor_of
from employees.models import Employee
from tests.employees.factories import RoleGrantFactory, member, office
from tests.training.factories_proofs import attended, finished_class, follow_up, proof
from training.enums import CertificateStatus, FollowUpStatus
from training.selectors.inbox_proofs import certificate_inbox, follow_up_inbox
from training.services.duties import FOLLOW_UPS, work

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)
COLUMNS = ["kind", "subject_id", "who", "post", "detail", "since", "due_on", "is_safe"]


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


def actor(person):
    return actor_of(person.user, today=TODAY)


def ask(place, today=TODAY):
    return work(agency=place.agency, today=today)


def url(promise):
    return reverse("training:follow_up_detail", args=[promise.pk])


def asked(person, **fields):
    moment = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    return follow_up(person, state=FollowUpStatus.ASKED, asked_at=moment, asked_times=1, **fields)


def test_the_clock_asks_once_on_the_day(place):
    promise = follow_up(place.staff[0], due_on=TODAY)
    assert [ask(place, dt.date(2026, 3, 1)), ask(place), ask(place)] == [0, 1, 0]
    promise.refresh_from_db()
    assert (promise.state, promise.asked_times, promise.revision) == ("asked", 1, 2)
    assert Notice.objects.get().user == place.evaluator.user
    assert TransitionLog.objects.get(subject_type="follow_up").transition == "ask"


def test_a_missed_day_is_made_up_for(place):
    follow_up(place.staff[0], due_on=dt.date(2026, 1, 5))
    assert ask(place) == 1


def test_a_superior_gets_one_notice_for_many(place):
    training_class = finished_class(place.agency)
    for person in place.staff:
        follow_up(person, enrolment=attended(person, training_class))
    assert ask(place) == 3
    assert Notice.objects.filter(event="follow_up_asked").count() == 1


def test_the_duty_stays_inside_its_agency_and_leaves_out_who_has_left(place):
    follow_up(place.outsider)
    follow_up(place.staff[0])
    Employee.objects.filter(pk=place.staff[0].pk).update(is_active=False)
    assert ask(place) == 0
    assert FOLLOW_UPS.code == "training.follow_ups"


def test_the_superior_confirms_and_the_person_is_told(place, client_for):
    promise = asked(place.staff[0])
    client = client_for(place.evaluator.user)
    assert client.get(url(promise)).status_code == 200
    assert client.post(url(promise), {"decision": "apply", "note": ""}).status_code == 302
    promise.refresh_from_db()
    assert promise.state == FollowUpStatus.APPLIED
    assert Notice.objects.get().event == "follow_up_applied"
    assert client.post(url(promise), {"decision": "apply", "note": ""}).status_code == 409


def test_not_yet_needs_a_note_and_is_asked_again_after_another_term(place, client_for):
    promise = asked(place.staff[0])
    client = client_for(place.evaluator.user)
    assert client.post(url(promise), {"decision": "not_yet", "note": " "}).status_code == 422
    client.post(url(promise), {"decision": "not_yet", "note": "Lemari arsip belum ada"})
    promise.refresh_from_db()
    assert (promise.state, promise.due_on) == ("not_applied", dt.date(2026, 6, 2))
    assert [ask(place), ask(place, dt.date(2026, 6, 2))] == [0, 1]


def test_nobody_is_asked_for_ever(place, client_for):
    AgencyPolicy.objects.create(
        agency=place.agency, key="training.follow_up_times", value=1, starts_on=dt.date(2026, 1, 1)
    )
    promise = asked(place.staff[0])
    client_for(place.evaluator.user).post(url(promise), {"decision": "not_yet", "note": "Belum"})
    assert ask(place, dt.date(2027, 1, 1)) == 0


def test_who_sees_and_who_answers(place, client_for):
    promise = asked(place.staff[0])
    people = [place.staff[0], place.head, place.hr, place.inspector, place.staff[1], place.outsider]
    assert [client_for(p.user).get(url(promise)).status_code for p in people] == [200] * 4 + [404] * 2
    answers = [client_for(p.user).post(url(promise), {"decision": "apply"}).status_code for p in people]
    assert answers == [403] * 4 + [404] * 2


def test_a_new_superior_answers_and_the_old_one_no_longer_does(place, client_for):
    promise = asked(place.staff[0])
    Employee.objects.filter(pk=place.staff[0].pk).update(evaluator=place.head)
    assert client_for(place.head.user).post(url(promise), {"decision": "apply"}).status_code == 302
    assert follow_up_inbox(actor=actor(place.evaluator)).count() == 0


def test_without_a_superior_hr_finds_it(place, client_for):
    promise = asked(place.staff[0])
    assert follow_up_inbox(actor=actor(place.hr)).count() == 0
    Employee.objects.filter(pk=place.staff[0].pk).update(evaluator=None)
    assert follow_up_inbox(actor=actor(place.hr)).get()["subject_id"] == promise.pk
    assert client_for(place.hr.user).post(url(promise), {"decision": "apply"}).status_code == 302


def test_the_inbox_rows_fit_into_one_union(place):
    asked(place.staff[0])
    proof(place.staff[1], state=CertificateStatus.SUBMITTED)
    near = member(place.dinas, "HR Dinkes")
    RoleGrantFactory(user=near.user, unit=place.dinas)
    Employee.objects.filter(pk=place.staff[0].pk).update(evaluator=near)
    me = actor(near)
    rows = list(certificate_inbox(actor=me).union(follow_up_inbox(actor=me), all=True).order_by("kind"))
    assert [row["kind"] for row in rows] == ["certificate", "follow_up"]
    assert all(list(row) == COLUMNS for row in rows)
    assert rows[1]["due_on"] == dt.date(2026, 3, 1)
