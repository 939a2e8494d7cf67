"""Makes unit predicates and calibration of the small world much larger."""

from django.utils import timezone

from employees.models import Unit
from performance.enums.evaluation import ChangeStatus, SessionStatus
from performance.models import Appraisal, CalibrationChange, CalibrationSession
from tests.performance.factories_evaluation import UnitPredicateFactory


def deepen_evaluation(owner, world) -> None:
    """Give every section a predicate, every rated person a change, and the office closed sessions."""
    running = CalibrationSession.objects.get(pk=world.things["calibration"][0])
    below = Unit.objects.filter(agency=owner.agency, path__startswith=owner.unit.path)
    for unit in below.exclude(pk=owner.unit_id):
        UnitPredicateFactory(unit=unit, period=running.period)
    rows = Appraisal.objects.filter(period=running.period, calibrations=None)
    changes = [change_of(running, row) for row in rows.exclude(predicate="")]
    CalibrationChange.objects.bulk_create(changes)
    now = timezone.now()
    CalibrationSession.objects.bulk_create(
        CalibrationSession(
            agency=owner.agency,
            period=running.period,
            unit=running.unit,
            state=SessionStatus.CLOSED,
            closed_at=now,
        )
        for _row in changes
    )


def change_of(running, row) -> CalibrationChange:
    """Return an applied change of somebody."""
    return CalibrationChange(
        agency_id=row.agency_id,
        session=running,
        appraisal=row,
        state=ChangeStatus.APPLIED,
        old_result="as",
        old_behaviour="as",
        old_predicate="b",
        result_rating="above",
        behaviour_rating="above",
        predicate="sb",
        reason="Cakupan tertinggi.",
        answered_at=timezone.now(),
    )
