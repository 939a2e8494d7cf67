"""Hiding small groups, so that no distribution tells about one person."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

SMALLEST_SHOWN = 5
Key = TypeVar("Key", bound=Hashable)


def hidden_groups(sizes: Mapping[Key, int], *, smallest: int = SMALLEST_SHOWN) -> frozenset[Key]:
    """Return the groups that must not be shown: those under `smallest` people.

    Where exactly one group would be hidden, its figures could be computed from the total; then the next smallest is
    hidden as well. Empty groups hide nothing.
    """
    filled = {key: size for key, size in sizes.items() if size > 0}
    hidden = {key for key, size in filled.items() if size < smallest}
    if len(hidden) == 1:
        shown = [key for key in filled if key not in hidden]
        if shown:
            hidden.add(min(shown, key=lambda key: (filled[key], str(key))))
    return frozenset(hidden)


def all_alike(counts: Mapping[str, int], *, smallest: int = SMALLEST_SHOWN) -> bool:
    """Tell whether somebody gave everybody the same: five people or more, one value."""
    given = [count for count in counts.values() if count]
    return len(given) == 1 and given[0] >= smallest
