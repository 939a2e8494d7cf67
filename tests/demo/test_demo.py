"""The demo: invented, labelled, the same on every machine, with every state on any date; its people can log in."""

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest
import time_machine
from django.db import transaction

from asn_portal.core.models import Agency
from asn_portal.demo.accounts import PASSWORD, PERSONAS, demo_people
from asn_portal.demo.build import build_government, running_year
from asn_portal.demo.names import Registry
from asn_portal.demo.structure import GOVERNMENTS
from employees.models import Employee, Unit, User
from performance.enums import AppraisalStatus, PlanStatus
from performance.models import Appraisal, Cycle, Plan
from tests.support.pages import PortalClient, texts

pytestmark = pytest.mark.django_db
BIG, SMALL = GOVERNMENTS[:2]
NOW = dt.datetime(2026, 11, 20, 5, tzinfo=dt.UTC)
DAYS = [(2026, 1, 2), (2026, 4, 1), (2028, 2, 29)]


def build(government, today):
    """Build one government as of a day."""
    build_government(government, Registry(seed=2026), today)
    return Agency.objects.get(code=government.code)


def fingerprint(agency):
    """Return what must be the same on every machine."""
    people = Employee.objects.filter(agency=agency).order_by("pk").values_list("nip", "name", "rank_id")
    return list(people), Counter(Plan.objects.filter(agency=agency).values_list("state", "cycle__year"))


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    """The big government with a third of its people, built once and taken back after the module."""
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(NOW, tick=False):
        yield build(replace(BIG, people=500), NOW.date())
        transaction.set_rollback(True)


@pytest.mark.parametrize("day", DAYS, ids=lambda day: "-".join(map(str, day)))
def test_every_state_exists_on_any_date(day, freeze):
    freeze(*day)
    agency = build(SMALL, dt.date(*day))
    running = Plan.objects.filter(agency=agency, cycle__year=running_year(dt.date(*day)))
    assert {PlanStatus.DRAFT, PlanStatus.SUBMITTED, PlanStatus.APPROVED} <= set(
        running.values_list("state", flat=True)
    )
    states = set(Appraisal.objects.filter(agency=agency).values_list("state", flat=True))
    assert {AppraisalStatus.PENDING, AppraisalStatus.RATED, AppraisalStatus.RELEASED} <= states
    assert Cycle.objects.filter(agency=agency).count() == 3


def test_the_same_people_come_out_on_every_machine(freeze):
    freeze(2026, 11, 20)
    prints = []
    for _machine in range(2):
        with transaction.atomic():
            prints.append(fingerprint(build(SMALL, dt.date(2026, 11, 20))))
            transaction.set_rollback(True)
    assert prints[0] == prints[1]
    assert len(prints[0][0]) >= SMALL.people


def test_everything_is_labelled_as_sample_data():
    assert all("data contoh" in government.name for government in GOVERNMENTS)
    assert len(GOVERNMENTS) == 5


def test_each_persona_can_log_in_and_see_their_home_page(city, freeze):
    freeze(2026, 11, 20, 12, 0)
    people = demo_people()
    assert [person["name"] for person in people] == [persona.name for persona in PERSONAS]
    for person in people:
        visitor = PortalClient()
        answer = visitor.post("/akun/login/", {"login": person["login"], "password": PASSWORD}, follow=True)
        assert answer.redirect_chain[-1][0] == "/"
        assert texts(answer, "h1")


def test_people_numbers_and_posts_are_plausible(city):
    people = Employee.objects.filter(agency=city)
    numbers = [nip for nip in people.values_list("nip", flat=True) if nip]
    assert len(numbers) == len(set(numbers))
    assert all(len(nip) == 18 and nip.isdigit() for nip in numbers)
    assert not people.filter(evaluator__agency__isnull=False).exclude(evaluator__agency=city).exists()
    assert Unit.objects.filter(agency=city, depth=2).count() == BIG.offices


def test_no_two_accounts_share_a_name_and_none_may_administrate(city):
    users = User.objects.filter(agency=city)
    assert users.count() == users.values("username").distinct().count()
    assert not users.filter(is_staff=True).exists()
