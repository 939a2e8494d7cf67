"""Closing a rating period and then the year: set-based, in chunks, restartable (scale D11).

Who was never rated stays "closed without a rating"; evidence is locked; who has not been told of the result is told.
A period closes at the end of its last day, 30 working days after the end of the rating unless HR set another day:
then the report to the authorised official is due (PermenPANRB 6/2022 annex V p. 115).
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core import bulk_notices, jobs
from asn_portal.core.access import Actor, require, system_actor
from asn_portal.core.models import Job
from performance.enums import AppraisalStatus, CycleStatus
from performance.models import Appraisal, Cycle, Period
from performance.models.appraisals import OPEN_STATES
from performance.notifications import schedule as notices
from performance.notifications.appraisals import period_name
from performance.policies.schedule import can_close_period, can_reopen_appraisal
from performance.selectors.standards import hr_of_agency
from performance.services.closing_sql import (
    CLOSE_ROWS,
    HAS_MAIL,
    LOG_UNRATED,
    TELL,
    TELL_BY_MAIL,
    uuid_sql,
)
from performance.workflow import APPRAISAL_FLOW, CYCLE_FLOW
from performance.workflow.schedule import CLOSE_UNRATED

JOB_KIND = "performance.close_period"
OPEN = tuple(state.value for state in OPEN_STATES)


# --- A period ---


@transaction.atomic
def start_closing(*, period: Period, actor: Actor) -> Job:
    """Queue the closing of a period and return its job; a running one is returned as it is.

    Raises NotAllowed for anybody but HR of the whole agency and the schedule, ValidationError for a period that
    was never opened, is closed, or whose last day of rating is still to come.
    """
    require(can_close_period(actor, period))
    if period.opened_at is None:
        raise ValidationError(_("The rating of this period has not been opened."), code="not_opened")
    if period.closed_at is not None:
        raise ValidationError(_("This period is closed already."), code="closed")
    if timezone.localdate() <= period.rating_due_on:
        raise ValidationError(_("The last day of rating has not passed yet."), code="too_early")
    job = jobs.start_job(
        kind=JOB_KIND, task=JOB_KIND, agency_id=period.agency_id, actor=actor, subject_id=period.pk
    )
    Period.objects.filter(pk=period.pk).update(close_job=job)
    return job


def close_period(job_id: int) -> None:
    """Do the work of the job; delivered twice or after a kill, it goes on where it stopped."""
    job = jobs.take(job_id)
    if job is None:
        return
    period = Period.objects.select_related("cycle").get(pk=job.subject_id, agency_id=job.agency_id)
    rows = Appraisal.objects.filter(period=period)
    batch = Batch.of(period)
    try:
        if not job.total:
            jobs.set_total(job, rows.count())
        jobs.run_chunks(job, jobs.id_ranges(rows), lambda first, last: close_rows(batch, first, last))
    except jobs.LeaseLost:
        return
    with transaction.atomic():
        marked = Period.objects.filter(pk=period.pk, closed_at=None).update(closed_at=timezone.now())
        if marked:
            tell_hr(period)
        jobs.finish(job)


@dataclass(frozen=True)
class Batch:
    """What every chunk of one closing needs."""

    period: Period
    params: str
    has_mail: bool

    @classmethod
    def of(cls, period: Period) -> "Batch":
        """Return the batch of a period: the params of its notices, and whether anybody gets mail at all."""
        with connection.cursor() as cursor:
            cursor.execute(HAS_MAIL, [period.agency_id])
            has_mail = cursor.fetchone() is not None
        return cls(period, bulk_notices.as_json({"period": period_name(period)}), has_mail)


def close_rows(batch: Batch, first: int, last: int) -> int:
    """Close one range of appraisals in a few statements and return how many were still open to change.

    The rows are closed last: what is logged and told is found by `closed_at` being empty, so that a range that was
    begun and rolled back is done again as a whole.
    """
    period, now = batch.period, timezone.now()
    where = [period.pk, period.agency_id, first, last]
    with connection.cursor() as cursor:
        cursor.execute(
            LOG_UNRATED, [CLOSE_UNRATED.name, system_actor(period.agency_id).name, now, *where, *OPEN]
        )
        cursor.execute(TELL, [batch.params, now, *where])
        if cursor.rowcount > 0 and batch.has_mail:
            cursor.execute(TELL_BY_MAIL.format(uuid=uuid_sql()), [now, now, *where])
            jobs.after_commit("core.sweep_deliveries")
        cursor.execute(CLOSE_ROWS, [*OPEN, *OPEN, now, *where])
        return max(cursor.rowcount, 0)


def tell_hr(period: Period) -> None:
    """Tell HR what the closed period holds."""
    states = (("released", "released"), ("rated", "rated"), ("unrated", "unrated"))
    counts = Appraisal.objects.filter(period=period).aggregate(
        **{name: Count("pk", filter=Q(state=state)) for name, state in states}
    )
    system = system_actor(period.agency_id)
    hr_users = hr_of_agency(actor=system, today=timezone.localdate())
    notices.period_closed(period, counts, hr_users=hr_users)


@transaction.atomic
def close_late_ratings(*, agency_id: int) -> int:
    """Close what was rated and released after its period: opened again, or released late. Returns appraisals."""
    rows = Appraisal.objects.filter(
        agency_id=agency_id,
        period__closed_at__isnull=False,
        period__cycle__state=CycleStatus.OPEN,
        closed_at=None,
        state=AppraisalStatus.RELEASED,
    )
    return rows.update(closed_at=timezone.now())


@transaction.atomic
def reopen_appraisal(*, appraisal: Appraisal, reason: str, actor: Actor) -> Appraisal:
    """Let one person be rated after all, though the period is closed; the reason is kept in the trail.

    Raises NotAllowed for anybody but HR of the whole agency, NoteRequired without a reason, and Conflict when
    somebody was faster.
    """
    require(can_reopen_appraisal(actor, appraisal))
    APPRAISAL_FLOW.apply("reopen", appraisal, actor=actor, note=reason, closed_at=None)
    notices.appraisal_reopened(appraisal, hr=actor.name, reason=reason.strip())
    return appraisal


# --- The year ---


def cycles_to_close(*, agency_id: int) -> list[Cycle]:
    """Return the open years all of whose periods are closed."""
    rows = Cycle.objects.filter(agency_id=agency_id, state=CycleStatus.OPEN, periods__closed_at__isnull=False)
    return list(rows.exclude(periods__closed_at=None).distinct())


@transaction.atomic
def close_cycle(*, cycle: Cycle, today: date, actor: Actor) -> Cycle:
    """Close a year after its last period and tell everybody. Raises NotAllowed, Conflict."""
    CYCLE_FLOW.apply("close", cycle, actor=actor, closed_at=timezone.now())
    notices.cycle_closed(cycle, today=today)
    return cycle
