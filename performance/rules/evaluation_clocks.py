"""The clocks D7-D14 of one evaluation: what is due when, what was done, and whether it was in time.

Two routes (PermenPANRB 6/2022 annex V p. 114-117): the evaluator signs, or after the window the superior of an
evaluator who stayed silent. Everything is computed from stored days; nothing about a clock is stored.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from asn_portal.core.calendar import WorkCalendar
from performance.enums.objections import ClockState
from performance.rules.deadlines import Clock, Deadline, EvaluationClocks, deadline

PP_BASIS = "PP 30/2019"


@dataclass(frozen=True)
class ClockRules:
    """The figures of an agency: the limits, how the days of an objection are counted, deemed receipt (0: none)."""

    clocks: EvaluationClocks = field(default_factory=EvaluationClocks)
    calendar_days: bool = False
    deemed_days: int = 0


@dataclass(frozen=True)
class EvaluationFacts:
    """The days of one evaluation; None for what has not happened."""

    window_ends_on: date
    by_superior: bool = False
    signed_on: date | None = None
    delivered_on: date | None = None
    read_on: date | None = None
    returned_on: date | None = None
    declined_on: date | None = None
    reported_on: date | None = None
    objected_on: date | None = None
    decided_on: date | None = None
    objection_due_on: date | None = None
    is_final: bool = False


@dataclass(frozen=True)
class ClockRow:
    """One clock as the page shows it."""

    deadline: Deadline
    state: ClockState
    done_on: date | None = None
    days_left: int | None = None

    @property
    def clock(self) -> Clock:
        """Return which clock this is."""
        return self.deadline.clock


@dataclass(frozen=True)
class Timetable:
    """All clocks of an evaluation, in the order in which they run; `clash` where D11 comes before the decision."""

    rows: tuple[ClockRow, ...]
    received_on: date | None
    is_deemed: bool
    clash: "Clash | None"

    def find(self, clock: Clock) -> ClockRow | None:
        """Return one clock, None where it has not begun."""
        return next((row for row in self.rows if row.clock == clock), None)

    @property
    def is_tentative(self) -> bool:
        """Tell whether any date depends on holidays that are not confirmed yet."""
        return any(row.deadline.is_tentative for row in self.rows)


@dataclass(frozen=True)
class Clash:
    """The last possible decision on an objection comes after the report is due (example E16)."""

    report_due_on: date
    decision_due_on: date


def timetable(facts: EvaluationFacts, *, calendar: WorkCalendar, rules: ClockRules, today: date) -> Timetable:
    """Return the clocks of an evaluation as they stand today; a clock without its beginning is left out."""
    received, is_deemed = received_on(facts, calendar=calendar, rules=rules, today=today)
    rows = [
        _row(clock, start, done, (calendar, rules, today))
        for clock, start, done in _starts(facts, received)
        if start is not None
    ]
    rows = [_as_filed(row, facts, today) if row.clock == Clock.DECIDE else row for row in rows]
    clash = find_clash(facts, received, calendar=calendar, rules=rules)
    return Timetable(tuple(rows), received, is_deemed, clash)


def received_on(
    facts: EvaluationFacts, *, calendar: WorkCalendar, rules: ClockRules, today: date
) -> tuple[date | None, bool]:
    """Return the day of receipt and whether it is a deemed one: the confirmation, or the deemed day if that is earlier.

    Reading after the deemed day does not begin the clocks anew.
    """
    if facts.delivered_on is None:
        return None, False
    deemed = calendar.add(facts.delivered_on, rules.deemed_days) if rules.deemed_days > 0 else None
    if deemed is not None and deemed <= today and (facts.read_on is None or deemed < facts.read_on):
        return deemed, True
    return facts.read_on, False


def objection_deadline(received: date, *, calendar: WorkCalendar, rules: ClockRules) -> Deadline:
    """Return the last day of an objection: working days (D9), or calendar days where the agency follows PP 30/2019."""
    if not rules.calendar_days:
        return deadline(Clock.OBJECT, received, calendar=calendar, clocks=rules.clocks)
    days = rules.clocks.object
    return Deadline(Clock.OBJECT, received, days, received + timedelta(days=days), False, PP_BASIS)


def decision_deadline(filed: date, *, calendar: WorkCalendar, rules: ClockRules) -> Deadline:
    """Return the last day of a decision (D10)."""
    return deadline(Clock.DECIDE, filed, calendar=calendar, clocks=rules.clocks)


def find_clash(
    facts: EvaluationFacts, received: date | None, *, calendar: WorkCalendar, rules: ClockRules
) -> Clash | None:
    """Return the clash of the maxima (14 + 14 + 7 > 30): what is known counts, what is open takes all its time.

    None for a final rating, once the objection has been decided, or where everything fits.
    """
    if facts.is_final or facts.signed_on is None or facts.decided_on or facts.reported_on:
        return None
    clocks = rules.clocks
    deliver = Clock.SUPERIOR_DELIVERS if facts.by_superior else Clock.DELIVER
    delivered = (
        facts.delivered_on or deadline(deliver, facts.signed_on, calendar=calendar, clocks=clocks).due_on
    )
    objected = facts.objected_on
    if objected is None:
        objected = objection_deadline(received or delivered, calendar=calendar, rules=rules).due_on
    decided = facts.objection_due_on or decision_deadline(objected, calendar=calendar, rules=rules).due_on
    report = deadline(Clock.REPORT, facts.window_ends_on, calendar=calendar, clocks=clocks).due_on
    return Clash(report, decided) if decided > report else None


def _starts(facts: EvaluationFacts, received: date | None) -> list[tuple[Clock, date | None, date | None]]:
    """Return clock, its first day and the day it was done, in order."""
    returned = facts.returned_on or facts.declined_on
    object_from = None if facts.is_final else received
    shared = [
        (Clock.OBJECT, object_from, facts.objected_on),
        (Clock.DECIDE, facts.objected_on, facts.decided_on),
        (Clock.REPORT, facts.window_ends_on, facts.reported_on),
    ]
    if facts.by_superior:
        return [
            (Clock.SUPERIOR_SIGNS, facts.window_ends_on, facts.signed_on),
            (Clock.SUPERIOR_DELIVERS, facts.signed_on, facts.delivered_on),
            (Clock.SUPERIOR_RETURN, received, returned),
            *shared,
        ]
    return [(Clock.DELIVER, facts.signed_on, facts.delivered_on), (Clock.SIGN, received, returned), *shared]


def _row(
    clock: Clock, start: date, done: date | None, frame: tuple[WorkCalendar, ClockRules, date]
) -> ClockRow:
    calendar, rules, today = frame
    if clock == Clock.OBJECT:
        due = objection_deadline(start, calendar=calendar, rules=rules)
    else:
        due = deadline(clock, start, calendar=calendar, clocks=rules.clocks)
    if done is not None:
        return ClockRow(due, _done(due, done), done)
    if due.is_late(today):
        # Nobody is late who does not object.
        return ClockRow(due, ClockState.LAPSED if clock == Clock.OBJECT else ClockState.OVERDUE)
    return ClockRow(due, ClockState.RUNNING, None, calendar.count_between(today, due.due_on))


def _as_filed(row: ClockRow, facts: EvaluationFacts, today: date) -> ClockRow:
    """Return the clock of the decision with the day that was promised at filing, whatever was set since."""
    if facts.objection_due_on is None:
        return row
    kept = replace(row.deadline, due_on=facts.objection_due_on)
    if row.done_on is not None:
        return replace(row, deadline=kept, state=_done(kept, row.done_on))
    state = ClockState.OVERDUE if kept.is_late(today) else ClockState.RUNNING
    return replace(row, deadline=kept, state=state)


def _done(due: Deadline, day: date) -> ClockState:
    return ClockState.DONE_LATE if due.is_late(day) else ClockState.DONE
