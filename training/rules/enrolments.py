"""What a place in a class means for the hours of the year, as a checklist with its reasons (domain/06 §1, J3)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from asn_portal.core.requirements import Checklist, Requirement, Status
from training.rules.hours import WITH_CEILING, WITH_FLOOR, HoursRules, would_exceed

RULE_VERSION = "training-hours/1"
PNS_BASIS = "PP 11/2017 Pasal 203; Peraturan LAN 10/2018"
PPPK_BASIS = "Peraturan LAN 15/2020"


@dataclass(frozen=True)
class HoursCase:
    """Somebody of a kind with hours in a year, and the class that comes on top.

    `reason` says why a PPPK goes above the ceiling; `is_own_initiative` records it as independent learning instead.
    """

    kind: str
    year: int
    before: int
    extra: int
    rules: HoursRules
    reason: str = ""
    is_own_initiative: bool = False

    @property
    def total(self) -> int:
        """Return the hours of the year with this class."""
        return self.before + self.extra

    @property
    def exceeds(self) -> bool:
        """Tell whether the class brings a PPPK above the ceiling."""
        return would_exceed(self.kind, self.before, self.extra, self.rules)

    @property
    def has_ceiling(self) -> bool:
        """Tell whether the person has a ceiling at all."""
        return self.kind in WITH_CEILING

    @property
    def is_answered(self) -> bool:
        """Tell whether the class fits, or somebody said why it is assigned all the same."""
        return not self.exceeds or bool(self.reason) or self.is_own_initiative


def hours_checklist(case: HoursCase, *, as_of: date) -> Checklist:
    """Return the hours of the year with this class against the floor of PNS or the ceiling of PPPK."""
    title = _("Hours of %(year)s with this class") % {"year": case.year}
    return Checklist(title, (hours_requirement(case),), RULE_VERSION, as_of)


def hours_requirement(case: HoursCase) -> Requirement:
    """Return the one requirement: a PNS sees what is left to the floor (J1), a PPPK needs room below the ceiling."""
    parts = {"before": case.before, "extra": case.extra, "total": case.total}
    evidence = _("%(before)s JP + %(extra)s JP = %(total)s JP") % parts
    if case.kind in WITH_FLOOR:
        label = _("At least %(floor)s JP a year (a right, no limit)") % {"floor": case.rules.pns_floor}
        missing = case.rules.pns_floor - case.total
        if missing <= 0:
            return Requirement("hours_floor", label, Status.MET, evidence, basis=PNS_BASIS)
        next_step = _("%(missing)s JP are still missing in the year; that is no obstacle to this class.")
        words = next_step % {"missing": missing}
        return Requirement("hours_floor", label, Status.UNMET, evidence, basis=PNS_BASIS, next_step=words)
    if not case.has_ceiling:
        return Requirement("hours", _("No limit of hours applies"), Status.NOT_APPLICABLE, evidence)
    label = _("At most %(ceiling)s JP in a year of contract") % {"ceiling": case.rules.pppk_ceiling}
    if not case.exceeds:
        return Requirement("hours_ceiling", label, Status.MET, evidence, basis=PPPK_BASIS)
    if case.is_own_initiative:
        evidence += ". " + _("Recorded as independent learning (mandiri).")
        return Requirement("hours_ceiling", label, Status.NOT_APPLICABLE, evidence, basis=PPPK_BASIS)
    if case.reason:
        evidence += ". " + _("Reason: %(reason)s") % {"reason": case.reason}
        next_step = _("The superior decides on the reason.")
    else:
        next_step = _("Give the reason, or have it recorded as independent learning (mandiri).")
    return Requirement("hours_ceiling", label, Status.UNMET, evidence, basis=PPPK_BASIS, next_step=next_step)
