"""Goals and sessions of a mentoring, and what they add up to."""

import datetime as dt

import pytest
from django.urls import reverse

from asn_portal.core.access import Conflict
from asn_portal.core.models import AgencyPolicy, Notice
from employees.actors import actor_of
from tests.employees.factories import office
from tests.support.pages import soup, texts
from tests.training.factories_mentoring import SECRET, GoalFactory, PairFactory, SessionFactory
from training.enums import PairStatus
from training.models import MentoringGoal, MentoringPair, MentoringSession
from training.services.mentoring_sessions import SessionEntry, change_session

pytestmark = pytest.mark.django_db
ENTRY = {
    "held_on": "2026-03-16",
    "minutes": "90",
    "topic": "Menjawab keluhan di loket",
    "agreed": "Berlatih dua kali",
    "notes": SECRET,
}


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 16)
    return office()


@pytest.fixture
def pair(place):
    return PairFactory(senior=place.staff[1], junior=place.staff[0], active=True)


def url(name, *args):
    return reverse(f"training:mentoring_{name}", args=args)


def record(client, pair, **data):
    return client.post(url("session_add", pair.pk), ENTRY | data)


@pytest.mark.parametrize("writer", ["senior", "junior"])
def test_either_of_the_two_records_and_the_other_is_told_without_the_notes(pair, client_for, writer):
    me = getattr(pair, writer)
    assert record(client_for(me.user), pair).status_code == 302
    assert MentoringSession.objects.get().written_by == me
    told = Notice.objects.get(event="mentoring_session")
    assert told.user == (pair.junior if writer == "senior" else pair.senior).user
    assert SECRET not in str(told.params)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"held_on": "2026-03-17"}, "held_on"),
        ({"held_on": "2026-03-01"}, "held_on"),
        ({"held_on": ""}, "held_on"),
        ({"minutes": "0"}, "minutes"),
        ({"minutes": "601"}, "minutes"),
        ({"topic": ""}, "topic"),
    ],
)
def test_a_wrong_session_is_refused_and_what_was_typed_stays(pair, client_for, data, field):
    page = record(client_for(pair.senior.user), pair, **data)
    assert page.status_code == 422
    assert soup(page).select_one(f"#id_{field}_error")
    assert SECRET in page.content.decode()
    assert not MentoringSession.objects.exists()


def test_the_same_session_sent_twice_is_kept_once(pair, client_for):
    client = client_for(pair.senior.user)
    assert [record(client, pair).status_code for _ in range(2)] == [302, 422]
    assert MentoringSession.objects.count() == 1


def test_only_the_two_keep_sessions_and_goals(place, pair, client_for):
    goal = GoalFactory(pair=pair)
    people = [
        place.head,
        place.hr,
        place.leader,
        place.inspector,
        place.staff[2],
        place.colleague,
        place.outsider,
    ]
    for person in people:
        client = client_for(person.user)
        expected = 403 if person in people[:4] else 404
        assert record(client, pair).status_code == expected
        assert client.post(url("goal_add", pair.pk), {"text": "x"}).status_code == expected
        assert client.post(url("goal_edit", goal.pk), {"text": "x"}).status_code == expected
        assert client.post(url("goal_reach", goal.pk), {"reached": "1"}).status_code == expected


def test_what_was_typed_survives_a_mentoring_that_has_ended_meanwhile(pair, client_for):
    client = client_for(pair.senior.user)
    MentoringPair.objects.update(state=PairStatus.CLOSED)
    page = record(client, pair)
    assert page.status_code == 409
    assert SECRET in page.content.decode()
    assert client.post(url("goal_add", pair.pk), {"text": "Sasaran baru"}).status_code == 409


def test_no_session_before_both_have_accepted(place, client_for):
    pair = PairFactory(senior=place.staff[1], junior=place.staff[0])
    assert record(client_for(pair.senior.user), pair).status_code == 409


def test_a_session_is_changed_and_taken_back_by_its_writer_alone(pair, client_for):
    session = SessionFactory(pair=pair)
    writer, reader = client_for(pair.senior.user), client_for(pair.junior.user)
    assert reader.post(url("session_edit", session.pk), ENTRY).status_code == 403
    assert reader.post(url("session_delete", session.pk)).status_code == 403
    assert writer.post(url("session_edit", session.pk), ENTRY | {"minutes": "45"}).status_code == 302
    assert writer.post(url("session_edit", session.pk), ENTRY | {"held_on": "2027-01-01"}).status_code == 422
    session.refresh_from_db()
    assert (session.minutes, session.held_on) == (45, dt.date(2026, 3, 16))
    assert writer.post(url("session_delete", session.pk)).status_code == 302
    assert writer.post(url("session_delete", session.pk)).status_code == 404


