"""How the columns of a person follow posts and ranks: history, nightly task, ends, officers writing at once."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from asn_portal.core.access import NotAllowed
from asn_portal.core.schedule import run_due_duties
from employees.actors import actor_of
from employees.enums import RankChangeKind
from employees.models import Assignment, Employee, Rank
from employees.services.posts import (
    NewAssignment,
    NewRank,
    end_assignment,
    record_assignment,
    record_rank_change,
    refresh_current_posts,
)
from tests.employees.factories import LONG_AGO, EmployeeFactory, PositionFactory, member, office

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)
YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)


@pytest.fixture
def small(freeze):
    freeze(2026, 3, 2)
    return office()


@pytest.fixture
def ani(small):
    return small.staff[0]


@pytest.fixture
def post(small):
    return PositionFactory(unit=small.other_dinas, title__agency=small.agency)


def hr(small):
    return actor_of(small.hr.user, today=TODAY)


def record(small, person, position, kind="definitive", **dates):
    new = NewAssignment(position, kind, **{"starts_on": TODAY, **dates})
    return record_assignment(employee=person, new=new, actor=hr(small))


def spans(person):
    rows = Assignment.objects.filter(employee=person, kind="definitive").order_by("starts_on")
    return [(row.starts_on, row.ends_on) for row in rows]


def test_a_new_post_ends_the_old_one_and_the_person_follows_with_a_history_row(small, ani, post):
    before = ani.history.count()
    record(small, ani, post)
    ani.refresh_from_db()
    assert spans(ani) == [(LONG_AGO, YESTERDAY), (TODAY, None)]
    assert (ani.position, ani.unit, ani.position_effective_on) == (post, small.other_dinas, TODAY)
    assert ani.history.count() == before + 1


def test_a_post_of_tomorrow_is_followed_by_the_nightly_task_of_tomorrow(small, ani, post, freeze):
    record(small, ani, post, starts_on=TOMORROW)
    ani.refresh_from_db()
    assert ani.position != post
    freeze(2026, 3, 3, 0, 20)
    run_due_duties()
    ani.refresh_from_db()
    assert (ani.position, ani.unit) == (post, small.other_dinas)


@pytest.mark.parametrize(
    "dates",
    [
        {"starts_on": LONG_AGO},
        {"starts_on": dt.date(2015, 1, 1)},
        {"starts_on": dt.date(2015, 1, 1), "ends_on": LONG_AGO},
        {"starts_on": dt.date(2021, 1, 1), "ends_on": dt.date(2022, 1, 1)},
    ],
    ids=["same start", "open and before", "ends on the first day", "inside and over"],
)
def test_two_definitive_posts_never_overlap(small, ani, post, dates):
    with pytest.raises(ValidationError), transaction.atomic():
        record(small, ani, post, **dates)
    assert spans(ani) == [(LONG_AGO, None)]


def test_a_post_of_the_past_can_be_added_before_the_present_one(small, ani, post):
    record(small, ani, post, starts_on=dt.date(2015, 1, 1), ends_on=LONG_AGO - dt.timedelta(days=1))
    ani.refresh_from_db()
    assert len(spans(ani)) == 2
    assert ani.position != post


def test_a_post_of_a_head_has_one_definitive_holder(small, ani):
    with pytest.raises(ValidationError, match="Kepala Bidang"):
        record(small, ani, small.bidang.head_position)
    end_assignment(assignment=small.evaluator.assignments.get(), ends_on=YESTERDAY, actor=hr(small))
    record(small, ani, small.bidang.head_position)
    small.staff[1].refresh_from_db()
    assert small.staff[1].evaluator == ani


def test_a_post_of_staff_has_room_for_many(small, ani):
    record(small, ani, small.staff[1].position)
    assert small.staff[1].position.assignments.filter(ends_on=None).count() == 2


def test_a_post_that_ended_without_another_is_gone_and_the_unit_remains(small, ani):
    end_assignment(assignment=ani.assignments.get(), ends_on=YESTERDAY, actor=hr(small))
    ani.refresh_from_db()
    assert (ani.position, ani.position_effective_on, ani.unit) == (None, None, small.bidang)
    assert ani.evaluator == small.evaluator


def test_somebody_without_any_history_keeps_what_the_import_wrote(small, ani):
    Assignment.objects.filter(employee=ani).delete()
    refresh_current_posts(agency_id=small.agency.pk, today=TODAY)
    ani.refresh_from_db()
    assert ani.position is not None


def test_an_end_before_the_start_or_inside_the_next_post_is_refused(small, ani, post):
    record(small, ani, post)
    first = ani.assignments.get(starts_on=LONG_AGO)
    for day in (LONG_AGO - dt.timedelta(days=1), TODAY):
        with pytest.raises(ValidationError):
            end_assignment(assignment=first, ends_on=day, actor=hr(small))
    assert spans(ani) == [(LONG_AGO, YESTERDAY), (TODAY, None)]


@pytest.mark.parametrize("who", ["evaluator", "inspector", "leader", "head", "outsider"])
def test_only_hr_writes_posts_and_ranks(small, ani, post, who):
    actor = actor_of(getattr(small, who).user, today=TODAY)
    with pytest.raises(NotAllowed):
        record_assignment(employee=ani, new=NewAssignment(post, "plt", TODAY), actor=actor)
    with pytest.raises(NotAllowed):
        record_rank_change(employee=ani, new=NewRank(ani.rank, TODAY, RankChangeKind.REGULAR), actor=actor)


def promote(small, person, code, day):
    rank = Rank.objects.get(scheme="pns", code=code)
    new = NewRank(rank, day, RankChangeKind.REGULAR, decree_number="SK 1")
    return record_rank_change(employee=person, new=new, actor=hr(small))


def test_the_rank_of_today_follows_its_tmt_and_the_same_tmt_is_corrected(small, ani):
    promote(small, ani, "III/b", TODAY)
    promote(small, ani, "III/c", TOMORROW)
    ani.refresh_from_db()
    assert (ani.rank.code, ani.rank_effective_on) == ("III/b", TODAY)
    promote(small, ani, "III/d", TODAY)
    ani.refresh_from_db()
    assert ani.rank.code == "III/d"
    assert ani.rank_records.count() == 2


def test_refreshing_twice_writes_nothing_the_second_time(small):
    refresh_current_posts(agency_id=small.agency.pk, today=TODAY)
    histories = Employee.history.count()
    assert refresh_current_posts(agency_id=small.agency.pk, today=TODAY) == 0
    assert Employee.history.count() == histories


def test_a_refresh_costs_no_more_queries_for_more_people(small, django_assert_num_queries):
    refresh_current_posts(agency_id=small.agency.pk, today=TODAY)
    for number in range(30):
        member(small.bidang, f"Staf {number}", evaluator=small.evaluator, evaluator_source="position")
    with django_assert_num_queries(8):
        refresh_current_posts(agency_id=small.agency.pk, today=TODAY)


def test_a_move_of_staff_touches_nobody_else_and_one_of_a_head_all_who_report_there(small, ani, post):
    Employee.objects.filter(agency=small.agency).update(evaluator=None)
    record(small, ani, post)
    assert Employee.objects.filter(agency=small.agency, evaluator__isnull=False).count() == 1
    end_assignment(assignment=small.evaluator.assignments.get(), ends_on=YESTERDAY, actor=hr(small))
    small.staff[1].refresh_from_db()
    assert (small.staff[1].evaluator, small.staff[1].evaluator_source) == (small.head, "climbed")


def test_one_government_does_not_touch_another(small):
    stranger = EmployeeFactory(evaluator=None)
    refresh_current_posts(agency_id=small.agency.pk, today=TODAY)
    stranger.refresh_from_db()
    assert stranger.evaluator_source == ""


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_officers_recording_at_once_leave_one_post(small, ani, post):
    start, outcomes = threading.Barrier(2), []

    def write(day):
        try:
            start.wait(timeout=10)
            record(small, ani, post, starts_on=day, ends_on=dt.date(2027, 1, 1))
            outcomes.append("recorded")
        except ValidationError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(TODAY,)) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["recorded", "refused"]
    assert spans(ani) == [(LONG_AGO, YESTERDAY), (TODAY, dt.date(2027, 1, 1))]
