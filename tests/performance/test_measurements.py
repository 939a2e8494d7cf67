"""Measured values: by form and by workbook, corrected with history, judged against the target."""

import datetime as dt
import io
from decimal import Decimal

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from performance.enums import Direction, Trend
from performance.models import Measurement
from performance.rules.standards import Goal, fields_of, last_quarter, overlaps, period_words, reached, trend
from performance.services.measurement_sheets import HEADERS
from tests.employees.factories import office
from tests.performance.factories_standards import (
    MeasurementFactory,
    StandardFactory,
    StandardIndicatorFactory,
)
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db
QUARTER = {"starts_on": "2025-10-01", "ends_on": "2025-12-31"}
DAYS = (dt.date(2025, 10, 1), dt.date(2025, 12, 31))


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


@pytest.fixture
def indicator(place):
    return StandardIndicatorFactory(standard__unit=place.dinas)


def url(name, *args):
    return reverse(f"performance:{name}", args=args)


def record(client, indicator, **data):
    given = QUARTER | {"value": "87,5"} | data
    return client.post(url("measurement_new", indicator.standard_id, indicator.pk), given)


@pytest.mark.parametrize(
    ("value", "direction", "target", "met"),
    [
        ("85", "higher", "85", True),
        ("84.999", "higher", "85", False),
        ("60", "lower", "60", True),
        ("60.1", "lower", "60", False),
        ("88.31", "higher", "88.31", True),
    ],
)
def test_a_value_equal_to_its_target_has_reached_it(value, direction, target, met):
    assert reached(Decimal(value), Goal(direction, Decimal(target))) is met


@pytest.mark.parametrize(
    ("values", "direction", "found"),
    [
        ([], "higher", None),
        ([80], "higher", None),
        ([80, 85], "higher", Trend.BETTER),
        ([80, 85], "lower", Trend.WORSE),
        ([85, 80], "lower", Trend.BETTER),
        ([70, 85, 85], "higher", Trend.SAME),
    ],
)
def test_the_trend_compares_the_last_two_values(values, direction, found):
    assert trend([Decimal(value) for value in values], direction) is found


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ((dt.date(2026, 1, 1), None), (dt.date(2026, 6, 1), None), True),
        ((dt.date(2026, 1, 1), dt.date(2026, 5, 31)), (dt.date(2026, 6, 1), None), False),
        ((dt.date(2026, 1, 1), dt.date(2026, 6, 1)), (dt.date(2026, 6, 1), None), True),
    ],
)
def test_spans_overlap_when_they_share_a_day(one, other, shared):
    assert overlaps(one, other) is overlaps(other, one) is shared


