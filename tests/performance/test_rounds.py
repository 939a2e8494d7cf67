"""Feedback rounds: who starts and answers them, and every way of finding out who said what."""

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.models import AccessLog, AgencyPolicy, Notice, TransitionLog
from performance.models import FeedbackRound, RoundAnswer, RoundRespondent
from performance.services.duties_dialogue import follow_rounds, remind_rounds
from tests.employees.factories import office
from tests.performance.factories import CycleFactory
from tests.performance.factories_dialogue import closed, crowd, in_days, plan_of, round_about
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db
VALUES = ("service", "accountable", "competent", "harmonious", "loyal", "adaptive", "collaborative")


@pytest.fixture
def place():
    return office()


@pytest.fixture
def person(place):
    plan_of(place.staff[0])
    return place.staff[0]


def line_of(subject, somebody):
    return RoundRespondent.objects.get(subject=subject, employee=somebody)


def answer(client_for, subject, somebody, mark="4", **texts):
    address = reverse("performance:round_answer", args=[line_of(subject, somebody).pk])
    return client_for(somebody.user).post(address, dict.fromkeys(VALUES, mark) | texts)


def result_page(client_for, subject, somebody):
    return client_for(somebody.user).get(reverse("performance:round_result", args=[subject.pk]))


def start(visitor, person, **data):
    address = reverse("performance:round_new", args=[person.pk])
    return visitor.post(address, {"title": "Putaran", "closes_on": in_days(7)} | data)


# --- Starting ---


def test_the_evaluator_starts_one_and_everybody_around_is_asked_once(place, person, client_for):
    crowd(place, 4)
    assert start(client_for(place.evaluator.user), person).status_code == 302
    sides = dict(RoundRespondent.objects.values_list("employee_id", "group"))
    assert sides[place.evaluator.pk] == "leader"
    assert sorted(sides.values()) == ["leader"] + ["peer"] * 6
    assert Notice.objects.filter(event="round_asked").count() == 7


def test_too_few_people_around_is_said_before_anybody_is_asked(place, person, client_for):
    response = start(client_for(place.evaluator.user), person, closes_on=in_days(7))
    assert response.status_code == 422
    assert not FeedbackRound.objects.exists()


@pytest.mark.parametrize("days", [0, -1, 61])
def test_the_last_day_lies_ahead_and_not_too_far(place, person, client_for, days):
    crowd(place, 4)
    assert start(client_for(place.evaluator.user), person, closes_on=in_days(days)).status_code == 422


@pytest.mark.parametrize(
    ("who", "status"), [("head", 403), ("colleague", 404), ("hr", 200), ("inspector", 403)]
)
def test_only_the_evaluator_and_hr_start_one_about_a_person(place, person, client_for, who, status):
    address = reverse("performance:round_new", args=[person.pk])
    assert client_for(getattr(place, who).user).get(address).status_code == status


def test_a_second_round_soon_after_could_tell_who_was_added_and_is_refused(place, person, client_for):
    crowd(place, 5)
    visitor = client_for(place.evaluator.user)
    assert start(visitor, person).status_code == 302
    assert start(visitor, person).status_code == 422
    FeedbackRound.objects.update(state="closed", closed_on=in_days(-100))
    assert start(visitor, person).status_code == 422
    FeedbackRound.objects.update(closed_on=in_days(-181))
    assert start(visitor, person).status_code == 302


def test_hr_starts_one_for_a_unit_and_hears_who_is_left_out(place, person, client_for):
    crowd(place, 4)
    start(client_for(place.evaluator.user), person)
    address = reverse("performance:round_unit", args=[place.dinas.pk])
    response = client_for(place.hr.user).post(
        address, {"title": "Dinas", "closes_on": in_days(7)}, follow=True
    )
    people = set(FeedbackRound.objects.get(title="Dinas").subjects.values_list("employee__name", flat=True))
    assert place.staff[1].name in people
    assert person.name not in people
    assert person.full_name in response.content.decode()


# --- Answering ---


def test_an_answer_is_taken_once_and_cannot_be_changed(place, person, client_for):
    subject = round_about(person, {place.staff[1]: "peer"})
    assert answer(client_for, subject, place.staff[1]).status_code == 302
    again = answer(client_for, subject, place.staff[1], mark="1", strength="Kata kedua")
    assert again.status_code == 409
    assert "Kata kedua" in again.content.decode()
    assert RoundAnswer.objects.get().scores["service"] == 4


