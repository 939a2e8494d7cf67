"""Hearing both sides and deciding: who, with what, once; what a change does to the rating and its documents."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from asn_portal.core.access import Conflict, NotAllowed
from asn_portal.core.documents.checks import check_code
from asn_portal.core.models import Document, Notice, TransitionLog
from employees.models import Assignment
from performance.enums import Predicate
from performance.enums.objections import ObjectionStatus
from performance.models import ObjectionHearing
from performance.services.evaluation_documents import find_evaluation, issue_decision, issue_evaluation
from performance.services.objection_decisions import decide_objection, sign_decision
from performance.services.objection_examination import (
    Hearing,
    give_statement,
    record_hearing,
    redirect_objection,
)
from performance.services.objections import withdraw_objection
from tests.employees.factories import LONG_AGO, office
from tests.performance.appraisal_help import actor, fresh
from tests.performance.objection_help import again, change, confirm, handed_out, objection

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return office()


@pytest.fixture
def row(place, freeze):
    freeze(2026, 2, 10)
    return again(objection(handed_out(place.staff[0], read=(2026, 2, 5), recommendation="Lanjutkan.")))


def decide(row, by, decision):
    return decide_objection(objection=again(row), decision=decision, actor=actor(by))


def test_confirmed_leaves_the_rating_as_it_is(place, row):
    decide(row, place.head, confirm())
    stored, appraisal = again(row), fresh(row.appraisal)
    assert (stored.state, stored.decided_by, stored.predicate) == ("confirmed", place.head, "")
    assert (appraisal.predicate, appraisal.amended_at) == (Predicate.B, None)
    told = Notice.objects.filter(event="objection_decided").values_list("user_id", flat=True)
    assert set(told) == {place.staff[0].user_id, place.evaluator.user_id}


def test_changed_writes_the_new_rating_and_the_predicate_of_the_matrix(place, row):
    row.appraisal.reported_on = dt.date(2026, 2, 9)
    row.appraisal.save()
    decide(row, place.head, change())
    stored, appraisal = again(row), fresh(row.appraisal)
    assert (stored.state, stored.predicate, stored.get_old_predicate()) == ("changed", "sb", Predicate.B)
    assert (appraisal.predicate, appraisal.result_reason) == (Predicate.SB, "Dua hasil melampaui target.")
    assert (appraisal.recommendation, appraisal.reported_on) == ("Beri tugas baru.", None)
    assert appraisal.amended_at == stored.decided_at
    assert TransitionLog.objects.filter(subject_type="appraisal", transition="amend").count() == 1


@pytest.mark.parametrize(("behaviour", "predicate"), [("below", "sk"), ("above", "k")])
def test_after_a_dropped_study_only_poor_or_very_poor_is_left(place, row, behaviour, predicate):
    row.appraisal.dropped_out = True
    row.appraisal.save()
    decide(row, place.head, change("above", behaviour))
    assert fresh(row.appraisal).predicate == predicate


@pytest.mark.parametrize(
    ("decision", "field"),
    [
        (confirm(reason=" "), "reason"),
        (confirm(outcome="maybe"), "outcome"),
        (change(result_reason=""), "result_reason"),
        (change(behaviour_rating=""), "behaviour_rating"),
        (change(recommendation=""), "recommendation"),
        (change("as", "as"), "outcome"),
        (confirm(unheard_reason=""), "unheard_reason"),
    ],
    ids=["grounds", "unknown", "reason", "rating", "recommendation", "no-difference", "unheard"],
)
def test_what_is_missing_is_said_at_the_field(place, row, decision, field):
    with pytest.raises(ValidationError) as refused:
        decide(row, place.head, decision)
    assert field in refused.value.message_dict
    assert again(row).state == ObjectionStatus.FILED


@pytest.mark.parametrize("who", ["evaluator", "hr", "mayor", "colleague"])
def test_nobody_else_decides(place, row, who):
    with pytest.raises(NotAllowed):
        decide(row, getattr(place, who), confirm())


def test_the_person_does_not_decide_on_the_own_rating(place, row):
    with pytest.raises(NotAllowed):
        decide(row, place.staff[0], confirm())


def test_the_second_decision_is_a_conflict_that_gives_back_what_was_typed(place, row):
    decide(row, place.head, confirm())
    with pytest.raises(Conflict) as second:
        decide(row, place.head, change())
    assert "Dua hasil melampaui target." in second.value.note
    assert fresh(row.appraisal).predicate == Predicate.B


def test_after_a_withdrawal_nothing_is_decided(place, row):
    withdraw_objection(objection=again(row), actor=actor(place.staff[0]))
    with pytest.raises(Conflict):
        decide(row, place.head, confirm())


def test_a_statement_that_came_in_meanwhile_is_to_be_read_first(place, row):
    seen = again(row).revision
    give_statement(objection=again(row), text="Target baru tercapai Januari.", actor=actor(place.evaluator))
    with pytest.raises(ValidationError):
        decide(row, place.head, confirm(seen_revision=seen))
    decide(row, place.head, confirm(seen_revision=again(row).revision, unheard_reason=""))


def test_the_statement_can_be_corrected_until_the_decision(place, row):
    for text in ("Pertama", "Kedua"):
        give_statement(objection=again(row), text=text, actor=actor(place.evaluator))
    assert again(row).statement == "Kedua"
    with pytest.raises(NotAllowed):
        give_statement(objection=again(row), text="Bukan saya", actor=actor(place.head))
    decide(row, place.head, confirm())
    with pytest.raises(Conflict):
        give_statement(objection=again(row), text="Terlambat", actor=actor(place.evaluator))


def hear(row, by, held_on, party="evaluator"):
    hearing = Hearing(party=party, held_on=held_on, notes="Menjelaskan target.")
    return record_hearing(objection=again(row), hearing=hearing, actor=actor(by))


def test_a_hearing_of_the_evaluator_counts_as_heard(place, row):
    hear(row, place.head, dt.date(2026, 2, 10))
    decide(row, place.head, confirm(unheard_reason=""))
    assert ObjectionHearing.objects.get().party == "evaluator"


@pytest.mark.parametrize("day", [dt.date(2026, 2, 9), dt.date(2026, 2, 11)], ids=["before", "to-come"])
def test_a_hearing_lies_between_the_filing_and_today(place, row, day):
    with pytest.raises(ValidationError) as refused:
        hear(row, place.head, day)
    assert "held_on" in refused.value.message_dict


def test_hr_hands_it_on_when_the_superior_has_gone(place, row):
    with pytest.raises(ValidationError):
        redirect_objection(objection=again(row), actor=actor(place.hr))
    Assignment.objects.filter(employee=place.head).update(ends_on=LONG_AGO)
    redirect_objection(objection=again(row), actor=actor(place.hr))
    assert again(row).decider == place.mayor
    with pytest.raises(NotAllowed):
        redirect_objection(objection=again(row), actor=actor(place.evaluator))


def test_a_change_revokes_the_issued_document_and_names_its_successor(place, row):
    old = issue_evaluation(appraisal=row.appraisal, actor=actor(place.staff[0]))
    decide(row, place.head, change())
    found, new = check_code(old.code), find_evaluation(appraisal=fresh(row.appraisal), actor=actor(place.hr))
    assert (found.state, found.document.successor) == ("revoked", new)
    assert ("Predicate before", "Baik") in [tuple(fact) for fact in new.facts]
    assert check_code(new.code).state == "valid"


def test_a_confirmed_rating_keeps_its_document_and_gets_form_d_1_3_once(place, row):
    old = issue_evaluation(appraisal=row.appraisal, actor=actor(place.staff[0]))
    decide(row, place.head, confirm())
    form = issue_decision(objection=again(row), actor=actor(place.staff[0]))
    assert issue_decision(objection=again(row), actor=actor(place.head)) == form
    assert check_code(old.code).state == check_code(form.code).state == "valid"


def test_the_person_receives_the_decision_once_and_the_form_bears_the_day(place, row):
    decide(row, place.head, change())
    form = issue_decision(objection=again(row), actor=actor(place.staff[0]))
    me = actor(place.staff[0])
    assert sign_decision(objection=again(row), actor=me)
    assert not sign_decision(objection=again(row), actor=me)
    assert Document.objects.get(pk=form.pk).successor is not None
    assert Document.objects.filter(revoked_at=None).count() == 1


def test_before_the_decision_there_is_no_form(place, row):
    with pytest.raises(NotAllowed):
        issue_decision(objection=again(row), actor=actor(place.head))
