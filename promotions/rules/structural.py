"""Promotion by choice in a structural post (KP pilihan): the rank range of the eselon of PP 13/2002.

Inside the range four years in rank; one step below the lowest rank of the post one year in rank and one in the post.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from asn_portal.core.requirements import Checklist, Requirement, Status
from employees.enums import PostFamily
from promotions.rules import shared
from promotions.rules.case import Case, PromotionRules, RankFacts
from promotions.rules.exams import exam_requirement
from promotions.rules.ranks import RANK_CODES, next_allowed_start, rank_order, rank_title
from promotions.rules.words import gettext as _

RULE_VERSION = "kp-pilihan-struktural/2002-04-17"
RANGE_BASIS = "PP 100/2000 jo PP 13/2002"


@dataclass(frozen=True)
class RankRange:
    """The lowest and the highest rank of the posts of an eselon."""

    eselon: str
    lowest: str
    highest: str
    starts_on: date = date(2002, 4, 17)
    ends_on: date | None = None


RANGES: tuple[RankRange, ...] = (
    RankRange("I.a", "IV/d", "IV/e"),
    RankRange("I.b", "IV/c", "IV/e"),
    RankRange("II.a", "IV/c", "IV/d"),
    RankRange("II.b", "IV/b", "IV/c"),
    RankRange("III.a", "IV/a", "IV/b"),
    RankRange("III.b", "III/d", "IV/a"),
    RankRange("IV.a", "III/c", "III/d"),
    RankRange("IV.b", "III/b", "III/c"),
    RankRange("V", "III/a", "III/b"),
)
BY_ESELON = {row.eselon.replace(".", "").upper(): row for row in RANGES}


def range_for(eselon: str, *, on: date) -> RankRange | None:
    """Return the range in force on that day; the eselon may be written II.b, II/B or "eselon II b"."""
    row = BY_ESELON.get(_plain(eselon))
    return row if row and row.starts_on <= on and (row.ends_on is None or on <= row.ends_on) else None


@lru_cache(maxsize=256)
def _plain(eselon: str) -> str:
    return re.sub(r"[^IVAB]", "", eselon.upper())


def structural_promotion_checklist(
    facts: RankFacts, *, as_of: date, target_on: date | None = None, rules: PromotionRules | None = None
) -> Checklist:
    """Return what the next promotion in a structural post asks for and what is there."""
    case = Case(facts, as_of, target_on or next_allowed_start(as_of), rules or PromotionRules())
    closed = shared.not_for(case)
    return Checklist(
        _("Promotion by choice in a structural post"),
        (closed,) if closed else shared.with_pension(case, _conditions(case)),
        RULE_VERSION,
        as_of,
    )


def _conditions(case: Case) -> tuple[Requirement, ...]:
    found = range_for(case.facts.eselon, on=case.target_on)
    return (
        shared.kind(case),
        shared.standing(case),
        _post(case, found),
        shared.start_date(case),
        _range(case, found),
        *_years(case, found),
        *shared.predicates(case),
        exam_requirement(case),
        shared.discipline(case),
    )


def _post(case: Case, found: RankRange | None) -> Requirement:
    label, facts = _("Structural post"), case.facts
    words = str(PostFamily(facts.post_family).label) if facts.post_family in PostFamily.values else ""
    if found:
        evidence = _("%(family)s, eselon %(eselon)s.") % {"family": words, "eselon": found.eselon}
        return case.item("post", label, Status.MET, evidence=evidence)
    evidence = _("%(family)s; the eselon of the post is not recorded.") % {"family": words}
    step = _("The personnel office completes the eselon of the post.")
    return case.unknown("post", label, evidence, next_step=step)


def _range(case: Case, found: RankRange | None) -> Requirement:
    """Above the range only a higher post helps; far below it the record or the appointment is odd."""
    label, target = _("The next rank is within the range of the post"), case.next_code
    if case.facts.rank_code not in RANK_CODES:
        return case.unknown("range", label, _("The present rank is not recorded."), basis=RANGE_BASIS)
    if found is None:
        return case.unknown("range", label, _("The eselon of the post is not recorded."), basis=RANGE_BASIS)
    evidence = _("Eselon %(eselon)s: %(lowest)s to %(highest)s.") % {
        "eselon": found.eselon,
        "lowest": rank_title(found.lowest),
        "highest": rank_title(found.highest),
    }
    if target is None or rank_order(target) > rank_order(found.highest):
        step = _("The highest rank of this post is reached; a post of a higher eselon opens the way.")
        details = {"evidence": evidence, "basis": RANGE_BASIS, "next_step": step}
        return case.item("range", label, Status.UNMET, **details)
    if rank_order(target) < rank_order(found.lowest):
        step = _(
            "More than one step below the lowest rank of the post: the personnel office checks the path."
        )
        return case.unknown("range", label, evidence, next_step=step, basis=RANGE_BASIS)
    return case.item("range", label, Status.MET, evidence=evidence, basis=RANGE_BASIS)


def _years(case: Case, found: RankRange | None) -> tuple[Requirement, ...]:
    """One step below the lowest rank of the post the wait is short, in rank and in post."""
    if found and case.next_code == found.lowest:
        years = case.rules.below_range_years
        return shared.years_in_rank(case, years), shared.years_in_post(case, years)
    return (shared.years_in_rank(case, case.rules.structural_years),)
