"""Closing a period, and the digest of a day, for 100,000 people against raw statements on the same tables.

make bench ARGS=tests/benchmarks/bench_closing.py
PEOPLE=20000 makes it smaller, and lets it run on SQLite too. Prints ratios; asserts only that the rows are the same.
"""

import datetime as dt
import os
from statistics import median
from time import perf_counter

import pytest
from django.db import connection

from asn_portal.core import jobs
from asn_portal.core.access import system_actor
from asn_portal.core.models import Job, Notice, TransitionLog
from performance.models import Appraisal, Cycle, Period, Plan
from performance.services import closing, opening, rating_periods, reminders
from tests.benchmarks.bench_opening import PEOPLE, crowd, execute, timed
from tests.benchmarks.targets import verdict
from tests.employees.factories import office
from tests.performance.factories import CycleFactory, PeriodFactory

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 3
TODAY = dt.date(2026, 1, 30)

# Two of three are rated and released, one of three was never rated.
JUDGE = """
UPDATE performance_appraisal SET state = 'released', result_rating = 'as', behaviour_rating = 'as', predicate = 'b',
    rated_at = '2026-04-10 03:00:00+00', released_at = '2026-04-12 03:00:00+00' WHERE employee_id %% 3 <> 0
"""
ACCOUNTS = """
INSERT INTO employees_user (username, password, email, full_name, language, is_active, is_staff, is_superuser,
    agency_id, date_joined)
SELECT 'orang-' || CAST(e.id AS varchar(20)), '!', '', e.name, 'id', TRUE, FALSE, FALSE, e.agency_id,
    '2026-01-01 00:00:00+00'
  FROM employees_employee e WHERE e.user_id IS NULL
"""
LINK = """
UPDATE employees_employee SET user_id = u.id FROM employees_user u
 WHERE u.username = 'orang-' || CAST(employees_employee.id AS varchar(20)) AND employees_employee.user_id IS NULL
"""

# What somebody would write by hand: the trail, the messages and the rows, each in one statement.
RAW = (
    """
INSERT INTO core_transitionlog (agency_id, subject_type, subject_id, transition, from_state, to_state, actor_name,
    actor_title, role, note, at)
SELECT agency_id, 'appraisal', id, 'close_unrated', state, 'unrated', 'Sistem', '', 'schedule', '', now()
  FROM performance_appraisal WHERE period_id = %s AND state IN ('pending', 'returned')
""",
    """
INSERT INTO core_notice (agency_id, user_id, event, subject_type, subject_id, occasion, params, created_at)
SELECT a.agency_id, e.user_id, CASE WHEN a.state = 'released' THEN 'appraisal_released' ELSE 'appraisal_unrated' END,
    'appraisal', a.id, '', '{"period": "Triwulan I 2026"}', now()
  FROM performance_appraisal a JOIN employees_employee e ON e.id = a.employee_id AND e.user_id IS NOT NULL
 WHERE a.period_id = %s ON CONFLICT DO NOTHING
""",
    """
UPDATE performance_appraisal SET state = CASE WHEN state = 'released' THEN state ELSE 'unrated' END,
    revision = revision + CASE WHEN state = 'released' THEN 0 ELSE 1 END, closed_at = now()
 WHERE period_id = %s
""",
)
RAW_DIGEST = """
INSERT INTO core_notice (agency_id, user_id, event, subject_type, subject_id, occasion, params, created_at)
SELECT p.agency_id, e.user_id, 'task_digest', 'agency', p.agency_id, '2026-01-30',
    '{"lines": [{"kind": "plan_submit", "count": 1, "due": "2026-01-31", "late": false}]}', now()
  FROM performance_plan p JOIN employees_employee e ON e.id = p.employee_id AND e.user_id IS NOT NULL
 WHERE p.cycle_id = %s AND p.state IN ('draft', 'returned') ON CONFLICT DO NOTHING
"""


def accounts():
    """Give everybody an account."""
    execute(ACCOUNTS)
    execute(LINK)
    if connection.vendor == "postgresql":
        execute("VACUUM ANALYZE employees_employee")


