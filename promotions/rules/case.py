"""The case of a rank promotion: what is on record about a person, and requirements built from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from asn_portal.core.requirements import Requirement, Status
from promotions.rules.ranks import RANK_CODES, next_rank
from promotions.rules.words import gettext as _

BASIS = "PP 99/2000 jo PP 12/2002"
# The lowest rank from which UPKP opens each starting grade; sources differ for II/c and III/a.
UPKP_FROM: Mapping[str, str] = {
    "II/a": "I/c",
    "II/c": "II/b",
    "III/a": "II/b",
    "III/b": "III/a",
    "III/c": "III/b",
}


@dataclass(frozen=True)
class PromotionRules:
    """The figures of all paths; what regulations leave open or sources disagree on is set by the agency."""

    years_in_rank: int = 4
    structural_years: int = 4
    below_range_years: int = 1
    functional_years: int = 2
    diploma_years: int = 1
    predicate_years: int = 2
    discipline_blocks: bool = True
    upkp_from: Mapping[str, str] = field(default_factory=lambda: UPKP_FROM)


@dataclass(frozen=True, slots=True)
class RankFacts:
    """What is on record about a person; None (or an empty text) where nothing is.

    `predicates` has a value of `Predicate` or None per year, `running_discipline` whether a medium or heavy
    punishment runs, `exams` values of `Exam` (None: not recorded at all), `upkp_ranks` the ranks UPKP was passed
    for, `superior_is_official` a superior who has no rank (mayor), `credit_points` the points of the present level
    added up until `credit_on` (without conversions: what the newest PAK, of `pak_on`, states),
    `formation_confirmed` what HR says about a formation for the diploma, `pension_from` the first day of the pension
    (not sure where the age of the post is not).
    `source` and `source_on` say where the record is from.
    """

    kind: str = ""
    standing: str = ""
    rank_code: str = ""
    rank_effective_on: date | None = None
    education_level: str = ""
    post_family: str = ""
    post_level: str = ""
    eselon: str = ""
    post_since: date | None = None
    superior_rank_code: str | None = None
    superior_is_official: bool = False
    predicates: Mapping[int, str | None] = field(default_factory=dict)
    running_discipline: bool | None = None
    discipline_ends_on: date | None = None
    exams: frozenset[str] | None = None
    upkp_ranks: frozenset[str] = frozenset()
    credit_points: Decimal | None = None
    credit_on: date | None = None
    pak_on: date | None = None
    formation_confirmed: bool | None = None
    pension_from: date | None = None
    is_pension_sure: bool = True
    source: str = ""
    source_on: date | None = None
    correction_link: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """The record, the TMT aimed at and the figures."""

    facts: RankFacts
    as_of: date
    target_on: date
    rules: PromotionRules
    basis: str = BASIS

    @property
    def next_code(self) -> str | None:
        """The rank above the present one; None when there is none or the present one is unknown."""
        known = self.facts.rank_code in RANK_CODES
        return next_rank(self.facts.rank_code) if known else None

    def item(self, code: str, label: str, status: Status, **details: Any) -> Requirement:
        """Return a requirement that carries the source of the record."""
        details.setdefault("basis", self.basis)
        facts = self.facts
        return Requirement(code, label, status, source=facts.source, source_on=facts.source_on, **details)

    def unknown(self, code: str, label: str, evidence: str, **details: Any) -> Requirement:
        """Return a requirement that cannot be answered from the record, with the way to correct it."""
        if "next_step" not in details:
            details["next_step"] = _("If you know better, ask for a correction of your record.")
        details.setdefault("link", self.facts.correction_link)
        return self.item(code, label, Status.UNVERIFIED, evidence=evidence, **details)
