"""A silent evaluator's people go to the superior after the window (E13); the superior rates; form D.1.2."""

import datetime as dt

import pytest

from asn_portal.core.access import NotAllowed, system_actor
from asn_portal.core.models import Notice, TransitionLog
from performance.enums import AppraisalStatus
from performance.enums.objections import ClockState
from performance.rules.deadlines import Clock
from performance.selectors.receipts import get_receipt
from performance.services.appraisals import rate_appraisal
from performance.services.escalation import escalate_silent
from performance.services.evaluation_forms import request_for
from performance.services.parties import parties_of_many
from tests.employees.factories import member, office
from tests.performance.appraisal_help import actor, fresh, judged, pending
from tests.performance.objection_help import loaded, year_2025

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(freeze):
    freeze(2026, 2, 2)
    return office()


@pytest.fixture
def period(place):
    return year_2025(place.agency)


def hand_up(place, period, today=dt.date(2026, 2, 2)):
    return escalate_silent(period=period, today=today, actor=system_actor(place.agency.pk))


def test_on_the_last_day_nothing_moves_and_the_day_after_everything_open_does(place, period):
    rows = [pending(person, period=period) for person in place.staff[:2]]
    rated = pending(place.staff[2], period=period, rated=True)
    assert hand_up(place, period, dt.date(2026, 1, 31)) == 0
    assert hand_up(place, period, dt.date(2026, 2, 1)) == 2
    assert {fresh(row).escalated_to for row in rows} == {place.head}
    assert fresh(rated).escalated_to is None


def test_nothing_moves_twice_and_everybody_hears_of_it_once(place, period):
    for person in place.staff:
        pending(person, period=period)
    assert (hand_up(place, period), hand_up(place, period, dt.date(2026, 2, 3))) == (3, 0)
    taken_on, taken_over = (Notice.objects.get(event=f"rating_taken_{side}") for side in ("on", "over"))
    assert (taken_on.user, taken_on.params["count"]) == (place.head.user, 3)
    assert taken_on.params["due"] == "2026-02-23"  # E13, D12
    assert taken_over.user == place.evaluator.user
    assert TransitionLog.objects.filter(transition="escalate").count() == 3


def test_where_nobody_stands_above_it_stays(place, period):
    pending(place.head, period=period)
    assert hand_up(place, period) == 0


def test_nobody_is_handed_to_themselves(place, period):
    junior = member(place.bidang, "Kepala Seksi", evaluator=place.head)
    pending(place.head, period=period)
    place.head.evaluator = junior
    place.head.save(update_fields=["evaluator"])
    hand_up(place, period)
    assert fresh(place.head.appraisals.get()).escalated_to != place.head


def test_only_hr_of_the_whole_agency_and_the_schedule_hand_up(place, period):
    with pytest.raises(NotAllowed):
        escalate_silent(period=period, today=dt.date(2026, 2, 2), actor=actor(place.head))


def test_the_work_does_not_grow_with_the_people(place, period, django_assert_max_num_queries):
    for number in range(30):
        pending(member(place.bidang, f"Staf {number}", evaluator=place.evaluator), period=period)
    with django_assert_max_num_queries(40):
        assert hand_up(place, period) == 30


def test_the_superior_rates_and_form_d_1_2_names_all_three(place, period):
    row = pending(place.staff[0], period=period)
    hand_up(place, period)
    rate_appraisal(appraisal=loaded(row), judgement=judged(), actor=actor(place.head))
    stored = loaded(row)
    assert (stored.state, stored.rated_by) == (AppraisalStatus.RELEASED, place.head)
    form = request_for(stored)
    names = [form.data[party]["name"] for party in ("employee", "evaluator", "superior")]
    assert names == ["Ani Lestari", "Kepala Bidang", "Kepala Dinas"]
    assert (form.data["form"], form.issuer_name) == ("D.1.2", "Kepala Dinas")


def test_e13_the_superiors_clocks_run(place, period, freeze):
    row = pending(place.staff[0], period=period)
    hand_up(place, period)
    freeze(2026, 2, 23)
    rate_appraisal(appraisal=loaded(row), judgement=judged(), actor=actor(place.head))
    sheet = get_receipt(actor=actor(place.staff[0]), appraisal=loaded(row))
    signs, returns = (sheet.timetable.find(clock) for clock in (Clock.SUPERIOR_SIGNS, Clock.SUPERIOR_RETURN))
    assert (signs.deadline.due_on, signs.state) == (dt.date(2026, 2, 23), ClockState.DONE)
    assert (returns, sheet.is_final, sheet.can_object) == (None, True, False)


def test_the_snapshot_of_many_people_costs_one_query(place, django_assert_num_queries):
    people = [person.pk for person in place.staff]
    rater = actor(place.evaluator)
    with django_assert_num_queries(1):
        found = parties_of_many(employee_ids=people, actor=rater)
    first = found[people[0]]
    assert {party: first[party]["name"] for party in first} == {
        "employee": "Ani Lestari",
        "evaluator": "Kepala Bidang",
        "superior": "Kepala Dinas",
    }
    assert set(first["employee"]) == {"id", "name", "nip", "rank", "position", "unit"}


def test_a_rating_keeps_the_parties_of_its_day(place, period):
    row = pending(place.staff[0], period=period)
    rate_appraisal(appraisal=loaded(row), judgement=judged(), actor=actor(place.evaluator))
    place.evaluator.name = "Nama Baru"
    place.evaluator.save()
    assert fresh(row).parties["evaluator"]["name"] == "Kepala Bidang"
