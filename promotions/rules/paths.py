"""Which paths to a higher rank are open to a person, each with its checklist; the post decides (PP 99/2000)."""

from dataclasses import dataclass
from datetime import date

from asn_portal.core.requirements import Checklist
from employees.enums import PostFamily
from promotions.enums import PromotionKind
from promotions.rules.case import PromotionRules, RankFacts
from promotions.rules.diploma import diploma_promotion_checklist, diploma_target
from promotions.rules.functional import functional_promotion_checklist
from promotions.rules.ranks import RANK_CODES, next_allowed_start, next_rank, rank_title
from promotions.rules.regular import STRUCTURAL, regular_promotion_checklist
from promotions.rules.structural import structural_promotion_checklist

CHECKLISTS = {
    PromotionKind.REGULAR: regular_promotion_checklist,
    PromotionKind.STRUCTURAL: structural_promotion_checklist,
    PromotionKind.FUNCTIONAL: functional_promotion_checklist,
    PromotionKind.DIPLOMA: diploma_promotion_checklist,
}
FAMILIES: dict[str, PromotionKind] = {
    **dict.fromkeys(STRUCTURAL, PromotionKind.STRUCTURAL),
    PostFamily.FUNCTIONAL: PromotionKind.FUNCTIONAL,
}


@dataclass(frozen=True, slots=True)
class Path:
    """One way to a higher rank: its kind, the rank it leads to (empty where there is none), what it asks for."""

    kind: PromotionKind
    target: str
    checklist: Checklist

    @property
    def is_applicable(self) -> bool:
        """Tell whether the path is for this person at all."""
        return self.checklist.is_applicable

    @property
    def is_met(self) -> bool:
        """Tell whether everything is met."""
        return self.checklist.is_met

    @property
    def rank(self) -> str:
        """Return the rank it leads to in words, or nothing."""
        return rank_title(self.target) if self.target and self.is_applicable else ""

    @property
    def earliest(self) -> date | None:
        """Return the first date on which it can open, supposing that what needs verification turns out right."""
        return None if self.is_met else self.checklist.earliest_if_verified


def promotion_paths(
    facts: RankFacts, *, as_of: date, target_on: date | None = None, rules: PromotionRules | None = None
) -> tuple[Path, ...]:
    """Return the path of the post, and beside it the diploma path where a higher diploma is recorded.

    `target_on` is the TMT aimed at; without it the first allowed one on or after `as_of`.
    """
    target_on = target_on or next_allowed_start(as_of)
    kind = FAMILIES.get(facts.post_family, PromotionKind.REGULAR)
    above = (next_rank(facts.rank_code) or "") if facts.rank_code in RANK_CODES else ""
    own = CHECKLISTS[kind](facts, as_of=as_of, target_on=target_on, rules=rules)
    if not own.is_applicable:
        return (Path(kind, "", own),)
    target = diploma_target(facts)
    if not target:
        return (Path(kind, above, own),)
    extra = diploma_promotion_checklist(facts, as_of=as_of, target_on=target_on, rules=rules)
    return Path(kind, above, own), Path(PromotionKind.DIPLOMA, target, extra)


def best_path(paths: tuple[Path, ...]) -> Path:
    """Return the path to follow: one that is met, or else the one known to open first, or else the post's own."""
    return min(paths, key=_order)


def _order(path: Path) -> tuple[bool, bool, date]:
    return not path.is_applicable, not path.is_met, path.checklist.earliest or date.max
