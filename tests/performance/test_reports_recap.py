"""The recap in the field names of SIASN."""

import io

import pytest
from django.urls import reverse

from asn_portal.core.models import AccessLog, AgencyPolicy
from asn_portal.core.spreadsheets import read_rows
from performance.models import ReportOrder
from performance.rules.siasn import (
    ANNUAL,
    PERIODIC,
    PERSON,
    months_of,
    period_of,
    read_predicate,
    read_rating,
)
from performance.services import recaps
from tests.employees.factories import office
from tests.performance.factories import PeriodFactory
from tests.performance.reports_help import judged, year_of

pytestmark = pytest.mark.django_db
CODES = {"above": "1", "as": "2", "below": "3"}


@pytest.fixture
def place():
    return office()


def recap(client_for, who, period, unit):
    """Ask for a recap as a browser does."""
    data = {"unit": unit.pk, "period": period.pk, "purpose": "Kirim ke BKN"}
    return client_for(who.user).post(reverse("performance:report_recap"), data)


def sheet_of(response):
    content = b"".join(response.streaming_content)
    return read_rows(
        io.BytesIO(content), max_rows=1_000, max_bytes=1_000_000, known_headers=(*PERSON, *ANNUAL)
    )


def test_the_year_has_the_fields_of_skp22_as_they_are_spelled(place, client_for):
    period = year_of(place.agency)
    appraisal = judged(place.staff[0], period)
    sheet = sheet_of(recap(client_for, place.hr, period, place.root))
    assert sheet.headers == [*PERSON, *ANNUAL]
    assert {"hasilKinerja", "PerilakuKerjaNilai", "KuadranKinerjaNilai"} <= set(sheet.headers)
    row = next(sheet.rows)
    assert row.get("NIPBARU") == appraisal.employee.nip
    assert [row.get(name) for name in ("TAHUN", "HASILKINERJANILAI", "KUADRANKINERJANILAI")] == [
        "2025",
        "2",
        "2",
    ]
    assert [row.get("HASILKINERJA"), row.get("STATUSPENILAI")] == ["SESUAI EKSPEKTASI", "ASN"]
    assert row.get("PENILAIGOLONGANID") == "31"


def test_a_quarter_has_the_periodic_fields_and_a_mayor_is_not_asn(place, client_for):
    period = PeriodFactory(cycle__agency=place.agency, cycle__year=2025, number=2, is_opened=True)
    judged(place.head, period)
    sheet = sheet_of(recap(client_for, place.hr, period, place.dinas))
    assert sheet.headers == [*PERSON, *PERIODIC]
    row = next(sheet.rows)
    months = [row.get(name) for name in ("BULANMULAIPENILAIAN", "BULANSELESAIPENILAIAN", "STATUSPENILAI")]
    assert months == ["4", "6", "NON ASN"]


def test_nothing_in_it_is_a_formula(place, client_for):
    place.evaluator.name = '=HYPERLINK("http://jahat")'
    place.evaluator.save()
    period = year_of(place.agency)
    judged(place.staff[0], period)
    row = next(sheet_of(recap(client_for, place.hr, period, place.dinas)).rows)
    assert str(row.get("NAMAPENILAI")).startswith("'=")


def test_the_export_is_logged_with_its_purpose_and_limited_to_the_own_units(place, client_for):
    period = year_of(place.agency)
    judged(place.staff[0], period)
    assert recap(client_for, place.head, period, place.other_dinas).status_code == 422
    sheet_of(recap(client_for, place.head, period, place.dinas))
    entry = AccessLog.objects.get(what="export_recap")
    assert "Kirim ke BKN" in entry.purpose
    assert entry.purpose.startswith("1: Dinas Kesehatan")


def test_a_long_recap_is_written_in_the_background(place, client_for):
    key = {"agency": place.agency, "key": "performance.recap_at_once", "starts_on": "2020-01-01"}
    AgencyPolicy.objects.create(**key, value=0)
    period = year_of(place.agency)
    judged(place.staff[0], period)
    response = recap(client_for, place.hr, period, place.dinas)
    order = ReportOrder.objects.get()
    assert response.url == reverse("performance:report_order", args=[order.pk])
    recaps.run_recap(order.job_id)
    order.refresh_from_db()
    assert (order.state, order.counts) == ("ready", {"rows": 1})
    assert order.file_name.endswith(".xlsx")


def test_an_empty_period_is_said_so(place, client_for):
    period = year_of(place.agency)
    response = recap(client_for, place.hr, period, place.dinas)
    assert response.status_code == 422
    assert not AccessLog.objects.filter(what="export_recap").exists()


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (1, 3, ("quarter", 1)),
        (10, 12, ("quarter", 4)),
        (5, 5, ("month", 5)),
        (1, 12, ("year", 0)),
        (2, 4, None),
        (1, 6, None),
        (3, 1, None),
        (0, 13, None),
    ],
)
def test_months_are_a_month_a_quarter_or_the_year(first, last, expected):
    assert period_of(first, last) == expected
    if expected:
        assert months_of(*expected) == (first, last)


@pytest.mark.parametrize(
    ("code", "words", "expected"),
    [
        ("1", "", "above"),
        ("", "Di Atas Ekspektasi", "above"),
        ("", "SESUAI", "as"),
        ("9", "", None),
        ("", "", None),
    ],
)
def test_ratings_are_read_by_code_or_words(code, words, expected):
    assert read_rating(code, words, CODES) == expected


@pytest.mark.parametrize(
    ("code", "words", "expected"),
    [("4", "", "k"), ("", "Kurang/Misconduct", "k"), ("", "Butuh Perbaikan", "bp"), ("7", "", None)],
)
def test_predicates_are_read_by_code_or_words(code, words, expected):
    assert read_predicate(code, words, {"sb": "1", "b": "2", "bp": "3", "k": "4", "sk": "5"}) == expected
