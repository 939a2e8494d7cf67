"""What a row of a workbook of past years would do, and why not."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from asn_portal.core.access import Actor
from performance.enums.reports import PastVerdict
from performance.models import PastImport, PastRow
from performance.rules.siasn import FIRST_YEAR, Rater
from performance.selectors.past_imports import imported_of, people_by_number, run_years
from performance.services.past_sheets import PastLine

Key = tuple[int, int, str, int]


class Judge:
    """Knows people, years run in the portal and earlier imports of an agency; judges batches of rows."""

    def __init__(self, run: PastImport, *, actor: Actor, this_year: int):
        self.run, self.actor, self.this_year = run, actor, this_year
        self.run_years = run_years(actor=actor)
        self.by_nip, self.by_id = people_by_number(actor=actor)
        self.seen: dict[Key, int] = {}
        self.imported: dict[Key, dict] = {}
        self.years: set[int] = set()

    def rows(self, lines: Iterable[PastLine]) -> list[PastRow]:
        """Return the rows of a batch with their verdicts."""
        listed = list(lines)
        fresh = {line.year for line in listed} - self.years
        if fresh:
            self.imported |= imported_of(actor=self.actor, years=fresh)
            self.years |= fresh
        return [self.row(line) for line in listed]

    def row(self, line: PastLine) -> PastRow:
        """Return one row."""
        person = self.person_of(line)
        self.refuse_year(line)
        self.refuse_self(line, person)
        key = (person or 0, line.year, *line.period)
        if person and not line.problems:
            self.refuse_double(line, key)
        kept = values_of(line, self.by_nip) if not line.problems else {}
        return PastRow(
            run=self.run,
            number=line.number,
            verdict=self.verdict(line, key, kept),
            label=f"{line.nip or line.national_id} {line.name}".strip()[:200],
            employee_id=person,
            year=line.year if 0 < line.year < 10_000 else None,
            period_kind=line.period[0],
            period_number=line.period[1],
            values=kept,
            problems=line.problems,
        )

    def person_of(self, line: PastLine) -> int | None:
        """Return whose row it is; NIP first, then the PNS ID."""
        person = self.by_nip.get(line.nip) or self.by_id.get(line.national_id)
        if person is None and (line.nip or line.national_id):
            number = line.nip or line.national_id
            text = _("Nobody of this government has the number %(number)s.") % {"number": number}
            line.refuse(text, _("Check the number, or bring in the person first."))
        return person

    def refuse_self(self, line: PastLine, person: int | None) -> None:
        """Refuse a row whose evaluator is the person, also where the person stands there by the PNS ID alone."""
        if person and line.nip != line.rater.nip and self.by_nip.get(line.rater.nip) == person:
            line.refuse(
                _("Nobody rates themselves: evaluator and person have the same NIP."), _("Correct the NIP.")
            )

    def refuse_year(self, line: PastLine) -> None:
        """Refuse years that are run in the portal, are not over, or cannot be."""
        if not line.year:
            return
        if line.year in self.run_years:
            text = _("The year %(year)d is run in the portal; its ratings come from there.")
            line.refuse(text % {"year": line.year}, _("Leave the rows of this year out."))
        elif not FIRST_YEAR <= line.year < self.this_year:
            text = _("The year %(year)d is not a past year.") % {"year": line.year}
            words = {"first": FIRST_YEAR, "last": self.this_year - 1}
            line.refuse(text, _("Years from %(first)d to %(last)d can be brought in.") % words)

    def refuse_double(self, line: PastLine, key: Key) -> None:
        """Refuse the second row about the same person and period."""
        if key in self.seen:
            text = _("Row %(number)d already has this person and period.") % {"number": self.seen[key]}
            line.refuse(text, _("Keep one of the two rows."))
        else:
            self.seen[key] = line.number

    def verdict(self, line: PastLine, key: Key, kept: dict) -> str:
        """Return what the row would do."""
        if line.problems:
            return PastVerdict.REFUSED
        there = self.imported.get(key)
        if there is None:
            return PastVerdict.NEW
        is_same = all(there[name] == value for name, value in kept.items())
        return PastVerdict.SAME if is_same else PastVerdict.CHANGED


def values_of(line: PastLine, by_nip: dict[str, int]) -> dict[str, Any]:
    """Return what an appraisal gets from a good row, under the names of its columns."""
    return {
        "result_rating": str(line.result),
        "behaviour_rating": str(line.behaviour),
        "predicate": str(line.predicate),
        "rated_by_id": by_nip.get(line.rater.nip) if line.rater.is_asn else None,
        "parties": {
            "employee": party(Rater(name=line.name, nip=line.nip)),
            "evaluator": party(line.rater),
            "superior": {},
        },
    }


def party(rater: Rater) -> dict[str, Any]:
    """Return the evaluator as the snapshot of an appraisal has it."""
    return {
        "name": rater.name,
        "nip": rater.nip,
        "rank": rater.rank,
        "position": rater.position,
        "unit": rater.unit,
        "is_asn": rater.is_asn,
    }
