"""Figures that agencies set: the one in force on the day, one agency apart from the other, asked for once a request."""

import datetime as dt

import pytest
from django.db.models import F

from asn_portal.core.models import Agency, AgencyPolicy
from asn_portal.core.policies import PolicyKey, remembered, value_on, value_subquery
from tests.employees.factories import AgencyFactory

pytestmark = pytest.mark.django_db
FIGURE = PolicyKey("test.figure", 5, "a test")
DAYS = {dt.date(2025, 12, 31): 5, dt.date(2026, 1, 1): 6, dt.date(2026, 6, 30): 6, dt.date(2026, 7, 1): 7}


@pytest.fixture
def agency():
    """An agency that set the figure twice, beside one that never did."""
    AgencyFactory()
    place = AgencyFactory()
    for value, starts_on in ((7, dt.date(2026, 7, 1)), (6, dt.date(2026, 1, 1))):
        AgencyPolicy.objects.create(agency=place, key=FIGURE.key, value=value, starts_on=starts_on)
    return place


@pytest.mark.parametrize(("day", "value"), DAYS.items(), ids=str)
def test_the_figure_in_force_on_the_day_counts_asked_in_any_way(agency, day, value):
    annotated = Agency.objects.annotate(agency_id=F("pk"), figure=value_subquery(FIGURE, day))
    assert annotated.get(pk=agency.pk).figure == (None if value == FIGURE.default else value)
    assert value_on(FIGURE, agency_id=agency.pk, day=day) == value
    with remembered():
        assert value_on(FIGURE, agency_id=agency.pk, day=day) == value


def test_another_agency_keeps_the_default(agency):
    other = Agency.objects.exclude(pk=agency.pk).first()
    with remembered():
        assert value_on(FIGURE, agency_id=other.pk, day=dt.date(2026, 8, 1)) == FIGURE.default


def test_while_remembered_the_figures_are_read_once(agency, django_assert_num_queries):
    with remembered(), django_assert_num_queries(1):
        for day in DAYS:
            value_on(FIGURE, agency_id=agency.pk, day=day)


def test_what_was_remembered_is_forgotten_at_the_end(agency):
    day = dt.date(2026, 8, 1)
    with remembered():
        value_on(FIGURE, agency_id=agency.pk, day=day)
    AgencyPolicy.objects.create(agency=agency, key=FIGURE.key, value=9, starts_on=day)
    assert value_on(FIGURE, agency_id=agency.pk, day=day) == 9
