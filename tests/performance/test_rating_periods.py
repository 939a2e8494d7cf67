"""Opening a rating period: one row a person, restartable, told once; and the reminder before its end."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from asn_portal.core import jobs
from asn_portal.core.access import NotAllowed, system_actor
from asn_portal.core.models import Job, JobChunk, JobState, Notice
from employees.models import Employee
from performance.enums import CycleStatus
from performance.models import Appraisal, Period
from performance.services import rating_periods
from tests.employees.factories import office
from tests.performance.appraisal_help import actor, pending
from tests.performance.factories import CycleFactory, PeriodFactory, PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return office()


@pytest.fixture
def period(place):
    return PeriodFactory(cycle__agency=place.agency, number=1)


@pytest.fixture
def plans(place, period):
    people = [*place.staff, place.evaluator, place.head]
    return [PlanFactory(employee=person, cycle=period.cycle) for person in people]


def open_now(period, by=None):
    job = rating_periods.start_opening_period(period=period, actor=by or system_actor(period.agency_id))
    rating_periods.open_period(job.pk)
    return Job.objects.get(pk=job.pk)


def test_everybody_with_a_plan_gets_one_row_with_today_s_evaluator(place, period, plans):
    job = open_now(period)
    rows = {row.employee_id: row for row in Appraisal.objects.filter(period=period)}
    assert set(rows) == {plan.employee_id for plan in plans}
    row = rows[place.staff[0].pk]
    assert (row.evaluator, row.opd, row.unit, row.state) == (
        place.evaluator,
        place.dinas,
        place.bidang,
        "pending",
    )
    assert job.state == JobState.DONE
    assert Period.objects.get(pk=period.pk).opened_at is not None


def test_each_evaluator_gets_one_notice_with_the_number_of_people(place, period, plans):
    open_now(period)
    notices = Notice.objects.filter(event="appraisal_opened")
    counts = {notice.user_id: notice.params["count"] for notice in notices}
    assert counts == {place.evaluator.user_id: 3, place.head.user_id: 1, place.mayor.user_id: 1}


def test_opening_twice_changes_nothing_but_takes_late_joiners_in(place, period, plans):
    open_now(period)
    first = set(Appraisal.objects.values_list("pk", flat=True))
    PlanFactory(employee=place.colleague, cycle=period.cycle)
    open_now(period)
    assert first < set(Appraisal.objects.values_list("pk", flat=True))
    assert Appraisal.objects.count() == len(plans) + 1
    assert Notice.objects.filter(event="appraisal_opened", user=place.evaluator.user).count() == 1


def test_a_task_delivered_twice_works_once(period, plans):
    job = rating_periods.start_opening_period(period=period, actor=system_actor(period.agency_id))
    rating_periods.open_period(job.pk)
    rating_periods.open_period(job.pk)
    assert Appraisal.objects.count() == len(plans)
    assert rating_periods.start_opening_period(period=period, actor=system_actor(period.agency_id)) != job


def test_a_killed_opening_goes_on_where_it_stopped(period, plans, monkeypatch):
    monkeypatch.setattr(jobs, "CHUNK", 2)
    people = [plan.employee_id for plan in plans]
    ranges = [(pk, pk) for pk in sorted(people)]
    monkeypatch.setattr(jobs, "id_ranges", lambda queryset: ranges)
    job = rating_periods.start_opening_period(period=period, actor=system_actor(period.agency_id))
    real = rating_periods.insert_rows

    def dies(period, first, last):
        if first == ranges[2][0]:
            raise KeyboardInterrupt
        return real(period, first, last)

    monkeypatch.setattr(rating_periods, "insert_rows", dies)
    with pytest.raises(KeyboardInterrupt):
        rating_periods.open_period(job.pk)
    assert Appraisal.objects.count() == JobChunk.objects.count() == 2
    monkeypatch.setattr(rating_periods, "insert_rows", real)
    Job.objects.update(heartbeat_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    rating_periods.open_period(job.pk)
    assert Appraisal.objects.count() == JobChunk.objects.count() == len(plans)
    assert Job.objects.get(pk=job.pk).done == len(plans)


def test_people_of_another_agency_and_leavers_get_no_row(place, period, plans):
    PlanFactory(employee=place.outsider, approved=True)
    Employee.objects.filter(pk=place.staff[2].pk).update(is_active=False)
    open_now(period)
    assert not Appraisal.objects.filter(employee__in=[place.outsider, place.staff[2]]).exists()


def test_only_hr_of_the_whole_agency_opens(place, period, client_for):
    with pytest.raises(NotAllowed):
        rating_periods.start_opening_period(period=period, actor=actor(place.head))
    address = reverse("performance:period_open", args=[period.pk])
    assert client_for(place.hr.user).post(address).status_code == 302
    assert client_for(place.leader.user).post(address).status_code == 403
    assert client_for(place.outsider.user).post(address).status_code == 404


def test_a_year_that_is_not_open_has_no_ratings(place):
    cycle = CycleFactory(agency=place.agency, year=2027, state=CycleStatus.PLANNED)
    with pytest.raises(ValidationError):
        rating_periods.start_opening_period(period=PeriodFactory(cycle=cycle), actor=actor(place.hr))


def test_hr_gets_a_message_instead_of_an_error_for_a_year_that_is_not_open(place, client_for):
    cycle = CycleFactory(agency=place.agency, year=2027, state=CycleStatus.PLANNED)
    period = PeriodFactory(cycle=cycle)
    address = reverse("performance:period_open", args=[period.pk])
    response = client_for(place.hr.user).post(address)
    assert response.status_code == 302
    assert not Job.objects.exists()


def test_the_tick_writes_the_new_evaluator_on_rows_still_to_be_rated(place, period):
    waiting = pending(place.staff[0], period=period)
    done = pending(place.staff[1], period=period, released=True)
    Employee.objects.filter(pk__in=[place.staff[0].pk, place.staff[1].pk]).update(evaluator=place.head)
    assert rating_periods.refresh_evaluators(agency_id=place.agency.pk) == 1
    waiting.refresh_from_db()
    done.refresh_from_db()
    assert (waiting.evaluator, done.evaluator) == (place.head, place.evaluator)
