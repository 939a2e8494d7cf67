"""The clocks D7-D14 with the worked examples E11, E13-E16."""

from datetime import date

import pytest

from asn_portal.core.calendar import WorkCalendar
from performance.rules.deadlines import Clock, EvaluationClocks, deadline, report_clash

HOLIDAYS = frozenset(
    date(2026, month, day) for month, day in [(2, 16), (2, 17), (3, 18), (3, 19), (3, 20), (3, 23), (3, 24)]
)
CALENDAR = WorkCalendar(HOLIDAYS)


@pytest.mark.parametrize(
    ("clock", "start", "due_on"),
    [
        pytest.param(Clock.OBJECT, date(2026, 2, 5), date(2026, 2, 27), id="E11-D9"),
        pytest.param(Clock.REPORT, date(2026, 1, 31), date(2026, 3, 17), id="E13-D11"),
        pytest.param(Clock.SUPERIOR_SIGNS, date(2026, 1, 31), date(2026, 2, 23), id="E13-D12"),
        pytest.param(Clock.DELIVER, date(2026, 1, 20), date(2026, 2, 9), id="E14-D7"),
        pytest.param(Clock.SUPERIOR_DELIVERS, date(2026, 2, 23), date(2026, 3, 4), id="E15-D13"),
        pytest.param(Clock.SUPERIOR_RETURN, date(2026, 3, 4), date(2026, 3, 13), id="E15-D14"),
        pytest.param(Clock.SIGN, date(2026, 2, 9), date(2026, 3, 3), id="D8"),
        pytest.param(Clock.DECIDE, date(2026, 3, 13), date(2026, 3, 31), id="D10"),
    ],
)
def test_the_regulation_gives_the_last_day(clock, start, due_on):
    assert deadline(clock, start, calendar=CALENDAR).due_on == due_on


def test_e11_an_objection_after_the_last_day_is_late():
    last = deadline(Clock.OBJECT, date(2026, 2, 5), calendar=CALENDAR)
    assert last.is_late(date(2026, 3, 2))
    assert not last.is_late(date(2026, 2, 27))


def test_e16_all_maxima_used_are_decided_after_the_report():
    clash = report_clash(window_ends_on=date(2026, 1, 31), signed_on=date(2026, 1, 30), calendar=CALENDAR)
    assert clash.decision.due_on == date(2026, 3, 31)
    assert clash.report.due_on == date(2026, 3, 17)
    assert clash.is_clash


def test_an_early_signature_leaves_room_for_an_objection():
    clash = report_clash(window_ends_on=date(2026, 1, 31), signed_on=date(2026, 1, 2), calendar=CALENDAR)
    assert not clash.is_clash


def test_an_agency_may_set_its_own_clock():
    clocks = EvaluationClocks(object=10)
    result = deadline(Clock.OBJECT, date(2026, 2, 5), calendar=CALENDAR, clocks=clocks)
    assert (result.working_days, result.due_on) == (10, date(2026, 2, 23))
    with pytest.raises(ValueError, match="at least one"):
        EvaluationClocks(report=0)


def test_a_date_over_unconfirmed_holidays_is_tentative():
    calendar = WorkCalendar(HOLIDAYS, unconfirmed_years=frozenset({2027}))
    assert deadline(Clock.REPORT, date(2026, 12, 10), calendar=calendar).is_tentative
    assert not deadline(Clock.REPORT, date(2026, 1, 10), calendar=calendar).is_tentative


@pytest.mark.parametrize("clock", Clock)
def test_every_clock_has_a_label_and_a_limit(clock):
    result = deadline(clock, date(2026, 1, 5), calendar=CALENDAR)
    assert result.label
    assert result.working_days >= 7
