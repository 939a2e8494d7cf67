"""A quarter that was closed before the owner was rated."""

import datetime as dt

from performance.models import Cycle, Period
from tests.performance.factories import AppraisalFactory, PeriodFactory

CLOSED = dt.datetime(2025, 3, 1, tzinfo=dt.UTC)


def schedule_things(owner, things) -> dict:
    """Return the closed quarter and the owner's appraisal in it."""
    cycle = Cycle.objects.get(periods=things["period"][0])
    period = PeriodFactory(
        cycle=cycle,
        kind="month",
        number=1,
        starts_on=dt.date(2025, 1, 1),
        ends_on=dt.date(2025, 1, 31),
        is_opened=True,
    )
    Period.objects.filter(pk=period.pk).update(closed_at=CLOSED)
    unrated = AppraisalFactory(employee=owner, period=period, state="unrated", closed_at=CLOSED)
    return {"unrated-period": [period.pk], "unrated": [unrated.pk]}