def test_nobody_else_answers_with_somebodys_line(place, person, client_for):
    subject = round_about(person, {place.staff[1]: "peer"})
    address = reverse("performance:round_answer", args=[line_of(subject, place.staff[1]).pk])
    for other in (place.staff[2], place.hr, place.evaluator, place.outsider):
        assert client_for(other.user).post(address, {"service": "4"}).status_code == 404


def test_an_answer_without_any_mark_is_refused_and_kept(place, person, client_for):
    subject = round_about(person, {place.staff[1]: "peer"})
    address = reverse("performance:round_answer", args=[line_of(subject, place.staff[1]).pk])
    response = client_for(place.staff[1].user).post(address, {"strength": "Sabar"})
    assert response.status_code == 422
    assert soup(response).select_one("#id_strength").text.strip() == "Sabar"


def test_the_last_day_counts_and_the_day_after_does_not(place, person, client_for, freeze):
    freeze(2026, 3, 2)
    sides = {place.staff[1]: "peer", place.staff[2]: "peer"}
    subject = round_about(person, sides, closes_on=dt.date(2026, 3, 9))
    freeze(2026, 3, 9, 23, 30)
    assert answer(client_for, subject, place.staff[1]).status_code == 302
    freeze(2026, 3, 10, 0, 30)
    assert answer(client_for, subject, place.staff[2]).status_code == 409


def test_declining_counts_as_no_answer(place, person, client_for):
    subject = round_about(person, {place.staff[1]: "peer"})
    line = line_of(subject, place.staff[1])
    client_for(place.staff[1].user).post(reverse("performance:round_decline", args=[line.pk]))
    assert answer(client_for, subject, place.staff[1]).status_code == 409
    assert not RoundAnswer.objects.exists()


# --- Nobody can find out who said what ---


def six(place, person, client_for, **fields):
    """Return a round with six answers, in this order, and who gave them."""
    people = [*place.staff[1:], *crowd(place, 4)]
    subject = round_about(person, dict.fromkeys(people, "peer"), **fields)
    for number, somebody in enumerate(people):
        answer(client_for, subject, somebody, strength=f"Suara {number}")
    return subject, people


def test_no_column_of_an_answer_leads_to_a_respondent_or_a_time(place, person, client_for):
    columns = {field.attname for field in RoundAnswer._meta.get_fields() if hasattr(field, "attname")}
    assert columns == {"id", "subject_id", "group", "scores", "strength", "wish"}
    ledger = {field.attname for field in RoundRespondent._meta.get_fields() if hasattr(field, "attname")}
    assert ledger == {
        *("id", "subject_id", "agency_id", "employee_id", "group", "answered_on", "declined_on")
    }


def test_the_order_of_rows_and_keys_changes_with_every_answer(place, person, client_for):
    people = [*place.staff[1:], *crowd(place, 6)]
    subject = round_about(person, dict.fromkeys(people, "peer"))
    keys, orders = set(), []
    for number, somebody in enumerate(people):
        answer(client_for, subject, somebody, strength=f"{number}")
        rows = stored_order()
        fresh = {key for key, _text in rows}
        assert not keys & fresh
        keys |= fresh
        orders.append([text for _key, text in rows])
    # By chance alone the newest would stand last every time once in forty thousand runs.
    assert not all(order[-1] == str(number) for number, order in enumerate(orders))
    assert orders[-1] != [str(number) for number in range(len(people))]