def fresh(cycle, period):
    """Leave plans, appraisals and messages as on the day before."""
    Job.objects.all().delete()
    Cycle.objects.filter(pk=cycle.pk).update(job=None, reminded_at=None)
    Period.objects.filter(pk=period.pk).update(job=None, close_job=None, closed_at=None, opened_at=None)
    tables = "core_notice, core_delivery, core_transitionlog, performance_appraisal"
    for table in [tables] if connection.vendor == "postgresql" else tables.split(", ")[::-1]:
        execute(f"TRUNCATE {table} CASCADE" if connection.vendor == "postgresql" else f"DELETE FROM {table}")
    job = rating_periods.start_opening_period(period=period, actor=system_actor(period.agency_id))
    rating_periods.open_period(job.pk)
    execute(JUDGE)
    Notice.objects.all().delete()
    if connection.vendor == "postgresql":
        execute("VACUUM ANALYZE performance_appraisal")
        execute("CHECKPOINT")


def close_raw(period):
    for statement in RAW:
        execute(statement, [period.pk])


def close_own(period):
    job = closing.start_closing(period=period, actor=system_actor(period.agency_id))
    closing.close_period(job.pk)
    return job


def again_after_kill(job):
    """The task of a finished closing comes once more, as if the worker had died just before saying so."""
    Job.objects.filter(pk=job.pk).update(state="running", lease=None, finished_at=None)
    closing.close_period(job.pk)


def shape():
    """Return what both ways must agree on."""
    return (
        Appraisal.objects.exclude(closed_at=None).count(),
        Appraisal.objects.filter(state="unrated").count(),
        Notice.objects.filter(subject_type="appraisal").count(),
        TransitionLog.objects.filter(transition="close_unrated").count(),
    )


def big_place():
    """Return a year and a period of a large government in which everybody has an account and a plan."""
    if connection.vendor != "postgresql" and "PEOPLE" not in os.environ:
        print("\nTARGET skipped closing and digest: they are about PostgreSQL, which was not found")
        pytest.skip("needs PostgreSQL; PEOPLE=20000 runs it on SQLite, without a target")
    place = office()
    crowd(place)
    accounts()
    cycle = CycleFactory(agency=place.agency, is_open=True)
    period = PeriodFactory(cycle=cycle, number=1)
    opening.run_opening(
        job_id=opening.prepare_missing_plans(cycle=cycle, actor=system_actor(place.agency.pk)).pk
    )
    return place, cycle, period


def report(label, seconds, base):
    print(f"  {label:26} {median(seconds):6.2f} s = {median(seconds) / base:5.2f} x")


def test_closing_costs_little_more_than_three_statements():
    _place, cycle, period = big_place()
    raw, own, rerun = [], [], []
    for _round in range(ROUNDS):
        fresh(cycle, period)
        raw.append(timed(lambda: close_raw(period))[0])
        expected = shape()
        fresh(cycle, period)
        seconds, job = timed(lambda: close_own(Period.objects.select_related("cycle").get(pk=period.pk)))
        own.append(seconds)
        assert shape() == expected
        rerun.append(timed(lambda job=job: again_after_kill(job))[0])
    base = median(raw)
    print(f"\n{connection.vendor}, {PEOPLE:,} people, chunks of {jobs.CHUNK:,}: raw statements {base:.2f} s")
    report("closing", own, base)
    report("rerun, chunks skipped", rerun, base)
    if connection.vendor == "postgresql":
        verdict(f"closing of {PEOPLE:,} people, x raw statements", median(own) / base, 1.5)
        verdict("rerun of the finished closing, x raw statements", median(rerun) / base, 0.1)


def test_a_digest_for_everybody_is_a_matter_of_seconds():
    place, cycle, _period = big_place()
    Plan.objects.update(state="draft")
    raw, own, idle = [], [], []
    for _round in range(ROUNDS):
        Notice.objects.all().delete()
        raw.append(timed(lambda: execute(RAW_DIGEST, [cycle.pk]))[0])
        count = Notice.objects.count()
        Notice.objects.all().delete()
        Cycle.objects.update(reminded_at=None, job=None)
        start = perf_counter()
        told = reminders.send_due_reminders(agency_id=place.agency.pk, today=TODAY)
        own.append(perf_counter() - start)
        assert told == count == Notice.objects.count()
        idle.append(timed(lambda: reminders.send_due_reminders(agency_id=place.agency.pk, today=TODAY))[0])
    base = median(raw)
    print(f"\n{connection.vendor}, digest for {count:,} people: one raw statement {base:.2f} s")
    report("digest", own, base)
    report("a look when all are told", idle, base)
    if connection.vendor == "postgresql":
        verdict(f"digest for {count:,} people, seconds", median(own), 20)
        verdict("a look of the clock when all are told, seconds", median(idle), 0.1)
