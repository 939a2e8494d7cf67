"""The clocks of one evaluation as rules: first and last days, weekends, collective leave, both routes, the clash."""

from datetime import date, timedelta

import pytest

from asn_portal.core.calendar import WorkCalendar
from performance.enums.objections import ClockState
from performance.rules.deadlines import Clock, EvaluationClocks
from performance.rules.evaluation_clocks import (
    ClockRules,
    EvaluationFacts,
    objection_deadline,
    received_on,
    timetable,
)
from performance.rules.form_words import period_words, place_of, title_words

HOLIDAYS = frozenset(
    date(2026, month, day) for month, day in [(2, 16), (2, 17), (3, 18), (3, 19), (3, 20), (3, 23), (3, 24)]
)
FIVE, SIX = WorkCalendar(HOLIDAYS), WorkCalendar(HOLIDAYS, work_days=6)
RULES = ClockRules()
WINDOW = date(2026, 1, 31)
ONE = timedelta(days=1)


def day(month, number):
    return date(2026, month, number)


def table(facts, today, *, calendar=FIVE, rules=RULES):
    return timetable(facts, calendar=calendar, rules=rules, today=today)


def facts(**days):
    return EvaluationFacts(**{"window_ends_on": WINDOW} | days)


NORMAL = {"signed_on": day(1, 20), "delivered_on": day(1, 28), "read_on": day(2, 5)}
SUPERIOR = {"by_superior": True, "signed_on": day(2, 23), "delivered_on": day(3, 4), "read_on": day(3, 4)}


@pytest.mark.parametrize(
    ("clock", "days", "last"),
    [
        pytest.param(Clock.DELIVER, {"signed_on": day(1, 20)}, day(2, 9), id="E14-D7"),
        pytest.param(Clock.SIGN, NORMAL, day(2, 27), id="D8"),
        pytest.param(Clock.OBJECT, NORMAL, day(2, 27), id="E11-D9"),
        pytest.param(Clock.DECIDE, NORMAL | {"objected_on": day(2, 27)}, day(3, 10), id="D10"),
        pytest.param(Clock.REPORT, NORMAL, day(3, 17), id="E13-D11"),
        pytest.param(Clock.SUPERIOR_SIGNS, {"by_superior": True}, day(2, 23), id="E13-D12"),
        pytest.param(
            Clock.SUPERIOR_DELIVERS, {"by_superior": True, "signed_on": day(2, 23)}, day(3, 4), id="E15-D13"
        ),
        pytest.param(Clock.SUPERIOR_RETURN, SUPERIOR, day(3, 13), id="E15-D14"),
    ],
)
def test_the_last_day_is_in_time_and_the_next_is_not(clock, days, last):
    assert table(facts(**days), last).find(clock).state == ClockState.RUNNING
    after = table(facts(**days), last + ONE).find(clock)
    assert after.deadline.due_on == last
    assert after.state == (ClockState.LAPSED if clock == Clock.OBJECT else ClockState.OVERDUE)


@pytest.mark.parametrize(
    ("clock", "name", "days", "last"),
    [
        pytest.param(Clock.DELIVER, "delivered_on", {"signed_on": day(1, 20)}, day(2, 9), id="E14-D7"),
        pytest.param(Clock.SIGN, "returned_on", NORMAL, day(2, 27), id="D8"),
        pytest.param(Clock.REPORT, "reported_on", NORMAL, day(3, 17), id="E13-D11"),
        pytest.param(Clock.SUPERIOR_SIGNS, "signed_on", {"by_superior": True}, day(2, 23), id="E13-D12"),
        pytest.param(
            Clock.SUPERIOR_DELIVERS,
            "delivered_on",
            {"by_superior": True, "signed_on": day(2, 23)},
            day(3, 4),
            id="E15-D13",
        ),
        pytest.param(Clock.SUPERIOR_RETURN, "returned_on", SUPERIOR, day(3, 13), id="E15-D14"),
    ],
)
def test_what_was_done_on_the_last_day_was_in_time_and_a_day_later_not(clock, name, days, last):
    done = table(facts(**days | {name: last}), last + ONE).find(clock)
    late = table(facts(**days | {name: last + ONE}), last + ONE).find(clock)
    assert (done.state, late.state) == (ClockState.DONE, ClockState.DONE_LATE)