def test_words_of_periods_and_fields():
    assert last_quarter(dt.date(2026, 3, 2)) == DAYS
    assert "IV 2025" in period_words(*DAYS)
    assert "2025" in period_words(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    assert fields_of("Guru", "SD Negeri 1") == ("education", "administration")
    assert Direction.LOWER.sign == "≤"


def test_a_head_records_a_value_and_everybody_sees_it(place, client_for, indicator):
    assert record(client_for(place.head.user), indicator, unit=place.bidang.pk).status_code == 302
    row = Measurement.objects.get()
    assert (row.unit, row.value, row.source, row.recorded_by) == (
        place.bidang,
        Decimal("87.5"),
        "form",
        place.head.user,
    )
    page = client_for(place.colleague.user).get(url("standard_detail", indicator.standard_id))
    assert "87,5 indeks" in soup(page).text


def test_a_second_entry_corrects_the_first_and_keeps_it(place, client_for, indicator):
    client = client_for(place.head.user)
    for value in ("87,5", "86", "86"):
        record(client, indicator, unit=place.dinas.pk, value=value)
    row = Measurement.objects.get()
    assert row.value == 86
    assert "87,5" in soup(client.get(url("measurement_list", indicator.standard_id))).select_one("tbody").text
    assert [past.value for past in row.history.order_by("history_id")] == [Decimal("87.5"), Decimal(86)]


@pytest.mark.parametrize(
    "data",
    [
        {"value": "banyak"},
        {"value": "-3"},
        {"ends_on": "2026-12-31"},
        {"ends_on": "2025-09-01"},
        {"starts_on": "2024-10-01", "ends_on": "2024-12-31"},
        {"starts_on": "2026-02-30"},
        {"unit": ""},
        {"unit": "999999"},
        {"unit": "", "nip": "123"},
        {"unit": "", "nip": "198609262015051999"},
    ],
)
def test_what_cannot_have_been_measured_stays_in_the_form(place, client_for, indicator, data):
    given = {"unit": place.dinas.pk, "note": "Survei SKM"} | data
    page = record(client_for(place.head.user), indicator, **given)
    assert page.status_code == 422
    assert "Survei SKM" in page.content.decode()
    assert not Measurement.objects.exists()


def test_a_person_s_value_is_seen_by_the_person_and_above_only(place, client_for, indicator):
    person = place.staff[0]
    assert record(client_for(place.head.user), indicator, nip=person.nip).status_code == 302
    assert Measurement.objects.get().employee == person
    page = url("measurement_list", indicator.standard_id)
    for who, count in ((person, 1), (place.evaluator, 1), (place.colleague, 0), (place.staff[1], 0)):
        assert len(texts(client_for(who.user).get(page), "tbody tr")) == count


def test_nobody_records_for_themselves(place, client_for, indicator):
    assert record(client_for(place.head.user), indicator, nip=place.head.nip).status_code == 422


@pytest.mark.parametrize(("who", "status"), [("colleague", 403), ("outsider", 404), ("leader", 403)])
def test_only_hr_and_heads_record(place, client_for, indicator, who, status):
    client = client_for(getattr(place, who).user)
    assert record(client, indicator, unit=place.dinas.pk).status_code == status
    for name in ("measurement_import", "measurement_template"):
        assert client.get(url(name, indicator.standard_id)).status_code == status
    assert client.post(url("measurement_apply", indicator.standard_id)).status_code == status


def test_the_trend_stands_on_the_page_of_the_standard(place, client_for, indicator):
    for quarter, value in (((7, 1), 80), ((10, 1), 86)):
        first = dt.date(2025, *quarter)
        MeasurementFactory(
            indicator=indicator, value=value, starts_on=first, ends_on=first + dt.timedelta(80)
        )
    page = client_for(place.staff[0].user).get(url("standard_detail", indicator.standard_id))
    assert len(soup(page).select("#indicators .badge-ok")) == 2


def workbook(*rows, headers=HEADERS):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    for line, row in enumerate((headers, *rows)):
        sheet.write_row(line, 0, row)
    book.close()
    return SimpleUploadedFile("capaian.xlsx", file.getvalue())


def row(unit="", value=90, *, place=1, nip="", first="01-10-2025", last="31-12-2025"):
    return (place, "", unit, "", nip, first, last, value, "")


def upload(client, indicator, *rows):
    return client.post(url("measurement_import", indicator.standard_id), {"file": workbook(*rows)})


def apply(client, indicator, preview):
    token = soup(preview).select_one("input[name=token]")["value"]
    return client.post(url("measurement_apply", indicator.standard_id), {"token": token})


def test_a_workbook_is_previewed_and_then_applied_at_once(place, client_for, indicator):
    MeasurementFactory(indicator=indicator, value=80)
    client = client_for(place.head.user)
    preview = upload(
        client,
        indicator,
        row(place.dinas.code, 81),
        row(place.bidang.code, "90,5"),
        row(nip=place.staff[0].nip, value=70),
        row(place.bidang.code, ""),
    )
    assert Measurement.objects.count() == 1
    assert len(texts(preview, "tbody tr")) == 3
    assert apply(client, indicator, preview).status_code == 302
    found = set(Measurement.objects.values_list("unit_id", "employee_id", "value", "source"))
    assert found == {
        (place.dinas.pk, None, Decimal(81), "workbook"),
        (place.bidang.pk, None, Decimal("90.5"), "workbook"),
        (None, place.staff[0].pk, Decimal(70), "workbook"),
    }
    assert Measurement.history.count() == 4
    apply(client, indicator, preview)
    assert Measurement.history.count() == 4


def test_each_wrong_row_says_what_is_wrong(place, client_for, indicator):
    code = place.dinas.code
    wrong = [
        row(code, "banyak"),
        row(code, 90, place=9),
        row(code, 90, last="31-13-2025"),
        row(code, 90, last="31-12-2026"),
        row(place.other_dinas.code, 90),
        row("TIDAK-ADA", 90),
        row(nip="198609262015051999"),
        row(value=90),
        row(code, -1),
    ]
    page = upload(client_for(place.hr.user), indicator, *wrong, row(code, 90), row(code, 91))
    assert len(soup(page).select("td p.text-bad")) == len(wrong) + 1
    assert apply(client_for(place.hr.user), indicator, page).status_code == 302
    assert Measurement.objects.get().value == 90


@pytest.mark.parametrize("content", [b"", b"bukan buku kerja", b"%PDF-1.7"], ids=["empty", "text", "pdf"])
def test_a_file_that_is_no_workbook_is_refused(place, client_for, indicator, content):
    file = SimpleUploadedFile("capaian.xlsx", content)
    page = client_for(place.head.user).post(url("measurement_import", indicator.standard_id), {"file": file})
    assert page.status_code == 422


def test_a_preview_of_somebody_else_or_of_long_ago_is_not_applied(place, client_for, indicator, freeze):
    preview = upload(client_for(place.head.user), indicator, row(place.dinas.code))
    assert apply(client_for(place.hr.user), indicator, preview).status_code == 422
    freeze(2026, 3, 2, 11, 0)
    assert apply(client_for(place.head.user), indicator, preview).status_code == 422
    assert not Measurement.objects.exists()


def test_the_template_has_a_row_for_every_indicator_and_unit(place, client_for, indicator):
    answer = client_for(place.head.user).get(url("measurement_template", indicator.standard_id))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.getvalue())).get_sheet_by_index(0)
    lines = sheet.to_python()
    assert [cell.rstrip("*") for cell in lines[0]] == list(HEADERS)
    assert [line[2] for line in lines[1:]] == [place.dinas.code, place.bidang.code]


@pytest.mark.parametrize("value", ["100000000000", "99999999999,9996"])
def test_a_figure_that_its_column_cannot_hold_is_refused(place, indicator, client_for, value):
    client = client_for(place.head.user)
    assert record(client, indicator, unit=place.dinas.pk, value=value).status_code == 422
    draft = StandardFactory(unit=place.dinas)
    words = {"statement": "x", "aspect": "time", "direction": "lower", "target_unit": "menit"}
    response = client.post(url("standard_indicator_add", draft.pk), words | {"target": value})
    assert response.status_code == 422
    assert not Measurement.objects.exists()


def test_the_largest_figure_is_still_recorded(place, indicator, client_for):
    record(client_for(place.head.user), indicator, unit=place.dinas.pk, value="99999999999,999")
    assert Measurement.objects.get().value == Decimal("99999999999.999")


def test_a_workbook_says_that_a_value_is_too_large(place, indicator, client_for):
    unit = place.dinas.code
    page = upload(client_for(place.head.user), indicator, row(unit, 1e12), row(unit, -1))
    words = page.content.decode()
    assert "Nilai terbesar 99" in words
    assert words.count("Nilai paling kecil 0.") == 1
    assert not Measurement.objects.exists()
