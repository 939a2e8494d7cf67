"""When periods close, and which are due: the clock, the year's page and /jadwal/ read the same."""

from datetime import date

from django.db.models import Q

from asn_portal.core.access import Actor
from asn_portal.core.calendar import WorkCalendar
from asn_portal.core.models import JobState
from asn_portal.core.policies import value_on
from asn_portal.core.selectors import work_calendar
from performance.enums import CycleStatus
from performance.models import Appraisal, Period
from performance.models.appraisals import OPEN_STATES
from performance.policies.schedule import CLOSE_DAYS

BUSY = Q(job__state__in=[JobState.QUEUED, JobState.RUNNING]) | Q(
    close_job__state__in=[JobState.QUEUED, JobState.RUNNING]
)


def closing_day(period: Period, *, calendar: WorkCalendar, days: int) -> date:
    """Return the last day on which a period is open: HR's own, or some working days after the end of the rating."""
    return period.closes_on or calendar.add(period.rating_due_on, days)


def closing_days(
    *, actor: Actor, periods: list[Period], today: date, calendar: WorkCalendar | None = None
) -> dict[int, date]:
    """Return the last day of each period, by its id; two queries without a `calendar`, and one for the setting."""
    if not periods:
        return {}
    calendar = calendar or work_calendar(actor=actor)
    days = value_on(CLOSE_DAYS, agency_id=actor.agency_id, day=today)
    return {period.pk: closing_day(period, calendar=calendar, days=days) for period in periods}


def periods_to_close(*, actor: Actor, today: date) -> list[Period]:
    """Return the opened periods whose last day has passed and that nobody is closing or opening."""
    rows = Period.objects.filter(
        agency_id=actor.agency_id,
        cycle__state=CycleStatus.OPEN,
        opened_at__isnull=False,
        closed_at=None,
        rating_due_on__lt=today,
    )
    periods = list(rows.exclude(BUSY).select_related("cycle").order_by("rating_due_on", "pk"))
    last_days = closing_days(actor=actor, periods=periods, today=today)
    return [period for period in periods if last_days[period.pk] < today]


def periods_with_silence(*, actor: Actor, today: date) -> list[Period]:
    """Return the opened periods whose last day of rating has passed with people left that nobody was handed."""
    waiting = Appraisal.objects.filter(agency_id=actor.agency_id, state__in=OPEN_STATES, escalated_at=None)
    rows = Period.objects.filter(
        agency_id=actor.agency_id,
        cycle__state=CycleStatus.OPEN,
        opened_at__isnull=False,
        closed_at=None,
        rating_due_on__lt=today,
        pk__in=waiting.order_by().values("period_id"),
    )
    return list(rows.select_related("cycle").order_by("rating_due_on", "pk"))
