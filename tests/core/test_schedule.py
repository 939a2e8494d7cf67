"""The clock: every duty once, in each government's own day, also after kills, failures and days of downtime (A10)."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone

from asn_portal.core import duty_runs, schedule
from asn_portal.core.access import Conflict
from asn_portal.core.models import DutyRun
from asn_portal.core.schedule import Duty, Unfinished, for_each, run_due_duties
from tests.employees.factories import AgencyFactory

pytestmark = pytest.mark.django_db
CODE = "test.count"


class Work:
    """A duty that remembers its days; `trouble` holds what it raises the next times, `found` what it returns."""

    def __init__(self):
        self.calls, self.trouble, self.found = [], [], 1

    def __call__(self, *, agency, today):
        self.calls.append((agency.pk, today))
        if self.trouble:
            raise self.trouble.pop()
        return self.found

    @property
    def days(self):
        return [day.isoformat() for _agency, day in self.calls]


@pytest.fixture
def duties(monkeypatch):
    """A register of our own."""
    monkeypatch.setattr(schedule, "DUTIES", {})
    return schedule.DUTIES


@pytest.fixture
def add(duties):
    """Register a duty and return its work."""

    def build(code=CODE, **options):
        work = Work()
        schedule.register(Duty(code=code, label=code, explanation="", work=work, **options))
        return work

    return build


@pytest.fixture
def agency():
    return AgencyFactory()


def rows(**fields):
    return list(DutyRun.objects.filter(**fields).order_by("pk").values_list("state", "done", "attempts"))


# --- Once a day ---


def test_a_daily_duty_runs_once_a_day(agency, add, freeze):
    work = add()
    for day, hour in [(2, 0), (2, 1), (2, 23), (3, 0)]:
        freeze(2026, 3, day, hour, 5)
        run_due_duties()
    assert work.days == ["2026-03-02", "2026-03-03"]
    assert rows() == [("done", 1, 1), ("done", 1, 1)]


def test_a_duty_waits_for_its_hour(agency, add, freeze):
    daily, ticking = add(hour=6), add("test.tick", every="tick", hour=6)
    freeze(2026, 3, 2, 5, 59)
    run_due_duties()
    assert not daily.calls
    assert not ticking.calls
    freeze(2026, 3, 2, 6, 0)
    run_due_duties()
    assert daily.days == ticking.days == ["2026-03-02"]


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Asia/Jakarta", "2026-03-01"), ("Asia/Makassar", "2026-03-02"), ("Asia/Jayapura", "2026-03-02")],
    ids=["WIB 23:30", "WITA 00:30", "WIT 01:30"],
)
def test_each_government_has_its_own_day(agency, add, freeze, zone, day):
    work = add()
    agency.time_zone = zone
    agency.save()
    freeze(2026, 3, 1, 23, 30)
    run_due_duties()
    assert work.days == [day]


def test_the_work_lives_in_the_time_of_the_government(agency, add, freeze, monkeypatch):
    agency.time_zone = "Asia/Jayapura"
    agency.save()
    seen = []
    schedule.register(Duty("test.day", "", "", lambda **_: seen.append(timezone.localdate()) or 0))
    freeze(2026, 3, 1, 23, 30)
    run_due_duties()
    assert seen[0] == dt.date(2026, 3, 2)


def test_after_a_week_of_downtime_a_duty_runs_once_for_today(agency, add, freeze):
    work = add()
    for day in (2, 9, 9):
        freeze(2026, 3, day, 9, 0)
        run_due_duties()
    assert work.days == ["2026-03-02", "2026-03-09"]


# --- Each tick ---


def test_looks_that_find_nothing_share_one_row_and_keep_the_time_of_the_last(agency, add, freeze):
    work = add(every="tick")
    work.found = 0
    for day, minute in [(2, 0), (2, 5), (3, 0)]:
        freeze(2026, 3, day, 9, minute)
        run_due_duties()
    assert len(work.calls) == 3
    run = DutyRun.objects.get()
    assert (run.day, run.started_at, run.is_empty) == (dt.date(2026, 3, 3), timezone.now(), True)


def test_looks_that_did_something_are_kept(agency, add, freeze):
    work = add(every="tick")
    for minute, found in enumerate([0, 3, 0, 0, 2]):
        work.found = found
        freeze(2026, 3, 2, 9, minute)
        run_due_duties()
    assert rows() == [("done", 3, 1), ("done", 2, 1)]


# --- Trouble ---


def test_the_trouble_of_one_duty_or_government_does_not_stop_the_others(add, freeze):
    first, second = AgencyFactory(), AgencyFactory()
    broken, fine = add("test.broken"), add("test.fine")
    broken.trouble = [RuntimeError("Ani Lestari")]
    run_due_duties()
    assert [pk for pk, _day in fine.calls] == [pk for pk, _day in broken.calls] == [first.pk, second.pk]
    assert rows(agency=first) == [("failed", 0, 1), ("done", 1, 1)]
    assert DutyRun.objects.get(state="failed").message == "RuntimeError", "nothing personal is kept"


def test_a_failed_duty_is_tried_again_after_growing_pauses_until_it_works(agency, add, freeze):
    work = add()
    work.trouble = [RuntimeError(), RuntimeError()]
    tries = []
    for minute in range(0, 60, 5):
        freeze(2026, 3, 2, 9, minute)
        run_due_duties()
        tries.append(len(work.calls))
    assert tries[:5] == [1, 2, 2, 3, 3], "after five minutes, then after ten"
    assert rows() == [("done", 1, 3)]


def test_a_duty_that_always_fails_is_left_until_tomorrow(agency, add, freeze):
    work = add()
    work.trouble = [RuntimeError() for _ in range(50)]
    for hour in range(24):
        freeze(2026, 3, 2, hour, 0)
        run_due_duties()
    assert rows() == [("failed", 0, duty_runs.MAX_ATTEMPTS)]
    freeze(2026, 3, 3, 0, 0)
    run_due_duties()
    assert rows()[1:] == [("failed", 0, 1)]


def test_what_was_done_in_part_is_counted_and_the_rest_is_tried_again(agency, add, freeze):
    work = add()
    work.trouble = [Unfinished(done=3, failed=1, cause="IntegrityError")]
    freeze(2026, 3, 2, 9, 0)
    run_due_duties()
    assert DutyRun.objects.values_list("done", "failed", "message").get() == (3, 1, "IntegrityError")
    freeze(2026, 3, 2, 9, 5)
    run_due_duties()
    assert DutyRun.objects.values_list("done", "failed", "state").get() == (4, 0, "done")


def test_one_row_s_trouble_does_not_hold_up_the_others(agency):
    seen = []

    def work(number):
        seen.append(number)
        if number == 1:
            raise Conflict(agency)
        if number == 2:
            raise ValueError("trouble")
        return 10 if number == 3 else None

    with pytest.raises(Unfinished) as trouble:
        for_each([0, 1, 2, 3], work)
    assert seen == [0, 1, 2, 3]
    assert (trouble.value.done, trouble.value.failed, trouble.value.cause) == (11, 1, "ValueError")


# --- Kills ---


def taken(agency, moment, *, trigger="day", attempts=1):
    """A run that a worker took and never ended."""
    return DutyRun.objects.create(
        agency=agency,
        duty=CODE,
        day=moment.date(),
        trigger=trigger,
        attempts=attempts,
        started_at=moment,
        leased_until=moment + duty_runs.LEASE,
    )


@pytest.mark.parametrize("every", ["day", "tick"])
def test_the_run_of_a_killed_worker_is_taken_up_after_its_lease(agency, add, freeze, every):
    work = add(every=every)
    taken(agency, freeze(2026, 3, 2, 9, 0), trigger=every)
    freeze(2026, 3, 2, 9, 14)
    run_due_duties()
    assert not work.calls, "it may still live"
    freeze(2026, 3, 2, 9, 15)
    run_due_duties()
    assert rows() == [("done", 1, 2)]


def test_a_run_that_kills_every_worker_is_given_up(agency, add, freeze):
    work = add()
    taken(agency, freeze(2026, 3, 2, 9, 0), attempts=duty_runs.MAX_ATTEMPTS)
    freeze(2026, 3, 2, 10, 0)
    run_due_duties()
    assert not work.calls
    assert DutyRun.objects.values_list("state", "message").get() == ("failed", "interrupted")


def test_a_run_lost_yesterday_is_closed_and_today_s_catches_up(agency, add, freeze):
    work = add()
    taken(agency, freeze(2026, 3, 2, 23, 55))
    freeze(2026, 3, 3, 0, 20)
    run_due_duties()
    assert work.days == ["2026-03-03"]
    assert rows() == [("failed", 0, 1), ("done", 1, 1)]


def test_a_worker_that_comes_back_after_another_took_over_changes_nothing(agency, add, freeze):
    work = add()
    slow = taken(agency, freeze(2026, 3, 2, 9, 0))
    freeze(2026, 3, 2, 9, 30)
    run_due_duties()
    assert not duty_runs.close(slow, "failed", message="late")
    assert (len(work.calls), rows()) == (1, [("done", 1, 2)])


def test_a_tick_that_read_before_another_ran_does_nothing_twice(agency, add, freeze):
    work = add()
    now = freeze(2026, 3, 2, 9, 0)
    schedule.run_if_due(schedule.DUTIES[CODE], agency, [], now)
    schedule.run_if_due(schedule.DUTIES[CODE], agency, [], now)
    assert len(work.calls) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("every", ["day", "tick"])
def test_two_workers_at_once_do_it_once(duties, every):
    agency = AgencyFactory()
    start, calls = threading.Barrier(2), []

    def work(*, agency, today):
        calls.append(today)
        threading.Event().wait(0.5)  # long enough for the other to come by
        return 1

    schedule.register(Duty("test.slow", "", "", work, every=every))

    def tick():
        start.wait()
        run_due_duties()
        connection.close()

    threads = [threading.Thread(target=tick) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert (len(calls), rows(agency=agency)) == (1, [("done", 1, 1)])
