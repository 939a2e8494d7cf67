"""What the clock does (A10): each tick looks up what is due, so a missed tick is made up for by the next."""

import logging
from collections.abc import Callable, Iterable
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from asn_portal.core.access import Conflict, system_actor
from asn_portal.core.models import Agency
from performance.enums import CycleStatus
from performance.models import Cycle, Period
from performance.services import opening, rating_periods, rating_reminders, reminders

log = logging.getLogger(__name__)


def run_due() -> None:
    """Open years and rating periods whose day has come, and remind before a deadline; each once."""
    each(cycles_to_open(), open_cycle)
    each(periods_to_open(), open_period)
    each(reminders_due(), remind)
    each([timezone.localdate()], remind_raters)


def local_day(agency: Agency) -> date:
    """Return today where the agency is (A15)."""
    return timezone.localdate(timezone=ZoneInfo(agency.time_zone))


def cycles_to_open() -> list[Cycle]:
    """Return the years whose day of opening has come or was missed."""
    rows: QuerySet[Cycle] = Cycle.objects.filter(state=CycleStatus.PLANNED).select_related("agency")
    return [cycle for cycle in rows if cycle.opens_on <= local_day(cycle.agency)]


def open_cycle(cycle: Cycle) -> None:
    """Open one year."""
    opening.start_opening(cycle=cycle, actor=system_actor(cycle.agency_id))


def periods_to_open() -> list[Period]:
    """Return the periods of open years whose rating opens today or should have been open."""
    rows = Period.objects.filter(opened_at=None, cycle__state=CycleStatus.OPEN).select_related(
        "agency", "cycle"
    )
    return [period for period in rows if period.rating_opens_on <= local_day(period.agency)]


def open_period(period: Period) -> None:
    """Open the rating of one period."""
    rating_periods.start_opening_period(period=period, actor=system_actor(period.agency_id))


def reminders_due() -> list[Cycle]:
    """Return the open years whose deadline comes near and of which nobody has been reminded."""
    rows = reminders.cycles_to_remind(today=timezone.localdate())
    return [cycle for cycle in rows if reminders.is_due(cycle, today=local_day(cycle.agency))]


def remind(cycle: Cycle) -> None:
    """Remind those who are late."""
    reminders.remind_late_plans(cycle=cycle, today=local_day(cycle.agency))


def remind_raters(today: date) -> None:
    """Keep the evaluators of open appraisals right and remind those who still have to rate."""
    rating_periods.refresh_evaluators()
    rating_reminders.remind_raters(today=today)


def each(rows: Iterable, work: Callable) -> None:
    """Do the work for every row; one government's trouble must not hold up another."""
    for row in rows:
        try:
            work(row)
        except Conflict:
            log.info("%s: somebody else was faster", describe(work, row))
        except Exception:
            log.exception("%s failed; the next tick tries again", describe(work, row))


def describe(work: Callable, row) -> str:
    """Return what was tried, by ids only (A13)."""
    return f"{work.__name__} {getattr(row, 'pk', row)}"
