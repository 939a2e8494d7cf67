"""The demo's standards: coherent rows on which every page opens."""

import datetime as dt
from random import Random

import pytest
from django.urls import reverse

from asn_portal.demo.standards import add_standards
from employees.actors import actor_of
from performance.enums import StandardStatus
from performance.models import Indicator, Measurement, Standard
from performance.selectors.standards import standard_inbox
from tests.employees.factories import office
from tests.performance.factories import PlanFactory, WorkResultFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    place = office()
    for person in place.staff:
        WorkResultFactory(plan=PlanFactory(employee=person), order=1)
    add_standards(place.agency, TODAY, Random(1))
    return place


@pytest.mark.parametrize("field", ["health", "education"])
def test_there_are_ten_standards_in_force_for_a_field(place, field):
    rows = Standard.objects.filter(field=field)
    assert rows.in_force(TODAY).count() == 10
    assert rows.filter(state=StandardStatus.PROPOSED).exists()


def test_each_indicator_has_four_quarters_of_values(place):
    quarters = Measurement.objects.filter(unit=place.dinas).values_list("starts_on", flat=True)
    assert set(quarters) == {dt.date(2025, month, 1) for month in (1, 4, 7, 10)}
    assert Measurement.history.count() == Measurement.objects.count()


def test_proposals_wait_for_hr_and_some_plans_took_a_standard(place):
    assert standard_inbox(actor=actor_of(place.hr.user, today=TODAY)).count() == 2
    assert Indicator.objects.filter(standard_indicator__isnull=False).exists()


@pytest.mark.parametrize("state", ["approved", "proposed", "returned"])
def test_a_page_of_every_state_opens(place, client_for, state):
    standard = Standard.objects.filter(state=state).first()
    page = client_for(place.head.user).get(reverse("performance:standard_detail", args=[standard.pk]))
    assert page.status_code == 200
