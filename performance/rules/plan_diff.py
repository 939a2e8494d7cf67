"""What changed between two versions of a plan, word by word. Pure: plain data in, plain data out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Protocol, TypeVar

ALIKE = 0.6


class Mark(StrEnum):
    """What became of a word, a field or a row."""

    SAME = "same"
    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True)
class Piece:
    """Some words of a text with what became of them: same, new or gone."""

    mark: Mark
    text: str


@dataclass(frozen=True)
class Line:
    """One text of a row, such as the target; `label` names it, `pieces` hold both versions."""

    label: str
    mark: Mark
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Item:
    """An indicator or another row: its line of descent and its texts by label, in the order to show them."""

    lineage: int
    texts: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        """Return the first text."""
        return self.texts[0][1] if self.texts else ""


@dataclass(frozen=True)
class Group:
    """A result with its indicators."""

    lineage: int
    texts: tuple[tuple[str, str], ...]
    items: tuple[Item, ...] = ()

    @property
    def title(self) -> str:
        """Return the first text."""
        return self.texts[0][1] if self.texts else ""


@dataclass(frozen=True)
class ItemChange:
    """What became of one indicator."""

    mark: Mark
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class GroupChange:
    """What became of one result and its indicators."""

    mark: Mark
    lines: tuple[Line, ...]
    items: tuple[ItemChange, ...]


class _Row(Protocol):
    @property
    def lineage(self) -> int: ...
    @property
    def texts(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def title(self) -> str: ...


Row = TypeVar("Row", bound=_Row)


def compare(old: Sequence[Group], new: Sequence[Group]) -> tuple[GroupChange, ...]:
    """Return what became of every result: in the order of the new version, what is gone at the end."""
    return tuple(_group(before, after) for before, after in paired(old, new))


def changed_lines(old: Iterable[tuple[str, str]], new: Iterable[tuple[str, str]]) -> tuple[Line, ...]:
    """Return the texts that differ, each with its words marked."""
    return tuple(line for line in _lines(tuple(old), tuple(new)) if line.mark != Mark.SAME)


def marked(old: str, new: str) -> tuple[Piece, ...]:
    """Return both texts as one, with the words that are gone and those that are new."""
    before, after = old.split(), new.split()
    pieces: list[Piece] = []
    for step, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if step == "equal":
            pieces.append(Piece(Mark.SAME, " ".join(after[start:end])))
            continue
        if first != last:
            pieces.append(Piece(Mark.GONE, " ".join(before[first:last])))
        if start != end:
            pieces.append(Piece(Mark.NEW, " ".join(after[start:end])))
    return tuple(pieces)


def paired(old: Sequence[Row], new: Sequence[Row]) -> list[tuple[Row | None, Row | None]]:
    """Pair rows by descent, then by the same or nearly the same words; who has no partner came or went."""
    left = list(old)
    partners: dict[int, Row] = {}
    for is_partner in (_same_descent, _same_words, _nearly_same_words):
        for place, row in enumerate(new):
            found = None if place in partners else next((one for one in left if is_partner(one, row)), None)
            if found is not None:
                partners[place] = found
                left.remove(found)
    pairs: list[tuple[Row | None, Row | None]] = [(partners.get(place), row) for place, row in enumerate(new)]
    return pairs + [(row, None) for row in left]


def count_changes(groups: Iterable[GroupChange]) -> int:
    """Return how many results and indicators came, went or changed."""
    return sum(
        (group.mark != Mark.SAME and any(line.mark != Mark.SAME for line in group.lines))
        + sum(item.mark != Mark.SAME for item in group.items)
        for group in groups
    )


def _same_descent(one: _Row, other: _Row) -> bool:
    return one.lineage == other.lineage


def _same_words(one: _Row, other: _Row) -> bool:
    return one.title.split() == other.title.split()


def _nearly_same_words(one: _Row, other: _Row) -> bool:
    return SequenceMatcher(None, one.title.split(), other.title.split(), autojunk=False).ratio() >= ALIKE


def _group(before: Group | None, after: Group | None) -> GroupChange:
    lines = _lines(before.texts if before else (), after.texts if after else ())
    pairs = paired(before.items if before else (), after.items if after else ())
    items = tuple(_item(one, other) for one, other in pairs)
    return GroupChange(_mark(before, after, lines, items), lines, items)


def _item(before: Item | None, after: Item | None) -> ItemChange:
    lines = _lines(before.texts if before else (), after.texts if after else ())
    return ItemChange(_mark(before, after, lines), lines)


def _mark(before, after, lines: Sequence[Line], items: Sequence[ItemChange] = ()) -> Mark:
    if before is None:
        return Mark.NEW
    if after is None:
        return Mark.GONE
    is_same = all(line.mark == Mark.SAME for line in lines) and all(item.mark == Mark.SAME for item in items)
    return Mark.SAME if is_same else Mark.CHANGED


def _lines(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> tuple[Line, ...]:
    before, after = dict(old), dict(new)
    labels = dict.fromkeys([label for label, _text in new] + [label for label, _text in old])
    lines = []
    for label in labels:
        was, becomes = before.get(label, ""), after.get(label, "")
        if not was and not becomes:
            continue
        mark = Mark.SAME if was.split() == becomes.split() else Mark.CHANGED
        lines.append(Line(label, mark, marked(was, becomes)))
    return tuple(lines)
