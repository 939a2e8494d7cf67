"""Satyalancana Karya Satya: the President's medal for 10, 20 and 30 years of clean service of a PNS.

Years, conditions and papers as in domain/07 §2 (BKN, BKD Riau, BKPSDM Cirebon). What nobody recorded is never met:
unpaid leave, conduct and medals from before the portal are known once HR has checked the papers of the proposal.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from asn_portal.core.requirements import Checklist, Requirement, Status
from asn_portal.core.templatetags.formats import longdate
from employees.enums import DisciplineLevel, EmployeeKind, Standing
from promotions.rules.spans import add_years, span_in_words

LEVELS: Mapping[int, str] = {10: "X", 20: "XX", 30: "XXX"}
BASIS = "PP 25/1994; PP 35/2010"
RULE_VERSION = "satyalancana-2026.1"
GRAVE = frozenset({DisciplineLevel.MEDIUM, DisciplineLevel.HEAVY})
ELSEWHERE = frozenset({Standing.MOVED, Standing.DISMISSED})


@dataclass(frozen=True)
class MedalRules:
    """What sources leave open: whether a grave punishment closes the medal for ever or restarts the count."""

    discipline_restarts: bool = False


@dataclass(frozen=True, slots=True)
class Punishment:
    """One punishment; without an end it still runs."""

    level: str
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """What is on record about the service of one person, medals by their years.

    `owned` has the day on which each was given, `papers` when and by whom the papers of its proposal were checked.
    """

    kind: str = ""
    standing: str = Standing.ACTIVE.value
    cpns_on: date | None = None
    punishments: tuple[Punishment, ...] = ()
    discipline_checked_on: date | None = None
    leave_since: date | None = None
    owned: Mapping[int, date] = field(default_factory=dict)
    papers: Mapping[int, tuple[date, str]] = field(default_factory=dict)
    source: str = ""
    source_on: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """The record, the medal asked for, the day and the figures."""

    facts: ServiceFacts
    level: int
    as_of: date
    rules: MedalRules

    @property
    def grave(self) -> tuple[Punishment, ...]:
        """The medium and heavy punishments; a light one does not close the medal."""
        return tuple(row for row in self.facts.punishments if row.level in GRAVE)

    @property
    def start(self) -> date | None:
        """The day from which the years count."""
        return counted_from(self.facts, self.rules)


def counted_from(facts: ServiceFacts, rules: MedalRules) -> date | None:
    """Return CPNS, or by the older rule the day after the last grave punishment ended."""
    start = facts.cpns_on
    if start is None or not rules.discipline_restarts:
        return start
    ends = [row.ends_on for row in facts.punishments if row.level in GRAVE and row.ends_on]
    return max([start, *(day + timedelta(days=1) for day in ends)])


def level_for(facts: ServiceFacts, *, as_of: date, rules: MedalRules | None = None) -> int | None:
    """Return the medal in question: the highest reached and not owned, otherwise the next one; None beyond XXX."""
    start = counted_from(facts, rules or MedalRules())
    top = max((years for years in LEVELS if start and add_years(start, years) <= as_of), default=0)
    held = max(facts.owned, default=0)
    if top > held:
        return top
    return min((years for years in LEVELS if years > held), default=None)


def satyalancana_statuses(
    facts: ServiceFacts, *, as_of: date, level: int | None = None, rules: MedalRules | None = None
) -> tuple[int | None, dict[str, Status]]:
    """Return the medal in question and the answers without words: what the night needs for a whole government."""
    rules = rules or MedalRules()
    if facts.kind != EmployeeKind.PNS:
        return None, {"kind": Status.NOT_APPLICABLE}
    level = level or level_for(facts, as_of=as_of, rules=rules)
    if level is None:
        return None, {"held": Status.NOT_APPLICABLE}
    case = Case(facts, level, as_of, rules)
    return level, {code: answer(case) for code, answer in ANSWERS.items()}


def satyalancana_checklist(
    facts: ServiceFacts, *, as_of: date, level: int | None = None, rules: MedalRules | None = None
) -> Checklist:
    """Return the checklist of the medal in question, or of the one asked for."""
    found, statuses = satyalancana_statuses(facts, as_of=as_of, level=level, rules=rules)
    case = Case(facts, found or 0, as_of, rules or MedalRules())
    title = f"Satyalancana Karya Satya {LEVELS.get(case.level, '')}".strip()
    items = tuple(_item(case, code, status) for code, status in statuses.items())
    return Checklist(title, items, RULE_VERSION, as_of)


def _item(case: Case, code: str, status: Status) -> Requirement:
    words = NOT_FOR[code](case) if not case.level else WORDS[code](case, status)
    facts = case.facts
    defaults = {"basis": BASIS, "source": facts.source, "source_on": facts.source_on}
    return Requirement(code=code, status=status, **(defaults | words))


# --- Answers ---


def _service(case: Case) -> Status:
    if case.start is None:
        return Status.UNVERIFIED
    return _met(add_years(case.start, case.level) <= case.as_of)


def _highest(case: Case) -> Status:
    """Of several medals reached at once only the highest is proposed (A1)."""
    start = case.start
    higher = [years for years in LEVELS if years > case.level]
    return _met(not (start and higher and add_years(start, higher[0]) <= case.as_of))


def _standing(case: Case) -> Status:
    if case.facts.standing not in Standing.values:
        return Status.UNVERIFIED
    return _met(case.facts.standing not in ELSEWHERE)


def _discipline(case: Case) -> Status:
    if case.grave and (not case.rules.discipline_restarts or any(not row.ends_on for row in case.grave)):
        return Status.UNMET
    return Status.MET if case.facts.discipline_checked_on else Status.UNVERIFIED


def _leave(case: Case) -> Status:
    return Status.UNMET if case.facts.leave_since else _by_papers(case)


def _not_held(case: Case) -> Status:
    return Status.UNMET if max(case.facts.owned, default=0) >= case.level else _by_papers(case)


def _earlier(case: Case) -> Status:
    return Status.MET if case.facts.owned else Status.NOT_APPLICABLE


def _by_papers(case: Case) -> Status:
    return Status.MET if case.level in case.facts.papers else Status.UNVERIFIED


def _met(answer: bool) -> Status:
    return Status.MET if answer else Status.UNMET


ANSWERS: dict[str, Callable[[Case], Status]] = {
    "service": _service,
    "highest": _highest,
    "standing": _standing,
    "discipline": _discipline,
    "leave": _leave,
    "conduct": _by_papers,
    "not_held": _not_held,
    "earlier": _earlier,
}

# --- Words ---


def _service_words(case: Case, status: Status) -> dict[str, Any]:
    label = _("At least %(years)d years of service without a break") % {"years": case.level}
    start = case.start
    if start is None:
        step = _("Ask for a correction: the day of CPNS is missing.")
        return {"label": label, "evidence": _("The day of CPNS is not recorded."), "next_step": step}
    evidence = _("%(span)s, counted from %(day)s.") % {
        "span": span_in_words(start, case.as_of),
        "day": longdate(start),
    }
    if status == Status.MET:
        return {"label": label, "evidence": evidence}
    step = _("Wait until the years are full.")
    return {
        "label": label,
        "evidence": evidence,
        "earliest": add_years(start, case.level),
        "next_step": step,
    }


def _highest_words(case: Case, status: Status) -> dict[str, Any]:
    words = {"label": _("The highest medal reached is the one proposed")}
    return words if status == Status.MET else words | {"next_step": _("Propose the higher medal.")}


def _standing_words(case: Case, status: Status) -> dict[str, Any]:
    known = case.facts.standing in Standing.values
    standing = str(Standing(case.facts.standing).label) if known else ""
    return {"label": _("In the service of this government, retired or died in it"), "evidence": standing}


def _discipline_words(case: Case, status: Status) -> dict[str, Any]:
    label = _("Never a medium or heavy discipline punishment")
    if status == Status.UNMET:
        return {
            "label": label,
            "evidence": _("One is recorded from %(day)s.") % _day(case.grave[0].starts_on),
        }
    if status == Status.UNVERIFIED:
        step = _("HR records the statement on discipline in the profile.")
        return {"label": label, "evidence": _("No statement is recorded."), "next_step": step}
    evidence = _("Stated by HR on %(day)s.") % _day(case.facts.discipline_checked_on)
    if case.grave:
        evidence += " " + _("The years count again from the end of the last one.")
    elif case.facts.punishments:
        evidence += " " + _("A light punishment does not close the medal.")
    return {"label": label, "evidence": evidence}


def _leave_words(case: Case, status: Status) -> dict[str, Any]:
    label = _("Never took unpaid leave (CLTN)")
    if status == Status.UNMET:
        return {"label": label, "evidence": _("Taken from %(day)s.") % _day(case.facts.leave_since)}
    return {"label": label} | _papers_words(case, status)


def _conduct_words(case: Case, status: Status) -> dict[str, Any]:
    label = _("Good conduct, and no prison sentence for an offence threatened with 5 years or more")
    return {"label": label} | _papers_words(case, status)


def _not_held_words(case: Case, status: Status) -> dict[str, Any]:
    label = _("Does not hold this medal yet")
    if status == Status.UNMET:
        given = case.facts.owned[max(case.facts.owned)]
        return {"label": label, "evidence": _("Given on %(day)s.") % _day(given)}
    return {"label": label} | _papers_words(case, status)


def _earlier_words(case: Case, status: Status) -> dict[str, Any]:
    label = _("Copy of the earlier medal, where there is one")
    if status == Status.NOT_APPLICABLE:
        return {"label": label, "evidence": _("None is recorded; it is not required.")}
    held = max(case.facts.owned)
    words = {"medal": LEVELS[held], "day": longdate(case.facts.owned[held])}
    return {"label": label, "evidence": _("%(medal)s, given on %(day)s.") % words}


def _papers_words(case: Case, status: Status) -> dict[str, Any]:
    if status == Status.UNVERIFIED:
        step = _("HR checks the papers of the proposal and confirms it.")
        return {"evidence": _("The papers have not been checked."), "next_step": step}
    day, name = case.facts.papers[case.level]
    return {
        "evidence": _("Papers checked by %(name)s on %(day)s.") % {"name": name or "–", "day": longdate(day)}
    }


def _day(day: date | None) -> dict[str, str]:
    return {"day": longdate(day)}


def _kind_words(case: Case) -> dict[str, Any]:
    return {
        "label": _("The medal is for PNS"),
        "evidence": _(
            "Only service as a PNS counts. Good work of everybody is honoured by the local awards."
        ),
    }


def _held_words(case: Case) -> dict[str, Any]:
    return {"label": _("A medal is still open"), "evidence": _("The highest one, XXX, has been given.")}


NOT_FOR: dict[str, Callable[[Case], dict[str, Any]]] = {"kind": _kind_words, "held": _held_words}
WORDS: dict[str, Callable[[Case, Status], dict[str, Any]]] = {
    "service": _service_words,
    "highest": _highest_words,
    "standing": _standing_words,
    "discipline": _discipline_words,
    "leave": _leave_words,
    "conduct": _conduct_words,
    "not_held": _not_held_words,
    "earlier": _earlier_words,
}
