"""Plans that an evaluator leaves lying after January go to the superior as well (D3, annex II p. 65)."""

import datetime as dt

import pytest
from django.urls import reverse

from asn_portal.core.access import NotAllowed, system_actor
from asn_portal.core.models import AgencyPolicy, Notice, TransitionLog
from performance.models import Plan
from performance.selectors.inbox import plan_inbox
from performance.services import plans as plan_services
from performance.services.plan_silence import hand_on_silent_plans
from tests.employees.factories import office
from tests.performance.appraisal_help import actor
from tests.performance.factories import CycleFactory, PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return office()


@pytest.fixture
def plan(place):
    cycle = CycleFactory(agency=place.agency, is_open=True)
    return PlanFactory(employee=place.staff[0], cycle=cycle, submitted=True, complete=True)


def hand_on(plan, *day):
    today = dt.date(*day)
    return hand_on_silent_plans(cycle=plan.cycle, today=today, actor=system_actor(plan.agency_id))


def fresh(plan):
    return Plan.objects.select_related("employee__evaluator", "cycle").get(pk=plan.pk)


@pytest.mark.parametrize(
    ("day", "handed"),
    [
        pytest.param((2026, 1, 31), 0, id="D3: the last day for plans"),
        pytest.param((2026, 2, 4), 0, id="D3: the third working day after it"),
        pytest.param((2026, 2, 5), 1, id="D3: the day after that"),
        pytest.param((2026, 2, 20), 1, id="D3: made up for after downtime"),
    ],
)
def test_a_plan_is_handed_on_after_the_working_days_the_evaluator_has(plan, freeze, day, handed):
    freeze(*day)
    assert hand_on(plan, *day) == handed
    assert hand_on(plan, *day) == 0, "nothing twice"


def test_who_hands_in_late_leaves_the_evaluator_the_same_days(plan, freeze):
    Plan.objects.update(submitted_at=dt.datetime(2026, 2, 10, 3, tzinfo=dt.UTC))
    freeze(2026, 2, 13)
    assert hand_on(plan, 2026, 2, 13) == 0
    freeze(2026, 2, 18)
    assert hand_on(plan, 2026, 2, 18) == 1, "16 and 17 February are holidays"


def test_the_agency_sets_how_many_working_days(place, plan, freeze):
    AgencyPolicy.objects.create(
        agency=place.agency, key="performance.plan_silence_days", value=0, starts_on=dt.date(2025, 1, 1)
    )
    freeze(2026, 2, 1)
    assert hand_on(plan, 2026, 2, 1) == 1


def test_person_and_superior_are_told_and_the_trail_says_so(place, plan, freeze):
    freeze(2026, 2, 5)
    hand_on(plan, 2026, 2, 5)
    told = set(Notice.objects.values_list("event", "user_id"))
    assert told == {("plan_handed_on", place.staff[0].user_id), ("plans_handed_over", place.head.user_id)}
    assert TransitionLog.objects.get(subject_id=plan.pk).transition == "hand_on"


def test_the_superior_finds_it_in_the_inbox_and_decides(place, plan, freeze, client_for):
    freeze(2026, 2, 5)
    visitor = client_for(place.head.user)
    address = reverse("performance:plan_approve", args=[plan.pk])
    assert visitor.post(address).status_code == 403, "a head who is not the evaluator"
    hand_on(plan, 2026, 2, 5)
    assert [row["subject_id"] for row in plan_inbox(actor=actor(place.head))] == [plan.pk]
    assert visitor.get(reverse("performance:plan_detail", args=[plan.pk])).status_code == 200
    assert visitor.post(address).status_code == 302
    assert (fresh(plan).state, fresh(plan).approved_by) == ("approved", place.head)
    assert not plan_inbox(actor=actor(place.head)).exists()


def test_the_evaluator_may_still_decide_and_the_first_counts(place, plan, freeze):
    freeze(2026, 2, 5)
    hand_on(plan, 2026, 2, 5)
    plan_services.approve_plan(plan=fresh(plan), actor=actor(place.evaluator))
    with pytest.raises(NotAllowed):
        plan_services.approve_plan(plan=fresh(plan), actor=actor(place.head))


def test_a_plan_nobody_stands_above_the_evaluator_of_stays_where_it_is(place, plan, freeze):
    mine = PlanFactory(employee=place.head, cycle=plan.cycle, submitted=True)
    freeze(2026, 2, 5)
    hand_on(plan, 2026, 2, 5)
    assert fresh(mine).escalated_to is None


def test_other_superiors_do_not_decide(place, plan, freeze):
    freeze(2026, 2, 5)
    hand_on(plan, 2026, 2, 5)
    for who in (place.mayor, place.colleague, place.hr):
        with pytest.raises(NotAllowed):
            plan_services.return_plan(plan=fresh(plan), actor=actor(who), note="Lengkapi")
