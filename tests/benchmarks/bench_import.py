"""Import of a large roster against only reading the file: the target is 20 times and 500 MB.

BENCH_ROWS=50000 (default) sets the size. The three figures: everybody new, nothing changed, one in twenty changed.
"""

import os
import resource
import time
from contextlib import contextmanager

import pytest
from django.core.files import File

from asn_portal.core.access import Actor, Role, Scope
from asn_portal.core.spreadsheets import read_rows
from employees.models import Employee
from employees.services import imports
from tests.employees import rosters
from tests.employees.factories import (
    AgencyFactory,
    EmployeeFactory,
    PositionFactory,
    UnitFactory,
    UserFactory,
)

ROWS = int(os.environ.get("BENCH_ROWS", "50000"))
LIMITS = {"max_rows": 100_000, "max_bytes": 60_000_000}


@contextmanager
def timed(results, name):
    start = time.perf_counter()
    yield
    results[name] = time.perf_counter() - start


def run_import(path, actor):
    with path.open("rb") as file:
        run = imports.start_import(kind="people", file=File(file, name=path.name), actor=actor)
    imports.run_check(job_id=run.job_id)
    run.refresh_from_db()
    if run.counts["new"] or run.counts["changed"]:
        imports.apply_import(run=run, actor=actor)
        imports.run_apply(job_id=run.job_id)
    run.refresh_from_db()
    return run


def changed_a_little(number):
    row = rosters.person(number)
    return row | {"GELAR BELAKANG": "M.Si."} if number % 20 == 0 else row


def add_unit(root, number):
    """Make a unit with a head, so that everybody gets an evaluator."""
    unit = UnitFactory(parent=root, code=f"UNOR-{number:04d}", name=f"Unit {number}")
    post = PositionFactory(unit=unit, is_head=True, name=f"Kepala Unit {number}")
    EmployeeFactory(agency=root.agency, unit=unit, position=post, without_account=True)


@pytest.mark.django_db(transaction=True)
def test_import_of_a_roster(tmp_path, settings):
    settings.IMPORT_MAX_BYTES = LIMITS["max_bytes"]
    agency = AgencyFactory(national_id="INST-1")
    root = UnitFactory(agency=agency)
    for number in range(30):
        add_unit(root, number)
    user = UserFactory(agency=agency)
    actor = Actor(agency.pk, user_id=user.pk, scopes=(Scope(Role.HR, root.pk, root.path, True),))
    files = {"new": tmp_path / "a.xlsx", "later": tmp_path / "b.xlsx"}
    rosters.workbook((rosters.person(number) for number in range(ROWS)), target=str(files["new"]))
    rosters.workbook((changed_a_little(number) for number in range(ROWS)), target=str(files["later"]))
    results = {}
    with timed(results, "read"):
        assert sum(1 for _ in read_rows(files["new"], **LIMITS).rows) == ROWS
    base = memory()
    for name, path in (("all new", files["new"]), ("unchanged", files["new"]), ("5 % changed", files["later"])):
        with timed(results, name):
            run = run_import(path, actor)
        shown = {key: run.counts[key] for key in ("new", "changed", "same", "refused")}
        print(name, shown, run.counts["causes"][:2], memory(), "MB")
    assert Employee.objects.filter(evaluator__isnull=False).count() == ROWS
    read = results["read"]
    print(f"\n{ROWS} rows, reading {read:.2f} s, memory before {base} MB")
    for name in ("all new", "unchanged", "5 % changed"):
        print(f"import, {name}: {results[name]:.1f} s = {results[name] / read:.1f} x reading")


def memory() -> int:
    """Return the peak resident memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