def test_a_six_day_week_ends_earlier():
    assert objection_deadline(day(2, 5), calendar=SIX, rules=RULES).due_on == day(2, 24)


def test_an_agency_may_count_calendar_days_as_pp_30_2019_has_it():
    due = objection_deadline(day(2, 5), calendar=FIVE, rules=ClockRules(calendar_days=True))
    assert (due.due_on, due.basis) == (day(2, 19), "PP 30/2019")


def test_an_agency_may_set_other_limits():
    rules = ClockRules(clocks=EvaluationClocks(sign=5))
    assert table(facts(**NORMAL), day(2, 6), rules=rules).find(Clock.SIGN).deadline.due_on == day(2, 12)


@pytest.mark.parametrize(
    ("today", "read", "received"),
    [
        (day(2, 6), None, (None, False)),
        (day(2, 9), None, (day(2, 9), True)),
        (day(2, 20), day(2, 19), (day(2, 9), True)),
        (day(2, 20), day(2, 9), (day(2, 9), False)),
        (day(2, 20), day(2, 2), (day(2, 2), False)),
    ],
    ids=["not-yet", "deemed-today", "read-after-it", "read-on-it", "read-before-it"],
)
def test_a_document_never_opened_counts_as_received_where_the_agency_says_so(today, read, received):
    case = facts(signed_on=day(1, 20), delivered_on=day(1, 28), read_on=read)
    rules = ClockRules(deemed_days=8)
    assert received_on(case, calendar=FIVE, rules=rules, today=today) == received
    assert received_on(case, calendar=FIVE, rules=RULES, today=today) == (read, False)


@pytest.mark.parametrize(
    ("days", "clashes"),
    [
        pytest.param({"signed_on": day(1, 30)}, True, id="E16"),
        pytest.param({"signed_on": day(1, 2)}, False, id="early-signature"),
        pytest.param(NORMAL, False, id="read-early"),
        pytest.param({"signed_on": day(1, 30), "is_final": True}, False, id="E18-final"),
        pytest.param({"signed_on": day(1, 30), "reported_on": day(3, 1)}, False, id="reported"),
    ],
)
def test_the_clash_of_the_maxima_is_seen_early(days, clashes):
    assert bool(table(facts(**days), day(1, 30)).clash) is clashes


def test_e16_the_decision_would_come_two_weeks_after_the_report():
    clash = table(facts(signed_on=day(1, 30)), day(1, 30)).clash
    assert (clash.report_due_on, clash.decision_due_on) == (day(3, 17), day(3, 31))


def test_e18_a_final_rating_has_no_clock_for_an_objection():
    assert table(facts(**NORMAL | {"is_final": True}), day(2, 6)).find(Clock.OBJECT) is None


def test_dates_over_unconfirmed_holidays_are_tentative():
    calendar = WorkCalendar(HOLIDAYS, unconfirmed_years=frozenset({2027}))
    late = EvaluationFacts(window_ends_on=date(2026, 12, 10), signed_on=date(2026, 12, 8))
    assert table(late, date(2026, 12, 9), calendar=calendar).is_tentative
    assert not table(facts(**NORMAL), day(2, 6), calendar=calendar).is_tentative


def test_a_decision_keeps_the_day_promised_at_filing():
    case = facts(**NORMAL | {"objected_on": day(2, 27), "objection_due_on": day(3, 9)})
    assert table(case, day(3, 10)).find(Clock.DECIDE).state == ClockState.OVERDUE


@pytest.mark.parametrize(
    ("kind", "number", "words"),
    [("quarter", 3, "TRIWULAN III"), ("month", 8, "AGUSTUS"), ("year", 0, "AKHIR")],
)
def test_the_form_names_the_period_as_printed(kind, number, words):
    assert period_words(kind, number) == words
    assert title_words(kind, number)[0] == words[0]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Pemerintah Kota Sabang", "Sabang"),
        ("Kabupaten Kepulauan Sitaro", "Kepulauan Sitaro"),
        ("Pemerintah Kota Sibolga (data contoh)", "Sibolga"),
        ("Kementerian Contoh", ""),
    ],
)
def test_the_place_is_read_from_the_name_of_a_government(name, place):
    assert place_of(name) == place
