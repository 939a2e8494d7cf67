"""What is wrong with the dates that HR wants for a year, by the name of the form field."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from performance.enums import CycleStatus, PeriodKind
from performance.models import Cycle, Period
from performance.rules.year_dates import last_day

if TYPE_CHECKING:
    from performance.services.cycles import CycleChanges, RatingWindow


def cycle_problems(cycle: Cycle, changes: CycleChanges, *, today: date) -> dict[str, str]:
    """Return what is wrong with the dates of the year itself; a step that began or passed stays where it is."""
    problems = {}
    if changes.opens_on != cycle.opens_on:
        if cycle.state != CycleStatus.PLANNED:
            problems["opens_on"] = _("The year is open already; this date can no longer change.")
        elif changes.opens_on <= today:
            problems["opens_on"] = _(
                "Choose a day to come; to open today, use the button on the year's page."
            )
        elif not cycle.starts_on.year - 1 <= changes.opens_on.year <= cycle.ends_on.year:
            problems["opens_on"] = _("This day lies outside the year.")
    if changes.plan_due_on < changes.opens_on:
        problems["plan_due_on"] = _("The deadline lies before the opening.")
    elif changes.plan_due_on > cycle.ends_on:
        problems["plan_due_on"] = _("The deadline lies after the end of the year.")
    elif changes.plan_due_on != cycle.plan_due_on:
        problems |= deadline_problem("plan_due_on", cycle.plan_due_on, changes.plan_due_on, today=today)
    return problems


def deadline_problem(field: str, before: date, after: date, *, today: date) -> dict[str, str]:
    """Return what is wrong with moving a deadline: it has passed, or it would lie in the past."""
    if before < today:
        return {field: _("This day has passed; it can no longer be moved.")}
    if after < today:
        return {field: _("This day is in the past.")}
    return {}


def period_problems(
    cycle: Cycle, periods: dict[int, Period], changes: CycleChanges, *, today: date
) -> dict[str, str]:
    """Return what is wrong with the rating windows."""
    problems: dict[str, str] = {}
    for pk, window in changes.periods.items():
        if (period := periods.get(pk)) is not None:
            problems |= {
                f"period_{pk}_{name}": text
                for name, text in window_problems(cycle, period, window, today=today).items()
            }
    return problems


def window_problems(cycle: Cycle, period: Period, window: RatingWindow, *, today: date) -> dict[str, str]:
    """Return what is wrong with one window, by opens, due and closes."""
    if same_window(period, window):
        return {}
    if period.closed_at:
        return {"due": _("This period is closed; its dates can no longer change.")}
    return (
        opening_problem(period, window, today=today)
        | due_problem(cycle, period, window, today=today)
        | closing_problem(cycle, period, window, today=today)
    )


def same_window(period: Period, window: RatingWindow) -> bool:
    """Tell whether nothing changes."""
    return all(getattr(period, name) == day for name, day in window.as_fields().items())


def opening_problem(period: Period, window: RatingWindow, *, today: date) -> dict[str, str]:
    """Return what is wrong with the first day of rating."""
    if window.opens_on == period.rating_opens_on:
        return {}
    if period.opened_at:
        return {"opens": _("Rating is open already; this date can no longer change.")}
    if window.opens_on < period.starts_on:
        return {"opens": _("Rating cannot open before the period begins.")}
    if window.opens_on <= today:
        return {"opens": _("Choose a day to come; to open today, use the button on the year's page.")}
    return {}


def due_problem(cycle: Cycle, period: Period, window: RatingWindow, *, today: date) -> dict[str, str]:
    """Return what is wrong with the last day of rating."""
    if window.due_on < window.opens_on:
        return {"due": _("The deadline lies before the opening.")}
    if window.due_on == period.rating_due_on:
        return {}
    if window.due_on > last_day(cycle.year):
        return {"due": _("The year is evaluated by 31 January after it at the latest (annex IV p. 90).")}
    if period.kind == PeriodKind.YEAR and window.due_on < date(cycle.year, 12, 1):
        return {"due": _("The year is evaluated from December on.")}
    return deadline_problem("due", period.rating_due_on, window.due_on, today=today)


def closing_problem(cycle: Cycle, period: Period, window: RatingWindow, *, today: date) -> dict[str, str]:
    """Return what is wrong with the day of closing; left empty it is counted from the last day of rating."""
    if window.closes_on is None:
        return {}
    if window.closes_on <= window.due_on:
        return {"closes": _("A period closes after its last day of rating.")}
    if window.closes_on > date(cycle.year + 1, 12, 31):
        return {"closes": _("This day lies outside the year.")}
    if window.closes_on != period.closes_on and window.closes_on < today:
        return {"closes": _("This day is in the past.")}
    return {}
