"""A worker is killed in the middle of a duty of the clock; a later tick does it to the end, once (A10)."""

import datetime as dt

import pytest

from asn_portal.core.access import Actor, Role, Scope
from asn_portal.core.models import DutyRun
from asn_portal.core.schedule import DUTIES, run_due_duties, start_by_hand
from employees.enums import EmployeeKind
from employees.models import Employee, Rank, RankRecord
from tests.employees.factories import AgencyFactory, UnitFactory
from tests.workers.conftest import kill, wait_until

pytestmark = [pytest.mark.redis, pytest.mark.django_db(transaction=True)]
PEOPLE = 3_000


@pytest.fixture
def government():
    """A government with many people whose new rank nobody has followed yet."""
    unit, rank = UnitFactory(agency=AgencyFactory()), Rank.objects.get(scheme="pns", code="III/b")
    people = Employee.objects.bulk_create(
        Employee(
            agency=unit.agency,
            unit=unit,
            kind=EmployeeKind.PNS,
            nip=f"19800101200501{number:04d}",
            name=f"Pegawai {number}",
            sort_name=f"pegawai {number}",
        )
        for number in range(PEOPLE)
    )
    RankRecord.objects.bulk_create(
        RankRecord(agency=unit.agency, employee=person, rank=rank, effective_on=dt.date(2026, 1, 1))
        for person in people
    )
    return unit.agency


def test_a_duty_survives_the_death_of_its_worker(government, start_worker):
    hr = Actor(agency_id=government.pk, scopes=(Scope(Role.HR, 1, "", is_root=True),))
    run = start_by_hand(duty=DUTIES["employees.follow_posts"], agency=government, actor=hr)
    worker = start_worker()
    wait_until(lambda: DutyRun.objects.exclude(lease=None).filter(pk=run.pk).exists())
    kill(worker)
    assert DutyRun.objects.get(pk=run.pk).state == "running"
    run_due_duties()
    assert DutyRun.objects.get(pk=run.pk).state == "running", (
        "its worker spoke a moment ago and may still live"
    )
    DutyRun.objects.filter(pk=run.pk).update(leased_until=run.started_at)
    run_due_duties()
    run.refresh_from_db()
    assert (run.state, run.attempts) == ("done", 2)
    assert Employee.objects.filter(rank__code="III/b").count() == PEOPLE
