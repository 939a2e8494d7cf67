"""Rating screen, live distribution, team page and inbox of a head who rates 200 people: queries and server time.

Targets: at most 12 queries and 60 ms median of the server's time. Half of the people are rated, and each has a plan
with evidence, as the builders of the demo make them. BENCH_PEOPLE=2000 makes the government larger.
"""

import os
from dataclasses import dataclass
from statistics import median
from time import perf_counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asn_portal.demo.names import Registry
from employees.models import Employee
from performance.enums import AppraisalStatus
from performance.models import Appraisal, Period, UnitPredicate
from performance.services.calibration import open_calibration
from tests.benchmarks.government import Place, analyse, build_place
from tests.benchmarks.targets import verdict
from tests.performance.appraisal_help import actor

pytestmark = [pytest.mark.django_db, pytest.mark.no_template_check]
PEOPLE = int(os.environ.get("BENCH_PEOPLE", "1500"))
TEAM = 200
ROUNDS = 25
MOST_QUERIES, MOST_MS = 12, 60
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Figure:
    """What one address costs."""

    queries: int
    ms: float
    fastest: float


@pytest.fixture
def place(settings) -> Place:
    """A government whose head of the health office rates 200 people in one period."""
    start = perf_counter()
    built = build_place("BSR", PEOPLE, Registry(seed=7))
    gather_team(built)
    analyse()
    print(f"\n{connection.vendor}: {built.size:,} people, {perf_counter() - start:.0f} s")
    return built


def gather_team(place: Place) -> None:
    """Let the head rate 200 people, every second of them rated; set predicates of all units and open a session."""
    head = Employee.objects.select_related("unit", "user").get(user=place.users["head"])
    period = Period.objects.get(pk=place.rows["head"]["period"])
    rated = Appraisal.objects.filter(period=period, rated_by__isnull=False).exclude(employee=head)
    ids = list(rated.order_by("pk").values_list("pk", "employee_id")[:TEAM])
    people = [person for _row, person in ids]
    Employee.objects.filter(pk__in=people).update(evaluator=head, unit=head.unit)
    rows = Appraisal.objects.filter(pk__in=[row for row, _person in ids])
    rows.update(state=AppraisalStatus.RATED, released_at=None, unit=head.unit, opd=head.unit)
    rows.update(rated_by=head, evaluator=head, approved_by=None)
    rows.filter(pk__in=[row for row, _person in ids[::2]]).update(
        state=AppraisalStatus.PENDING, predicate="", rated_at=None, rated_by=None
    )
    UnitPredicate.objects.update_or_create(
        agency=place.agency,
        period=period,
        unit=head.unit,
        defaults={"predicate": "good", "reason": "Contoh.", "set_at": timezone.now()},
    )
    running = open_calibration(period=period, unit=head.unit, actor=actor(head))
    place.rows["head"] |= {"appraisal": ids[0][0], "session": running.pk}


def measure(client: Client, url: str, **headers: str) -> Figure:
    """Warm the process up, count the queries, take the median and the fastest time (what a busy machine hides)."""
    assert client.get(url, headers=headers).status_code == 200, url
    with CaptureQueriesContext(connection) as captured:
        client.get(url, headers=headers)
    if os.environ.get("BENCH_SHOW", "\0") in url:
        print(
            url, *(f"{query['time']} {query['sql'][:900]}" for query in captured.captured_queries), sep="\n  "
        )
    queries = len(captured)
    times = [timed(client, url, headers) * 1000 for _round in range(ROUNDS)]
    return Figure(queries, median(times), min(times))


def timed(client: Client, url: str, headers: dict[str, str]) -> float:
    """Return the seconds of one answer."""
    start = perf_counter()
    client.get(url, headers=headers)
    return perf_counter() - start


def test_rating(place):
    client = Client()
    client.force_login(place.users["head"], backend=BACKEND)
    keys = place.rows["head"]
    chosen = "result_rating=as&behaviour_rating=above"
    pages = {
        "rating screen": (f"/tim/nilai/{keys['appraisal']}/", {}),
        "live distribution": (f"/tim/nilai/{keys['appraisal']}/sebaran/?{chosen}", {"HX-Request": "true"}),
        "team": ("/tim/", {}),
        "team, whole unit": ("/tim/?lingkup=unit", {}),
        "inbox": ("/persetujuan/", {}),
        "calibration": (f"/kinerja/kalibrasi/{keys['session']}/", {}),
    }
    figures = {name: measure(client, url, **headers) for name, (url, headers) in pages.items()}
    for name, figure in figures.items():
        print(f"{name:20} {figure.queries:3} queries {figure.ms:7.1f} ms (fastest {figure.fastest:.1f})")
    print()
    for name, figure in figures.items():
        verdict(f"queries, {name}, {TEAM} people", figure.queries, MOST_QUERIES)
        verdict(f"ms, {name}, {TEAM} people", figure.ms, MOST_MS)
