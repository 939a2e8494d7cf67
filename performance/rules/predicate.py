"""From two ratings to the predicate, and the guides around it (PermenPANRB 6/2022 annex IV).

The matrix decides; everything else here only suggests or explains.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from employees.enums import EducationLevel
from performance.enums import BehaviourRating, Predicate, Rating, ResultKind, ResultRating

MATRIX_BASIS = "PermenPANRB 6/2022, Lampiran Bab IV"
MATRIX_VERSION = "predicate/2022-02-07"
STUDY_BASIS = "PermenPANRB 6/2022, Lampiran Bab II"
HIGHEST_IPK = Decimal(4)

MATRIX: dict[tuple[Rating, Rating], Predicate] = {
    (ResultRating.ABOVE, BehaviourRating.BELOW): Predicate.K,
    (ResultRating.ABOVE, BehaviourRating.AS_EXPECTED): Predicate.B,
    (ResultRating.ABOVE, BehaviourRating.ABOVE): Predicate.SB,
    (ResultRating.AS_EXPECTED, BehaviourRating.BELOW): Predicate.K,
    (ResultRating.AS_EXPECTED, BehaviourRating.AS_EXPECTED): Predicate.B,
    (ResultRating.AS_EXPECTED, BehaviourRating.ABOVE): Predicate.B,
    (ResultRating.BELOW, BehaviourRating.BELOW): Predicate.SK,
    (ResultRating.BELOW, BehaviourRating.AS_EXPECTED): Predicate.BP,
    (ResultRating.BELOW, BehaviourRating.ABOVE): Predicate.BP,
}

_GRADUATE = (EducationLevel.PROFESSION, EducationLevel.S2, EducationLevel.S3)
# Lower bounds for Sangat Baik, Baik, Butuh Perbaikan; below the last one Kurang.
_IPK_BOUNDS: dict[tuple[bool, str], tuple[str, str, str]] = {
    (False, "a"): ("3.51", "3.01", "2.76"),
    (False, "b"): ("3.61", "3.10", "2.76"),
    (False, "c"): ("3.71", "3.20", "2.76"),
    (True, "a"): ("3.51", "3.20", "3.00"),
    (True, "b"): ("3.61", "3.25", "3.00"),
    (True, "c"): ("3.71", "3.30", "3.00"),
}


@dataclass(frozen=True)
class RatedResult:
    """One work result as the evaluator sees it; None where nothing is said yet."""

    kind: str
    rating: str | None
    is_feedback_positive: bool | None = None


@dataclass(frozen=True)
class SuggestionRules:
    """What the regulation's "most" and "few" mean in figures. It gives none, so an agency may change them.

    `most` is exceeded by a share of all results, `few` not exceeded by a share of the main results.
    """

    most: float = 0.5
    few: float = 0.34


def predicate_for(result: str, behaviour: str) -> Predicate:
    """Return the predicate of the cell; raises ValueError for an unknown rating."""
    return MATRIX[ResultRating(result), BehaviourRating(behaviour)]


def allowed_predicates(result: str, behaviour: str, *, dropped_out: bool = False) -> tuple[Predicate, ...]:
    """Return what the evaluator may choose: the cell of the matrix.

    For somebody who dropped out of a study assignment only Kurang or Sangat Kurang, weighed by behaviour.
    """
    return (Predicate.K, Predicate.SK) if dropped_out else (predicate_for(result, behaviour),)


def explain(
    result: str, behaviour: str, *, chosen: str | None = None, dropped_out: bool = False
) -> tuple[str, ...]:
    """Return the sentences behind "Mengapa?": both ratings, the cell of the matrix, the regulation.

    `chosen` is needed only for somebody who dropped out, where the evaluator chooses between two.
    """
    result, behaviour = ResultRating(result), BehaviourRating(behaviour)
    sentences = [
        _("Work results were rated: %(rating)s.") % {"rating": result.label.lower()},
        _("Work behaviour was rated: %(rating)s.") % {"rating": behaviour.label.lower()},
    ]
    if dropped_out:
        sentences.append(_("A study assignment was not completed, so only Poor or Very poor can be given."))
        if chosen:
            sentences.append(
                _("The evaluator chose: %(predicate)s.") % {"predicate": Predicate(chosen).label}
            )
    else:
        cell = predicate_for(result, behaviour).matrix_label
        sentences.append(
            _("In the official matrix these two meet in the cell: %(predicate)s.") % {"predicate": cell}
        )
    sentences.append(_("Basis: %(basis)s.") % {"basis": MATRIX_BASIS})
    return tuple(sentences)


def suggestion_for(
    results: Sequence[RatedResult], rules: SuggestionRules | None = None
) -> tuple[Rating | None, str]:
    """Suggest a result rating with its reason; never decides, because the evaluator weighs the feedback.

    None when something is not rated yet, or when the results point in no clear direction.
    """
    rules = rules or SuggestionRules()
    unrated = sum(item.rating is None for item in results)
    if not results or unrated:
        return None, _("No suggestion: %(count)d work results have no rating yet.") % {"count": unrated}
    if _share(results, Rating.BELOW) > rules.most:
        return Rating.BELOW, _("Most work results are below expectation.")
    main_below = _share([item for item in results if item.kind == ResultKind.MAIN], Rating.BELOW)
    if main_below > rules.few:
        return None, _("No suggestion: several main results are below expectation.")
    if main_below:
        return Rating.AS_EXPECTED, _("A main result is below expectation, so “above” is not suggested.")
    if _share(results, Rating.ABOVE) > rules.most:
        return _above_or_as(results, rules)
    return Rating.AS_EXPECTED, _("Most work results are as expected.")


def ipk_guide(level: str, accreditation: str, ipk: Decimal) -> Predicate | None:
    """Return the guide for a study assignment from its grade point average (IPK, 0 to 4.00).

    `accreditation` of the university: "a", "b", "c", or "abroad". The study programme must be accredited at
    least C (university A or B) or B (university C); the caller checks that. None where the annex has no row.
    Raises ValueError for an impossible IPK.
    """
    if not 0 <= ipk <= HIGHEST_IPK:
        raise ValueError("The IPK lies between 0 and 4.00.")
    column = "a" if accreditation.lower() == "abroad" else accreditation.lower()
    bounds = _IPK_BOUNDS.get((level in _GRADUATE, column))
    if bounds is None or level not in {EducationLevel.S1, *_GRADUATE}:
        return None
    steps = zip(bounds, (Predicate.SB, Predicate.B, Predicate.BP), strict=True)
    return next((predicate for bound, predicate in steps if ipk >= Decimal(bound)), Predicate.K)


def _share(results: Sequence[RatedResult], rating: Rating) -> float:
    return sum(item.rating == rating for item in results) / len(results) if results else 0.0


def _above_or_as(results: Sequence[RatedResult], rules: SuggestionRules) -> tuple[Rating, str]:
    heard = [item.is_feedback_positive for item in results if item.is_feedback_positive is not None]
    if not heard:
        return Rating.ABOVE, _("Most work results are above expectation; no feedback is recorded to weigh.")
    if sum(heard) / len(heard) > rules.most:
        return Rating.ABOVE, _("Most work results are above expectation and most feedback is positive.")
    return Rating.AS_EXPECTED, _("Most work results are above expectation, but the feedback is not.")
