"""The dates of the performance year that the clock will act upon."""

from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor
from asn_portal.core.schedule import ComingDate
from performance.enums import CycleStatus, PeriodKind
from performance.models import Cycle, Period


def coming_dates(*, actor: Actor, today: date) -> list[ComingDate]:
    """Return when years and rating periods open and when people are reminded, as their dates stand now."""
    cycles = Cycle.objects.visible_to(actor).exclude(state=CycleStatus.CLOSED)
    periods = Period.objects.visible_to(actor).exclude(cycle__state=CycleStatus.CLOSED)
    periods = periods.filter(Q(opened_at=None) | Q(reminded_at=None), rating_due_on__gte=today)
    found = [date for cycle in cycles for date in dates_of_cycle(cycle)]
    found += [date for period in periods.select_related("cycle") for date in dates_of_period(period)]
    return [coming for coming in found if coming.day >= today]


def dates_of_cycle(cycle: Cycle) -> list[ComingDate]:
    """Return the opening of a year and the reminder of its plans, where they are still to come."""
    url, dates = reverse("performance:cycle_detail", args=[cycle.pk]), []
    if cycle.state == CycleStatus.PLANNED:
        dates.append(ComingDate(cycle.opens_on, _("The year %(year)s opens") % {"year": cycle.year}, url))
    if cycle.reminded_at is None:
        day = cycle.plan_due_on - timedelta(days=cycle.remind_days_before)
        what = _("Reminder of the plans of %(year)s") % {"year": cycle.year}
        dates.append(ComingDate(max(day, cycle.opens_on), what, url))
    return dates


def dates_of_period(period: Period) -> list[ComingDate]:
    """Return the opening of a rating period and the reminder of its evaluators, where they are still to come."""
    url, dates = reverse("performance:cycle_detail", args=[period.cycle_id]), []
    names = {"period": name_of_period(period)}
    if period.opened_at is None:
        dates.append(ComingDate(period.rating_opens_on, _("Rating opens: %(period)s") % names, url))
    if period.reminded_at is None:
        day = period.rating_due_on - timedelta(days=period.cycle.remind_days_before)
        what = _("Reminder of the evaluators: %(period)s") % names
        dates.append(ComingDate(max(day, period.rating_opens_on), what, url))
    return dates


def name_of_period(period: Period) -> str:
    """Return the name of a period with its year; the year itself has it in the name."""
    return period.label if period.kind == PeriodKind.YEAR else f"{period.label}, {period.cycle.year}"
