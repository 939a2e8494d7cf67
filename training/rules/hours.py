"""Lesson hours (jam pelajaran, JP) of a year: a floor for PNS, a ceiling for PPPK (domain/06 §1 and §3)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import pgettext_lazy

from asn_portal.core.badges import BadgeChoices, Looks

# Kinds of employee as `employees.enums.EmployeeKind` stores them.
WITH_FLOOR = frozenset({"pns"})
WITH_CEILING = frozenset({"pppk", "pppk_part"})
BY_END, BY_START = "end", "start"


class HoursStatus(BadgeChoices):
    """How the hours of a year stand against the floor or the ceiling."""

    FULFILLED = "fulfilled", pgettext_lazy("hours", "Fulfilled")
    MISSING = "missing", pgettext_lazy("hours", "Not fulfilled yet")
    WITHIN = "within", pgettext_lazy("hours", "Within the ceiling")
    OVER = "over", pgettext_lazy("hours", "Above the ceiling")
    COUNTED = "counted", pgettext_lazy("hours", "Counted")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "fulfilled": ("ok", "circle-check"),
            "missing": ("wait", "clock"),
            "within": ("ok", "circle-check"),
            "over": ("bad", "alert-triangle"),
            "counted": ("info", "info-circle"),
        }


@dataclass(frozen=True)
class HoursRules:
    """The figures of an agency; the defaults are those of PP 11/2017 art. 203 and Peraturan LAN 15/2020."""

    pns_floor: int = 20
    pppk_ceiling: int = 24
    jp_minutes: int = 45
    year_by: str = BY_END


@dataclass(frozen=True)
class HoursStanding:
    """The hours of one person and year: all that count, and the part against floor or ceiling.

    `weighed` leaves out what a PPPK learnt independently; `target` and `percent` are None for people with neither a
    floor nor a ceiling.
    """

    counted: int
    weighed: int
    status: HoursStatus
    target: int | None = None
    percent: int | None = None
    missing: int = 0
    excess: int = 0

    @property
    def is_floor(self) -> bool:
        """Tell whether the target is to be reached."""
        return self.status in {HoursStatus.FULFILLED, HoursStatus.MISSING}

    @property
    def is_over_ceiling(self) -> bool:
        """Tell whether a PPPK was assigned more than the ceiling."""
        return self.status == HoursStatus.OVER

    @property
    def own_initiative(self) -> int:
        """Return the hours that count without being weighed."""
        return self.counted - self.weighed


def hours_standing(kind: str, counted: int, rules: HoursRules, own_initiative: int = 0) -> HoursStanding:
    """Return how the hours of a year stand: 20 JP at least for PNS, 24 JP at most for PPPK.

    `own_initiative` is the part of `counted` that was learnt independently; it never fills the ceiling of a PPPK.
    """
    if kind in WITH_FLOOR:
        missing = max(0, rules.pns_floor - counted)
        status = HoursStatus.MISSING if missing else HoursStatus.FULFILLED
        percent = share(counted, rules.pns_floor)
        return HoursStanding(counted, counted, status, rules.pns_floor, percent, missing=missing)
    if kind in WITH_CEILING:
        weighed = counted - own_initiative
        excess = max(0, weighed - rules.pppk_ceiling)
        status = HoursStatus.OVER if excess else HoursStatus.WITHIN
        percent = share(weighed, rules.pppk_ceiling)
        return HoursStanding(counted, weighed, status, rules.pppk_ceiling, percent, excess=excess)
    return HoursStanding(counted, counted, HoursStatus.COUNTED)


def would_exceed(kind: str, hours_in_year: int, extra: int, rules: HoursRules) -> bool:
    """Tell whether `extra` assigned hours bring a PPPK above the ceiling; a PNS has none."""
    return kind in WITH_CEILING and hours_in_year + extra > rules.pppk_ceiling


def hours_of(*, printed: int | None, minutes: int | None, rules: HoursRules) -> int:
    """Return the JP of a proof: what is printed wins, otherwise the whole units of lesson time."""
    if printed:
        return printed
    return (minutes or 0) // rules.jp_minutes


def counting_year(starts_on: date, ends_on: date, by: str = BY_END) -> int:
    """Return the year the hours count in: by the last day, unless the agency says by the first."""
    return starts_on.year if by == BY_START else ends_on.year


def share(part: int, whole: int) -> int:
    """Return a share in whole percent, rounded down so that nothing is complete before it is."""
    return part * 100 // whole if whole else 100


def share_exact(part: int, whole: int) -> float | None:
    """Return a share in percent with one decimal, None where there is nobody."""
    return round(part * 100 / whole, 1) if whole else None
