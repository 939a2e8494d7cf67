"""How an evaluator's predicates are spread while rating, against the pattern of the unit's predicate."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from asn_portal.core.access import Actor
from performance.enums import AppraisalStatus, Predicate, Rating
from performance.models import Appraisal
from performance.rules.distribution import (
    AXIS,
    SMALLEST_GROUP,
    DistributionWarning,
    Spread,
    leader_rating,
    peak_of,
    warnings_for,
)
from performance.rules.predicate import MATRIX
from performance.selectors.appraisals import Peer, team_and_periods
from performance.selectors.unit_predicates import Standing, standing_of


@dataclass(frozen=True)
class RatingSpread:
    """The live distribution: people by predicate with the chosen one counted in, the pattern and its warnings."""

    standing: Standing
    spread: Spread
    chosen: Predicate | None
    warnings: tuple[DistributionWarning, ...]
    leader_hint: Rating | None

    @property
    def rows(self) -> list[tuple[Predicate, int]]:
        """Return people by predicate, the worst first as on the official picture."""
        return [(predicate, self.spread.counts.get(predicate, 0)) for predicate in AXIS]

    @property
    def peak(self) -> Predicate | None:
        """Return the predicate that ideally most people have, None without a unit predicate."""
        return peak_of(self.standing.effective.predicate) if self.standing.effective else None

    @property
    def is_small(self) -> bool:
        """Tell whether there are too few people for a pattern."""
        return self.spread.total < SMALLEST_GROUP

    @property
    def organisation_code(self) -> str:
        """Return the stored code of the unit's predicate, "" for none."""
        return self.standing.effective.predicate.value if self.standing.effective else ""


def chosen_predicate(result: str, behaviour: str, chosen: str = "") -> Predicate | None:
    """Return the predicate of what is chosen on the form, None while something is missing."""
    if chosen in Predicate.values:
        return Predicate(chosen)
    if result in Rating.values and behaviour in Rating.values:
        return MATRIX[Rating(result), Rating(behaviour)]
    return None


def rating_spread(
    *, actor: Actor, appraisal: Appraisal, chosen: Predicate | None, peers: Sequence[Peer] | None = None
) -> RatingSpread:
    """Return the distribution of the actor's people in this period; one query, a second without `peers`."""
    if peers is None:
        peers = team_and_periods(actor=actor, appraisal=appraisal)[0].peers
    today = timezone.localdate()
    standing = standing_of(actor=actor, appraisal=appraisal, today=today)
    spread = Spread.count(code_of(peer, chosen) for peer in peers if counts(peer))
    code = standing.effective.predicate.value if standing.effective else ""
    return RatingSpread(
        standing=standing,
        spread=spread,
        chosen=chosen,
        warnings=warnings_for(code, spread, figures=standing.figures),
        leader_hint=leader_rating(standing.own.value)
        if standing.own and standing.figures is not None
        else None,
    )


def counts(peer: Peer) -> bool:
    """Tell whether somebody belongs to the distribution: not who was closed without a rating."""
    return peer.is_current or peer.state != AppraisalStatus.UNRATED


def code_of(peer: Peer, chosen: Predicate | None) -> str:
    """Return the predicate that counts for somebody: the chosen one for the person on the screen."""
    if peer.is_current and (chosen is not None or peer.is_waiting):
        return chosen.value if chosen else ""
    return peer.predicate.value if peer.predicate and not peer.is_waiting else ""
