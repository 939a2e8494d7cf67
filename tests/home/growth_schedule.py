"""Makes the schedule large: moved dates, people left without a rating, evaluators who are late."""

import datetime as dt

from performance.models import Cycle, DateChange, Period
from tests.employees.factories import member
from tests.performance.factories import AppraisalFactory, PeriodFactory

QUARTERS = 4
CLOSED = dt.datetime(2025, 3, 1, tzinfo=dt.UTC)


def deepen_schedule(owner, world, many: int) -> None:
    """Multiply what the pages of a year list."""
    cycle_id = world.things["year"][0]
    unrated = Period.objects.get(pk=world.things["unrated-period"][0])
    waiting = Period.objects.get(pk=world.things["period"][0])
    for number in range(many):
        DateChange.objects.create(
            agency=owner.agency,
            cycle_id=cycle_id,
            what="plan_due_on",
            after="2026-02-10",
            reason="Cuti bersama",
        )
        rater = member(owner.unit, f"Penilai {number}", evaluator=owner.evaluator)
        person = member(owner.unit, f"Dinilai {number}", evaluator=rater)
        AppraisalFactory(employee=person, period=waiting)
        AppraisalFactory(employee=person, period=unrated, state="unrated", closed_at=CLOSED)
        if number < QUARTERS:
            PeriodFactory(cycle=Cycle.objects.get(pk=cycle_id), number=number + 1)
