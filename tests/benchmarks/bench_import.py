"""Import of a large roster against only reading the file: the target is 20 times and 500 MB.

BENCH_ROWS=50000 (default) sets the size. The three figures: everybody new, nothing changed, one in twenty changed.
"""

import os
import resource
import time
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import pytest
from django.core.files import File

from asn_portal.core.access import Actor, Role, Scope
from asn_portal.core.spreadsheets import read_rows
from employees.models import Employee
from employees.services import imports
from tests.benchmarks.targets import verdict
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


def rosters_in(folder):
    """Make the first roster and a later one in which every twentieth person has changed."""
    files = str(folder / "first.xlsx"), str(folder / "later.xlsx")
    for path, is_later in zip(files, (False, True), strict=True):
        process = get_context("spawn").Process(target=rosters.write_roster, args=(path, ROWS, is_later))
        process.start()
        process.join()
    return [Path(path) for path in files]


def government():
    """Return the HR officer of a government with thirty units and their heads."""
    agency = AgencyFactory(national_id="INST-1", name="Kota Contoh")
    root = UnitFactory(agency=agency)
    for number in range(30):
        unit = UnitFactory(parent=root, code=f"UNOR-{number:04d}", name=f"Unit {number}")
        post = PositionFactory(unit=unit, is_head=True, name=f"Kepala Unit {number}")
        EmployeeFactory(agency=agency, unit=unit, position=post, without_account=True)
    user = UserFactory(agency=agency)
    return Actor(agency.pk, user_id=user.pk, scopes=(Scope(Role.HR, root.pk, root.path, True),))


@pytest.mark.django_db(transaction=True)
def test_import_of_a_roster(tmp_path, settings):
    settings.IMPORT_MAX_BYTES = LIMITS["max_bytes"]
    actor, (first, later), results = government(), rosters_in(tmp_path), {}
    with timed(results, "reading"):
        assert sum(1 for _ in read_rows(first, **LIMITS).rows) == ROWS
    print(f"\n{ROWS} rows, reading {results['reading']:.2f} s")
    for name, path in (("all new", first), ("unchanged", first), ("one in twenty changed", later)):
        with timed(results, name):
            run_import(path, actor)
        ratio = results[name] / results["reading"]
        print(f"import, {name}: {results[name]:.1f} s = {ratio:.1f} x reading, memory {memory()} MB")
        verdict(f"import of {ROWS:,} rows, {name}, x reading", ratio, 20)
    verdict("memory of the import, MB", memory(), 500)
    assert Employee.objects.filter(evaluator__isnull=False).count() == ROWS


def memory() -> int:
    """Return the peak resident memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
