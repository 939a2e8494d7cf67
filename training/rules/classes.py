"""Dates and seats of a class, and who may still ask for a place; plain data in, problems by field out."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from asn_portal.core.badges import BadgeChoices, Looks
from training.enums import ClassStatus
from training.rules.certificates import LONGEST

START_WITHIN = timedelta(days=366)


class Phase(BadgeChoices):
    """What a class looks like on a day: its state, and for an open one how far it is."""

    DRAFT = "draft", pgettext_lazy("class", "Being prepared")
    OPEN = "open", pgettext_lazy("class", "Open for enrolment")
    CLOSED = "closed", pgettext_lazy("class", "Enrolment closed")
    RUNNING = "running", pgettext_lazy("class", "Running")
    OVER = "over", pgettext_lazy("class", "Over, to be finished")
    FINISHED = "finished", pgettext_lazy("class", "Finished")
    CANCELLED = "cancelled", pgettext_lazy("class", "Cancelled")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "draft": ("mute", "pencil"),
            "open": ("ok", "door-enter"),
            "closed": ("wait", "door"),
            "running": ("info", "player-play"),
            "over": ("wait", "flag"),
            "finished": ("info", "flag"),
            "cancelled": ("bad", "calendar-off"),
        }


@dataclass(frozen=True)
class ClassDates:
    """The three days of a class."""

    starts_on: date
    ends_on: date
    enrol_until: date


def phase_of(state: str, dates: ClassDates, today: date) -> Phase:
    """Return how far a class is: an open one is open, closed, running or over by its days."""
    if state != ClassStatus.OPEN:
        return Phase(state)
    if dates.ends_on < today:
        return Phase.OVER
    if dates.starts_on <= today:
        return Phase.RUNNING
    return Phase.OPEN if dates.enrol_until >= today else Phase.CLOSED


def start_problem(starts_on: date, *, today: date) -> dict[str, str]:
    """Return what is wrong with a new first day; a slip of the pen in the year is one, too."""
    if starts_on < today:
        return {"starts_on": _("This day is past. A class is planned for today or later.")}
    if starts_on - today > START_WITHIN:
        return {"starts_on": _("Choose a start within a year of today.")}
    return {}


def date_problems(dates: ClassDates, *, before: ClassDates | None, today: date) -> dict[str, str]:
    """Return what is wrong with the days by field; a class that runs already keeps its first day."""
    problems: dict[str, str] = {}
    if before is None or dates.starts_on != before.starts_on:
        problems |= start_problem(dates.starts_on, today=today)
    if dates.ends_on < dates.starts_on:
        problems["ends_on"] = _("The last day lies before the first.")
    elif dates.ends_on - dates.starts_on > LONGEST:
        problems["ends_on"] = _(
            "The training would have lasted longer than six years; please check the years."
        )
    if dates.enrol_until > dates.starts_on:
        problems["enrol_until"] = _("Enrolment ends on the first day of the class at the latest.")
    elif before is None and dates.enrol_until < today:
        problems["enrol_until"] = _("This day is past; nobody could enrol.")
    return problems


def seat_problem(seats: int, taken: int) -> str:
    """Return why a class cannot have so few seats, "" where it can."""
    if seats >= taken:
        return ""
    text = ngettext(
        "%(taken)d person already has a place. Cancel a place first, or leave at least %(taken)d seat.",
        "%(taken)d people already have a place. Cancel places first, or leave at least %(taken)d seats.",
        taken,
    )
    return text % {"taken": taken}


def programme_problem(old: int, new: int, enrolled: int) -> str:
    """Return why the programme cannot be another one: people were enrolled, and their hours checked, for this one."""
    if old == new or not enrolled:
        return ""
    text = ngettext(
        "%(count)d person is enrolled in this programme. Plan another class, or cancel the enrolment first.",
        "%(count)d people are enrolled in this programme. Plan another class, or cancel the enrolments first.",
        enrolled,
    )
    return text % {"count": enrolled}


def opening_problem(dates: ClassDates, *, where: str, today: date) -> str:
    """Return why a class cannot be opened for enrolment yet, "" where it can."""
    if dates.starts_on < today or dates.enrol_until < today:
        return _("The class or its enrolment lies in the past. Change the dates first.")
    if not where:
        return _("Write the place or the link first, so that people know where to go.")
    return ""


def enrolling_problem(state: str, *, enrol_until: date, today: date) -> str:
    """Return why nobody can ask for a place any more, "" while they can."""
    if state == ClassStatus.CANCELLED:
        return _("This class has been cancelled.")
    if state != ClassStatus.OPEN:
        return _("This class is not open for enrolment.")
    if enrol_until < today:
        return _("Enrolment for this class has closed.")
    return ""


def placing_problem(state: str, *, starts_on: date, today: date) -> str:
    """Return why no place can be given any more: a request made in time may be decided until the first day."""
    if state != ClassStatus.OPEN:
        return _("This class no longer takes anybody.")
    if starts_on < today:
        return _("The class has begun; a place can no longer be given.")
    return ""


def finishing_problem(*, ends_on: date, unmarked: int, today: date) -> str:
    """Return why a class cannot be finished yet, "" where it can."""
    if today < ends_on:
        return _("The class still runs; it is finished on its last day at the earliest.")
    if unmarked:
        text = ngettext(
            "The attendance of %(count)d person is not marked yet.",
            "The attendance of %(count)d people is not marked yet.",
            unmarked,
        )
        return text % {"count": unmarked}
    return ""
