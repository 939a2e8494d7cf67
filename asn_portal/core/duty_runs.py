"""Taking and closing the runs of duties: by guarded INSERT and UPDATE with a lease, so that nothing runs twice."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from asn_portal.core.models import Agency, DutyRun, DutyState, DutyTrigger

TICK = timedelta(minutes=5)
# Longer than any duty takes; a run that is silent for so long has lost its worker.
LEASE = timedelta(minutes=15)
# Attempts a day: 5, 10, 20 … minutes apart, the last some ten hours after the first.
MAX_ATTEMPTS = 8
INTERRUPTED = "interrupted"


def recent(agency: Agency, today: date) -> dict[str, list[DutyRun]]:
    """Return by duty, newest first, the runs on which the next depends: today's, running ones and empty looks."""
    empty = Q(trigger=DutyTrigger.TICK, state=DutyState.DONE, done=0)
    rows = DutyRun.objects.filter(Q(day=today) | Q(state=DutyState.RUNNING) | empty, agency=agency)
    found: dict[str, list[DutyRun]] = {}
    for row in rows.order_by("-started_at", "-pk"):
        found.setdefault(row.duty, []).append(row)
    return found


def take_up_lost(known: Iterable[DutyRun], *, today: date, now: datetime) -> DutyRun | None:
    """Take up a run whose worker was killed; one of an earlier day or of too many attempts is closed instead."""
    for row in known:
        if row.is_running and row.leased_until <= now:
            if row.day == today and row.attempts < MAX_ATTEMPTS:
                return take_again(row, now=now)
            close(row, DutyState.FAILED, message=INTERRUPTED)
    return None


def take_due(
    duty: str, every: str, *, agency: Agency, known: Iterable[DutyRun], now: datetime, today: date
) -> DutyRun | None:
    """Take the run that the clock owes; None when it is done, in other hands, or waits for its next attempt."""
    last = next((row for row in known if row.trigger == every), None)
    if last is not None and last.day == today and last.state == DutyState.FAILED:
        due = next_attempt(last)
        return take_again(last, now=now) if due is not None and due <= now else None
    if last is not None and last.is_empty:
        return take_again(last, now=now, day=today, attempts=1, message="")
    if last is not None and last.day == today and every == DutyTrigger.DAY:
        return None
    return insert(agency=agency, duty=duty, day=today, trigger=every, lease=uuid.uuid4(), started_at=now)


def next_attempt(run: DutyRun) -> datetime | None:
    """Return when a failed run is tried again; None after the last attempt of its day and for one by hand."""
    tried_out = run.attempts >= MAX_ATTEMPTS or run.trigger == DutyTrigger.HAND
    if run.state != DutyState.FAILED or run.finished_at is None or tried_out:
        return None
    return run.finished_at + TICK * 2 ** (run.attempts - 1)


def insert(*, started_at: datetime, **fields) -> DutyRun | None:
    """Write a running row; None when another worker was faster (the constraints of the table decide)."""
    try:
        with transaction.atomic():
            return DutyRun.objects.create(
                started_at=started_at, leased_until=fields.pop("leased_until", started_at + LEASE), **fields
            )
    except IntegrityError:
        return None


def take_again(run: DutyRun, *, now: datetime, **changes) -> DutyRun | None:
    """Run a row once more, for whoever changes its lease first."""
    values = {"attempts": run.attempts + 1, "failed": 0, **changes}
    values |= {"state": DutyState.RUNNING, "started_at": now, "finished_at": None}
    values |= {"lease": uuid.uuid4(), "leased_until": now + LEASE}
    try:
        with transaction.atomic():
            taken = DutyRun.objects.filter(pk=run.pk, state=run.state, lease=run.lease).update(**values)
    except IntegrityError:
        return None
    for name, value in values.items():
        setattr(run, name, value)
    return run if taken else None


def close(run: DutyRun, state: DutyState, *, done: int = 0, failed: int = 0, message: str = "") -> bool:
    """End a run that is still ours; what an attempt did is added to what those before it did."""
    now = timezone.now()
    ended = DutyRun.objects.filter(pk=run.pk, state=DutyState.RUNNING, lease=run.lease).update(
        state=state, done=F("done") + done, failed=failed, message=message[:120], finished_at=now
    )
    run.state, run.finished_at = state, now
    return bool(ended)
