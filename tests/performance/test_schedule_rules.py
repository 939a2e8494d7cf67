"""Dates of a year by month and by quarter, days of reminders, and when silence begins: pure rules."""

import datetime as dt

import pytest

from asn_portal.core.calendar import WorkCalendar
from performance.enums import PeriodKind
from performance.rules.reminders import Rhythm, offsets, silent_since
from performance.rules.year_dates import (
    Window,
    last_day,
    period_dates,
    periods_after_switch,
    window_for,
    year_dates,
)

MONTH, QUARTER, YEAR = PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR
# domain/01 §10: holidays of the worked examples.
HOLIDAYS = [dt.date(2026, 2, day) for day in (16, 17)] + [
    dt.date(2026, 3, day) for day in (18, 19, 20, 23, 24)
]
CALENDAR = WorkCalendar(frozenset(HOLIDAYS))


def day(month, number, year=2026):
    return dt.date(year, month, number)


# --- Dates ---


@pytest.mark.parametrize(("rhythm", "parts"), [(MONTH, 12), (QUARTER, 4)])
def test_a_year_is_cut_into_parts_without_gap_or_overlap(rhythm, parts):
    rows = [row for row in period_dates(2026, rhythm=rhythm) if row.kind != YEAR]
    assert len(rows) == parts
    assert (rows[0].starts_on, rows[-1].ends_on) == (day(1, 1), day(12, 31))
    assert all(
        after.starts_on - before.ends_on == dt.timedelta(days=1)
        for before, after in zip(rows, rows[1:], strict=False)
    )


@pytest.mark.parametrize(
    ("year", "rhythm", "number", "expected"),
    [
        (2026, MONTH, 2, (day(2, 1), day(2, 28), day(3, 1), day(3, 15))),
        (2028, MONTH, 2, (day(2, 1, 2028), day(2, 29, 2028), day(3, 1, 2028), day(3, 15, 2028))),
        (2026, MONTH, 12, (day(12, 1), day(12, 31), day(1, 1, 2027), day(1, 15, 2027))),
        (2026, QUARTER, 1, (day(1, 1), day(3, 31), day(4, 1), day(4, 15))),
        (2026, QUARTER, 4, (day(10, 1), day(12, 31), day(1, 1, 2027), day(1, 15, 2027))),
    ],
)
def test_each_part_is_rated_from_the_day_after_its_end(year, rhythm, number, expected):
    row = next(row for row in period_dates(year, rhythm=rhythm) if row.number == number)
    assert (row.starts_on, row.ends_on, row.rating_opens_on, row.rating_due_on) == expected


@pytest.mark.parametrize("rhythm", [MONTH, QUARTER])
def test_the_year_itself_is_rated_from_december_until_the_end_of_january(rhythm):
    whole = period_dates(2026, rhythm=rhythm)[-1]
    assert (whole.kind, whole.number) == (YEAR, 0)
    assert (whole.rating_opens_on, whole.rating_due_on) == (day(12, 1), day(1, 31, 2027))


def test_a_long_window_of_the_agency_still_ends_in_january():
    december = period_dates(2026, rhythm=MONTH, window=Window(45))[11]
    assert december.rating_due_on == last_day(2026) == day(1, 31, 2027)


def test_a_last_day_of_rating_on_a_day_of_rest_moves_only_where_the_agency_wants_it():
    plain = period_dates(2026, rhythm=MONTH, window=Window(15))[1]
    moved = period_dates(2026, rhythm=MONTH, window=Window(17, CALENDAR))[1]
    assert plain.rating_due_on == day(3, 16)
    assert moved.rating_due_on == day(3, 25), "18 to 24 March are holidays and a weekend"


def test_nobody_is_rated_before_the_plans_of_a_late_year_are_due():
    dates = year_dates(2026, today=day(6, 10))
    rows = period_dates(2026, window=window_for(dates, days=14))
    assert dates.plan_due_on == day(7, 9)
    assert [row.rating_opens_on for row in rows[:3]] == [day(7, 10), day(7, 10), day(10, 1)]


@pytest.mark.parametrize(
    ("old", "new", "kept_until", "expected"),
    [
        (QUARTER, MONTH, day(9, 30), [(MONTH, 10), (MONTH, 11), (MONTH, 12)]),
        (MONTH, QUARTER, day(8, 31), [(MONTH, 9), (QUARTER, 4)]),
        (MONTH, QUARTER, day(9, 30), [(QUARTER, 4)]),
        (MONTH, QUARTER, day(10, 31), [(MONTH, 11), (MONTH, 12)]),
        (QUARTER, MONTH, day(12, 31), []),
    ],
)
def test_a_new_rhythm_begins_where_its_first_part_begins_and_the_old_fills_up(old, new, kept_until, expected):
    rows = periods_after_switch(2026, old=old, new=new, kept_until=kept_until, window=Window(14))
    assert [(row.kind, row.number) for row in rows] == expected


# --- Reminders ---


def test_reminders_come_before_on_and_after_the_deadline():
    rhythm = Rhythm(offsets(7, [1, 3]))
    assert rhythm.days(day(4, 15)) == [day(4, 8), day(4, 15), day(4, 16), day(4, 18)]


def test_a_reminder_avoids_days_of_rest_towards_the_deadline_and_away_from_it():
    rhythm = Rhythm(offsets(7, [1, 3]), CALENDAR)
    assert rhythm.days(day(1, 31)) == [day(1, 23), day(1, 30), day(2, 2), day(2, 3)]


@pytest.mark.parametrize(
    ("today", "last", "expected"),
    [
        pytest.param(day(4, 7), None, False, id="the day before the first"),
        pytest.param(day(4, 8), None, True, id="the first day"),
        pytest.param(day(4, 8), day(4, 8), False, id="told already"),
        pytest.param(day(4, 10), None, True, id="missed and made up for"),
        pytest.param(day(4, 13), day(4, 10), False, id="made up for once"),
        pytest.param(day(4, 15), day(4, 10), True, id="the deadline itself"),
        pytest.param(day(4, 12), None, False, id="never on a Sunday"),
        pytest.param(day(5, 18), None, True, id="the last day of catching up"),
        pytest.param(day(5, 19), None, False, id="long gone"),
    ],
)
def test_one_reminder_is_owed_for_all_that_were_missed(today, last, expected):
    rhythm = Rhythm(offsets(7, [1, 3]), CALENDAR)
    assert rhythm.is_due(day(4, 15), today=today, last=last) is expected


def test_the_page_says_when_the_next_reminder_goes_out():
    rhythm = Rhythm(offsets(7, [1]), CALENDAR)
    assert rhythm.next_day(day(4, 15), today=day(4, 1), last=None) == day(4, 8)
    assert rhythm.next_day(day(4, 15), today=day(4, 8), last=day(4, 8)) == day(4, 15)
    assert rhythm.next_day(day(4, 15), today=day(4, 17), last=day(4, 16)) is None


@pytest.mark.parametrize(
    ("today", "handed_in_until"),
    [
        pytest.param(day(2, 5), day(2, 1), id="Thursday: three working days since Sunday are over"),
        pytest.param(day(2, 4), day(1, 29), id="Wednesday: the third day since Friday is today"),
        pytest.param(day(2, 18), day(2, 10), id="holidays do not count"),
    ],
)
def test_silence_begins_after_the_working_days_an_evaluator_has(today, handed_in_until):
    assert silent_since(today, days=3, calendar=CALENDAR) == handed_in_until
