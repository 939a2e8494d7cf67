"""The short page at the end of a class, and averages that name nobody."""

import datetime as dt

import pytest
from django.urls import reverse

from asn_portal.core.access import NotAllowed
from asn_portal.core.models import AgencyPolicy
from employees.actors import actor_of
from tests.employees.factories import RoleGrantFactory, member, office
from tests.training.factories_proofs import attended, finished_class, follow_up, proof
from training.enums import EnrolmentStatus, FollowUpStatus
from training.models import Enrolment, FollowUp, Reaction
from training.rules.follow_ups import FollowUpRules, add_months, first_question, shown_answers
from training.selectors.follow_ups import follow_ups_to_answer
from training.services.reactions import give_feedback

pytestmark = pytest.mark.django_db
ANSWERS = {"content": "4", "teaching": "5", "organisation": "3", "comment": "", "promise": ""}
PROMISE = "Saya menata arsip aktif mulai pekan depan"


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


def page_of(enrolment):
    return reverse("training:class_feedback", args=[enrolment.pk])


def evaluation_of(training_class):
    return reverse("training:class_evaluation", args=[training_class.pk])


def answer(enrolment, mark=4, comment=""):
    return Reaction.objects.create(
        agency=enrolment.agency,
        enrolment=enrolment,
        content=mark,
        teaching=mark,
        organisation=mark,
        comment=comment,
    )


@pytest.mark.parametrize(
    ("given", "shown"),
    [(0, 0), (1, 0), (2, 0), (3, 3), (4, 3), (5, 3), (6, 6)],
)
def test_answers_are_shown_in_groups_of_three(given, shown):
    assert shown_answers(given) == shown


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2026, 2, 13), 3, dt.date(2026, 5, 13)),
        (dt.date(2025, 11, 30), 3, dt.date(2026, 2, 28)),
        (dt.date(2026, 12, 31), 6, dt.date(2027, 6, 30)),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, expected):
    assert add_months(day, months) == expected


def test_after_the_last_year_there_is_no_later_day():
    assert add_months(dt.date(9999, 12, 31), 3) == dt.date.max


def test_a_late_promise_is_not_asked_about_before_it_was_made():
    today = dt.date(2026, 9, 1)
    assert first_question(dt.date(2026, 2, 13), today, FollowUpRules()) == today


def test_three_marks_and_a_promise_are_kept(place, client_for):
    enrolment = attended(place.staff[0])
    response = client_for(place.staff[0].user).post(page_of(enrolment), ANSWERS | {"promise": PROMISE})
    assert response.status_code == 302
    reaction, promise = Reaction.objects.get(), FollowUp.objects.get()
    assert (reaction.content, reaction.teaching, reaction.organisation) == (4, 5, 3)
    assert (promise.due_on, promise.state, promise.unit) == (dt.date(2026, 5, 13), "promised", place.bidang)


def test_the_agency_sets_the_months(place, client_for):
    AgencyPolicy.objects.create(
        agency=place.agency, key="training.follow_up_months", value=6, starts_on=dt.date(2026, 1, 1)
    )
    enrolment = attended(place.staff[0])
    client_for(place.staff[0].user).post(page_of(enrolment), ANSWERS | {"promise": PROMISE})
    assert FollowUp.objects.get().due_on == dt.date(2026, 8, 13)


def test_the_promise_may_follow_later_but_each_is_given_once(place, client_for):
    enrolment, client = attended(place.staff[0]), client_for(place.staff[0].user)
    assert client.post(page_of(enrolment), ANSWERS).status_code == 302
    assert client.post(page_of(enrolment), {"promise": PROMISE}).status_code == 302
    assert client.post(page_of(enrolment), ANSWERS | {"promise": PROMISE}).status_code == 422
    assert (Reaction.objects.count(), FollowUp.objects.count()) == (1, 1)
    assert client.get(page_of(enrolment)).status_code == 200


@pytest.mark.parametrize("changes", [{"content": ""}, {"teaching": "6"}, {"promise": "ya"}], ids=str)
def test_wrong_answers_keep_what_was_typed(place, client_for, changes):
    enrolment = attended(place.staff[0])
    page = client_for(place.staff[0].user).post(
        page_of(enrolment), ANSWERS | {"comment": "Ruang terlalu kecil"} | changes
    )
    assert page.status_code == 422
    assert "Ruang terlalu kecil" in page.content.decode()
    assert not Reaction.objects.exists()