def stored_order():
    """Return key and text of the answers as they lie in the table."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, strength FROM performance_roundanswer ORDER BY {place}")  # noqa: S608
        return [(str(key), text) for key, text in cursor.fetchall()]


def test_answering_leaves_no_trace_in_any_log(place, person, client_for):
    before = TransitionLog.objects.count(), AccessLog.objects.count(), Notice.objects.count()
    six(place, person, client_for)
    assert (TransitionLog.objects.count(), AccessLog.objects.count(), Notice.objects.count()) == before


@pytest.mark.parametrize("who", ["person", "evaluator", "hr", "inspector", "leader", "head", "mayor"])
def test_nobody_sees_anything_while_it_is_open(place, person, client_for, who):
    subject, _people = six(place, person, client_for)
    reader = person if who == "person" else getattr(place, who)
    assert result_page(client_for, subject, reader).status_code == 404
    page = client_for(reader.user).get(reverse("performance:round_list")).content.decode()
    assert "Suara" not in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("person", 200), ("evaluator", 200), ("hr", 404), ("inspector", 404), ("head", 404), ("outsider", 404)],
)
def test_the_result_is_read_by_the_person_and_the_evaluator_alone(place, person, client_for, who, status):
    subject, _people = six(place, person, client_for)
    closed(subject)
    reader = person if who == "person" else getattr(place, who)
    assert result_page(client_for, subject, reader).status_code == status


def test_four_answers_show_nothing_and_the_fifth_everything(place, person, client_for):
    people = [*place.staff[1:], *crowd(place, 3)]
    subject = round_about(person, dict.fromkeys(people, "peer"))
    for somebody in people[:4]:
        answer(client_for, subject, somebody, strength="Suara")
    closed(subject)
    page = result_page(client_for, subject, person)
    assert not soup(page).select("table")
    assert "Suara" not in page.content.decode()
    FeedbackRound.objects.update(state="open", closed_on=None)
    answer(client_for, subject, people[4])
    closed(subject)
    assert soup(result_page(client_for, subject, person)).select("table")


def test_the_leader_alone_is_never_a_column_unless_the_agency_says_so(place, person, client_for):
    people = [*place.staff[1:], *crowd(place, 4)]
    sides = dict.fromkeys(people, "peer") | {place.evaluator: "leader"}
    for shows, heads in ((False, 1), (True, 2)):
        subject = round_about(person, sides, shows_leader=shows)
        for somebody in sides:
            answer(client_for, subject, somebody)
        closed(subject)
        head = texts(result_page(client_for, subject, person), "thead th.num")
        assert len(head) == heads + 1


def test_words_stand_without_a_side_and_the_same_way_for_every_reader(place, person, client_for):
    subject, people = six(place, person, client_for)
    closed(subject)
    mine = texts(result_page(client_for, subject, person), ".feedback-text")
    theirs = texts(result_page(client_for, subject, place.evaluator), ".feedback-text")
    assert mine == theirs
    assert len(mine) == 6
    names = {somebody.name for somebody in people}
    page = result_page(client_for, subject, person).content.decode()
    assert not any(name in page for name in names)


def test_who_runs_it_sees_how_many_have_answered_but_not_who(place, person, client_for):
    subject, people = six(place, person, client_for)
    RoundRespondent.objects.filter(employee=people[0]).update(answered_on=None)
    for reader in (place.hr, place.evaluator):
        address = reverse("performance:round_detail", args=[subject.round_id])
        page = client_for(reader.user).get(address).content.decode()
        assert "5" in page
        assert not any(somebody.name in page for somebody in people)


def test_thresholds_are_those_of_the_day_it_was_started(place, person, client_for):
    crowd(place, 4)
    start(client_for(place.evaluator.user), person)
    AgencyPolicy.objects.create(
        agency=place.agency, key="performance.round_minimum", starts_on=in_days(-1), value=2
    )
    assert FeedbackRound.objects.get().minimum == 5


# --- Ending ---


def test_the_clock_closes_it_the_day_after_and_tells_person_and_evaluator_once(place, person, freeze):
    freeze(2026, 3, 2)
    subject = round_about(person, {place.staff[1]: "peer"}, closes_on=dt.date(2026, 3, 9))
    for day, state in ((9, "open"), (10, "closed"), (11, "closed")):
        freeze(2026, 3, day)
        follow_rounds(agency=place.agency, today=timezone.localdate())
        subject.round.refresh_from_db()
        assert subject.round.state == state
    told = Notice.objects.filter(event="round_closed").values_list("user_id", flat=True)
    assert sorted(told) == sorted([person.user_id, place.evaluator.user_id])


def test_the_clock_reminds_once_those_who_have_not_answered(place, person, client_for):
    sides = {place.staff[1]: "peer", place.staff[2]: "peer"}
    subject = round_about(person, sides, closes_on=in_days(3))
    answer(client_for, subject, place.staff[1])
    today = timezone.localdate()
    assert remind_rounds(agency=place.agency, today=today) == 1
    assert remind_rounds(agency=place.agency, today=today) == 0
    assert Notice.objects.get(event="round_reminded").user_id == place.staff[2].user_id


def test_cancelling_deletes_the_answers_and_needs_a_reason(place, person, client_for):
    subject, _people = six(place, person, client_for)
    address = reverse("performance:round_cancel", args=[subject.round_id])
    visitor = client_for(place.evaluator.user)
    assert visitor.post(address, {"note": ""}).status_code == 422
    assert visitor.post(address, {"note": "Salah sasaran"}).status_code == 302
    assert not RoundAnswer.objects.exists()
    assert result_page(client_for, subject, person).status_code == 404


def test_without_an_open_year_no_round_begins(place, client_for):
    CycleFactory(agency=place.agency)
    address = reverse("performance:round_new", args=[place.staff[0].pk])
    assert client_for(place.evaluator.user).get(address).status_code == 403
