"""May this person object today? A checklist that says why not, and until when it would have been in time."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from asn_portal.core.requirements import Checklist, Requirement, Status
from asn_portal.core.templatetags.formats import longdate
from performance.rules.deadlines import BASIS, Deadline

RULE_VERSION = "objection/2022-02-07"
FINAL_BASIS = "PermenPANRB 6/2022, Lampiran Bab IV"


@dataclass(frozen=True)
class ObjectionFacts:
    """What decides about the right to object.

    `received_on` is today where the person has not confirmed the receipt yet: filing confirms it. `final_reason`
    is "", "superior", "regional_head"; `superior` the name of who would decide, "" for nobody above.
    """

    is_released: bool
    received_on: date
    last_day: Deadline
    superior: str
    final_reason: str = ""
    earlier: str = ""


def objection_checklist(facts: ObjectionFacts, *, today: date) -> Checklist:
    """Return whether an objection may be filed today (annex V p. 117): released, in time, not final, the first one."""
    items = (_released(facts), _in_time(facts, today), _not_final(facts), _first(facts), _has_superior(facts))
    return Checklist(str(_("May I object?")), items, RULE_VERSION, today)


def _released(facts: ObjectionFacts) -> Requirement:
    return Requirement(
        "released",
        _("The document has been handed to you"),
        Status.MET if facts.is_released else Status.UNMET,
        basis=BASIS,
        next_step="" if facts.is_released else _("You can object once the rating has been released."),
    )


def _in_time(facts: ObjectionFacts, today: date) -> Requirement:
    due, is_late = facts.last_day, facts.last_day.is_late(today)
    words = {"received": longdate(facts.received_on), "last": longdate(due.due_on)}
    late = _("The last day was %(last)s: until then the objection would have been in time.") % words
    return Requirement(
        "in_time",
        _("In time"),
        Status.UNMET if is_late else Status.MET,
        evidence=_("Received on %(received)s, last day %(last)s") % words,
        basis=due.basis,
        next_step=late if is_late else "",
    )


def _not_final(facts: ObjectionFacts) -> Requirement:
    reasons = {
        "": "",
        "superior": _("The superior rated because the evaluator stayed silent; such a rating is final."),
        "regional_head": _("The head of the region rated; such a rating is final."),
    }
    is_final = bool(facts.final_reason)
    return Requirement(
        "not_final",
        _("The rating is not final"),
        Status.UNMET if is_final else Status.MET,
        basis=FINAL_BASIS,
        next_step=reasons[facts.final_reason],
    )


def _first(facts: ObjectionFacts) -> Requirement:
    reasons = {
        "": "",
        "filed": _("Your objection to this rating is already being examined."),
        "decided": _("Your objection to this rating has been decided; the decision is final."),
    }
    return Requirement(
        "first",
        _("There is no other objection to this rating"),
        Status.UNMET if facts.earlier else Status.MET,
        basis="PP 30/2019",
        next_step=reasons[facts.earlier],
    )


def _has_superior(facts: ObjectionFacts) -> Requirement:
    return Requirement(
        "superior",
        _("Somebody stands above the evaluator"),
        Status.MET if facts.superior else Status.UNMET,
        evidence=facts.superior,
        basis=BASIS,
        next_step="" if facts.superior else _("Nobody stands above the evaluator. Ask the personnel office."),
    )
