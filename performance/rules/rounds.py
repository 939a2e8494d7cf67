"""What a closed feedback round may show: never so little that somebody could be picked out.

Four ways of finding out who said what are closed here:
- a side with too few answers is joined with others, until every column has enough;
- no answer can be found by subtraction: the columns together always hold every answer, and the leader, who reads the
  result and knows the own answer, never counts towards a threshold;
- a mean at the very end of the scale would tell what each of them said: it is given as "4.5 or more", and then no
  column of that behaviour is shown, since the rest would give it away;
- the leader's mark stands in no mean with others.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from performance.enums.rounds import RoundGroup

LOWEST, HIGHEST = 1, 5
EDGE = Decimal("0.5")
TENTH = Decimal("0.1")
SIDES = (RoundGroup.PEER, RoundGroup.SUBORDINATE, RoundGroup.OTHER)


@dataclass(frozen=True)
class Thresholds:
    """Answers needed in all and per column, and whether the leader's answer stands apart (the leader knows)."""

    minimum: int
    group_minimum: int
    shows_leader: bool = False


@dataclass(frozen=True)
class GivenAnswer:
    """The side an answer comes from, and its marks by behaviour."""

    group: str
    scores: Mapping[str, int]


@dataclass(frozen=True)
class Cell:
    """A column of the result: the sides in it, and how many answers."""

    groups: tuple[str, ...]
    count: int

    @property
    def label(self) -> str:
        """Return the names of the sides in it."""
        return ", ".join(str(RoundGroup(group).label) for group in self.groups)


@dataclass(frozen=True)
class Mean:
    """A mean to a tenth; `edge` says that only "or more" ("high") or "or less" ("low") is told."""

    value: Decimal
    edge: str = ""


@dataclass(frozen=True)
class ItemRow:
    """One behaviour: the mean of all, and of each column as far as it may be shown."""

    value: str
    overall: Mean | None
    cells: tuple[Mean | None, ...]


@dataclass(frozen=True)
class RoundSheet:
    """What is shown of one person's answers; without cells nothing is."""

    total: int
    cells: tuple[Cell, ...]
    items: tuple[ItemRow, ...]


def columns(counts: Mapping[str, int], thresholds: Thresholds) -> tuple[Cell, ...]:
    """Return the columns that may be shown, empty where there are too few answers in all.

    Every answer is in exactly one column, so that nothing is left over to be found by subtraction.
    """
    sides = {side: counts.get(side, 0) for side in SIDES if counts.get(side, 0)}
    leaders = counts.get(RoundGroup.LEADER, 0)
    if sum(sides.values()) < max(thresholds.minimum, thresholds.group_minimum):
        return ()
    kept = {side: count for side, count in sides.items() if count >= thresholds.group_minimum}
    joined = {side: count for side, count in sides.items() if side not in kept}
    hides_leader = leaders > 0 and not thresholds.shows_leader
    while (joined or hides_leader) and sum(joined.values()) < thresholds.group_minimum:
        smallest = min(kept, key=lambda side: (kept[side], -SIDES.index(side)))
        joined[smallest] = kept.pop(smallest)
    cells = [Cell((RoundGroup.LEADER.value,), leaders)] if leaders and thresholds.shows_leader else []
    cells += [Cell((side.value,), count) for side, count in kept.items()]
    if joined:
        names = [side.value for side in SIDES if side in joined]
        first = [RoundGroup.LEADER.value] if hides_leader else []
        extra = leaders if hides_leader else 0
        cells.append(Cell((*first, *names), sum(joined.values()) + extra))
    return tuple(cells)


def summarise(answers: Sequence[GivenAnswer], values: Iterable[str], thresholds: Thresholds) -> RoundSheet:
    """Return what may be shown of the answers about one person, a row for each behaviour."""
    cells = columns(Counter(answer.group for answer in answers), thresholds)
    rows = tuple(item_row(answers, value, cells, thresholds) for value in values) if cells else ()
    return RoundSheet(total=len(answers) if cells else 0, cells=cells, items=rows)


def item_row(
    answers: Sequence[GivenAnswer], value: str, cells: Sequence[Cell], thresholds: Thresholds
) -> ItemRow:
    """Return one behaviour; where a column has too few marks for it, none of its columns is shown."""
    marked = [answer for answer in answers if value in answer.scores]
    heard = [answer for answer in marked if answer.group != RoundGroup.LEADER]
    if len(heard) < thresholds.minimum:
        return ItemRow(value, None, tuple(None for _cell in cells))
    overall = mean_of([answer.scores[value] for answer in heard])
    # Who leads knows the own mark: it stands in no mean with others.
    parts = [
        [answer for answer in (marked if is_leader_alone(cell) else heard) if answer.group in cell.groups]
        for cell in cells
    ]
    if not all(has_enough(part, cell, thresholds) for part, cell in zip(parts, cells, strict=True)):
        return ItemRow(value, overall, tuple(None for _cell in cells))
    means = tuple(
        mean_of([answer.scores[value] for answer in part], is_open=is_leader_alone(cell))
        for part, cell in zip(parts, cells, strict=True)
    )
    # From all and the other columns the one at the end of the scale could be worked out.
    if any(mean.edge for mean in means):
        return ItemRow(value, overall, tuple(None for _cell in cells))
    return ItemRow(value, overall, means)


def has_enough(part: Sequence[GivenAnswer], cell: Cell, thresholds: Thresholds) -> bool:
    """Tell whether a column has enough marks beside the leader's; the leader apart has agreed to be seen."""
    if is_leader_alone(cell):
        return bool(part)
    return sum(answer.group != RoundGroup.LEADER for answer in part) >= thresholds.group_minimum


def is_leader_alone(cell: Cell) -> bool:
    """Tell whether a column is the leader's own."""
    return cell.groups == (RoundGroup.LEADER.value,)


def mean_of(scores: Sequence[int], *, is_open: bool = False) -> Mean:
    """Return the mean of marks to a tenth; nearer to an end of the scale than half a mark only that is said."""
    mean = (Decimal(sum(scores)) / len(scores)).quantize(TENTH, ROUND_HALF_UP)
    if is_open:
        return Mean(mean)
    if mean >= HIGHEST - EDGE:
        return Mean(HIGHEST - EDGE, "high")
    if mean <= LOWEST + EDGE:
        return Mean(LOWEST + EDGE, "low")
    return Mean(mean)


def in_random_order(texts: Iterable[tuple[str, str]], question: str) -> tuple[str, ...]:
    """Return texts, given with the key of their answer, in an order that stays and says nothing.

    Each question has an order of its own, so that two texts of one answer cannot be put together by their place.
    """

    def place(pair: tuple[str, str]) -> str:
        return hashlib.sha256(f"{question}:{pair[0]}".encode()).hexdigest()

    return tuple(text.strip() for _key, text in sorted(texts, key=place) if text.strip())
