"""Two at once: one objection, one decision, one signature on one document."""

import pytest

from asn_portal.core.models import Document, TransitionLog
from performance.models import Objection
from performance.services.evaluation_documents import issue_evaluation
from performance.services.objection_decisions import decide_objection
from performance.services.objections import withdraw_objection
from tests.employees.factories import office
from tests.performance.appraisal_help import actor
from tests.performance.objection_help import again, change, confirm, handed_out, loaded, objection
from tests.performance.test_appraisal_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def place(freeze):
    freeze(2026, 2, 10)
    return office()


def test_a_double_click_files_one_objection(place):
    appraisal = handed_out(place.staff[0], read=(2026, 2, 5))
    assert at_once(*[lambda: objection(appraisal)] * 4) == ["conflict"] * 3 + ["done"]
    assert Objection.objects.count() == 1


def test_of_two_decisions_one_counts(place):
    row, me = objection(handed_out(place.staff[0], read=(2026, 2, 5))), actor(place.head)
    rows = [again(row), again(row)]
    works = [
        lambda one=one, decision=decision: decide_objection(objection=one, decision=decision, actor=me)
        for one, decision in zip(rows, (confirm(), change()), strict=True)
    ]
    assert at_once(*works) == ["conflict", "done"]
    steps = TransitionLog.objects.filter(subject_type="objection", transition__in=["confirm", "change"])
    assert steps.count() == 1


def test_a_withdrawal_and_a_decision_do_not_both_count(place):
    row = objection(handed_out(place.staff[0], read=(2026, 2, 5)))
    first, second, person, head = again(row), again(row), actor(place.staff[0]), actor(place.head)
    works = [
        lambda: withdraw_objection(objection=first, actor=person),
        lambda: decide_objection(objection=second, decision=confirm(), actor=head),
    ]
    assert at_once(*works) == ["conflict", "done"]


def test_two_clicks_issue_one_document(place):
    appraisal, me = loaded(handed_out(place.staff[0])), actor(place.staff[0])
    at_once(*[lambda: issue_evaluation(appraisal=appraisal, actor=me)] * 3)
    assert Document.objects.count() == 1
