"""The page for citizens: standards and what offices reached, aggregates only, one government at a time."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from asn_portal.core.models import AgencyPolicy
from performance.policies.public import PUBLIC_MINIMUM, PUBLIC_STANDARDS
from performance.selectors.public_standards import get_office
from tests.employees.factories import EmployeeFactory, UnitFactory, office
from tests.performance.factories_standards import (
    MeasurementFactory,
    StandardFactory,
    StandardIndicatorFactory,
)
from tests.support.pages import soup

pytestmark = pytest.mark.django_db
QUARTERS = [(dt.date(2025, 7, 1), dt.date(2025, 9, 30)), (dt.date(2025, 10, 1), dt.date(2025, 12, 31))]


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    here = office()
    for _person in range(5):
        EmployeeFactory(agency=here.agency, unit=here.dinas)
    return here


@pytest.fixture
def indicator(place):
    return StandardIndicatorFactory(standard__unit=place.dinas, statement="Indeks kepuasan masyarakat")


def set_figure(place, policy, value):
    AgencyPolicy.objects.create(
        agency=place.agency, key=policy.key, value=value, starts_on=dt.date(2026, 1, 1)
    )


def office_page(place):
    return Client().get(reverse("performance:public_office", args=[place.agency.code, place.dinas.pk]))


def test_a_citizen_reads_standard_and_value_without_an_account(place, indicator):
    for (first, last), value in zip(QUARTERS, (80, 88), strict=True):
        MeasurementFactory(indicator=indicator, starts_on=first, ends_on=last, value=value)
    page = soup(office_page(place)).text
    for words in ("Indeks kepuasan masyarakat", "≥ 85 indeks", "88 indeks"):
        assert words in page
    summary = Client().get(reverse("performance:public_standards", args=[place.agency.code.lower()]))
    assert place.dinas.name in soup(summary).text


def test_a_persons_value_and_name_never_appear(place, indicator):
    MeasurementFactory(
        indicator=indicator, unit=None, employee=place.staff[0], value="61.234", recorder_name="Perekam Nilai"
    )
    page = soup(office_page(place)).text
    assert "61,234" not in page
    assert place.staff[0].name not in page
    assert "Perekam Nilai" not in page


def test_an_office_with_too_few_people_shows_no_values(place, indicator):
    MeasurementFactory(indicator=indicator, value="88.125")
    set_figure(place, PUBLIC_MINIMUM, 100)
    assert "88,125" not in soup(office_page(place)).text


def test_service_points_are_only_counted_and_only_from_three_on(place, indicator):
    today = dt.date(2026, 3, 2)
    for number in range(3):
        row = get_office(agency=place.agency, pk=place.dinas.pk, today=today).indicators[0]
        assert (row.units, row.units_reached) == (0, 0)
        unit = UnitFactory(agency=place.agency, parent=place.dinas, name=f"Titik Layanan {number}")
        MeasurementFactory(indicator=indicator, unit=unit, value=80 + 4 * number)
    row = get_office(agency=place.agency, pk=place.dinas.pk, today=today).indicators[0]
    assert (row.units, row.units_reached) == (3, 1)
    assert "Titik Layanan" not in soup(office_page(place)).text


def test_drafts_and_ended_standards_are_not_published(place):
    StandardIndicatorFactory(standard=StandardFactory(unit=place.dinas))
    StandardIndicatorFactory(
        standard=StandardFactory(unit=place.dinas, approved=True, ends_on=dt.date(2026, 3, 1))
    )
    assert office_page(place).status_code == 404


def test_a_government_that_switched_it_off_has_no_page(place, indicator):
    set_figure(place, PUBLIC_STANDARDS, False)
    assert office_page(place).status_code == 404
    assert place.agency.name not in soup(Client().get(reverse("performance:public_agencies"))).text


def test_another_governments_office_is_not_found_under_this_one(place, indicator):
    other = office()
    StandardIndicatorFactory(standard__unit=other.dinas)
    address = reverse("performance:public_office", args=[place.agency.code, other.dinas.pk])
    assert Client().get(address).status_code == 404


def test_many_offices_and_values_cost_no_more_queries(place, indicator):
    counts = []
    for _round in range(2):
        for _more in range(3):
            unit = UnitFactory(agency=place.agency, parent=place.root)
            row = StandardIndicatorFactory(standard__unit=unit)
            for first, last in QUARTERS:
                MeasurementFactory(indicator=row, unit=unit, starts_on=first, ends_on=last)
        with CaptureQueriesContext(connection) as queries:
            Client().get(reverse("performance:public_standards", args=[place.agency.code]))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
