"""Closing a period, opening one person again, closing the year, asking for the next one."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from asn_portal.core import jobs
from asn_portal.core.access import Conflict, NotAllowed, system_actor
from asn_portal.core.models import AgencyPolicy, Announcement, Delivery, Job, Notice, TransitionLog
from asn_portal.core.workflow import NoteRequired
from performance.models import Appraisal, Cycle, Period
from performance.services import appraisals as rating
from performance.services import closing, rating_periods
from performance.services import duties_schedule as duties
from performance.services.evidence import EvidenceEntry, record_evidence
from tests.employees.factories import office
from tests.performance.appraisal_help import actor, fresh, judged, pending
from tests.performance.factories import CycleFactory, PeriodFactory, PlanFactory

pytestmark = pytest.mark.django_db
CLOSED_ON = (2026, 6, 5)  # 30 working days after 15 April have passed


@pytest.fixture
def place():
    return office()


@pytest.fixture
def period(place):
    return PeriodFactory(cycle__agency=place.agency, number=1, is_opened=True)


@pytest.fixture
def rows(place, period):
    """One never rated, one returned, one rated, one released and told, one released and not told."""
    people = [*place.staff, place.evaluator, place.head]
    states = ({}, {"returned": True}, {"rated": True}, {"released": True}, {"released": True})
    made = [pending(person, period=period, **state) for person, state in zip(people, states, strict=True)]
    Notice.objects.create(
        agency=place.agency,
        user=place.evaluator.user,
        event="appraisal_released",
        subject_type="appraisal",
        subject_id=made[3].pk,
    )
    return made


def close(period, by=None):
    job = closing.start_closing(period=period, actor=by or system_actor(period.agency_id))
    closing.close_period(job.pk)
    return Job.objects.get(pk=job.pk)


def states(rows):
    return [fresh(row).state for row in rows]


# --- What closing does ---


def test_who_was_never_rated_stays_without_a_rating_and_everything_is_closed(period, rows, freeze):
    freeze(*CLOSED_ON)
    job = close(period)
    assert states(rows) == ["unrated", "unrated", "rated", "released", "released"]
    assert not Appraisal.objects.filter(closed_at=None).exists()
    assert (job.state, job.done, job.total) == ("done", 5, 5)
    assert Period.objects.get(pk=period.pk).closed_at is not None
    logged = TransitionLog.objects.filter(transition="close_unrated").values_list("subject_id", "from_state")
    assert set(logged) == {(rows[0].pk, "pending"), (rows[1].pk, "returned")}


def test_each_person_is_told_once_and_who_knows_already_is_left_alone(place, period, rows, freeze):
    freeze(*CLOSED_ON)
    place.head.user.emailaddress_set.create(email="kadis@example.go.id", verified=True, primary=True)
    close(period)
    told = sorted(
        Notice.objects.exclude(event="period_closed").values_list("event", "user__full_name", "user_id")
    )
    assert [(event, user) for event, _name, user in told if event == "appraisal_released"] == [
        ("appraisal_released", person.user_id)
        for person in sorted((place.evaluator, place.head), key=lambda one: one.user.full_name)
    ]
    assert {user for event, _name, user in told if event == "appraisal_unrated"} == {
        place.staff[0].user_id,
        place.staff[1].user_id,
    }
    assert [row.address for row in Delivery.objects.all()] == ["kadis@example.go.id"]


def test_hr_learns_what_the_period_holds(place, period, rows, freeze):
    freeze(*CLOSED_ON)
    close(period)
    notice = Notice.objects.get(event="period_closed")
    assert notice.user == place.hr.user
    assert {name: notice.params[name] for name in ("released", "rated", "unrated")} == {
        "released": 2,
        "rated": 1,
        "unrated": 2,
    }


def test_a_task_delivered_twice_closes_once(period, rows, freeze):
    freeze(*CLOSED_ON)
    job = close(period)
    count = Notice.objects.count()
    closing.close_period(job.pk)
    assert Notice.objects.count() == count
    assert TransitionLog.objects.filter(transition="close_unrated").count() == 2


def test_a_killed_closing_goes_on_where_it_stopped(period, rows, freeze, monkeypatch):
    freeze(*CLOSED_ON)
    ranges = [(row.pk, row.pk) for row in rows]
    monkeypatch.setattr(jobs, "id_ranges", lambda queryset: ranges)
    job = closing.start_closing(period=period, actor=system_actor(period.agency_id))
    real, seen = closing.close_rows, []

    def dies(batch, first, last):
        if first == rows[2].pk and not seen:
            seen.append(first)
            raise KeyboardInterrupt
        return real(batch, first, last)

    monkeypatch.setattr(closing, "close_rows", dies)
    with pytest.raises(KeyboardInterrupt):
        closing.close_period(job.pk)
    assert Appraisal.objects.exclude(closed_at=None).count() == 2
    assert Period.objects.get().closed_at is None
    Job.objects.update(heartbeat_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    closing.close_period(job.pk)
    assert Job.objects.get(pk=job.pk).done == 5
    assert not Appraisal.objects.filter(closed_at=None).exists()


# --- When ---


@pytest.mark.parametrize(
    ("day", "begun"),
    [
        pytest.param((2026, 6, 4), 0, id="D11: the last day, the report is due"),
        pytest.param((2026, 6, 5), 1, id="D11: the day after"),
        pytest.param((2026, 6, 20), 1, id="D11: made up for after downtime"),
    ],
)
def test_a_period_closes_after_the_day_on_which_the_report_is_due(place, period, rows, freeze, day, begun):
    freeze(*day)
    assert duties.close_periods(agency=place.agency, today=dt.date(*day)) == begun
    assert duties.close_periods(agency=place.agency, today=dt.date(*day)) == 0, "it is being closed"


@pytest.mark.parametrize(("day", "begun"), [((2026, 5, 4), 0), ((2026, 5, 5), 1)])
def test_a_day_of_closing_that_hr_set_counts_instead(place, period, rows, freeze, day, begun):
    Period.objects.update(closes_on=dt.date(2026, 5, 4))
    freeze(*day)
    assert duties.close_periods(agency=place.agency, today=dt.date(*day)) == begun


def test_the_agency_sets_how_many_working_days_a_period_stays_open(place, period, rows, freeze):
    AgencyPolicy.objects.create(
        agency=place.agency, key="performance.close_after_days", value=5, starts_on=dt.date(2025, 1, 1)
    )
    freeze(2026, 4, 22)
    assert duties.close_periods(agency=place.agency, today=dt.date(2026, 4, 22)) == 0
    freeze(2026, 4, 23)
    assert duties.close_periods(agency=place.agency, today=dt.date(2026, 4, 23)) == 1


def test_a_period_is_not_closed_before_its_last_day_of_rating_has_passed(place, period, freeze):
    freeze(2026, 4, 15)
    with pytest.raises(ValidationError):
        closing.start_closing(period=period, actor=actor(place.hr))
    freeze(2026, 4, 16)
    assert closing.start_closing(period=period, actor=actor(place.hr)).pk


@pytest.mark.parametrize("who", ["leader", "inspector", "head", "evaluator"])
def test_only_hr_of_the_whole_agency_closes(place, period, freeze, who):
    freeze(*CLOSED_ON)
    with pytest.raises(NotAllowed):
        closing.start_closing(period=period, actor=actor(getattr(place, who)))


# --- Afterwards ---


def test_nothing_is_rated_or_recorded_in_a_closed_period(place, period, rows, freeze):
    freeze(*CLOSED_ON)
    plan = PlanFactory(employee=place.staff[0], cycle=period.cycle, approved=True, complete=True)
    close(period)
    with pytest.raises(Conflict):
        rating.rate_appraisal(appraisal=fresh(rows[0]), judgement=judged(), actor=actor(place.evaluator))
    with pytest.raises(Conflict):
        record_evidence(
            period=period,
            indicator=plan.results.first().indicators.first(),
            entry=EvidenceEntry("3"),
            actor=actor(place.staff[0]),
        )
    with pytest.raises(ValidationError):
        rating_periods.start_opening_period(period=Period.objects.get(), actor=actor(place.hr))


def test_hr_lets_one_person_be_rated_after_all_with_a_reason(place, period, rows, freeze):
    freeze(*CLOSED_ON)
    close(period)
    with pytest.raises(NoteRequired):
        closing.reopen_appraisal(appraisal=fresh(rows[0]), reason=" ", actor=actor(place.hr))
    closing.reopen_appraisal(appraisal=fresh(rows[0]), reason="Penilai sakit", actor=actor(place.hr))
    told = set(Notice.objects.filter(event="appraisal_reopened").values_list("user", flat=True))
    assert told == {place.staff[0].user_id, place.evaluator.user_id}
    row = fresh(rows[0])
    rating.rate_appraisal(appraisal=row, judgement=judged(), actor=actor(place.evaluator))
    rating.approve_appraisal(appraisal=fresh(row), actor=actor(place.head))
    assert fresh(row).closed_at is None
    closing.close_late_ratings(agency_id=place.agency.pk)
    assert (fresh(row).state, fresh(row).closed_at is None) == ("released", False)


@pytest.mark.parametrize("who", ["leader", "inspector", "head", "evaluator"])
def test_only_hr_opens_again(place, period, rows, freeze, who):
    freeze(*CLOSED_ON)
    close(period)
    with pytest.raises(NotAllowed):
        closing.reopen_appraisal(appraisal=fresh(rows[0]), reason="Mohon", actor=actor(getattr(place, who)))


def test_the_year_closes_after_its_last_period_and_everybody_is_told(place, period, freeze):
    freeze(2027, 3, 20)
    other = PeriodFactory(cycle=period.cycle, number=2, is_opened=True)
    Period.objects.filter(pk=period.pk).update(closed_at=dt.datetime(2026, 6, 5, tzinfo=dt.UTC))
    assert duties.close_years(agency=place.agency, today=dt.date(2027, 3, 20)) == 0
    Period.objects.filter(pk=other.pk).update(closed_at=dt.datetime(2026, 9, 5, tzinfo=dt.UTC))
    assert duties.close_years(agency=place.agency, today=dt.date(2027, 3, 20)) == 1
    assert duties.close_years(agency=place.agency, today=dt.date(2027, 3, 20)) == 0
    cycle = Cycle.objects.get()
    assert (cycle.state, cycle.closed_at is None) == ("closed", False)
    assert Announcement.objects.get().event == "cycle_closed"


# --- The next year ---


def next_year(place, *day):
    return duties.prepare_next_year(agency=place.agency, today=dt.date(*day))


def test_hr_is_asked_once_from_december(place, freeze):
    CycleFactory(agency=place.agency, is_open=True)
    freeze(2026, 11, 30)
    assert next_year(place, 2026, 11, 30) == 0
    freeze(2026, 12, 1)
    assert [next_year(place, 2026, 12, 1), next_year(place, 2026, 12, 2)] == [1, 0]
    assert [(row.event, row.user) for row in Notice.objects.all()] == [("next_year_wanted", place.hr.user)]


def test_the_agency_may_have_the_next_year_set_up_like_the_last_one(place, freeze):
    CycleFactory(
        agency=place.agency, is_open=True, rhythm="month", approach="qualitative", remind_days_before=5
    )
    AgencyPolicy.objects.create(
        agency=place.agency, key="performance.next_year", value="set_up", starts_on=dt.date(2025, 1, 1)
    )
    freeze(2026, 12, 1)
    assert [next_year(place, 2026, 12, 1), next_year(place, 2026, 12, 2)] == [1, 0]
    cycle = Cycle.objects.get(year=2027)
    assert (cycle.state, cycle.rhythm, cycle.approach, cycle.remind_days_before) == (
        "planned",
        "month",
        "qualitative",
        5,
    )
    assert cycle.periods.count() == 13


def test_nothing_is_asked_where_the_agency_does_not_want_it(place, freeze):
    CycleFactory(agency=place.agency, is_open=True)
    AgencyPolicy.objects.create(
        agency=place.agency, key="performance.next_year", value="off", starts_on=dt.date(2025, 1, 1)
    )
    freeze(2026, 12, 15)
    assert next_year(place, 2026, 12, 15) == 0


# --- The pages ---


def test_hr_closes_by_hand_and_opens_one_person_again(place, period, rows, freeze, client_for):
    freeze(*CLOSED_ON)
    visitor = client_for(place.hr.user)
    year = reverse("performance:cycle_detail", args=[period.cycle_id])
    assert reverse("performance:period_close", args=[period.pk]) in visitor.get(year).content.decode()
    visitor.post(reverse("performance:period_close", args=[period.pk]))
    closing.close_period(Period.objects.get().close_job_id)
    listed = visitor.get(reverse("performance:period_unrated", args=[period.pk])).content.decode()
    assert "Ani Lestari" in listed
    address = reverse("performance:appraisal_reopen", args=[rows[0].pk])
    assert visitor.post(address, {"reason": ""}).status_code == 422
    assert visitor.post(address, {"reason": "Penilai sakit"}).status_code == 302
    assert fresh(rows[0]).state == "pending"
    assert visitor.post(address, {"reason": "Sekali lagi"}).status_code == 403
