"""How dates, numbers, NIP and names are written, in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from asn_portal.core.templatetags import formats

MOMENT = datetime(2026, 1, 19, 1, 32, tzinfo=UTC)


@pytest.mark.parametrize(("language", "written"), [("id", "17 Agustus 2026"), ("en", "17 August 2026")])
def test_a_date_is_written_in_full(language, written):
    with translation.override(language):
        assert formats.longdate(date(2026, 8, 17)) == written


@pytest.mark.parametrize(("language", "written"), [("id", "21 Jan"), ("en", "21 Jan")])
def test_a_dense_row_has_day_and_month(language, written):
    with translation.override(language):
        assert formats.shortdate(date(2026, 1, 21)) == written


@pytest.mark.parametrize(
    ("language", "written"), [("id", "Senin, 19 Januari 2026"), ("en", "Monday, 19 January 2026")]
)
def test_the_weekday_stands_before_the_date(language, written):
    with translation.override(language):
        assert formats.weekdate(date(2026, 1, 19)) == written


@pytest.mark.parametrize(
    ("zone", "language", "written"),
    [
        ("Asia/Jakarta", "id", "19 Januari 2026, 08.32 WIB"),
        ("Asia/Makassar", "id", "19 Januari 2026, 09.32 WITA"),
        ("Asia/Jayapura", "id", "19 Januari 2026, 10.32 WIT"),
        ("Asia/Jayapura", "en", "19 January 2026, 10:32 WIT"),
    ],
)
def test_a_moment_is_told_in_the_zone_of_the_agency(zone, language, written):
    with timezone.override(ZoneInfo(zone)), translation.override(language):
        assert formats.datetime_long(MOMENT) == written


def test_a_date_near_midnight_is_the_day_of_the_agency():
    with timezone.override(ZoneInfo("Asia/Jayapura")), translation.override("id"):
        assert formats.longdate(datetime(2026, 1, 18, 16, tzinfo=UTC)) == "19 Januari 2026"


@pytest.mark.parametrize(
    "write", [formats.longdate, formats.shortdate, formats.clock, formats.datetime_long, formats.isodate]
)
def test_no_date_is_no_text(write):
    assert write(None) == ""


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (1234.5, "1.234,5", "1,234.5"),
        (Decimal("40.625"), "40,625", "40.625"),
        (Decimal("50.000"), "50", "50"),
        (4812, "4.812", "4,812"),
        (-1234567, "-1.234.567", "-1,234,567"),
        (0, "0", "0"),
        (Decimal("-0.0001"), "0", "0"),
        ("12.5", "12,5", "12.5"),
        ("III/a", "III/a", "III/a"),
        (None, "", ""),
    ],
)
def test_numbers_are_grouped_in_the_language_of_the_reader(value, indonesian, english):
    with translation.override("id"):
        assert formats.number(value) == indonesian
    with translation.override("en"):
        assert formats.number(value) == english


def test_decimals_can_be_fixed():
    with translation.override("id"):
        assert formats.number(9, 2) == "9,00"
        assert formats.percent(95) == "95%"
        assert formats.percent(Decimal("12.50")) == "12,5%"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("198609262015051001", "19860926 201505 1 001"),
        ("199203152024212009", "19920315 202421 2 009"),
        ("19860926", "19860926"),
        ("19860926 201505 1 001", "19860926 201505 1 001"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_nip_stands_in_groups(value, written):
    assert formats.nip(value) == written


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ratih Kusumawardani", "RK"),
        ("dr. Rudi Hartono", "RH"),
        ("Hj. Rosmini Daeng Tojeng, S.Pd.", "RT"),
        ("Drs. Markus Haluk", "MH"),
        ("Prof. Dr. dr. H. Ahmad Yani, Sp.PD.", "AY"),
        ("H Ahmad", "HA"),
        ("Sukarno", "S"),
        ("dr.", "D"),
        ("", "?"),
        (None, "?"),
    ],
)
def test_initials_leave_titles_out(name, letters):
    assert formats.initials(name) == letters


@pytest.mark.parametrize(("days", "english"), [(1, "1 day"), (9, "9 days")])
def test_days_waiting_are_words(days, english):
    with translation.override("en"):
        assert formats.dayswaiting(days) == english


def test_days_waiting_from_a_date_leave_weekends_out(freeze):
    freeze(2026, 1, 19)
    with translation.override("en"):
        assert formats.dayswaiting(date(2026, 1, 16)) == "1 day"
        assert formats.dayswaiting(date(2026, 1, 5)) == "10 days"
        assert formats.dayswaiting(date(2026, 1, 20)) == "0 days"
