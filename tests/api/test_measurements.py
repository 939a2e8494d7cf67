"""Standards and measured values through the API: read by everybody in scope, recorded in one piece."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from performance.models import Measurement
from tests.performance.factories_standards import (
    MeasurementFactory,
    StandardFactory,
    StandardIndicatorFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/api/v1/measurements/"
DAYS = {"starts_on": "2025-10-01", "ends_on": "2025-12-31"}


@pytest.fixture
def place(place, freeze):
    freeze(2026, 3, 2)
    return place


@pytest.fixture
def indicator(place):
    return StandardIndicatorFactory(standard__unit=place.dinas)


def send(visitor, *values):
    return visitor.post(LIST, {"values": list(values)}, content_type="application/json")


def value_of(indicator, **fields):
    return {"indicator": indicator.pk, "value": "87.5"} | DAYS | fields


def test_another_system_records_values_of_units_and_people(place, indicator, api_for):
    answer = send(
        api_for(place.head.user),
        value_of(indicator, unit_code=place.dinas.code),
        value_of(indicator, nip=place.staff[0].nip, value="70"),
    )
    assert answer.status_code == 200
    assert [row["is_reached"] for row in answer.json()["values"]] == [True, False]
    unit, person = Measurement.objects.order_by("pk")
    assert (unit.unit, unit.value, unit.source) == (place.dinas, Decimal("87.5"), "api")
    assert (person.employee, person.recorded_by) == (place.staff[0], place.head.user)


def test_sending_the_same_again_changes_nothing_and_another_value_corrects(place, indicator, api_for):
    visitor = api_for(place.head.user)
    for value in ("87.5", "87.5", "88"):
        send(visitor, value_of(indicator, unit_code=place.dinas.code, value=value))
    row = Measurement.objects.get()
    assert row.value == 88
    assert row.history.count() == 2


def test_one_wrong_value_stops_all_and_is_named_by_its_place(place, indicator, api_for):
    good = value_of(indicator, unit_code=place.dinas.code)
    answer = send(api_for(place.head.user), good, good | {"value": "-1"}, good | {"unit_code": "tidak-ada"})
    assert answer.status_code == 422
    assert [list(row) for row in answer.json()["values"]] == [[], ["value"], ["unit_code"]]
    assert not Measurement.objects.exists()


@pytest.mark.parametrize(
    ("who", "field"),
    [("leader", "indicator"), ("colleague", "indicator"), ("outsider", "indicator"), ("head", None)],
)
def test_only_the_office_and_its_hr_record(place, indicator, api_for, who, field):
    answer = send(api_for(getattr(place, who).user), value_of(indicator, unit_code=place.dinas.code))
    if field is None:
        assert answer.status_code == 200
    else:
        assert answer.status_code == 422
        assert not Measurement.objects.exists()


def test_nobody_records_for_themselves(place, indicator, api_for):
    assert send(api_for(place.head.user), value_of(indicator, nip=place.head.nip)).status_code == 422


@pytest.mark.parametrize(
    "body",
    [{"values": []}, {"values": [{}]}, {}, {"values": [{"indicator": 2**70}]}, {"values": "x"}],
)
def test_a_body_that_cannot_be_is_the_callers_error(place, api_for, body):
    answer = api_for(place.head.user).post(LIST, body, content_type="application/json")
    assert answer.status_code == 422


def test_values_of_people_are_read_by_the_person_and_those_above_only(place, indicator, api_for):
    MeasurementFactory(indicator=indicator)
    MeasurementFactory(indicator=indicator, unit=None, employee=place.staff[0])
    found = {
        who: len(api_for(person.user).get(LIST).json()["results"])
        for who, person in {
            "own": place.staff[0],
            "head": place.head,
            "colleague": place.colleague,
            "outsider": place.outsider,
        }.items()
    }
    assert found == {"own": 2, "head": 2, "colleague": 1, "outsider": 0}


def test_lists_cost_the_same_for_one_row_and_for_many(place, indicator, api_for):
    visitor = api_for(place.head.user)
    visitor.get(LIST)  # the first use of a token is written down
    counts = []
    for _round in range(2):
        for _row in range(5):
            StandardIndicatorFactory(standard=StandardFactory(unit=place.dinas, approved=True))
        for month in range(1, 6):
            MeasurementFactory(indicator=indicator, starts_on=f"2025-{month:02d}-{_round + 1:02d}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            visitor.get(LIST, {"standard": indicator.standard_id})
            visitor.get("/api/v1/standards/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
