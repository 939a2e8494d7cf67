"""Opening a year for 100,000 people against the one raw INSERT … SELECT on the same table (issue 2 §7).

make bench ARGS=tests/benchmarks/bench_opening.py
PEOPLE=20000 makes it smaller, and lets it run on SQLite too. Prints ratios; asserts only that the rows are the same.
"""

import os
from statistics import median
from time import perf_counter

import pytest
from django.db import connection

from asn_portal.core import jobs
from asn_portal.core.access import system_actor
from asn_portal.core.models import Job
from performance.models import Cycle, Plan
from performance.services import opening
from tests.benchmarks.targets import verdict
from tests.employees.factories import office
from tests.performance.factories import CycleFactory

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = int(os.environ.get("PEOPLE", "100000"))
ROUNDS = 5

# Everybody is a copy of one of the three people of an office, with a NIP of their own.
CROWD = """
INSERT INTO employees_employee (agency_id, kind, standing, is_active, nip, national_id, name, front_title,
    back_title, sort_name, sex, birth_place, nik, npwp, phone, email, address, education_level, rank_id,
    position_id, unit_id, evaluator_id, evaluator_source)
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < %s)
SELECT e.agency_id, e.kind, e.standing, e.is_active, CAST(300000000000000000 + n AS varchar(18)), '',
    'Pegawai ' || CAST(n AS varchar(10)), 'dr.', 'S.Kep', 'pegawai ' || CAST(n AS varchar(10)), '', '', '', '',
    '', '', '', '', e.rank_id, e.position_id, e.unit_id, e.evaluator_id, ''
  FROM numbers JOIN employees_employee e ON e.id = %s
"""

# What somebody would write by hand: the snapshot of person and evaluator by joins.
RAW = """
INSERT INTO performance_plan (agency_id, cycle_id, employee_id, unit_id, evaluator_id, approach, is_leader_form,
    employee_name, employee_nip, rank_name, position_name, unit_name, evaluator_name, evaluator_nip,
    evaluator_rank, evaluator_position, evaluator_unit)
SELECT e.agency_id, %s, e.id, e.unit_id, e.evaluator_id, 'quantitative',
    COALESCE(t.family = 'jpt' OR (p.is_head AND u.opd_id = u.id), FALSE),
    trim(e.front_title || ' ' || e.name) || CASE WHEN e.back_title = '' THEN '' ELSE ', ' || e.back_title END,
    COALESCE(e.nip, ''), COALESCE(r.name || ', ' || r.code, ''), COALESCE(p.name, ''), COALESCE(u.name, ''),
    COALESCE(trim(v.front_title || ' ' || v.name)
        || CASE WHEN v.back_title = '' THEN '' ELSE ', ' || v.back_title END, ''),
    COALESCE(v.nip, ''), COALESCE(vr.name || ', ' || vr.code, ''), COALESCE(vp.name, ''), COALESCE(vu.name, '')
  FROM employees_employee e
  LEFT JOIN employees_rank r ON r.id = e.rank_id
  LEFT JOIN employees_position p ON p.id = e.position_id
  LEFT JOIN employees_positiontitle t ON t.id = p.title_id
  LEFT JOIN employees_unit u ON u.id = e.unit_id
  LEFT JOIN employees_employee v ON v.id = e.evaluator_id
  LEFT JOIN employees_rank vr ON vr.id = v.rank_id
  LEFT JOIN employees_position vp ON vp.id = v.position_id
  LEFT JOIN employees_unit vu ON vu.id = v.unit_id
 WHERE e.agency_id = %s AND e.is_active AND e.standing IN ('active', 'study', 'seconded') AND e.kind <> 'official'
ON CONFLICT DO NOTHING
"""


def execute(statement, params=()):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.rowcount


def timed(work):
    start = perf_counter()
    result = work()
    return perf_counter() - start, result


def empty(cycle):
    """Remove the plans and the job, and leave the table as a fresh one."""
    Job.objects.all().delete()
    Cycle.objects.filter(pk=cycle.pk).update(job=None)
    if connection.vendor == "postgresql":
        execute("TRUNCATE performance_plan CASCADE")
        execute("CHECKPOINT")
    else:
        execute("DELETE FROM performance_plan")


def crowd(place):
    execute(CROWD, [PEOPLE, place.staff[0].pk])
    if connection.vendor == "postgresql":
        execute("VACUUM ANALYZE employees_employee")


def run_opening(cycle):
    job = opening.prepare_missing_plans(cycle=cycle, actor=system_actor(cycle.agency_id))
    opening.run_opening(job_id=job.pk)
    return job


def again_after_kill(job):
    """The task of a finished opening comes once more, as if the worker had died just before saying so."""
    Job.objects.filter(pk=job.pk).update(state="running", lease=None, finished_at=None)
    opening.run_opening(job_id=job.pk)


def test_opening_costs_little_more_than_one_statement():
    if connection.vendor != "postgresql" and "PEOPLE" not in os.environ:
        print("\nTARGET skipped opening and rerun: they are about PostgreSQL, which was not found")
        pytest.skip("needs PostgreSQL; PEOPLE=20000 runs it on SQLite, without a target")
    place = office()
    crowd(place)
    cycle = CycleFactory(agency=place.agency, is_open=True)
    raw, own, rerun, second = [], [], [], []
    for _round in range(ROUNDS):
        empty(cycle)
        seconds, rows = timed(lambda: execute(RAW, [cycle.pk, place.agency.pk]))
        raw.append(seconds)
        empty(cycle)
        seconds, job = timed(lambda: run_opening(cycle))
        own.append(seconds)
        assert Plan.objects.count() == rows == PEOPLE + 9
        rerun.append(timed(lambda job=job: again_after_kill(job))[0])
        second.append(timed(lambda: run_opening(cycle))[0])
    base = median(raw)
    print(
        f"\n{connection.vendor}, {PEOPLE:,} people, chunks of {jobs.CHUNK:,}: one raw statement {base:.2f} s"
    )
    for label, seconds in (("opening", own), ("rerun, chunks skipped", rerun), ("again, fresh job", second)):
        print(f"  {label:24} {median(seconds):6.2f} s = {median(seconds) / base:5.2f} x")
    if connection.vendor != "postgresql":
        return
    verdict(f"opening of {PEOPLE:,} people, x raw statement", median(own) / base, 1.2)
    verdict("rerun of the finished opening, x raw statement", median(rerun) / base, 0.1)
