"""Opening a year: one plan a person, restartable, never double (A9)."""

import datetime as dt

import pytest

from asn_portal.core import jobs
from asn_portal.core.access import Conflict, NotAllowed, system_actor
from asn_portal.core.models import Announcement, Job, JobChunk, Notice, TransitionLog
from employees.actors import actor_of
from employees.enums import Standing
from performance.models import Cycle, Plan
from performance.services import opening
from performance.tasks import open_cycle
from tests.employees.factories import EmployeeFactory, office
from tests.performance.factories import CycleFactory, PlanFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 1, 5)


def actor(person):
    return actor_of(person.user, today=TODAY)


@pytest.fixture
def place():
    return office()


@pytest.fixture
def cycle(place):
    return CycleFactory(agency=place.agency)


def start(cycle):
    return opening.start_opening(cycle=cycle, actor=system_actor(cycle.agency_id))


def test_one_plan_is_prepared_for_each_planning_person(place, cycle):
    place.staff[0].standing = Standing.UNPAID_LEAVE
    place.staff[0].save()
    open_cycle(start(cycle).pk)
    owners = set(Plan.objects.values_list("employee__name", flat=True))
    assert "Wali Kota" not in owners
    assert place.staff[0].name not in owners
    assert place.outsider.name not in owners
    assert len(owners) == Plan.objects.count() == 8


def test_the_plan_keeps_the_person_and_the_evaluator_as_they_are(place, cycle):
    person = place.staff[1]
    person.front_title, person.back_title = "dr.", "Sp.A"
    person.save()
    open_cycle(start(cycle).pk)
    plan = Plan.objects.get(employee=person)
    snapshot = opening_snapshot(person.pk)
    assert {name: getattr(plan, name) for name in snapshot} == snapshot
    assert plan.employee_name == f"dr. {person.name}, Sp.A"
    assert (plan.evaluator, plan.state, plan.revision, plan.number) == (place.evaluator, "draft", 1, 1)


def opening_snapshot(employee_id):
    """What the Python side copies must be what the SQL side copies."""
    from performance.services.snapshot import person_now, snapshot_of

    return snapshot_of(person_now(employee_id))


def test_everybody_s_snapshot_is_the_same_in_sql_and_in_python(place, cycle):
    open_cycle(start(cycle).pk)
    for plan in Plan.objects.all():
        snapshot = opening_snapshot(plan.employee_id)
        assert {name: getattr(plan, name) for name in snapshot} == snapshot


def test_names_longer_than_the_column_are_cut_not_refused(place, cycle):
    long = EmployeeFactory(
        agency=place.agency, unit=place.dinas, name="N" * 160, front_title="F" * 40, back_title="B" * 80
    )
    open_cycle(start(cycle).pk)
    assert len(Plan.objects.get(employee=long).employee_name) == 200


def test_opening_leaves_one_log_row_and_one_announcement(place, cycle):
    open_cycle(start(cycle).pk)
    assert TransitionLog.objects.count() == 1
    assert Announcement.objects.count() == 1
    assert Notice.objects.count() == 0


def test_opening_twice_changes_nothing(place, cycle):
    open_cycle(start(cycle).pk)
    before = list(Plan.objects.order_by("pk").values())
    cycle.refresh_from_db()
    job = start(cycle)
    open_cycle(job.pk)
    job.refresh_from_db()
    assert list(Plan.objects.order_by("pk").values()) == before
    assert (job.state, job.done, job.percent) == ("done", 0, 100)


def test_a_task_delivered_twice_does_its_work_once(place, cycle):
    job = start(cycle)
    open_cycle(job.pk)
    open_cycle(job.pk)
    job.refresh_from_db()
    assert job.done == Plan.objects.count() == 9


def test_later_joiners_get_their_plan_from_a_fresh_job(place, cycle):
    open_cycle(start(cycle).pk)
    late = EmployeeFactory(agency=place.agency, unit=place.dinas)
    open_cycle(opening.prepare_missing_plans(cycle=Cycle.objects.get(), actor=actor(place.hr)).pk)
    assert Plan.objects.filter(employee=late).exists()


def test_a_second_click_returns_the_job_that_is_running(place, cycle):
    first = start(cycle)
    assert opening.prepare_missing_plans(cycle=Cycle.objects.get(), actor=actor(place.hr)).pk == first.pk


def test_a_stale_click_on_an_opened_year_is_a_conflict(place, cycle):
    stale = Cycle.objects.get()
    start(cycle)
    with pytest.raises(Conflict):
        start(stale)


@pytest.mark.parametrize("role", ["head", "inspector", "leader"])
def test_only_hr_of_the_whole_agency_opens(place, cycle, role):
    with pytest.raises(NotAllowed):
        opening.start_opening(cycle=cycle, actor=actor(getattr(place, role)))


def test_a_killed_worker_goes_on_where_it_stopped(place, cycle, monkeypatch):
    job = start(cycle)
    real_ranges = jobs.id_ranges
    monkeypatch.setattr(jobs, "id_ranges", lambda rows: real_ranges(rows, 3))
    with monkeypatch.context() as broken:
        broken.setattr(opening, "prepare_plans", killed_in_the_second_chunk())
        with pytest.raises(SystemExit):
            open_cycle(job.pk)
    assert JobChunk.objects.count() == 1
    open_cycle(job.pk)
    assert Plan.objects.count() < 9, "another worker holds the lease"
    Job.objects.update(heartbeat_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    open_cycle(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, Plan.objects.count()) == ("done", 9, 9)


def killed_in_the_second_chunk():
    real, calls = opening.prepare_plans, []

    def prepare(cycle, first, last):
        rows = real(cycle, first, last)
        calls.append(first)
        if len(calls) == 2:
            raise SystemExit
        return rows

    return prepare


def test_a_person_with_a_plan_already_is_left_alone(place, cycle):
    old = PlanFactory(employee=place.staff[0], cycle=cycle, approved=True)
    open_cycle(start(cycle).pk)
    assert Plan.objects.get(employee=place.staff[0]).pk == old.pk
