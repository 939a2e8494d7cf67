"""A worker that is killed while it checks or applies: again, and nothing is lost, nothing double (A9)."""

import datetime as dt

import pytest

from asn_portal.core import jobs
from asn_portal.core.models import Job
from employees.imports.people import PeopleImport
from employees.imports.pipeline import Applier
from employees.models import Assignment, Employee, ImportRow, RankRecord
from employees.services import imports
from tests.employees.imports_support import check, place, row
from tests.employees.rosters import workbook

pytestmark = pytest.mark.django_db
ROWS = 12


class KilledError(Exception):
    """Stands for a worker that vanishes."""


@pytest.fixture
def here(monkeypatch):
    monkeypatch.setattr(PeopleImport, "chunk", 5)
    monkeypatch.setattr(jobs, "CHUNK", 5)
    return place()


@pytest.fixture
def dies_in_second_chunk(monkeypatch):
    """Let a method raise after its work when it is called the second time, once."""

    def arm(owner, name):
        original, calls = getattr(owner, name), []

        def method(self, *args):
            result = original(self, *args)
            calls.append(1)
            if len(calls) == 2:
                raise KilledError
            return result

        monkeypatch.setattr(owner, name, method)

    return arm


def stall(job_id):
    Job.objects.filter(pk=job_id).update(heartbeat_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))


def test_a_check_that_was_killed_goes_on_where_it_stopped(here, dies_in_second_chunk):
    dies_in_second_chunk(PeopleImport, "check")
    rows = [row(n) for n in range(ROWS - 1)] + [row(0)]
    run = imports.start_import(kind="people", file=workbook(rows), actor=here.actor)
    with pytest.raises(KilledError):
        imports.run_check(job_id=run.job_id)
    assert ImportRow.objects.count() == 5
    imports.run_check(job_id=run.job_id)
    assert ImportRow.objects.count() == 5, "the lease of a worker that may still live is respected"
    stall(run.job_id)
    imports.run_check(job_id=run.job_id)
    run.refresh_from_db()
    assert (run.state, run.rows.count()) == ("preview", ROWS)
    assert (run.counts["new"], run.counts["refused"]) == (ROWS - 2, 2), "the double spans both attempts"


def test_applying_that_was_killed_goes_on_where_it_stopped(here, dies_in_second_chunk):
    run = check(here, [row(n) for n in range(ROWS)])
    imports.apply_import(run=run, actor=here.actor)
    dies_in_second_chunk(PeopleImport, "apply")
    with pytest.raises(KilledError):
        imports.run_apply(job_id=run.job_id)
    assert Employee.objects.count() == 5
    stall(run.job_id)
    imports.run_apply(job_id=run.job_id)
    run.refresh_from_db()
    assert run.state == "applied"
    assert [model.objects.count() for model in (Employee, RankRecord, Assignment)] == [ROWS] * 3
    assert run.rows.filter(applied_at=None).count() == 0
    assert Job.objects.get(pk=run.job_id).done == ROWS


def test_a_worker_that_lost_its_lease_writes_nothing(here):
    run = check(here, [row(n) for n in range(3)])
    imports.apply_import(run=run, actor=here.actor)
    late = jobs.take(run.job_id)
    stall(run.job_id)
    imports.run_apply(job_id=run.job_id)
    with pytest.raises(jobs.LeaseLost):
        jobs.beat(late)
    assert Employee.objects.count() == 3


def test_a_delivered_twice_task_is_done_once(here):
    run = check(here, [row(n) for n in range(3)])
    imports.run_check(job_id=run.job_id)
    assert run.rows.count() == 3


def test_a_row_is_never_half_applied(here, monkeypatch):
    run = check(here, [row(n) for n in range(3)])
    imports.apply_import(run=run, actor=here.actor)
    monkeypatch.setattr(Applier, "mark", lambda self, ids: (_ for _ in ()).throw(KilledError))
    with pytest.raises(KilledError):
        imports.run_apply(job_id=run.job_id)
    assert [model.objects.count() for model in (Employee, RankRecord, Assignment)] == [0, 0, 0]


def test_cancelling_while_it_is_checked_stops_quietly(here, monkeypatch):
    run = imports.start_import(kind="people", file=workbook([row(1)]), actor=here.actor)
    imports.cancel_import(run=run, actor=here.actor)
    imports.run_check(job_id=run.job_id)
    run.refresh_from_db()
    assert run.state == "cancelled"


def test_a_file_that_vanished_is_told_and_not_an_error(here):
    run = imports.start_import(kind="people", file=workbook([row(1)]), actor=here.actor)
    run.file.storage.delete(run.file.name)
    imports.run_check(job_id=run.job_id)
    run.refresh_from_db()
    assert (run.state, bool(run.problem), Job.objects.get(pk=run.job_id).state) == ("failed", True, "failed")
