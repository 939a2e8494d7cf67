"""What the clock does in the course of a year: remind, hand on what lies, close, ask for the next year (A10)."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import system_actor
from asn_portal.core.models import Agency
from asn_portal.core.schedule import Duty, for_each, register
from performance.models import Cycle, Period
from performance.selectors.closing_days import periods_to_close, periods_with_silence
from performance.services import closing, next_year, plan_silence, reminders
from performance.services.escalation import escalate_silent

# Nobody is woken by a reminder.
MORNING = 6


def remind(*, agency: Agency, today: date) -> int:
    """Send the digest of the day to those who have something open under a deadline of today; returns people."""
    return reminders.send_due_reminders(agency_id=agency.pk, today=today)


def hand_plans_on(*, agency: Agency, today: date) -> int:
    """Let superiors decide on plans that lie with silent evaluators; returns plans."""

    def hand_on(cycle: Cycle) -> int:
        return plan_silence.hand_on_silent_plans(cycle=cycle, today=today, actor=system_actor(agency.pk))

    return for_each(plan_silence.cycles_with_silence(agency_id=agency.pk, today=today), hand_on)


def escalate_ratings(*, agency: Agency, today: date) -> int:
    """Let superiors rate whom silent evaluators did not rate until the last day; returns appraisals."""

    def hand_on(period: Period) -> int:
        return escalate_silent(period=period, today=today, actor=system_actor(agency.pk))

    return for_each(periods_with_silence(actor=system_actor(agency.pk), today=today), hand_on)


def close_periods(*, agency: Agency, today: date) -> int:
    """Begin the closing of periods whose last day has passed, and close what was rated after it; returns periods."""

    def close(period: Period) -> None:
        closing.start_closing(period=period, actor=system_actor(agency.pk))

    closing.close_late_ratings(agency_id=agency.pk)
    return for_each(periods_to_close(actor=system_actor(agency.pk), today=today), close)


def close_years(*, agency: Agency, today: date) -> int:
    """Close the years whose last period is closed; returns years."""

    def close(cycle: Cycle) -> None:
        closing.close_cycle(cycle=cycle, today=today, actor=system_actor(agency.pk))

    return for_each(closing.cycles_to_close(agency_id=agency.pk), close)


def prepare_next_year(*, agency: Agency, today: date) -> int:
    """Ask HR about the next year, or set it up, as the agency has chosen."""
    return next_year.prepare_next_year(agency_id=agency.pk, today=today)


def add(code: str, label: object, explanation: object, work: Callable[..., int], **options: object) -> None:
    """Make a duty of the year known to the clock and to its page."""
    values: dict = {"every": "tick", "url_name": "performance:cycle_list"} | options
    register(Duty(code=f"performance.{code}", label=label, explanation=explanation, work=work, **values))


add(
    "remind",
    _("Remind people of what is open"),
    _(
        "Before, on and after a deadline, from six in the morning: one message a day at most for each person, with "
        "everything that is open. Who has nothing open gets none."
    ),
    remind,
    hour=MORNING,
)
add(
    "hand_plans_on",
    _("Hand plans on to the superior"),
    _(
        "Where an evaluator has not decided on a plan some working days after the end of January, the superior may "
        "decide too (PermenPANRB 6/2022 annex II p. 65)."
    ),
    hand_plans_on,
    hour=MORNING,
)
add(
    "escalate_ratings",
    _("Hand ratings on to the superior"),
    _(
        "Where an evaluator has not rated by the last day, the superior may rate too "
        "(PermenPANRB 6/2022 annex V p. 115)."
    ),
    escalate_ratings,
    hour=MORNING,
)
add(
    "close_periods",
    _("Close rating periods"),
    _(
        "After the day on which a period closes: who was never rated stays without a rating, evidence is locked, and "
        "people are told of their result."
    ),
    close_periods,
)
add(
    "close_years",
    _("Close performance years"),
    _("After the last period of a year, the year itself is closed; everything stays to be read."),
    close_years,
)
add(
    "prepare_next_year",
    _("Prepare the next year"),
    _(
        "In December HR is asked to set up the next year, or it is set up like the last one, as the agency chose."
    ),
    prepare_next_year,
    every="day",
    hour=MORNING,
)
