"""The clock (A10): every few minutes it looks for each agency which duties are due and does them, each once.

An app registers its duties in `<app>/services/duties.py`; the work looks up what is due by the data, so that a day
without a running worker is made up for by the next.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core import duty_runs, jobs
from asn_portal.core.access import Actor, Conflict, Role, require
from asn_portal.core.models import Agency, DutyRun, DutyState, DutyTrigger

log = logging.getLogger(__name__)
Row = TypeVar("Row")


@dataclass(frozen=True)
class Duty:
    """One thing the clock does for an agency.

    `work(*, agency, today) -> int` returns how many were done; it is idempotent and catches up by looking up what
    is due. `every` is "day" (once a local day of the agency) or "tick" (every few minutes; a look that finds
    nothing leaves no row of its own); neither begins before `hour` of the agency's own day.
    """

    code: str
    label: Any
    explanation: Any
    work: Callable[..., int]
    every: str = "day"
    hour: int = 0
    url_name: str = ""


@dataclass(frozen=True)
class ComingDate:
    """A day on which the clock will do something, as the data have it now."""

    day: date
    what: str
    url: str = ""


DUTIES: dict[str, Duty] = {}
# Each returns what comes, one query or two: `dates(*, actor, today) -> list[ComingDate]`.
COMING: list[Callable[..., list[ComingDate]]] = []


class Unfinished(Exception):
    """The work was done in part: how many, how many not, and the kind of error (nothing personal)."""

    def __init__(self, *, done: int, failed: int, cause: str):
        super().__init__(f"{failed} failed: {cause}")
        self.done = done
        self.failed = failed
        self.cause = cause


class AlreadyRunning(Exception):
    """A duty was started by hand while it runs."""


def register(duty: Duty) -> Duty:
    """Make a duty known to the clock and to the page of the schedule."""
    DUTIES[duty.code] = duty
    return duty


def register_dates(dates: Callable[..., list[ComingDate]]) -> None:
    """Add dates of an app to those that come on the page of the schedule."""
    if dates not in COMING:
        COMING.append(dates)


def local_time(agency: Agency, now: datetime | None = None) -> datetime:
    """Return the time where the agency is (A15)."""
    return timezone.localtime(now, ZoneInfo(agency.time_zone))


def run_due_duties(*, now: datetime | None = None) -> None:
    """Do what is due, for every agency; the trouble of one agency or duty never holds up another."""
    for agency in Agency.objects.order_by("pk"):
        today = local_time(agency, now).date()
        known = duty_runs.recent(agency, today)
        for duty in list(DUTIES.values()):
            try:
                run_if_due(duty, agency, known.get(duty.code, []), now or timezone.now())
            except Exception:
                log.exception("duty %s of agency %s could not be taken", duty.code, agency.pk)


def run_if_due(duty: Duty, agency: Agency, known: list[DutyRun], now: datetime) -> None:
    """Take up a run that lost its worker, or the one that is owed; leave what is done or in other hands."""
    there = local_time(agency, now)
    run = duty_runs.take_up_lost(known, today=there.date(), now=now)
    if run is None and not any(row.is_running for row in known) and there.hour >= duty.hour:
        run = duty_runs.take_due(
            duty.code, duty.every, agency=agency, known=known, now=now, today=there.date()
        )
    if run is not None:
        carry_out(duty, agency, run)


def carry_out(duty: Duty, agency: Agency, run: DutyRun) -> None:
    """Do the work of a run that is ours, in the agency's own time, and write how it ended."""
    try:
        with timezone.override(ZoneInfo(agency.time_zone)):
            done = duty.work(agency=agency, today=run.day)
    except Unfinished as trouble:
        duty_runs.close(
            run, DutyState.FAILED, done=trouble.done, failed=trouble.failed, message=trouble.cause
        )
    except Exception as error:
        log.exception("duty %s of agency %s failed, attempt %s", duty.code, agency.pk, run.attempts)
        duty_runs.close(run, DutyState.FAILED, message=type(error).__name__)
    else:
        duty_runs.close(run, DutyState.DONE, done=done)


def for_each(rows: Iterable[Row], work: Callable[[Row], int | None]) -> int:
    """Do the work for every row and return how many were done; the trouble of one does not hold up the others.

    `work` returns its own count, or nothing for one. Raises Unfinished at the end where some failed.
    """
    done, causes = 0, []
    for row in rows:
        try:
            count = work(row)
        except Conflict:
            log.info("%s %s: somebody else was faster", work.__name__, getattr(row, "pk", row))
        except Exception as error:
            log.exception("%s %s failed; it is tried again", work.__name__, getattr(row, "pk", row))
            causes.append(type(error).__name__)
        else:
            done += 1 if count is None else count
    if causes:
        raise Unfinished(done=done, failed=len(causes), cause=causes[0])
    return done


# --- By hand ---


def can_see_schedule(actor: Actor) -> bool:
    """HR, leaders and inspectors see what the clock does in their government."""
    return actor.has(Role.HR, Role.LEADER, Role.INSPECTOR)


def can_run_duty(actor: Actor) -> bool:
    """HR of the whole agency starts a duty by hand."""
    return any(scope.is_root for scope in actor.scopes_for(Role.HR))


def start_by_hand(*, duty: Duty, agency: Agency, actor: Actor) -> DutyRun:
    """Write a run and queue it; should the queue lose it, the next ticks take it up.

    Raises NotAllowed for anybody but HR of the whole agency, AlreadyRunning while the duty runs.
    """
    require(can_run_duty(actor) and agency.pk == actor.agency_id)
    now = timezone.now()
    run = duty_runs.insert(
        agency=agency,
        duty=duty.code,
        day=local_time(agency, now).date(),
        trigger=DutyTrigger.HAND,
        attempts=0,
        started_at=now,
        leased_until=now + duty_runs.TICK,
        started_by_id=actor.user_id,
    )
    if run is None:
        raise AlreadyRunning(_("This is running already; please wait until it has ended."))
    jobs.after_commit("core.run_duty", run.pk)
    return run


def run_by_hand(run_id: int) -> None:
    """Do a run that was started by hand, unless another worker has it."""
    run = DutyRun.objects.select_related("agency").filter(pk=run_id, state=DutyState.RUNNING).first()
    duty = DUTIES.get(run.duty) if run else None
    if run is None or duty is None or run.lease is not None:
        return
    taken = duty_runs.take_again(run, now=timezone.now())
    if taken is not None:
        carry_out(duty, run.agency, taken)
