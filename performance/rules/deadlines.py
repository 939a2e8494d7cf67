"""The clocks of evaluation, delivery, objection and report, in working days (PermenPANRB 6/2022 annex V).

The maxima of the regulation clash (14 + 14 + 7 = 35 working days against 30 for the report), so
`report_clash` tells early when a case that uses all its time will be decided after the report is due.
"""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from asn_portal.core.calendar import WorkCalendar

BASIS = "PermenPANRB 6/2022, Lampiran Bab V"


class Clock(StrEnum):
    """The acts with a time limit; the names are the fields of `EvaluationClocks`."""

    DELIVER = "deliver"
    SIGN = "sign"
    OBJECT = "object"
    DECIDE = "decide"
    REPORT = "report"
    SUPERIOR_SIGNS = "superior_signs"
    SUPERIOR_DELIVERS = "superior_delivers"
    SUPERIOR_RETURN = "superior_return"


@dataclass(frozen=True)
class EvaluationClocks:
    """Limits in working days; the defaults are the regulation's, an agency policy may replace them.

    D7 deliver to the employee (from the evaluator's signature), D8 employee signs (from receipt),
    D9 objection (from receipt), D10 decision (from receipt of the objection), D11 report (from the END of the
    evaluation window), D12 superior signs for an evaluator who missed it (from the end of the window),
    D13 superior delivers (from that signature), D14 employee returns to the superior (from receipt).
    PP 30/2019 gives the objection "14 days" without the kind of day: a setting (domain/01 §8).
    """

    deliver: int = 14
    sign: int = 14
    object: int = 14
    decide: int = 7
    report: int = 30
    superior_signs: int = 14
    superior_delivers: int = 7
    superior_return: int = 7

    def __post_init__(self) -> None:
        if any(getattr(self, field.name) < 1 for field in fields(self)):
            raise ValueError("A clock has at least one working day.")


LABELS: dict[Clock, Promise] = {
    Clock.DELIVER: _("Hand the evaluation document to the employee"),
    Clock.SIGN: _("Employee signs and returns the document"),
    Clock.OBJECT: _("File an objection"),
    Clock.DECIDE: _("Decide the objection"),
    Clock.REPORT: _("Report to the authorised official (PyB)"),
    Clock.SUPERIOR_SIGNS: _("Superior signs in place of the evaluator"),
    Clock.SUPERIOR_DELIVERS: _("Superior hands the document to the employee"),
    Clock.SUPERIOR_RETURN: _("Employee returns the document to the superior"),
}


@dataclass(frozen=True)
class Deadline:
    """The last day of an act; tentative while the holidays of a year it touches are not confirmed."""

    clock: Clock
    counted_from: date
    working_days: int
    due_on: date
    is_tentative: bool
    basis: str = BASIS

    @property
    def label(self) -> Promise:
        return LABELS[self.clock]

    def is_late(self, day: date) -> bool:
        """Tell whether an act on that day is too late; the last day itself still counts."""
        return day > self.due_on


@dataclass(frozen=True)
class ReportClash:
    """When the report is due, and when an objection would be decided if everybody used all the time."""

    report: Deadline
    decision: Deadline

    @property
    def is_clash(self) -> bool:
        return self.decision.due_on > self.report.due_on


def deadline(
    clock: Clock, start: date, *, calendar: WorkCalendar, clocks: EvaluationClocks | None = None
) -> Deadline:
    """Return the last day of an act counted from `start` (day 1 is the next working day)."""
    days = getattr(clocks or EvaluationClocks(), Clock(clock).value)
    due_on = calendar.add(start, days)
    return Deadline(Clock(clock), start, days, due_on, calendar.is_tentative(start, due_on))


def report_clash(
    *, window_ends_on: date, signed_on: date, calendar: WorkCalendar, clocks: EvaluationClocks | None = None
) -> ReportClash:
    """Compare the report's deadline with the latest possible decision on an objection."""
    received = deadline(Clock.DELIVER, signed_on, calendar=calendar, clocks=clocks).due_on
    objected = deadline(Clock.OBJECT, received, calendar=calendar, clocks=clocks).due_on
    return ReportClash(
        report=deadline(Clock.REPORT, window_ends_on, calendar=calendar, clocks=clocks),
        decision=deadline(Clock.DECIDE, objected, calendar=calendar, clocks=clocks),
    )
