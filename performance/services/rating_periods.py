"""Opening a rating period: one appraisal row for each person with a plan, set-based and restartable (scale D11)."""

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core import jobs
from asn_portal.core.access import Actor, require
from asn_portal.core.models import Job
from employees.models import Employee
from performance import policies
from performance.enums import CycleStatus
from performance.models import Appraisal, Period, Plan
from performance.models.appraisals import OPEN_STATES
from performance.notifications import appraisals as notices

JOB_KIND = "performance.open_period"

# Approved plan or not: somebody without one is rated too (PermenPANRB 6/2022 annex II); offices as of today.
INSERT_APPRAISALS = """
INSERT INTO performance_appraisal (agency_id, period_id, employee_id, plan_id, unit_id, opd_id, evaluator_id)
SELECT person.agency_id, %s, person.id, plan.id, person.unit_id, COALESCE(unit.opd_id, person.unit_id),
       person.evaluator_id
  FROM performance_plan plan
  JOIN employees_employee person ON person.id = plan.employee_id
  LEFT JOIN employees_unit unit ON unit.id = person.unit_id
 WHERE plan.cycle_id = %s AND plan.agency_id = %s AND plan.is_current AND person.is_active
   AND person.id BETWEEN %s AND %s
ON CONFLICT (period_id, employee_id) DO NOTHING
"""


@transaction.atomic
def start_opening_period(*, period: Period, actor: Actor) -> Job:
    """Queue the opening of a period and return its job; again for late joiners: rows that are there stay.

    Raises NotAllowed for anybody but HR of the whole agency and the schedule, ValidationError before the year opens.
    """
    require(policies.can_change_cycle(actor, period))
    if period.cycle.state == CycleStatus.PLANNED:
        raise ValidationError(_("Open the year first."), code="year_not_open")
    if period.closed_at is not None:
        raise ValidationError(_("This period is closed already."), code="closed")
    job = jobs.start_job(
        kind=JOB_KIND, task=JOB_KIND, agency_id=period.agency_id, actor=actor, subject_id=period.pk
    )
    Period.objects.filter(pk=period.pk).update(job=job)
    return job


def open_period(job_id: int) -> None:
    """Do the work of the job: rows in chunks, then the mark, then one notice for each evaluator."""
    job = jobs.take(job_id)
    if job is None:
        return
    period = Period.objects.select_related("cycle").get(pk=job.subject_id, agency_id=job.agency_id)
    people = Employee.objects.filter(agency_id=period.agency_id, is_active=True)
    try:
        jobs.set_total(job, plans_of(period).count())
        rows = jobs.run_chunks(
            job, jobs.id_ranges(people), lambda first, last: insert_rows(period, first, last)
        )
    except jobs.LeaseLost:
        return
    with transaction.atomic():
        Period.objects.filter(pk=period.pk, opened_at=None).update(opened_at=timezone.now())
        notices.raters_told(period=period, event="appraisal_opened", users_by_count=waiting_by_count(period))
        jobs.finish(job, str(rows))


def plans_of(period: Period):
    """Return the plans that lead to an appraisal."""
    return Plan.objects.filter(
        cycle_id=period.cycle_id, agency_id=period.agency_id, is_current=True, employee__is_active=True
    )


def insert_rows(period: Period, first: int, last: int) -> int:
    """Write the appraisals of one range of people and return how many were new."""
    with connection.cursor() as cursor:
        cursor.execute(INSERT_APPRAISALS, [period.pk, period.cycle_id, period.agency_id, first, last])
        return max(cursor.rowcount, 0)


def waiting_by_count(period: Period) -> dict[int, list[int]]:
    """Return the accounts of evaluators with people still to rate, grouped by their number."""
    rows = (
        Appraisal.objects.filter(
            agency_id=period.agency_id,
            period=period,
            state__in=OPEN_STATES,
            employee__evaluator__user__isnull=False,
        )
        .order_by()
        .values_list("employee__evaluator__user_id")
        .annotate(people=Count("pk"))
    )
    grouped: dict[int, list[int]] = {}
    for user_id, people in rows:
        grouped.setdefault(people, []).append(user_id)
    return grouped


def refresh_evaluators(*, agency_id: int) -> int:
    """Write today's evaluator into appraisals still to be rated, so that reports name the right person.

    Access does not wait for this: scope and policy look at the person's evaluator of today.
    """
    distinct = "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"
    statement = (
        "UPDATE performance_appraisal SET evaluator_id = person.evaluator_id FROM employees_employee person "
        "WHERE person.id = performance_appraisal.employee_id AND performance_appraisal.agency_id = %s "
        "AND performance_appraisal.state IN (%s, %s) "
        f"AND performance_appraisal.evaluator_id {distinct} person.evaluator_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [agency_id, *(state.value for state in OPEN_STATES)])
        return max(cursor.rowcount, 0)
