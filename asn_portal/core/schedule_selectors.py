"""What the page of the schedule shows: each duty with its last run and its next, and the dates that come."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from asn_portal.core import duty_runs, schedule
from asn_portal.core.access import Actor, require
from asn_portal.core.models import Agency, DutyRun, DutyState, DutyTrigger
from asn_portal.core.schedule import ComingDate, Duty

RUNS_SHOWN = 30
DATES_SHOWN = 12
# After so many missed ticks the clock is not late but broken.
STANDS_STILL = 4 * duty_runs.TICK


@dataclass(frozen=True)
class DutyRow:
    """One duty: its last run, the last that did something, and when it comes round again."""

    duty: Duty
    last: DutyRun | None
    last_useful: DutyRun | None
    due_at: datetime | None
    retry_at: datetime | None
    is_now: bool

    @property
    def is_running(self) -> bool:
        """Tell whether it runs, so that it cannot be started."""
        return self.last is not None and self.last.is_running

    @property
    def has_failed(self) -> bool:
        """Tell whether the last run failed."""
        return self.last is not None and self.last.state == DutyState.FAILED


@dataclass(frozen=True)
class Schedule:
    """The whole page; `looked_at` is when the clock was last seen to work."""

    rows: list[DutyRow]
    coming: list[ComingDate]
    more: int
    looked_at: datetime | None
    stands_still: bool

    @property
    def failed(self) -> list[DutyRow]:
        """Return the duties whose last run failed."""
        return [row for row in self.rows if row.has_failed]


def get_schedule(*, actor: Actor) -> Schedule:
    """Return what runs when and what the last runs did. Raises NotAllowed outside HR, leaders and inspectors."""
    require(schedule.can_see_schedule(actor))
    agency, runs = newest_runs(actor, list(schedule.DUTIES))
    now = timezone.now()
    rows = [duty_row(duty, agency, runs.get(duty.code, {}), now) for duty in schedule.DUTIES.values()]
    looked_at = max((run["clock"].started_at for run in runs.values() if run.get("clock")), default=None)
    coming = coming_dates(actor, agency, now)
    return Schedule(
        rows=rows,
        coming=coming[:DATES_SHOWN],
        more=max(len(coming) - DATES_SHOWN, 0),
        looked_at=looked_at,
        stands_still=looked_at is not None and looked_at < now - STANDS_STILL,
    )


def get_duty(*, actor: Actor, code: str) -> tuple[DutyRow, list[DutyRun]]:
    """Return one duty and its last runs, newest first (404 for one that is not known)."""
    require(schedule.can_see_schedule(actor))
    duty = known_duty(code)
    agency, runs = newest_runs(actor, [code])
    row = duty_row(duty, agency, runs.get(code, {}), timezone.now())
    return row, list(runs_of(actor, code).select_related("started_by")[:RUNS_SHOWN])


def known_duty(code: str) -> Duty:
    """Return a duty by its code (404 for one that is not known)."""
    if code not in schedule.DUTIES:
        raise Http404
    return schedule.DUTIES[code]


def runs_of(actor: Actor, code: str) -> QuerySet[DutyRun]:
    """Return the runs of one duty in the actor's government, newest first."""
    return DutyRun.objects.visible_to(actor).filter(duty=code).order_by("-started_at", "-pk")


def newest_runs(actor: Actor, codes: list[str]) -> tuple[Agency, dict[str, dict[str, DutyRun]]]:
    """Return the agency, and of each duty the last run, the last of the clock and the last that did something.

    Two queries, each answered from the index however long the log is.
    """
    wanted = {}
    for number, code in enumerate(codes):
        runs = runs_of(actor, code).filter(agency=OuterRef("pk"))
        for name, rows in {
            "last": runs,
            "clock": runs.exclude(trigger=DutyTrigger.HAND),
            "useful": runs.filter(done__gt=0),
        }.items():
            wanted[f"{name}_{number}"] = Subquery(rows.values("pk")[:1])
    agency = get_object_or_404(Agency.objects.annotate(**wanted), pk=actor.agency_id)
    ids = {name: getattr(agency, name) for name in wanted}
    found = DutyRun.objects.visible_to(actor).in_bulk({pk for pk in ids.values() if pk})
    runs_by_duty: dict[str, dict[str, DutyRun]] = {}
    for name, pk in ids.items():
        kind, _bar, place = name.partition("_")
        if pk in found:
            runs_by_duty.setdefault(codes[int(place)], {})[kind] = found[pk]
    return agency, runs_by_duty


def duty_row(duty: Duty, agency: Agency, runs: dict[str, DutyRun], now: datetime) -> DutyRow:
    """Return a duty with when it is due and, after trouble, when it is tried again."""
    last, clock = runs.get("last"), runs.get("clock")
    there = schedule.local_time(agency, now)
    failed_today = clock is not None and clock.state == DutyState.FAILED and clock.day == there.date()
    retry_at = duty_runs.next_attempt(clock) if clock is not None and failed_today else None
    due_at = retry_at or next_round(duty, there, clock, failed_today)
    is_now = due_at <= now + duty_runs.TICK
    return DutyRow(duty, last, runs.get("useful"), due_at, retry_at, is_now)


def next_round(duty: Duty, there: datetime, clock: DutyRun | None, failed_today: bool) -> datetime:
    """Return when a duty comes round next, in the agency's own time."""
    start = there.replace(hour=duty.hour, minute=0, second=0, microsecond=0)
    had_today = clock is not None and clock.day == there.date()
    if failed_today or (had_today and duty.every == DutyTrigger.DAY):
        return start + timedelta(days=1)
    return max(start, there)


def coming_dates(actor: Actor, agency: Agency, now: datetime) -> list[ComingDate]:
    """Return what comes by its date, as every app has it in its data now."""
    today = schedule.local_time(agency, now).date()
    found = [coming for dates in schedule.COMING for coming in dates(actor=actor, today=today)]
    return sorted(found, key=lambda coming: (coming.day, coming.what))
