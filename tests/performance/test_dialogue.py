"""Dialogue notes: between the two, confirmed by the other one, with actions that are remembered."""

import pytest
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.models import Notice
from employees.actors import actor_of
from performance.models import Dialogue
from performance.selectors.inbox_dialogue import dialogue_inbox
from performance.services.duties_dialogue import follow_actions
from tests.employees.factories import office
from tests.performance.factories_dialogue import ActionFactory, DialogueFactory, in_days, plan_of
from tests.support.pages import soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return office()


@pytest.fixture
def person(place):
    plan_of(place.staff[0])
    return place.staff[0]


def write(visitor, person, **data):
    address = reverse("performance:dialogue_new", args=[person.pk])
    return visitor.post(
        address, {"topic": "progress", "held_on": in_days(0), "notes": "Kunjungan rumah."} | data
    )


@pytest.mark.parametrize("writer", ["person", "evaluator"])
def test_either_of_the_two_writes_it_down_and_the_other_confirms(place, person, client_for, writer):
    pair = (person, place.evaluator) if writer == "person" else (place.evaluator, person)
    assert write(client_for(pair[0].user), person).status_code == 302
    dialogue = Dialogue.objects.get()
    address = reverse("performance:dialogue_confirm", args=[dialogue.pk])
    assert client_for(pair[0].user).post(address, {}).status_code == 403
    assert client_for(pair[1].user).post(address, {"remark": "Sepakat."}).status_code == 302
    dialogue.refresh_from_db()
    assert (dialogue.state, dialogue.remark, dialogue.leader) == ("confirmed", "Sepakat.", place.evaluator)
    assert Notice.objects.get(event="dialogue_written").user_id == pair[1].user_id


@pytest.mark.parametrize("who", ["head", "hr", "inspector", "leader", "mayor", "colleague", "outsider"])
def test_nobody_but_the_two_reads_it_whatever_role_they_have(place, person, client_for, who):
    dialogue = DialogueFactory(employee=person)
    address = reverse("performance:dialogue_detail", args=[dialogue.pk])
    assert client_for(getattr(place, who).user).get(address).status_code == 404


def test_it_is_linked_to_the_results_of_the_person_only(place, person, client_for):
    mine = person.plans.get().results.get()
    foreign = plan_of(place.staff[1]).results.get()
    visitor = client_for(place.evaluator.user)
    assert write(visitor, person, results=[foreign.pk]).status_code == 422
    assert write(visitor, person, results=[mine.pk]).status_code == 302
    assert list(Dialogue.objects.get().results.all()) == [mine]


@pytest.mark.parametrize(("days", "status"), [(0, 302), (1, 422), (-3000, 422)])
def test_a_talk_has_been_held_and_belongs_to_the_year(place, person, client_for, freeze, days, status):
    freeze(2026, 3, 2)
    response = write(client_for(place.evaluator.user), person, held_on=in_days(days))
    assert response.status_code == status
    assert Dialogue.objects.count() == (status == 302)


def test_a_note_changes_until_it_is_confirmed_and_then_keeps_what_was_typed(place, person, client_for):
    dialogue = DialogueFactory(employee=person)
    visitor = client_for(place.evaluator.user)
    address = reverse("performance:dialogue_edit", args=[dialogue.pk])
    data = {"topic": "progress", "held_on": in_days(0), "notes": "Diperbaiki"}
    assert visitor.post(address, data).status_code == 302
    confirm = reverse("performance:dialogue_confirm", args=[dialogue.pk])
    assert client_for(person.user).post(confirm, {}).status_code == 302
    late = visitor.post(address, data | {"notes": "Terlambat mengubah"})
    assert late.status_code == 409
    assert "Terlambat mengubah" in late.content.decode()


def test_an_agreed_action_has_one_of_the_two_and_a_day_and_is_marked_done(place, person, client_for):
    dialogue = DialogueFactory(employee=person)
    visitor = client_for(person.user)
    address = reverse("performance:dialogue_action_add", args=[dialogue.pk])
    wrong = visitor.post(address, {"text": "Jadwal", "owner": place.head.pk, "due_on": in_days(3)})
    assert wrong.status_code == 422
    assert soup(wrong).select_one("#action_text")["value"] == "Jadwal"
    data = {"text": "Jadwal", "owner": place.evaluator.pk, "due_on": in_days(3)}
    assert visitor.post(address, data).status_code == 302
    action = dialogue.actions.get()
    mark = reverse("performance:dialogue_action_mark", args=[action.pk])
    assert client_for(place.head.user).post(mark, {"done": "1"}).status_code == 404
    visitor.post(mark, {"done": "1"})
    action.refresh_from_db()
    assert action.done_on == timezone.localdate()


def test_the_inbox_holds_notes_to_confirm_and_own_actions_that_come_due(place, person):
    ActionFactory(dialogue=DialogueFactory(employee=person), due_on=in_days(5))
    ActionFactory(dialogue=DialogueFactory(employee=person), due_on=in_days(9))
    mine = dialogue_inbox(actor=actor_of(person.user, today=timezone.localdate()))
    assert sorted(row["kind"] for row in mine) == ["dialogue", "dialogue", "dialogue_action"]
    theirs = dialogue_inbox(actor=actor_of(place.evaluator.user, today=timezone.localdate()))
    assert not list(theirs)


def test_the_clock_reminds_before_the_day_and_tells_both_once_after_it(place, person, freeze):
    freeze(2026, 3, 2)
    action = ActionFactory(dialogue=DialogueFactory(employee=person), due_on=in_days(3))
    for day in (2, 3, 6, 7):
        freeze(2026, 3, day)
        follow_actions(agency=place.agency, today=timezone.localdate())
    due = Notice.objects.filter(event="dialogue_action_due").values_list("user_id", flat=True)
    overdue = Notice.objects.filter(event="dialogue_action_overdue").values_list("user_id", flat=True)
    assert list(due) == [person.user_id]
    assert sorted(overdue) == sorted([person.user_id, place.evaluator.user_id])
    assert action.text not in str(list(Notice.objects.values_list("params", flat=True)))


def test_who_follows_as_evaluator_does_not_inherit_the_notes(place, person, client_for):
    dialogue = DialogueFactory(employee=person)
    person.evaluator = place.head
    person.save()
    address = reverse("performance:dialogue_detail", args=[dialogue.pk])
    assert client_for(place.head.user).get(address).status_code == 404
    assert client_for(place.evaluator.user).get(address).status_code == 200
