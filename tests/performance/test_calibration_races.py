"""Two heads calibrate one person, or a head releases while the evaluator agrees: one wins, nothing is half done."""

import pytest

from performance.enums import AppraisalStatus, Predicate
from performance.models import CalibrationChange
from performance.selectors.calibration import get_calibrated
from performance.services import calibration as services
from performance.services.appraisals import approve_appraisal
from tests.employees.factories import office
from tests.performance.appraisal_help import actor, fresh, pending
from tests.performance.factories import PeriodFactory
from tests.performance.factories_evaluation import session
from tests.performance.test_appraisal_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def prepared():
    """Return the office, a running session and one rated person in it."""
    place = office()
    period = PeriodFactory(cycle__agency=place.agency, is_opened=True)
    row = pending(place.staff[0], period=period, rated=True)
    return place, session(place, period), row


def proposal(running, row, person, result):
    """Return the work of proposing with a copy of the row as that person saw it."""
    seen = get_calibrated(actor=person, session=running, pk=row.pk)
    rating = services.NewRating(result, "above", "Alasan.")
    return lambda: services.propose_change(session=running, appraisal=seen, rating=rating, actor=person)


def test_of_two_who_calibrate_one_person_one_proposes():
    place, running, row = prepared()
    works = [proposal(running, row, actor(who), "above") for who in (place.head, place.hr)]
    assert at_once(*works) == ["conflict", "done"]
    assert CalibrationChange.objects.filter(appraisal=row).count() == 1


def test_a_double_click_of_the_evaluator_changes_once():
    place, running, row = prepared()
    works = [proposal(running, row, actor(place.evaluator), "above") for _click in range(3)]
    assert at_once(*works) == ["conflict", "conflict", "done"]
    assert fresh(row).predicate == Predicate.SB
    assert CalibrationChange.objects.filter(appraisal=row).count() == 1


def test_release_and_agreement_at_once_leave_one_of_the_two():
    place, running, row = prepared()
    proposal(running, row, actor(place.head), "above")()
    change = CalibrationChange.objects.select_related("appraisal__employee", "proposed_by").get()
    seen, head, mine = fresh(row), actor(place.head), actor(place.evaluator)
    works = [
        lambda: approve_appraisal(appraisal=seen, actor=head),
        lambda: services.accept_change(change=change, actor=mine),
    ]
    assert at_once(*works) == ["conflict", "done"]
    stored = fresh(row)
    released = stored.state == AppraisalStatus.RELEASED
    assert stored.predicate == (Predicate.B if released else Predicate.SB)
    assert CalibrationChange.objects.get().state == ("proposed" if released else "applied")
