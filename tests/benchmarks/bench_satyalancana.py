"""The nightly search for Satyalancana candidates among 100,000 people (issue 3 §4): time, queries and memory.

make bench ARGS=tests/benchmarks/bench_satyalancana.py
PEOPLE=10000 makes it smaller, and lets it run on SQLite too. The first night writes every candidate, the second finds
nothing to change, the third follows one change in a hundred.
"""

import os
import resource
from time import perf_counter, process_time

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from employees.models import Employee
from promotions.models import AwardCandidate
from promotions.services.candidates import find_candidates
from tests.benchmarks.bench_opening import crowd, execute
from tests.benchmarks.targets import verdict
from tests.employees.factories import office

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = int(os.environ.get("PEOPLE", "100000"))
MOST_SECONDS, MOST_MEGABYTES = 30, 64
FULL = 100_000

# Services of 0 to 37 years; of ten people nine have HR's statement on discipline.
SERVICE = """
UPDATE employees_employee
   SET cpns_on = %s, discipline_checked_on = {checked}
 WHERE id %% 38 = %s
"""
PUNISHED = """
INSERT INTO employees_disciplinerecord (agency_id, employee_id, level, description, decree_number, starts_on)
SELECT agency_id, id, CASE WHEN id %% 40 = 0 THEN 'medium' ELSE 'light' END, 'contoh', '1', %s
  FROM employees_employee WHERE id %% 20 = 0
"""
AWAY = """
INSERT INTO employees_unpaidleave (agency_id, employee_id, starts_on, decree_number)
SELECT agency_id, id, %s, '1' FROM employees_employee WHERE id %% 50 = 1
"""


def serve(place, today):
    """Give everybody a service, some a punishment or a leave, and let the planner know."""
    crowd(place)
    for years in range(38):
        statement = SERVICE.format(checked="CASE WHEN id %% 10 = 0 THEN NULL ELSE %s END")
        execute(statement, [today.replace(year=today.year - years, day=1), today, years])
    execute(PUNISHED, [today.replace(year=today.year - 5, day=1)])
    execute(AWAY, [today.replace(year=today.year - 3, day=1)])
    if connection.vendor == "postgresql":
        execute("VACUUM ANALYZE")


def night(place, today):
    """Return how long one night took, how many candidates there are, its queries, and the time of our process."""
    with CaptureQueriesContext(connection) as captured:
        start, worked = perf_counter(), process_time()
        count = find_candidates(agency=place.agency, today=today)
        seconds, worked = perf_counter() - start, process_time() - worked
        queries = len(captured)
    return seconds, count, queries, worked


def megabytes():
    """Return the largest memory this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


def test_the_night_is_short_and_its_memory_flat():
    if connection.vendor != "postgresql" and "PEOPLE" not in os.environ:
        print("\nTARGET skipped candidates: they are about PostgreSQL, which was not found")
        pytest.skip("needs PostgreSQL; PEOPLE=10000 runs it on SQLite, without a target")
    place, today = office(), timezone.localdate()
    serve(place, today)
    print(f"\n{connection.vendor}, {PEOPLE:,} people, chunks of {settings.JOB_CHUNK:,}")
    before = megabytes()
    first = night(place, today)
    grown = megabytes() - before
    second = night(place, today)
    Employee.objects.filter(agency=place.agency, pk__lte=PEOPLE // 100).update(is_active=False)
    third = night(place, today)
    for label, (seconds, count, queries, worked) in (("first", first), ("second", second), ("third", third)):
        print(
            f"  {label:7} night {seconds:6.2f} s ({worked:.2f} s Python), {count:,} candidates, {queries} queries"
        )
    print(f"  memory grew by {grown:.0f} MB")
    assert first[1] == second[1] == AwardCandidate.objects.count() + (second[1] - third[1])
    slowest = max(first[0], second[0], third[0])
    if connection.vendor == "postgresql":
        verdict(f"candidates among {PEOPLE:,} people, seconds", slowest, MOST_SECONDS * PEOPLE / FULL)
        verdict("memory of the search, MB more", grown, MOST_MEGABYTES)
