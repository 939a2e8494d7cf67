"""People whom planning does not concern: left out of the opening and told why (annex II p. 65-66)."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from asn_portal.core.access import Conflict, NotAllowed
from asn_portal.core.models import Notice
from employees.actors import actor_of
from employees.models import Employee, UnpaidLeave
from performance.enums.plan_changes import ExemptionReason
from performance.models import Plan, PlanExemption
from performance.notifications.plan_changes import exempt_people_told
from performance.selectors.plan_people import exempt_people, exemption_of, planning_people
from performance.services import exemptions, late_plans
from performance.services.opening import prepare_plans
from tests.employees.factories import office
from tests.performance.factories import CycleFactory, PlanFactory
from tests.support.pages import texts

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 1, 15)


@pytest.fixture(autouse=True)
def _january(freeze):
    freeze(2026, 1, 15)


@pytest.fixture
def place():
    return office()


@pytest.fixture
def cycle(place):
    return CycleFactory(agency=place.agency, is_open=True)


def mark(place, person, **changes):
    values = {"reason": ExemptionReason.PRE_RETIREMENT, "starts_on": TODAY} | changes
    new = exemptions.NewExemption(**values)
    return exemptions.mark_exempt(employee=person, new=new, actor=actor_of(place.hr.user, today=TODAY))


@pytest.mark.parametrize(
    ("days", "is_exempt"),
    [((-9, -1), False), ((-9, 0), True), ((0, 0), True), ((0, None), True), ((1, None), False)],
)
def test_the_first_and_the_last_day_belong_to_it(place, cycle, days, is_exempt):
    first, last = (TODAY + dt.timedelta(days=day) if day is not None else None for day in days)
    mark(place, place.staff[0], starts_on=first, ends_on=last)
    assert (place.staff[0] not in planning_people(cycle)) is is_exempt
    assert (exemption_of(place.staff[0], today=TODAY) is not None) is is_exempt


@pytest.mark.parametrize(
    ("standing", "reason"),
    [
        ("suspended", ExemptionReason.SUSPENDED),
        ("unpaid_leave", ExemptionReason.UNPAID_LEAVE),
        ("pre_retirement", ExemptionReason.PRE_RETIREMENT),
    ],
)
def test_the_record_alone_exempts_with_its_reason(place, cycle, standing, reason):
    Employee.objects.filter(pk=place.staff[0].pk).update(standing=standing)
    prepare_plans(cycle, 0, 2**62)
    assert not Plan.objects.filter(employee=place.staff[0]).exists()
    assert exemption_of(Employee.objects.get(pk=place.staff[0].pk), today=TODAY).reason == reason


def test_unpaid_leave_of_today_exempts_and_an_official_plans_nothing(place, cycle):
    UnpaidLeave.objects.create(agency=place.agency, employee=place.staff[1], starts_on=TODAY)
    prepare_plans(cycle, 0, 2**62)
    assert not Plan.objects.filter(employee__in=[place.staff[1], place.mayor]).exists()
    assert Plan.objects.filter(employee=place.staff[0]).exists()
    assert exemption_of(place.mayor, today=TODAY).reason == ExemptionReason.OFFICIAL


def test_they_are_told_once_and_read_why_on_their_page(place, cycle, client_for):
    mark(place, place.staff[0], note="SK Wali Kota 12/2026")
    prepare_plans(cycle, 0, 2**62)
    people = list(exempt_people(cycle).values_list("pk", flat=True))
    assert [exempt_people_told(cycle, people) for _time in range(2)] == [1, 0]
    assert Notice.objects.get(event="plan_exempt").user == place.staff[0].user
    page = client_for(place.staff[0].user).get(reverse("performance:my_year"))
    assert any("SK Wali Kota 12/2026" in text for text in texts(page, ".notice"))


def test_after_the_last_day_a_plan_is_opened_from_the_next(place, cycle):
    PlanFactory(employee=place.staff[1], cycle=cycle)
    mark(place, place.staff[0], starts_on=dt.date(2026, 1, 2), ends_on=dt.date(2026, 1, 14))
    late_plans.open_late_plans(agency=place.agency, today=TODAY)
    assert Plan.objects.get(employee=place.staff[0]).starts_on == TODAY


def test_days_are_marked_once_and_in_order(place):
    mark(place, place.staff[0], ends_on=dt.date(2026, 3, 1))
    for first, last in (((2026, 3, 1), None), ((2026, 1, 1), (2026, 1, 15))):
        with pytest.raises(ValidationError):
            mark(place, place.staff[0], starts_on=dt.date(*first), ends_on=last and dt.date(*last))
    with pytest.raises(ValidationError):
        mark(place, place.staff[1], ends_on=dt.date(2026, 1, 14))
    assert mark(place, place.staff[0], starts_on=dt.date(2026, 3, 2)).pk


def test_an_end_that_somebody_else_set_is_a_conflict(place):
    row = mark(place, place.staff[0])
    hr = actor_of(place.hr.user, today=TODAY)
    stale = PlanExemption.objects.get(pk=row.pk)
    exemptions.end_exemption(exemption=row, ends_on=dt.date(2026, 2, 1), actor=hr)
    with pytest.raises(Conflict):
        exemptions.end_exemption(exemption=stale, ends_on=dt.date(2026, 2, 2), actor=hr)


@pytest.mark.parametrize("who", ["evaluator", "head", "inspector", "outsider"])
def test_only_hr_marks(place, who):
    person = actor_of(getattr(place, who).user, today=TODAY)
    new = exemptions.NewExemption(reason=ExemptionReason.SUSPENDED, starts_on=TODAY)
    with pytest.raises(NotAllowed):
        exemptions.mark_exempt(employee=place.staff[0], new=new, actor=person)


def test_a_wrong_nip_keeps_what_was_typed(place, client_for):
    data = {"nip": "1", "reason": "suspended", "starts_on": "2026-01-20", "note": "Menunggu putusan"}
    answer = client_for(place.hr.user).post(reverse("performance:exemption_new"), data)
    assert answer.status_code == 422
    assert "Menunggu putusan" in answer.content.decode()
