"""Reading figures in what was reached, to say in words what they suggest. Never decides.

PermenPANRB 6/2022 gives no percentages, and evidence under target may still be "as expected": so a result gets a
rating here only where target and final figure can be compared plainly.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from performance.enums import Aspect, Direction, Rating

NUMBER = re.compile(r"\d[\d.,]*")
THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")


@dataclass(frozen=True)
class RealisationRules:
    """How near to the target still is the target (a share of it); an own figure, an agency may change it."""

    tolerance: Decimal = Decimal("0.02")


def first_number(text: str) -> Decimal | None:
    """Return the first figure of a text, written the Indonesian way: 1.234,5; None where there is none."""
    found = NUMBER.search(text)
    if found is None:
        return None
    digits = found.group().rstrip(".,")
    if "," in digits:
        digits = digits.replace(".", "").replace(",", ".", 1).replace(",", "")
    elif THOUSANDS.fullmatch(digits) or digits.count(".") > 1:
        digits = digits.replace(".", "")
    return Decimal(digits)


def compare(
    target: str,
    reached: str,
    *,
    aspect: str = "",
    direction: str = "",
    rules: RealisationRules | None = None,
) -> Rating | None:
    """Return how a final figure stands to its target. None without figures.

    Which way is better says the standard the indicator was taken from (`direction`); without one, less is better
    for time and cost.
    """
    aim, figure = first_number(target), first_number(reached)
    if aim is None or figure is None or aim == 0:
        return None
    margin = (rules or RealisationRules()).tolerance
    share = figure / aim
    if is_less_better(aspect, direction):
        share = 2 - share
    if abs(share - 1) <= margin:
        return Rating.AS_EXPECTED
    return Rating.ABOVE if share > 1 else Rating.BELOW


def is_less_better(aspect: str, direction: str = "") -> bool:
    """Tell whether a smaller figure is the better one."""
    if direction:
        return direction == Direction.LOWER
    return aspect in {Aspect.TIME, Aspect.COST}


def rate_result(ratings: Iterable[Rating | None]) -> Rating | None:
    """Return the rating of a result from its indicators: the lowest counts; None while one is unknown."""
    known = list(ratings)
    if not known or None in known:
        return None
    return min((rating for rating in known if rating is not None), key=lambda rating: rating.rank)
