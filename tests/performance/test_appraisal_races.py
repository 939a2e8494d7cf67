"""Two heads press at once: one wins, the other gets the conflict."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from asn_portal.core.access import Conflict
from asn_portal.core.models import Notice, TransitionLog
from employees.enums import AssignmentKind
from performance.enums import AppraisalStatus
from performance.services.appraisals import approve_appraisal, rate_appraisal
from tests.employees.factories import assign, office
from tests.performance.appraisal_help import actor, fresh, judged, pending

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*works):
    """Run the works in threads that start together and return what each gave or raised."""
    gate = Barrier(len(works))

    def run(work):
        try:
            gate.wait(timeout=10)
            work()
        except Conflict:
            return "conflict"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(works)) as pool:
        return sorted(pool.map(run, works))


def test_of_two_heads_one_releases_and_the_person_is_told_once():
    place = office()
    appraisal = pending(place.staff[0], rated=True)
    assign(place.colleague, place.dinas.head_position, kind=AssignmentKind.ACTING)
    heads = [actor(place.head), actor(place.colleague)]
    rows = [fresh(appraisal), fresh(appraisal)]
    works = [
        lambda row=row, head=head: approve_appraisal(appraisal=row, actor=head)
        for row, head in zip(rows, heads, strict=True)
    ]
    assert at_once(*works) == ["conflict", "done"]
    assert fresh(appraisal).state == AppraisalStatus.RELEASED
    assert TransitionLog.objects.filter(subject_id=appraisal.pk, transition="approve").count() == 1
    assert Notice.objects.filter(event="appraisal_released").count() == 1


def test_a_double_click_of_the_evaluator_rates_once():
    place = office()
    appraisal = pending(place.staff[0])
    me, rows = actor(place.evaluator), [fresh(appraisal) for _ in range(4)]
    works = [lambda row=row: rate_appraisal(appraisal=row, judgement=judged(), actor=me) for row in rows]
    assert at_once(*works) == ["conflict"] * 3 + ["done"]
