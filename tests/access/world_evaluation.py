"""Unit predicates and calibration of the small world: the owner's rated quarter lies in a running session."""

from performance.models import Period
from performance.selectors.calibration import get_calibrated
from performance.services.calibration import NewRating, open_calibration, propose_change
from tests.performance.appraisal_help import actor
from tests.performance.factories_evaluation import UnitPredicateFactory


def evaluation_things(place, things: dict) -> dict:
    """Return the keys of evaluation; `things` are those of the year."""
    period, head = Period.objects.get(pk=things["rated-period"][0]), actor(place.head)
    running = open_calibration(period=period, unit=place.dinas, actor=head)
    rated = get_calibrated(actor=head, session=running, pk=things["rated"][0])
    rating = NewRating("above", "above", "Cakupan tertinggi.")
    UnitPredicateFactory(unit=place.bidang, period=period)
    change = propose_change(session=running, appraisal=rated, rating=rating, actor=head)
    return {
        "unit-predicate": [period.pk, place.bidang.pk],
        "office-predicate": [period.pk, place.dinas.pk],
        "calibration": [running.pk],
        "calibration-open": [period.pk, place.dinas.pk],
        "calibrated": [running.pk, rated.pk],
        "calibration-new": [change.pk],
    }
