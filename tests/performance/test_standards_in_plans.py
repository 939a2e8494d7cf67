"""Standards in plans: taken with one click, and what was measured beside them."""

import datetime as dt

import pytest
from django.urls import reverse

from performance.enums import Approach, ResultKind
from performance.models import Indicator, Plan, Standard
from tests.employees.factories import office
from tests.performance.factories import (
    AppraisalFactory,
    CycleFactory,
    PeriodFactory,
    PlanFactory,
    WorkResultFactory,
)
from tests.performance.factories_standards import (
    MeasurementFactory,
    StandardFactory,
    StandardIndicatorFactory,
)
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


@pytest.fixture
def result(place):
    return WorkResultFactory(plan=PlanFactory(employee=place.staff[0]), kind=ResultKind.MAIN, indicators=0)


@pytest.fixture
def offer(place):
    return StandardIndicatorFactory(
        standard__unit=place.dinas,
        statement="Waktu tunggu rawat jalan",
        aspect="time",
        direction="lower",
        target="60",
        target_unit="menit",
    )


def page(result):
    return reverse("performance:plan_standards", args=[result.plan_id, result.pk])


def take(client, result, offer):
    return client.post(page(result) + f"{offer.pk}/")


def test_one_click_adds_the_indicator_to_the_result(place, client_for, result, offer):
    client = client_for(place.staff[0].user)
    assert len(texts(client.get(page(result)), "tbody form")) == 1
    answer = take(client, result, offer)
    assert answer.url.endswith(f"#result-{result.pk}")
    row = Indicator.objects.get(result=result)
    assert (row.aspect, row.target, row.target_unit) == ("time", "≤ 60", "menit")
    assert (row.statement, row.standard_indicator) == (offer.statement, offer)
    assert "Rawat jalan" in client.get(answer.url).content.decode()


def test_what_is_in_the_plan_is_not_taken_twice(place, client_for, result, offer):
    client = client_for(place.staff[0].user)
    take(client, result, offer)
    assert take(client, result, offer).status_code == 422
    assert Indicator.objects.count() == 1
    assert not soup(client.get(page(result))).select("tbody form")


@pytest.mark.parametrize(
    ("who", "status"), [("evaluator", 403), ("head", 403), ("hr", 403), ("colleague", 404), ("outsider", 404)]
)
def test_only_the_owner_takes(place, client_for, result, offer, who, status):
    client = client_for(getattr(place, who).user)
    assert client.get(page(result)).status_code == status
    assert take(client, result, offer).status_code == status
    assert not Indicator.objects.exists()


def test_nothing_is_taken_into_a_plan_that_was_submitted(place, client_for, result, offer):
    Plan.objects.update(state="submitted")
    client = client_for(place.staff[0].user)
    assert client.get(page(result)).status_code == 403
    assert take(client, result, offer).status_code == 409


@pytest.mark.parametrize(
    "change",
    [
        {"starts_on": dt.date(2026, 4, 1)},
        {"ends_on": dt.date(2026, 3, 1)},
        {"state": "proposed"},
        {"state": "withdrawn"},
    ],
    ids=["not yet", "over", "proposed", "withdrawn"],
)
def test_only_standards_in_force_are_offered(place, client_for, result, offer, change):
    Standard.objects.update(**change)
    client = client_for(place.staff[0].user)
    assert not texts(client.get(page(result)), "tbody tr")
    assert take(client, result, offer).status_code == 404


def test_the_own_office_and_the_field_are_offered_and_the_rest_is_found_by_name(place, client_for, result):
    school = StandardFactory(unit=place.other_dinas, approved=True, field="education")
    StandardIndicatorFactory(standard=school, statement="Siswa membaca lancar")
    hospital = StandardFactory(unit=place.other_dinas, approved=True, field="health")
    StandardIndicatorFactory(standard=hospital, statement="Respon time IGD")
    StandardIndicatorFactory(standard__unit=place.dinas, statement="Imunisasi lengkap")
    client = client_for(place.staff[0].user)
    assert texts(client.get(page(result)), "tbody .cell-main") == ["Imunisasi lengkap", "Respon time IGD"]
    assert texts(client.get(page(result) + "?q=membaca"), "tbody .cell-main") == ["Siswa membaca lancar"]


def test_a_qualitative_plan_has_the_target_in_the_words(place, client_for, result, offer):
    Plan.objects.update(approach=Approach.QUALITATIVE)
    take(client_for(place.staff[0].user), result, offer)
    row = Indicator.objects.get()
    assert (row.statement, row.target) == ("Waktu tunggu rawat jalan (≤ 60 menit)", "")


@pytest.fixture
def taken(place, result, offer):
    Indicator.objects.create(result=result, statement=offer.statement, target="60", standard_indicator=offer)
    when = "2026-01-10T00:00Z"
    Plan.objects.update(state="approved", approved_at=when, approved_by=place.evaluator)
    days = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2026, 1, 31)}
    MeasurementFactory(indicator=offer, value=75, **days)
    MeasurementFactory(indicator=offer, unit=place.bidang, value=55, **days)
    MeasurementFactory(indicator=offer, unit=place.bidang, value=12)
    return result


def test_what_was_measured_this_year_for_the_nearest_unit_stands_beside_the_plan(place, client_for, taken):
    client = client_for(place.staff[0].user)
    words = " ".join(
        texts(client.get(reverse("performance:plan_detail", args=[taken.plan_id])), ".cell-note")
    )
    assert "55 menit" in words
    assert place.bidang.name in words
    assert "75 menit" not in words
    assert "12 menit" not in words


def test_the_own_value_goes_before_that_of_the_unit(place, client_for, taken, offer):
    days = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2026, 1, 31)}
    MeasurementFactory(indicator=offer, unit=None, employee=place.staff[0], value=61, **days)
    client = client_for(place.staff[0].user)
    words = " ".join(
        texts(client.get(reverse("performance:plan_detail", args=[taken.plan_id])), ".cell-note")
    )
    assert "61 menit" in words
    assert "55 menit" not in words


def test_the_evaluator_sees_it_while_rating(place, client_for, taken):
    cycle = CycleFactory(agency=place.agency, is_open=True)
    appraisal = AppraisalFactory(employee=place.staff[0], period=PeriodFactory(cycle=cycle), plan=taken.plan)
    client = client_for(place.evaluator.user)
    answer = client.get(reverse("performance:appraisal_rate", args=[appraisal.pk]))
    assert "55 menit" in " ".join(texts(answer, ".rating-table .cell-note"))


def test_the_plan_page_stays_at_twelve_queries_with_measured_values(
    place, client_for, count_queries, taken, offer
):
    client = client_for(place.staff[0].user)
    few = count_queries(client, "performance:plan_detail", args=[taken.plan_id])
    for number in range(5):
        row = StandardIndicatorFactory(standard=offer.standard)
        Indicator.objects.create(result=taken, order=number, statement=row.statement, standard_indicator=row)
        MeasurementFactory(indicator=row, starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 1, 31))
    assert count_queries(client, "performance:plan_detail", args=[taken.plan_id]) == few <= 12
