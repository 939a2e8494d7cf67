"""A year played through day by day: the clock ticks, workers do what it queued, and what happened is read back."""

import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

from asn_portal.core import schedule
from asn_portal.core.models import Agency, Announcement, Job, Notice, TransitionLog
from performance import tasks
from performance.models import Cycle, Period

WORK = {
    "performance.open_cycle": tasks.open_cycle,
    "performance.open_period": tasks.open_period,
    "performance.close_period": tasks.close_period,
}
# What other topics tell in the course of a year is theirs to test.
EVENTS = [
    "task_digest",
    "plan_handed_on",
    "plans_handed_over",
    "appraisal_opened",
    "rating_taken_on",
    "rating_taken_over",
    "appraisal_released",
    "appraisal_unrated",
    "period_closed",
    "next_year_wanted",
]
JAKARTA = ZoneInfo("Asia/Jakarta")


def only_the_year(monkeypatch):
    """Leave the clock only the duties of the performance year's schedule."""
    names = "open_years open_periods remind hand_plans_on escalate_ratings close_periods close_years prepare_next_year"
    wanted = {f"performance.{name}" for name in names.split()}
    kept = {code: duty for code, duty in schedule.DUTIES.items() if code in wanted}
    assert set(kept) == wanted
    monkeypatch.setattr(schedule, "DUTIES", kept)


def drop_empty_governments():
    """Take away the governments that the factories made on their way: a clock over six takes six times as long."""
    Agency.objects.filter(units=None, user=None, employee=None).delete()


def tick(times=1):
    """Let the clock tick, then do what it queued, as workers would."""
    for _time in range(times):
        schedule.run_due_duties()
        for job_id, task in list(Job.objects.filter(state="queued").values_list("pk", "task")):
            WORK[task](job_id)


def days(first, last):
    """Return every day from first to last."""
    while first <= last:
        yield first
        first += dt.timedelta(days=1)


def happened() -> list[str]:
    """Return what happened, a line a day: "2026-01-02 year 2026 opened; announced cycle_opened"."""
    found: Counter[tuple[str, str]] = Counter()
    for cycle in Cycle.objects.all():
        note(found, cycle.opened_at, f"year {cycle.year} opened")
        note(found, cycle.closed_at, f"year {cycle.year} closed")
    for period in Period.objects.select_related("cycle"):
        note(found, period.opened_at, f"{name_of(period)} opened")
        note(found, period.closed_at, f"{name_of(period)} closed")
    for row in Notice.objects.filter(event__in=EVENTS):
        note(found, row.created_at, f"told {row.event}")
    for row in Announcement.objects.all():
        note(found, row.created_at, f"announced {row.event}")
    steps = TransitionLog.objects.filter(transition__in=["hand_on", "escalate", "close_unrated"])
    for row in steps:
        note(found, row.at, row.transition)
    lines: dict[str, list[str]] = {}
    for (day, what), count in sorted(found.items()):
        lines.setdefault(day, []).append(what if count == 1 else f"{what} x{count}")
    return [f"{day} {'; '.join(words)}" for day, words in lines.items()]


def name_of(period) -> str:
    """Return a short name, such as Q1 or Y2026."""
    return f"Y{period.cycle.year}" if period.number == 0 else f"{period.kind[0].upper()}{period.number}"


def note(found, moment, what):
    """Count something that has a moment."""
    if moment:
        found[moment.astimezone(JAKARTA).date().isoformat(), what] += 1
