"""The dates of the performance year that the clock will act upon."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor
from asn_portal.core.schedule import ComingDate
from asn_portal.core.selectors import work_calendar
from performance.enums import CycleStatus
from performance.models import Cycle, Period
from performance.selectors.closing_days import closing_days
from performance.selectors.deadlines import Deadline, deadlines_of

ONE_DAY = timedelta(days=1)


def coming_dates(*, actor: Actor, today: date) -> list[ComingDate]:
    """Return what the clock will do for the years that are not closed, as their dates stand now."""
    rows = Cycle.objects.visible_to(actor).exclude(state=CycleStatus.CLOSED).select_related("job")
    cycles = {cycle.pk: cycle for cycle in rows}
    unclosed = Period.objects.visible_to(actor).filter(cycle_id__in=cycles, closed_at=None)
    periods = list(unclosed.order_by("rating_opens_on", "pk"))
    calendar = work_calendar(actor=actor)
    last_days = closing_days(actor=actor, periods=periods, today=today, calendar=calendar)
    found = [coming for cycle in cycles.values() for coming in dates_of_cycle(cycle)]
    for period in periods:
        period.cycle = cycles[period.cycle_id]
        found += dates_of_period(period, last_days[period.pk])
    opened = {pk: cycle for pk, cycle in cycles.items() if cycle.state == CycleStatus.OPEN}
    running = [period for period in periods if period.cycle_id in opened]
    deadlines = deadlines_of(opened, running, calendar=calendar, today=today, agency_id=actor.agency_id)
    found += [coming for row in deadlines for coming in reminder_of(row, today)]
    return [coming for coming in found if coming.day >= today]


def dates_of_cycle(cycle: Cycle) -> list[ComingDate]:
    """Return the opening of a year that is still to come."""
    if cycle.state != CycleStatus.PLANNED:
        return []
    what = _("The year %(year)s opens") % {"year": cycle.year}
    return [ComingDate(cycle.opens_on, what, page_of(cycle.pk))]


def dates_of_period(period: Period, last_day: date) -> list[ComingDate]:
    """Return opening, handing on to superiors and closing of a rating period."""
    url, name = page_of(period.cycle_id), {"period": period.long_label}
    dates = [
        ComingDate(
            period.rating_due_on + ONE_DAY, _("Unrated people go to the superior: %(period)s") % name, url
        ),
        ComingDate(last_day + ONE_DAY, _("Closes: %(period)s") % name, url),
    ]
    if period.opened_at is None:
        dates.insert(0, ComingDate(period.rating_opens_on, _("Rating opens: %(period)s") % name, url))
    return dates


def reminder_of(deadline: Deadline, today: date) -> list[ComingDate]:
    """Return the next reminder of a deadline."""
    day = deadline.next_day(today)
    if day is None:
        return []
    if deadline.period is None:
        what = _("Reminder of the plans of %(year)s") % {"year": deadline.cycle.year}
    elif deadline.key[0] == "evidence":
        what = _("Reminder of missing evidence: %(period)s") % {"period": deadline.period.long_label}
    else:
        what = _("Reminder of the evaluators: %(period)s") % {"period": deadline.period.long_label}
    return [ComingDate(day, what, page_of(deadline.cycle.pk))]


def page_of(cycle_id: int) -> str:
    """Return the page of a year."""
    return reverse("performance:cycle_detail", args=[cycle_id])
