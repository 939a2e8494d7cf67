"""One message a day at most, with everything that is open; by the clock and with one click."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation

from asn_portal.core import notices
from asn_portal.core.access import NotAllowed
from asn_portal.core.models import AgencyPolicy, Delivery, Job, Notice
from performance.models import Cycle, Objection, Period
from performance.services import duties_schedule as duties
from performance.services import reminders
from tests.employees.factories import office
from tests.performance.appraisal_help import actor, pending
from tests.performance.factories import (
    BehaviourExpectationFactory,
    CycleFactory,
    EvidenceFactory,
    PeriodFactory,
    PlanFactory,
)
from tests.support.pages import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return office()


@pytest.fixture
def cycle(place):
    return CycleFactory(agency=place.agency, is_open=True)


def remind(place, *day):
    return duties.remind(agency=place.agency, today=dt.date(*day))


def lines_of(person):
    """Return what the digests of somebody named, newest first."""
    rows = Notice.objects.filter(user=person.user, event="task_digest").order_by("-id")
    return [{line["kind"]: (line["count"], line["late"]) for line in row.params["lines"]} for row in rows]


def test_late_people_are_reminded_before_on_and_after_the_deadline_each_day_once(place, cycle, freeze):
    PlanFactory(employee=place.staff[0], cycle=cycle)
    told = []
    for day in [(2026, 1, number) for number in range(21, 32)] + [
        (2026, 2, number) for number in range(1, 25)
    ]:
        freeze(*day)
        if sum(remind(place, *day) for _tick in range(2)):
            told.append(day[1:])
    # 24 January is a Saturday, 31 too; 7, 14 and 21 days are counted from the 31st.
    assert told == [(1, 23), (1, 30), (2, 2), (2, 3), (2, 9), (2, 18)]


def test_who_is_done_is_not_reminded_any_more(place, cycle, freeze):
    plan = PlanFactory(employee=place.staff[0], cycle=cycle)
    freeze(2026, 1, 23)
    assert remind(place, 2026, 1, 23) == 1
    type(plan).objects.filter(pk=plan.pk).update(state="submitted", submitted_at=dt.datetime.now(dt.UTC))
    freeze(2026, 1, 30)
    assert remind(place, 2026, 1, 30) == 1
    assert lines_of(place.staff[0]) == [{"plan_submit": (1, False)}]
    assert lines_of(place.evaluator) == [{"plan_decide": (1, False)}]


def test_one_message_names_everything_somebody_has_open(place, cycle, freeze):
    freeze(2026, 4, 15)
    period = PeriodFactory(cycle=cycle, number=1, is_opened=True)
    PlanFactory(employee=place.evaluator, cycle=cycle)
    PlanFactory(employee=place.staff[0], cycle=cycle, submitted=True)
    pending(place.staff[0], period=period)
    pending(place.staff[1], period=period)
    remind(place, 2026, 4, 15)
    assert lines_of(place.evaluator) == [
        {"plan_submit": (1, True), "plan_decide": (1, True), "rate": (2, False)}
    ]
    assert Delivery.objects.filter(notice__user=place.evaluator.user).count() <= 1


def test_the_message_reads_as_a_list_in_the_reader_s_language(place, cycle, freeze):
    freeze(2026, 4, 15)
    PlanFactory(employee=place.evaluator, cycle=cycle)
    period = PeriodFactory(cycle=cycle, number=1, is_opened=True)
    pending(place.staff[0], period=period)
    pending(place.staff[1], period=period)
    remind(place, 2026, 4, 15)
    with translation.override("en"):
        message = notices.render(Notice.objects.get(user=place.evaluator.user))
    assert message.title == "3 tasks are open, 1 of them overdue"
    assert message.body.splitlines() == [
        "1 plan (SKP) to submit, overdue since 31 January 2026.",
        "2 people to rate by 15 April 2026.",
    ]


def test_heads_are_reminded_of_ratings_to_release_and_the_mayor_of_an_office_without_a_head(
    place, cycle, freeze
):
    freeze(2026, 4, 15)
    period = PeriodFactory(cycle=cycle, number=1, is_opened=True)
    pending(place.staff[0], period=period, rated=True)
    pending(place.colleague, period=period, rated=True)
    remind(place, 2026, 4, 15)
    assert lines_of(place.head) == [{"release": (1, False)}]
    assert lines_of(place.mayor) == [{"release": (1, False)}]


def test_missing_evidence_is_named_until_something_is_recorded(place, cycle, freeze):
    PeriodFactory(cycle=cycle, number=1)
    plans = [
        PlanFactory(employee=person, cycle=cycle, approved=True, complete=True) for person in place.staff
    ]
    indicator = plans[0].results.first().indicators.first()
    EvidenceFactory(indicator=indicator, period=Period.objects.get())
    freeze(2026, 3, 27)
    assert remind(place, 2026, 3, 27) == 2
    assert lines_of(place.staff[0]) == []
    assert lines_of(place.staff[1]) == [{"evidence": (1, False)}]


def test_unread_expectations_are_named_beside_the_rest(place, cycle, freeze):
    freeze(2026, 1, 30)
    plan = PlanFactory(employee=place.staff[0], cycle=cycle)
    BehaviourExpectationFactory(plan=plan)
    remind(place, 2026, 1, 30)
    assert lines_of(place.staff[0]) == [{"plan_submit": (1, False), "expectations": (1, False)}]


def test_objections_are_named_beside_the_rest(place, cycle, freeze):
    freeze(2026, 1, 30)
    PlanFactory(employee=place.head, cycle=cycle)
    appraisal = pending(place.staff[0], released=True)
    Objection.objects.create(
        agency=place.agency,
        appraisal=appraisal,
        employee=place.staff[0],
        evaluator=place.evaluator,
        decider=place.head,
        reasons="Bukti belum dibaca",
        original={},
        received_on=dt.date(2026, 1, 20),
        last_day=dt.date(2026, 2, 9),
        due_on=dt.date(2026, 2, 6),
    )
    remind(place, 2026, 1, 30)
    assert lines_of(place.head) == [{"plan_submit": (1, False), "objection_decide": (1, False)}]
    assert lines_of(place.evaluator) == [], "the objection has a clock of its own"


def test_the_agency_sets_the_days_after_the_deadline_and_whether_days_of_rest_count(place, cycle, freeze):
    for key, value in (("remind_days_after", [2]), ("remind_on_holidays", True)):
        AgencyPolicy.objects.create(
            agency=place.agency, key=f"performance.{key}", value=value, starts_on=dt.date(2025, 1, 1)
        )
    PlanFactory(employee=place.staff[0], cycle=cycle)
    told = []
    for number in range(20, 35):
        day = dt.date(2026, 1, 1) + dt.timedelta(days=number)
        freeze(day.year, day.month, day.day)
        if duties.remind(agency=place.agency, today=day):
            told.append(day.isoformat())
    assert told == ["2026-01-24", "2026-01-31", "2026-02-02"]


def test_nobody_is_told_while_the_plans_are_still_being_prepared(place, cycle, freeze):
    freeze(2026, 1, 30)
    job = Job.objects.create(agency=place.agency, kind="open_cycle", task="performance.open_cycle")
    Cycle.objects.update(job=job)
    PlanFactory(employee=place.staff[0], cycle=cycle)
    assert remind(place, 2026, 1, 30) == 0
    Job.objects.update(state="done", finished_at=dt.datetime.now(dt.UTC))
    assert remind(place, 2026, 1, 30) == 1


def test_people_with_a_verified_address_get_one_mail_with_the_whole_list(place, cycle, freeze):
    freeze(2026, 1, 30)
    plan = PlanFactory(employee=place.staff[0], cycle=cycle)
    BehaviourExpectationFactory(plan=plan)
    user = place.staff[0].user
    user.emailaddress_set.create(email="ani@example.go.id", verified=True, primary=True)
    remind(place, 2026, 1, 30)
    remind(place, 2026, 1, 30)
    assert list(Delivery.objects.values_list("address", "notice__event")) == [
        ("ani@example.go.id", "task_digest")
    ]


# --- By hand ---


def test_an_evaluator_reminds_one_or_all_of_the_own_people(place, cycle, freeze, client_for):
    freeze(2026, 1, 20)
    for person in (*place.staff, place.colleague):
        PlanFactory(employee=person, cycle=cycle)
    visitor = client_for(place.evaluator.user)
    address = reverse("performance:team_remind")
    visitor.post(address, {"person": place.staff[0].pk})
    assert set(Notice.objects.values_list("user", flat=True)) == {place.staff[0].user_id}
    page = visitor.post(address, follow=True)
    assert Notice.objects.filter(event="task_digest").count() == 3
    assert any("Ani Lestari" in text for text in texts(page, ".notice, .alert, .messages"))
    assert lines_of(place.colleague) == []


def test_hr_reminds_the_evaluators_of_a_period_and_superiors_who_stand_in(place, cycle, freeze):
    freeze(2026, 4, 20)
    period = PeriodFactory(cycle=cycle, number=1, is_opened=True)
    pending(place.staff[0], period=period)
    escalated = pending(place.staff[1], period=period)
    type(escalated).objects.filter(pk=escalated.pk).update(
        escalated_to=place.head, escalated_at=dt.datetime.now(dt.UTC)
    )
    report = reminders.remind_raters(period=period, actor=actor(place.hr))
    assert report.told == 2
    assert lines_of(place.head) == [{"rate_stand_in": (1, True)}]
    again = reminders.remind_raters(period=period, employee_id=place.head.pk, actor=actor(place.hr))
    assert (again.told, again.told_before) == (0, ["Kepala Dinas"])


def test_who_has_no_account_is_named_to_hr(place, cycle, freeze):
    freeze(2026, 1, 20)
    PlanFactory(employee=place.staff[0], cycle=cycle)
    type(place.staff[0]).objects.filter(pk=place.staff[0].pk).update(user=None)
    report = reminders.remind_office(cycle=cycle, actor=actor(place.hr))
    assert (report.told, report.without_account) == (0, ["Ani Lestari"])


@pytest.mark.parametrize("who", ["leader", "inspector", "head", "evaluator"])
def test_only_hr_reminds_the_evaluators_of_others(place, cycle, who):
    period = PeriodFactory(cycle=cycle, number=1, is_opened=True)
    with pytest.raises(NotAllowed):
        reminders.remind_raters(period=period, actor=actor(getattr(place, who)))


def test_a_digest_by_hand_counts_for_the_day_of_the_clock(place, cycle, freeze):
    freeze(2026, 1, 30)
    PlanFactory(employee=place.staff[0], cycle=cycle)
    assert reminders.remind_office(cycle=cycle, actor=actor(place.hr)).told == 1
    assert remind(place, 2026, 1, 30) == 0
    assert len(lines_of(place.staff[0])) == 1


def test_the_lookup_of_one_person_does_not_read_a_whole_government(
    place, cycle, freeze, django_assert_max_num_queries
):
    freeze(2026, 1, 30)
    PlanFactory(employee=place.staff[0], cycle=cycle)
    hr = actor(place.hr)
    with django_assert_max_num_queries(24):
        reminders.remind_office(cycle=cycle, employee_id=place.staff[0].pk, actor=hr)
