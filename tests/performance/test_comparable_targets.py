"""Targets that can be compared: a figure with its unit, a range, a day inside the period (annex II p. 51)."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.rules.comparable import Days, Range, range_words, read_range, target_problems
from performance.rules.narratives import as_narrative, numbered_lines, without_target
from performance.rules.seats import seat_of

YEAR = Days(dt.date(2026, 1, 1), dt.date(2026, 12, 31))


@pytest.mark.parametrize(
    ("target", "unit", "field"),
    [
        ("tepat waktu", "", "target"),
        ("baik", "laporan", "target"),
        ("12", "", "target_unit"),
        ("12", "laporan", None),
        ("90-95%", "", None),
        ("dua belas laporan", "", None),
        ("7-5", "hari", "target"),
        ("31 Desember 2026", "", None),
        ("1 Januari 2027", "", "target"),
        ("31 Februari 2026", "", "target"),
        ("paling lambat 2025-12-31", "", "target"),
        ("31/12/2026", "", None),
        ("", "", None),
    ],
)
def test_what_cannot_be_compared_is_named_at_its_field(target, unit, field):
    problems = target_problems(target, unit, days=YEAR)
    assert list(problems) == ([field] if field else [])


@pytest.mark.parametrize(
    ("target", "low", "high"),
    [
        ("5-7", "5", "7"),
        ("90 sampai 95 persen", "90", "95"),
        ("3,5 – 4", "3.5", "4"),
        ("1.000 s.d. 1.250 berkas", "1000", "1250"),
    ],
)
def test_a_range_means_as_expected(target, low, high):
    assert read_range(target) == Range(Decimal(low), Decimal(high))
    assert range_words(target)


def test_a_day_is_no_range_and_a_single_figure_neither():
    assert read_range("2026-12-31") is None
    assert range_words("12 laporan") == ""


def test_the_first_and_the_last_day_of_the_plan_lie_inside():
    half = Days(dt.date(2026, 7, 1), dt.date(2026, 9, 30))
    assert not target_problems("1 Juli 2026", "", days=half)
    assert not target_problems("30 September 2026", "", days=half)
    assert target_problems("30 Juni 2026", "", days=half)
    assert target_problems("1 Oktober 2026", "", days=half)


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_can_be_judged(target, unit):
    assert set(target_problems(target, unit, days=YEAR)) <= {"target", "target_unit"}
    range_words(target)


def test_towards_the_narrative_and_back_nothing_is_lost():
    narrative = as_narrative("Pengaduan diselesaikan.", "90 persen")
    assert narrative == "Pengaduan diselesaikan: 90 persen"
    assert as_narrative(narrative, "90 persen") == narrative
    assert without_target(narrative, "90 persen") == "Pengaduan diselesaikan"


def test_points_are_numbered_anew():
    assert numbered_lines("1. Motor\n\n- Paket data\n(3) Bimbingan\nTanpa nomor") == [
        "Motor",
        "Paket data",
        "Bimbingan",
        "Tanpa nomor",
    ]


@pytest.mark.parametrize(
    ("name", "seat"),
    [
        ("Pemerintah Kota Teluk Sari", "Teluk Sari"),
        ("Pemerintah Kabupaten Bukit Raya", "Bukit Raya"),
        ("Kementerian Kelautan", ""),
    ],
)
def test_the_seat_stands_in_the_name_of_a_government(name, seat):
    assert seat_of(name) == seat
