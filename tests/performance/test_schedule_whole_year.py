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
from tests.performance.year_play import days, happened, only_the_year, tick

pytestmark = pytest.mark.django_db
DOWN = (dt.date(2026, 4, 6), dt.date(2026, 4, 12))


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
    }
    for day in days(dt.date(2025, 12, 30), dt.date(2027, 3, 31)):
        freeze(day.year, day.month, day.day)
        acts.get(day, lambda: None)()
        if day.day == 2 and day.month in {4, 7, 10, 1, 12} and day > dt.date(2026, 2, 1):
            rate(day, but=[lazy] if day.month == 4 else [])
        if not DOWN[0] <= day <= DOWN[1]:
            tick(times=2)


def test_a_whole_year_happens_by_itself(freeze, monkeypatch):
    place = office()
    play(place, freeze, monkeypatch)
    for row in happened():
        print(row)
