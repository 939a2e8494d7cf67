"""SQL of the dashboard for a city of 10,000 and a ministry of 100,000 people, live, on PostgreSQL (issue 4, scale §5).

make bench ARGS=tests/benchmarks/bench_dashboard.py
BENCH_MINISTRY=20000 makes the ministry smaller. The page is asked for once to warm the caches; the median of the next
counts. The time is that of the statements of the page's figures as the driver sees them, fetching included.
"""

import os
from datetime import date
from statistics import median
from time import perf_counter

import pytest
from django.db import connection

from asn_portal.core.access import Actor, Role, Scope
from employees.models import Unit
from performance.selectors.dashboard import get_dashboard
from tests.benchmarks.bench_opening import CROWD, execute
from tests.benchmarks.targets import verdict
from tests.employees.factories import AgencyFactory, UnitFactory, member
from tests.performance.reports_help import year_of

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 15
MINISTRY = int(os.environ.get("BENCH_MINISTRY", "100000"))
LATER = date(2026, 2, 20)

# People of the crowd are spread over the units; one of ten evaluates.
SPREAD = """
UPDATE employees_employee SET unit_id = place.id
  FROM (SELECT id, row_number() OVER (ORDER BY path) - 1 AS place FROM employees_unit
         WHERE agency_id = %s AND depth > 1) place
 WHERE employees_employee.agency_id = %s AND MOD(employees_employee.id, %s) = place.place
"""
PLANS = """
INSERT INTO performance_plan (agency_id, cycle_id, employee_id, unit_id, evaluator_id, state, approved_at)
SELECT e.agency_id, %s, e.id, e.unit_id, e.evaluator_id, CASE WHEN MOD(e.id, 10) = 0 THEN 'draft' ELSE 'approved' END,
       CASE WHEN MOD(e.id, 10) = 0 THEN NULL ELSE CURRENT_TIMESTAMP END
  FROM employees_employee e WHERE e.agency_id = %s AND e.is_active
"""
RATINGS = """
INSERT INTO performance_appraisal (agency_id, period_id, employee_id, unit_id, opd_id, evaluator_id, state,
    result_rating, behaviour_rating, predicate, rated_at, released_at, signed_at)
SELECT e.agency_id, %s, e.id, e.unit_id, u.opd_id, e.evaluator_id, s.state, s.rating, s.rating, s.predicate,
       CASE WHEN s.state = 'pending' THEN NULL ELSE CURRENT_TIMESTAMP END,
       CASE WHEN s.state = 'released' THEN CURRENT_TIMESTAMP ELSE NULL END,
       CASE WHEN s.state = 'released' AND MOD(e.id, 3) = 0 THEN CURRENT_TIMESTAMP ELSE NULL END
  FROM employees_employee e JOIN employees_unit u ON u.id = e.unit_id
  JOIN (VALUES (0, 'pending', '', ''), (1, 'rated', 'as', 'b'), (2, 'released', 'above', 'sb'),
        (3, 'released', 'as', 'b'), (4, 'released', 'as', 'b'), (5, 'released', 'as', 'b'),
        (6, 'released', 'as', 'b'), (7, 'released', 'below', 'bp'), (8, 'released', 'below', 'bp'),
        (9, 'released', 'as', 'b')) s(place, state, rating, predicate) ON s.place = MOD(e.id, 10)
 WHERE e.agency_id = %s AND e.is_active
"""


def government(people: int, offices: int, units: int):
    """Build a government with a rated year; returns its root unit and the period."""
    agency = AgencyFactory()
    root = UnitFactory(agency=agency, name="Pemerintah")
    for number in range(1, offices + 1):
        place = {"agency": agency, "code": f"O{number}", "name": f"Dinas {number}", "depth": 2}
        office = Unit(**place, path=root.path + str(number).zfill(7), numchild=units)
        office.save()
        Unit.objects.filter(pk=office.pk).update(opd=office)
        Unit.objects.bulk_create(
            Unit(
                agency=agency,
                code=f"O{number}U{below}",
                name=f"Bidang {below}",
                depth=3,
                path=office.path + str(below).zfill(7),
                opd=office,
            )
            for below in range(1, units + 1)
        )
    Unit.objects.filter(pk=root.pk).update(numchild=offices)
    model = member(office, "Penilai")
    execute(CROWD, [people, member(office, "Contoh", evaluator=model).pk])
    execute(SPREAD, [agency.pk, agency.pk, offices * (units + 1)])
    period = year_of(agency)
    execute(PLANS, [period.cycle_id, agency.pk])
    execute(RATINGS, [period.pk, agency.pk])
    return Unit.objects.get(pk=root.pk), period


def sql_of(work) -> tuple[float, int]:
    """Return milliseconds spent in statements, and how many there were."""
    spent = []

    def timer(run, sql, params, many, context):
        start = perf_counter()
        try:
            return run(sql, params, many, context)
        finally:
            spent.append(perf_counter() - start)

    with connection.execute_wrapper(timer):
        work()
    return sum(spent) * 1_000, len(spent)


def leader_of(root: Unit) -> Actor:
    """Return a leader of the whole government."""
    scope = Scope(Role.LEADER, root.pk, root.path, is_root=True)
    return Actor(agency_id=root.agency_id, user_id=0, name="Pimpinan", scopes=(scope,))


@pytest.mark.parametrize(
    ("label", "people", "offices", "units", "most"),
    [("city", 10_000, 30, 4, 15), ("ministry", MINISTRY, 30, 130, 60)],
)
def test_figures_are_live(label, people, offices, units, most):
    if connection.vendor != "postgresql":
        print(f"\nTARGET skipped dashboard of a {label}: it is about PostgreSQL, which was not found")
        pytest.skip("needs PostgreSQL")
    root, period = government(people, offices, units)
    # A second year, so that one period is not the whole table; the visibility map as autovacuum keeps it; and the
    # settings of the measurements behind scale.md (a disk without moving parts, no compiling of short queries).
    earlier = year_of(root.agency, 2024)
    execute(PLANS, [earlier.cycle_id, root.agency_id])
    execute(RATINGS, [earlier.pk, root.agency_id])
    execute("SET random_page_cost = 1.1")
    execute("SET jit = off")
    for table in ("performance_appraisal", "performance_plan", "employees_unit"):
        execute(f"VACUUM ANALYZE {table}")
    actor = leader_of(root)
    office = Unit.objects.get(path=root.path + "1".zfill(7))
    for unit in (None, office):
        place = unit.pk if unit else None

        def ask(place=place):
            return get_dashboard(actor=actor, unit_id=place, period_id=period.pk, today=LATER)

        assert ask().total.people > 0
        figures = [sql_of(ask) for _round in range(ROUNDS)]
        milliseconds = median(figure[0] for figure in figures)
        where = f"{label} of {people:,}, {'by office' if unit is None else 'one office by unit'}"
        best = min(figure[0] for figure in figures)
        print(
            f"\n{connection.vendor}, {where}: {milliseconds:.1f} ms (best {best:.1f}), {figures[0][1]} statements"
        )
        verdict(f"ms of SQL, dashboard of a {where}", milliseconds, most)