def test_only_who_attended_answers(place, client_for):
    enrolment = attended(place.staff[0])
    people = [place.staff[0], place.evaluator, place.hr, place.staff[1], place.colleague, place.outsider]
    codes = [client_for(p.user).get(page_of(enrolment)).status_code for p in people]
    assert codes == [200, 403, 403, 404, 404, 404]
    absent = attended(place.staff[1], state=EnrolmentStatus.ABSENT)
    assert client_for(place.staff[1].user).get(page_of(absent)).status_code == 403


def test_hr_sees_averages_from_three_answers_on(place, client_for):
    training_class = finished_class(place.agency)
    enrolments = [attended(person, training_class) for person in (*place.staff, place.evaluator)]
    answer(enrolments[0], 5, "Narasumber jelas")
    answer(enrolments[1], 3)
    page = client_for(place.hr.user).get(evaluation_of(training_class)).content.decode()
    assert "Narasumber jelas" not in page
    answer(enrolments[2], 4)
    answer(enrolments[3], 1, "Belum ikut dihitung")
    page = client_for(place.hr.user).get(evaluation_of(training_class)).content.decode()
    assert "Narasumber jelas" in page
    assert "4,0" in page
    assert "Belum ikut dihitung" not in page
    assert all(person.name not in page for person in place.staff)


def test_who_sees_the_evaluation(place, client_for):
    training_class = finished_class(place.agency)
    near = member(place.dinas, "HR Dinkes")
    RoleGrantFactory(user=near.user, unit=place.dinas)
    people = [place.hr, near, place.staff[0], place.evaluator, place.inspector, place.outsider]
    codes = [client_for(p.user).get(evaluation_of(training_class)).status_code for p in people]
    assert codes == [200, 200, 403, 403, 403, 404]


def test_the_evaluation_costs_the_same_with_many_answers(place, client_for, count_queries):
    training_class = finished_class(place.agency)
    client = client_for(place.hr.user)
    for person in place.staff:
        answer(attended(person, training_class), comment="Baik")
    few = count_queries(client, "training:class_evaluation", args=[training_class.pk])
    for number in range(9):
        answer(attended(member(place.dinas, f"Peserta {number}"), training_class), comment="Cukup")
    assert count_queries(client, "training:class_evaluation", args=[training_class.pk]) == few <= 12


def mark(client, training_class, shown, came=()):
    page = reverse("training:class_attendance", args=[training_class.pk])
    return client.post(page, {"shown": [row.pk for row in shown], "came": [row.pk for row in came]})


def test_whoever_did_not_come_after_all_loses_the_marks_and_the_promise(place, client_for):
    training_class = finished_class(place.agency)
    rows = [attended(person, training_class) for person in place.staff[:2]]
    for row in rows:
        answer(row)
        follow_up(row.employee, enrolment=row, state=FollowUpStatus.ASKED)
    mark(client_for(place.hr.user), training_class, rows, came=rows[1:])
    assert [row.enrolment for row in Reaction.objects.all()] == rows[1:]
    assert [row.enrolment for row in FollowUp.objects.all()] == rows[1:]
    asked = follow_ups_to_answer(actor=actor_of(place.evaluator.user, today=dt.date(2026, 3, 2)))
    assert [row.enrolment for row in asked] == rows[1:]


def test_with_a_certificate_the_marks_and_the_promise_stay(place, client_for):
    training_class = finished_class(place.agency)
    row = attended(place.staff[0], training_class)
    answer(row)
    follow_up(place.staff[0], enrolment=row)
    proof(place.staff[0], enrolment=row)
    mark(client_for(place.hr.user), training_class, [row])
    row.refresh_from_db()
    assert (row.state, Reaction.objects.count(), FollowUp.objects.count()) == ("attended", 1, 1)


def test_feedback_that_crosses_the_attendance_is_refused(place):
    row = attended(place.staff[0])
    Enrolment.objects.filter(pk=row.pk).update(state=EnrolmentStatus.ABSENT)
    me = actor_of(place.staff[0].user, today=dt.date(2026, 3, 2))
    with pytest.raises(NotAllowed):
        give_feedback(enrolment=row, marks=None, promise=PROMISE, actor=me)
    assert not FollowUp.objects.exists()
