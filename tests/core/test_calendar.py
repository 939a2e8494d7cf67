"""Working days, with the worked examples of the performance rules (their numbers are the ids)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_portal.core.calendar import WorkCalendar

HOLIDAYS_2026 = frozenset(
    date(2026, month, day) for month, day in [(2, 16), (2, 17), (3, 18), (3, 19), (3, 20), (3, 23), (3, 24)]
)
CALENDAR = WorkCalendar(HOLIDAYS_2026)
SIX_DAYS = WorkCalendar(HOLIDAYS_2026, work_days=6)

days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
calendars = st.builds(
    WorkCalendar, st.frozensets(days, max_size=30), st.sampled_from([5, 6]), st.frozensets(st.just(2027))
)


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        pytest.param(date(2026, 2, 5), 14, date(2026, 2, 27), id="E11-objection"),
        pytest.param(date(2026, 1, 31), 30, date(2026, 3, 17), id="E13-report"),
        pytest.param(date(2026, 1, 31), 14, date(2026, 2, 23), id="E13-superior-signs"),
        pytest.param(date(2026, 1, 20), 14, date(2026, 2, 9), id="E14-deliver"),
        pytest.param(date(2026, 2, 23), 7, date(2026, 3, 4), id="E15-deliver"),
        pytest.param(date(2026, 3, 4), 7, date(2026, 3, 13), id="E15-return"),
        pytest.param(date(2026, 3, 13), 7, date(2026, 3, 31), id="E16-decision"),
        pytest.param(date(2026, 2, 7), 0, date(2026, 2, 7), id="zero-is-the-day-itself"),
    ],
)
def test_day_one_is_the_next_working_day(start, n, expected):
    assert CALENDAR.add(start, n) == expected


def test_a_six_day_week_works_on_saturday():
    assert SIX_DAYS.add(date(2026, 2, 6), 1) == date(2026, 2, 7)
    assert CALENDAR.add(date(2026, 2, 6), 1) == date(2026, 2, 9)


def test_days_waiting_leave_out_the_first_day_and_holidays():
    assert CALENDAR.count_between(date(2026, 2, 13), date(2026, 2, 18)) == 1
    assert CALENDAR.count(date(2026, 2, 13), date(2026, 2, 18)) == 2


@given(calendars, days, st.integers(1, 60))
def test_counting_is_the_inverse_of_adding(calendar, day, n):
    end = calendar.add(day, n)
    assert calendar.is_working(end)
    assert calendar.count_between(day, end) == n
    assert calendar.count_between(day, end - timedelta(days=1)) == n - 1


@given(calendars, days, st.integers(0, 30), st.integers(0, 30))
def test_adding_in_two_steps_is_adding_at_once(calendar, day, n, m):
    assert calendar.add(calendar.add(day, n), m) == calendar.add(day, n + m)


def test_counting_backwards_is_zero_and_adding_backwards_is_refused():
    assert CALENDAR.count_between(date(2026, 2, 10), date(2026, 2, 1)) == 0
    with pytest.raises(ValueError, match="forward"):
        CALENDAR.add(date(2026, 2, 10), -1)


def test_a_week_has_five_or_six_days():
    with pytest.raises(ValueError, match="5 or 6"):
        WorkCalendar(frozenset(), work_days=7)


def test_a_count_that_touches_an_unconfirmed_year_is_tentative():
    calendar = WorkCalendar(frozenset(), unconfirmed_years=frozenset({2027}))
    assert calendar.is_tentative(date(2026, 12, 20), date(2027, 1, 5))
    assert not calendar.is_tentative(date(2026, 12, 20), date(2026, 12, 31))
    assert calendar.is_tentative(date(2027, 6, 1))
