"""The distribution pattern of predicates (PermenPANRB 6/2022 annex IV p. 94-97; figures only in SE MenPANRB 3/2023).

Guidance: every predicate stays possible, so everything here warns in words and nothing refuses.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, floor

from django.utils.translation import gettext as _

from performance.enums import OrganisationPredicate, Predicate, Rating

PATTERN_BASIS = "PermenPANRB 6/2022, Lampiran Bab IV"
FIGURES_BASIS = "SE MenPANRB 3/2023"
SMALLEST_GROUP = 5
PERCENT = 100
# From the worst to the best, as the official picture has the axis.
AXIS = (Predicate.SK, Predicate.K, Predicate.BP, Predicate.B, Predicate.SB)

# Heights of the official pictures, 0 to 100, in the order of AXIS: for drawing only, no quota.
CURVES: dict[OrganisationPredicate, tuple[int, int, int, int, int]] = {
    OrganisationPredicate.EXCELLENT: (3, 6, 9, 38, 86),
    OrganisationPredicate.GOOD: (8, 16, 30, 86, 30),
    OrganisationPredicate.NEEDS_IMPROVEMENT: (8, 21, 86, 21, 8),
    OrganisationPredicate.POOR: (30, 86, 30, 11, 7),
    OrganisationPredicate.VERY_POOR: (86, 37, 12, 7, 3),
}

# What SE 3/2023 adds, in percent of the people of one evaluator; `some` means at least one person.
SE_FIGURES: dict[str, list[dict]] = {
    "excellent": [{"codes": ["sb"], "most": 70}],
    "good": [{"codes": ["b"], "most": 70}, {"codes": ["bp", "k"], "some": True}],
    "needs": [{"codes": ["bp"], "least": 60}, {"codes": ["sb"], "most": 10}],
    "poor": [
        {"codes": ["k"], "least": 60},
        {"codes": ["bp"], "least": 10},
        {"codes": ["sb"], "most": 10},
    ],
    "very_poor": [
        {"codes": ["sk"], "least": 60},
        {"codes": ["k", "bp"], "least": 10},
        {"codes": ["sb"], "most": 0},
    ],
}


@dataclass(frozen=True)
class DistributionWarning:
    """One remark on a distribution: a code for programs, words for people, and where it is from."""

    code: str
    words: str
    basis: str


@dataclass(frozen=True)
class Spread:
    """How the predicates of one evaluator's people stand: people by predicate, and how many are not rated yet."""

    counts: Mapping[Predicate, int]
    waiting: int = 0

    @property
    def rated(self) -> int:
        """Return how many people have a predicate."""
        return sum(self.counts.values())

    @property
    def total(self) -> int:
        """Return how many people there are in all."""
        return self.rated + self.waiting

    def of(self, codes: Iterable[str]) -> int:
        """Return how many people have one of these predicates."""
        return sum(self.counts.get(Predicate(code), 0) for code in codes)

    @classmethod
    def count(cls, codes: Iterable[str]) -> "Spread":
        """Count stored predicates; an empty one is somebody who is not rated yet."""
        listed = list(codes)
        counts = {predicate: listed.count(predicate.value) for predicate in Predicate}
        return cls(counts, waiting=len(listed) - sum(counts.values()))


def peak_of(organisation: OrganisationPredicate) -> Predicate:
    """Return the predicate that ideally most people have."""
    heights = CURVES[organisation]
    return AXIS[heights.index(max(heights))]


def warnings_for(
    organisation: str, spread: Spread, *, figures: Mapping[str, list[dict]] | None = None
) -> tuple[DistributionWarning, ...]:
    """Return what stands against the pattern of the unit's predicate; nothing for fewer than five people.

    `figures` are the limits of SE 3/2023 (see SE_FIGURES), None where the agency does not use them. Maxima are
    rounded down and minima up to whole people; who is not rated yet counts in favour, so that a warning says what
    the remaining people cannot mend.
    """
    if not organisation or spread.total < SMALLEST_GROUP:
        return ()
    unit = OrganisationPredicate(organisation)
    found = [_peak_warning(unit, spread)]
    found += [_limit_warning(limit, spread) for limit in (figures or {}).get(unit.value, [])]
    return tuple(warning for warning in found if warning)


def leader_rating(organisation: str) -> Rating:
    """Return the result rating that SE 3/2023 expects for the head of a unit with this predicate."""
    return {
        OrganisationPredicate.EXCELLENT: Rating.ABOVE,
        OrganisationPredicate.GOOD: Rating.AS_EXPECTED,
    }.get(OrganisationPredicate(organisation), Rating.BELOW)


def _peak_warning(unit: OrganisationPredicate, spread: Spread) -> DistributionWarning | None:
    """Say when most people have something else than the peak of the curve, and nobody left can change it."""
    peak = peak_of(unit)
    largest = max(AXIS, key=lambda predicate: spread.counts.get(predicate, 0))
    if spread.counts.get(largest, 0) <= spread.of([peak]) + spread.waiting:
        return None
    words = _(
        "Most people have “%(largest)s”; with a unit that is “%(unit)s” ideally most have “%(peak)s”."
    ) % {
        "largest": largest.label,
        "unit": unit.label,
        "peak": peak.label,
    }
    return DistributionWarning("peak", words, PATTERN_BASIS)


def _limit_warning(limit: Mapping, spread: Spread) -> DistributionWarning | None:
    codes, have = limit["codes"], spread.of(limit["codes"])
    words = {"names": _names(codes), "have": have, "total": spread.total}
    if limit.get("some") and not have and not spread.waiting:
        text = _("Nobody has %(names)s, although some are expected.") % words
        return DistributionWarning(f"none-{'-'.join(codes)}", text, FIGURES_BASIS)
    if "most" in limit and have > floor(spread.total * limit["most"] / PERCENT):
        words |= {"share": limit["most"], "limit": floor(spread.total * limit["most"] / PERCENT)}
        text = (
            _("%(names)s: %(have)s of %(total)s people, at most %(limit)s (%(share)s%%) are expected.")
            % words
        )
        return DistributionWarning(f"most-{'-'.join(codes)}", text, FIGURES_BASIS)
    if "least" in limit and have + spread.waiting < ceil(spread.total * limit["least"] / PERCENT):
        words |= {"share": limit["least"], "limit": ceil(spread.total * limit["least"] / PERCENT)}
        text = (
            _("%(names)s: %(have)s of %(total)s people, at least %(limit)s (%(share)s%%) are expected.")
            % words
        )
        return DistributionWarning(f"least-{'-'.join(codes)}", text, FIGURES_BASIS)
    return None


def _names(codes: Iterable[str]) -> str:
    return " / ".join(str(Predicate(code).label) for code in codes)
