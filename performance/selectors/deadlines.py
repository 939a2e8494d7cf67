"""The deadlines of which people are reminded, and when next; the clock, the year's page and /jadwal/ read the same."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from asn_portal.core.access import Actor
from asn_portal.core.calendar import WorkCalendar
from asn_portal.core.policies import value_on
from asn_portal.core.selectors import work_calendar
from performance.enums import CycleStatus, PeriodKind
from performance.models import Cycle, Period
from performance.policies import schedule as figures
from performance.rules.reminders import Rhythm, offsets


@dataclass(frozen=True)
class Deadline:
    """A last day with its reminders; `key` is what tasks name it by, `reminded_on` when people were last told."""

    key: tuple[str, int]
    due_on: date
    rhythm: Rhythm
    reminded_on: date | None
    cycle: Cycle
    period: Period | None = None

    def is_due(self, today: date) -> bool:
        """Tell whether a reminder is owed today; never while the plans of the year are still being prepared."""
        is_prepared = self.cycle.job is None or self.cycle.job.is_finished
        return is_prepared and self.rhythm.is_due(self.due_on, today=today, last=self.reminded_on)

    def next_day(self, today: date) -> date | None:
        """Return the day of the next reminder."""
        return self.rhythm.next_day(self.due_on, today=today, last=self.reminded_on)


def list_deadlines(*, actor: Actor, today: date) -> list[Deadline]:
    """Return the deadlines of the open years whose people are still reminded; a handful of queries."""
    cycles = Cycle.objects.visible_to(actor).filter(state=CycleStatus.OPEN).select_related("job")
    found = {cycle.pk: cycle for cycle in cycles}
    if not found:
        return []
    periods = Period.objects.visible_to(actor).filter(cycle_id__in=found, closed_at=None)
    calendar = work_calendar(actor=actor)
    return deadlines_of(found, list(periods), calendar=calendar, today=today, agency_id=actor.agency_id)


def deadlines_of(
    cycles: dict[int, Cycle],
    periods: list[Period],
    *,
    calendar: WorkCalendar,
    today: date,
    agency_id: int | None,
) -> list[Deadline]:
    """Return the deadlines of open years and of their periods that are not closed, by the agency's settings."""
    on_holidays = value_on(figures.REMIND_ON_HOLIDAYS, agency_id=agency_id, day=today)
    workdays = None if on_holidays else calendar
    after = value_on(figures.REMIND_AFTER, agency_id=agency_id, day=today)
    evidence = Rhythm(tuple(value_on(figures.REMIND_EVIDENCE, agency_id=agency_id, day=today)), workdays)
    rhythms = {pk: Rhythm(offsets(cycle.remind_days_before, after), workdays) for pk, cycle in cycles.items()}
    found = [
        Deadline(("plans", pk), cycle.plan_due_on, rhythms[pk], day_of(cycle.reminded_at), cycle)
        for pk, cycle in cycles.items()
    ]
    for period in periods:
        period.cycle = cycle = cycles[period.cycle_id]
        if period.opened_at:
            told = day_of(period.reminded_at)
            key = ("rating", period.pk)
            found.append(Deadline(key, period.rating_due_on, rhythms[cycle.pk], told, cycle, period))
        if period.kind != PeriodKind.YEAR and period.starts_on <= today:
            told = day_of(period.evidence_reminded_at)
            found.append(Deadline(("evidence", period.pk), period.ends_on, evidence, told, cycle, period))
    return found


def day_of(moment: datetime | None) -> date | None:
    """Return the local day of a moment, in the time zone that is active."""
    return timezone.localtime(moment).date() if moment else None
