"""Transitions: one guarded UPDATE, one log row, one winner."""

import datetime as dt
import threading

import pytest
from django.db import connection

from asn_portal.core.access import Actor, Conflict, NotAllowed
from asn_portal.core.models import TransitionLog
from asn_portal.core.workflow import NoteRequired, Transition, Workflow, states
from employees.enums import CorrectionStatus
from employees.models import CorrectionRequest
from tests.employees.factories import EmployeeFactory

FLOW = Workflow(
    "test.request",
    (
        Transition("withdraw", states(["open"]), CorrectionStatus.WITHDRAWN, lambda actor, subject: True),
        Transition("refuse", states(["open"]), "withdrawn", lambda actor, subject: True, note_required=True),
        Transition("reopen", states(["withdrawn"]), "open", lambda actor, subject: actor.is_system),
    ),
)


@pytest.fixture
def subject(db):
    """A request of somebody."""
    person = EmployeeFactory()
    return CorrectionRequest.objects.create(
        agency=person.agency,
        employee=person,
        field="name",
        requested_value="Siti",
        due_on=dt.date(2026, 1, 5),
    )


def actor_for(subject, name="Siti Aminah"):
    """Somebody of the same agency."""
    return Actor(agency_id=subject.agency_id, name=name, title="Perawat")


def test_a_step_moves_the_state_and_leaves_a_row_that_says_who_and_why(subject):
    FLOW.apply("withdraw", subject, actor=actor_for(subject), note="  keliru  ")
    row = TransitionLog.objects.get()
    assert (subject.state, row.from_state, row.to_state) == ("withdrawn", "open", "withdrawn")
    assert (row.actor_name, row.actor_title, row.note) == ("Siti Aminah", "Perawat", "keliru")


def test_a_stale_copy_is_a_conflict_that_names_who_was_faster(subject):
    stale = CorrectionRequest.objects.get(pk=subject.pk)
    FLOW.apply("withdraw", subject, actor=actor_for(subject, "Budi"))
    with pytest.raises(Conflict) as caught:
        FLOW.apply("withdraw", stale, actor=actor_for(subject), note="catatan saya")
    assert (caught.value.last.actor_name, caught.value.note) == ("Budi", "catatan saya")
    assert TransitionLog.objects.count() == 1


def test_a_required_note_of_only_spaces_is_refused_and_nothing_moves(subject):
    with pytest.raises(NoteRequired):
        FLOW.apply("refuse", subject, actor=actor_for(subject), note="   ")
    subject.refresh_from_db()
    assert (subject.state, TransitionLog.objects.count()) == ("open", 0)


def test_who_may_not_cannot_even_if_the_state_fits(subject):
    FLOW.apply("withdraw", subject, actor=actor_for(subject))
    with pytest.raises(NotAllowed):
        FLOW.apply("reopen", subject, actor=actor_for(subject))
    assert not FLOW.allows("reopen", subject, actor_for(subject))


def open_request() -> CorrectionRequest:
    person = EmployeeFactory()
    return CorrectionRequest.objects.create(
        agency=person.agency,
        employee=person,
        field="name",
        requested_value="Siti",
        due_on=dt.date(2026, 1, 5),
    )


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_eight_clicks_at_once_exactly_one_wins():
    row = open_request()
    copies = [CorrectionRequest.objects.get(pk=row.pk) for _ in range(8)]
    start, outcomes = threading.Barrier(8), []

    def click(copy):
        start.wait()
        try:
            FLOW.apply("withdraw", copy, actor=actor_for(copy))
            outcomes.append("won")
        except Conflict:
            outcomes.append("conflict")
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=[copy]) for copy in copies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["conflict"] * 7 + ["won"]
    assert TransitionLog.objects.count() == 1
