"""The case of a rank promotion: what is on record about a person, and requirements built from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from asn_portal.core.requirements import Requirement, Status
from promotions.rules.ranks import RANK_CODES, next_rank

BASIS = "PP 99/2000 jo PP 12/2002"


@dataclass(frozen=True)
class RegularRules:
    """Figures of the regular promotion. That a running punishment holds it is practice, hence a setting."""

    years_in_rank: int = 4
    predicate_years: int = 2
    discipline_blocks: bool = True


@dataclass(frozen=True)
class RankFacts:
    """What is on record about a person; None (or an empty text) where nothing is.

    `predicates` has a value of `Predicate` or None per year, `running_discipline` whether a medium or heavy
    punishment runs, `exams` values of `Exam` (None: not recorded at all), `superior_is_official` a superior
    who has no rank (mayor). `source` and `source_on` say where the record is from.
    """

    kind: str = ""
    rank_code: str = ""
    rank_effective_on: date | None = None
    education_level: str = ""
    post_family: str = ""
    superior_rank_code: str | None = None
    superior_is_official: bool = False
    predicates: Mapping[int, str | None] = field(default_factory=dict)
    running_discipline: bool | None = None
    discipline_ends_on: date | None = None
    exams: frozenset[str] | None = None
    source: str = ""
    source_on: date | None = None
    correction_link: str = ""


@dataclass(frozen=True)
class Case:
    """The record, the TMT aimed at and the figures."""

    facts: RankFacts
    as_of: date
    target_on: date
    rules: RegularRules

    @property
    def next_code(self) -> str | None:
        """The rank above the present one; None when there is none or the present one is unknown."""
        known = self.facts.rank_code in RANK_CODES
        return next_rank(self.facts.rank_code) if known else None

    def item(self, code: str, label: str, status: Status, **details: Any) -> Requirement:
        """Return a requirement that carries the source of the record."""
        details.setdefault("basis", BASIS)
        facts = self.facts
        return Requirement(code, label, status, source=facts.source, source_on=facts.source_on, **details)

    def unknown(self, code: str, label: str, evidence: str, **details: Any) -> Requirement:
        """Return a requirement that cannot be answered from the record, with the way to correct it."""
        step = _("If you know better, ask for a correction of your record.")
        details = {"next_step": step, "link": self.facts.correction_link, **details}
        return self.item(code, label, Status.UNVERIFIED, evidence=evidence, **details)