def test_goals_are_added_changed_and_reached(pair, client_for):
    client = client_for(pair.junior.user)
    assert client.post(url("goal_add", pair.pk), {"text": "Melayani sendiri"}).status_code == 302
    goal = MentoringGoal.objects.get()
    client.post(url("goal_edit", goal.pk), {"text": "Melayani sendiri sepekan"})
    assert client.post(url("goal_reach", goal.pk), {"reached": "1"}).status_code == 302
    goal.refresh_from_db()
    assert (goal.text, goal.reached_on) == ("Melayani sendiri sepekan", dt.date(2026, 3, 16))
    assert client.post(url("goal_reach", goal.pk), {"reached": "1"}).status_code == 409
    assert client.post(url("goal_reach", goal.pk), {"reached": "0"}).status_code == 302


@pytest.mark.parametrize("text", ["", "  ", "melayani SENDIRI", "x" * 201])
def test_an_empty_double_or_endless_goal_is_refused_in_place(pair, client_for, text):
    GoalFactory(pair=pair, text="Melayani sendiri")
    page = client_for(pair.junior.user).post(url("goal_add", pair.pk), {"text": text})
    assert page.status_code == 422
    assert soup(page).select_one("#id_text_error")
    assert MentoringGoal.objects.count() == 1


def test_an_eleventh_goal_is_refused(pair, client_for):
    GoalFactory.create_batch(10, pair=pair)
    page = client_for(pair.junior.user).post(url("goal_add", pair.pk), {"text": "Satu lagi"})
    assert page.status_code == 422
    assert "Satu lagi" in page.content.decode()


def test_sessions_and_hours_are_added_up(pair, client_for):
    for minutes in (60, 45, 30):
        SessionFactory(pair=pair, minutes=minutes)
    GoalFactory(pair=pair, reached_on=dt.date(2026, 3, 10))
    GoalFactory(pair=pair)
    page = client_for(pair.senior.user).get(url("pair", pair.pk))
    assert texts(page, ".kpi-value") == ["3", "1", "168"]
    time, goals, _ = texts(page, ".kpi-note")
    assert "2" in time
    assert "15" in time
    assert "2" in goals


@pytest.mark.parametrize(("value", "shown"), [(None, ""), (0, ""), (2, "6 JP")])
def test_hours_count_as_jp_only_where_the_government_has_said_so(pair, client_for, value, shown):
    SessionFactory.create_batch(3, pair=pair)
    if value is not None:
        policy = {"key": "training.mentoring_jp_per_session", "starts_on": dt.date(2026, 1, 1)}
        AgencyPolicy.objects.create(agency=pair.agency, value=value, **policy)
    words = " ".join(texts(client_for(pair.senior.user).get(url("pair", pair.pk)), "aside"))
    assert ("6 JP" in words) is bool(shown)
    assert "JP" in words


def test_a_pair_costs_the_same_with_many_sessions(place, pair, client_for, count_queries):
    clients = [client_for(person.user) for person in (pair.senior, place.hr)]
    SessionFactory(pair=pair)
    few = [count_queries(client, "training:mentoring_pair", args=[pair.pk]) for client in clients]
    SessionFactory.create_batch(20, pair=pair)
    GoalFactory.create_batch(8, pair=pair)
    many = [count_queries(client, "training:mentoring_pair", args=[pair.pk]) for client in clients]
    assert many == few
    assert max(few) <= 12


def test_a_session_that_another_tab_took_back_is_offered_as_a_new_one(place, pair, client_for):
    session = SessionFactory(pair=pair)
    client = client_for(pair.senior.user)
    sent = {"pair": soup(client.get(url("session_edit", session.pk))).select_one("input[name=pair]")["value"]}
    client.post(url("session_delete", session.pk))
    page = client.post(url("session_edit", session.pk), ENTRY | sent)
    assert page.status_code == 409
    assert SECRET in page.content.decode()
    form = soup(page).select_one("form[data-draft-key]")
    assert client.post(form["action"], ENTRY | sent).status_code == 302
    assert MentoringSession.objects.get().notes == SECRET
    assert client.get(url("session_edit", session.pk)).status_code == 404
    assert client.post(url("session_edit", session.pk), ENTRY).status_code == 404
    assert client_for(place.staff[2].user).post(url("session_edit", session.pk), sent).status_code == 404
    assert client_for(place.hr.user).post(url("session_edit", session.pk), sent).status_code == 403


def test_a_session_taken_back_at_the_same_moment_is_a_conflict_with_the_text(pair):
    session = SessionFactory(pair=pair)
    stale = MentoringSession.objects.select_related("pair").get(pk=session.pk)
    session.delete()
    entry = SessionEntry(held_on=dt.date(2026, 3, 16), minutes=60, topic="Loket", notes=SECRET)
    me = actor_of(pair.senior.user, today=dt.date(2026, 3, 16))
    with pytest.raises(Conflict) as problem:
        change_session(session=stale, entry=entry, actor=me)
    assert SECRET in problem.value.note
