"""A whole year with a stopped clock: every day two ticks, holidays, a week without a worker; nothing twice (A10)."""

import datetime as dt

import pytest
from django.db.models import Count

from asn_portal.core.models import AgencyPolicy, Notice
from performance.enums import AppraisalStatus, Predicate, Rating
from performance.models import Appraisal, Cycle, Plan
from performance.services.cycles import set_up_cycle
from tests.employees.factories import office
from tests.performance.appraisal_help import actor
from tests.performance.year_play import days, drop_empty_governments, happened, only_the_year, tick

pytestmark = pytest.mark.django_db
# No worker in the week in which evaluators are first reminded.
DOWN = (dt.date(2026, 4, 6), dt.date(2026, 4, 12))
RATED_ON = [dt.date(2026, 7, 2), dt.date(2026, 10, 2), dt.date(2026, 12, 2), dt.date(2027, 1, 2)]
# On these days of every month the clock ticks twice; openings, closings and month ends are among them.
OFTEN = {1, 5, 13, 15, 16, 23, 27, 29, 30, 31}

# Ani (staff[0]) and the others hand in at once. Citra hands in on 28 January; her evaluator says nothing, so on
# Thursday 5 February (three working days after Saturday 31 January) his superior may decide too. Nobody rates her
# for the first quarter: the superior may from 16 April, and on 5 June the quarter closes without a rating.
# Reminders of Saturday 31 January go out on Friday, those after it on working days only; the one of 8 April is
# made up for on the 13th, the first day after the downtime. Closing follows 30 working days after the last day
# of rating, over Labour Day, Ascension, Iduladha and Pancasila Day.
EXPECTED = """
2026-01-02 announced cycle_opened; year 2026 opened
2026-01-23 told task_digest
2026-01-30 told task_digest
2026-02-02 told task_digest
2026-02-03 told task_digest
2026-02-05 hand_on; told plan_handed_on; told plans_handed_over
2026-02-09 told task_digest x2
2026-03-31 told task_digest x9
2026-04-01 Q1 opened; told appraisal_opened x3
2026-04-13 told task_digest
2026-04-15 told task_digest
2026-04-16 escalate; told rating_taken_on; told rating_taken_over; told task_digest
2026-04-20 told task_digest x2
2026-04-22 told task_digest x2
2026-04-29 told task_digest x2
2026-06-05 Q1 closed; close_unrated; told appraisal_released x8; told appraisal_unrated; told period_closed
2026-06-30 told task_digest x9
2026-07-01 Q2 opened; told appraisal_opened x3
2026-08-29 Q2 closed; told appraisal_released x9; told period_closed
2026-09-30 told task_digest x9
2026-10-01 Q3 opened; told appraisal_opened x3
2026-11-27 Q3 closed; told appraisal_released x9; told period_closed
2026-12-01 Y2026 opened; told appraisal_opened x3; told next_year_wanted
2026-12-31 told task_digest x9
2027-01-01 Q4 opened; told appraisal_opened x3
2027-02-27 Q4 closed; told appraisal_released x9; told period_closed
2027-03-13 Y2026 closed; announced cycle_closed; told appraisal_released x9; told period_closed; year 2026 closed
"""


def approve_plans(place, *, but=()):
    """Everybody hands in on time and is approved at once, some excepted."""
    rows = Plan.objects.filter(agency=place.agency, state="draft").exclude(employee__in=but)
    now = dt.datetime(2026, 1, 12, 3, tzinfo=dt.UTC)
    rows.update(state="approved", submitted_at=now, approved_at=now)


def submit(person, day):
    """Somebody hands in."""
    moment = dt.datetime(2026, 1, day, 3, tzinfo=dt.UTC)
    Plan.objects.filter(employee=person).update(state="submitted", submitted_at=moment)


def approve(person):
    """The evaluator, or the superior, sets the plan."""
    now = dt.datetime(2026, 2, 10, 3, tzinfo=dt.UTC)
    Plan.objects.filter(employee=person).update(state="approved", approved_at=now)


def rate(day, *, but=()):
    """Everybody is rated and released on a day, some excepted."""
    now = dt.datetime.combine(day, dt.time(5), dt.UTC)
    Appraisal.objects.filter(state="pending").exclude(employee__in=but).update(
        state=AppraisalStatus.RELEASED,
        result_rating=Rating.AS_EXPECTED,
        behaviour_rating=Rating.AS_EXPECTED,
        predicate=Predicate.B,
        rated_at=now,
        released_at=now,
    )


def play(place, freeze, monkeypatch):
    """Play 2026 until it is closed in March 2027."""
    only_the_year(monkeypatch)
    drop_empty_governments()
    freeze(2025, 12, 1)
    AgencyPolicy.objects.create(
        agency=place.agency, key="performance.remind_evidence_days", value=[0], starts_on=dt.date(2025, 1, 1)
    )
    set_up_cycle(year=2026, actor=actor(place.hr))
    lazy = place.staff[2]
    acts = {
        dt.date(2026, 1, 12): lambda: approve_plans(place, but=[lazy]),
        dt.date(2026, 1, 28): lambda: submit(lazy, 28),
        dt.date(2026, 2, 10): lambda: approve(lazy),
        dt.date(2026, 4, 2): lambda: rate(dt.date(2026, 4, 2), but=[lazy]),
    }
    for rated_on in RATED_ON:
        acts[rated_on] = lambda day=rated_on: rate(day)
    for day in days(dt.date(2025, 12, 30), dt.date(2027, 3, 31)):
        freeze(day.year, day.month, day.day)
        act = acts.get(day)
        if act:
            act()
        if not DOWN[0] <= day <= DOWN[1]:
            tick(times=2 if act or day.day in OFTEN else 1)


def test_a_whole_year_happens_by_itself_each_thing_on_its_day_and_once(freeze, monkeypatch):
    place = office()
    play(place, freeze, monkeypatch)
    assert "\n".join(happened()) == EXPECTED.strip()
    told = Notice.objects.values("user", "event", "subject_id", "occasion").annotate(times=Count("pk"))
    assert not told.filter(times__gt=1).exists()
    digests = Notice.objects.filter(event="task_digest").values("user", "created_at__date")
    assert not digests.annotate(times=Count("pk")).filter(times__gt=1).exists()
    assert Cycle.objects.get().state == "closed"
    assert not Appraisal.objects.filter(closed_at=None).exists()
    unrated = Appraisal.objects.exclude(state=AppraisalStatus.RELEASED)
    assert [(row.state, row.employee) for row in unrated] == [("unrated", place.staff[2])]
