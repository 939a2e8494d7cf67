"""Mentoring: who is new, who has served longer, what the sessions add up to (domain page 06 §7)."""

import calendar
from datetime import date

MOST_GOALS = 10
LONGEST_DAYS = 3 * 366
START_WITHIN_DAYS = 366
MINUTES_OF_AN_HOUR = 60


def months_before(day: date, months: int) -> date:
    """Return the day so many months earlier; the 31st becomes the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def has_less_service(senior: date | None, junior: date | None) -> bool | None:
    """Tell whether the senior began later than the junior; None where one of the two days is unknown."""
    if senior is None or junior is None:
        return None
    return senior > junior


def years_of_service(since: date | None, today: date) -> int | None:
    """Return the full years since a day; None where it is unknown."""
    if since is None or since > today:
        return None
    return today.year - since.year - ((today.month, today.day) < (since.month, since.day))


def session_hours(sessions: int, per_session: float) -> float:
    """Return the JP that sessions are worth by the agency's figure; 0 where it has set none.

    The conversion table of Peraturan LAN 10/2018 is not at hand, so that no value is shipped as law (UNSURE).
    """
    return max(0, sessions) * max(0, per_session)


def in_hours(minutes: int) -> tuple[int, int]:
    """Return minutes as full hours and the minutes that remain."""
    return divmod(max(0, minutes), MINUTES_OF_AN_HOUR)
