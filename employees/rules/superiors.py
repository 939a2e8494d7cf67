"""Who rates whom on a day, from posts, units and who holds what (PermenPANRB 6/2022 art. 1(9), annex IV)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

PREFERENCE = ("plh", "plt", "definitive")


class Source(StrEnum):
    """Where the answer comes from."""

    OVERRIDE = "override"
    POSITION = "position"
    ACTING = "acting"
    CLIMBED = "climbed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a post that day; `is_available` is False on unpaid leave or while suspended."""

    employee_id: int
    kind: str
    is_available: bool = True


@dataclass(frozen=True, slots=True)
class Post:
    """A post: its unit and, where recorded, the post it reports to."""

    unit_id: int
    reports_to: int | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A unit: its parent and the post of its head."""

    parent_id: int | None
    head_post: int | None


@dataclass(frozen=True)
class Chart:
    """An agency on one day, loaded once for everybody in it."""

    posts: Mapping[int, Post]
    units: Mapping[int, Node]
    holders: Mapping[int, tuple[Holder, ...]]
    overrides: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One post asked on the way up, and who was found there."""

    post_id: int
    holder: Holder | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The evaluator of a person on a day, where that comes from, and the posts asked on the way."""

    evaluator_id: int | None
    source: Source
    steps: tuple[Step, ...] = ()


def evaluator_of(chart: Chart, *, employee_id: int, post_id: int | None, unit_id: int | None) -> Answer:
    """Return the evaluator: a temporary one first, else the holder of the superior post, climbing past vacancies.

    Acting officers stand before the definitive holder they replace. Nobody rates themselves, and a circle of
    superior posts ends without an answer instead of going round.
    """
    override = chart.overrides.get(employee_id)
    if override is not None:
        return Answer(override, Source.OVERRIDE)
    steps: list[Step] = []
    for superior in superior_posts(chart, post_id, unit_id):
        holder = best_holder(chart.holders.get(superior, ()), besides=employee_id)
        steps.append(Step(superior, holder))
        if holder is not None:
            return Answer(holder.employee_id, source_of(holder, climbed=len(steps) > 1), tuple(steps))
    return Answer(None, Source.NONE, tuple(steps))


def superior_posts(chart: Chart, post_id: int | None, unit_id: int | None) -> Iterator[int]:
    """Yield the posts above a post, nearest first, each once."""
    seen = {post_id}
    current = next_post(chart, post_id, unit_id)
    while current is not None and current not in seen:
        seen.add(current)
        yield current
        post = chart.posts.get(current)
        current = next_post(chart, current, post.unit_id if post else None)


def next_post(chart: Chart, post_id: int | None, unit_id: int | None) -> int | None:
    """Return the recorded superior post, else the head of the unit, else of the nearest unit above that has one."""
    post = chart.posts.get(post_id) if post_id is not None else None
    if post and post.reports_to is not None:
        return post.reports_to
    node = chart.units.get(post.unit_id if post else unit_id or 0)
    while node is not None:
        if node.head_post is not None and node.head_post != post_id:
            return node.head_post
        node = chart.units.get(node.parent_id) if node.parent_id is not None else None
    return None


def best_holder(holders: tuple[Holder, ...], *, besides: int) -> Holder | None:
    """Return the holder who acts that day: Plh before Plt before definitive; the absent and oneself do not count."""
    able = [holder for holder in holders if holder.is_available and holder.employee_id != besides]
    return min(able, key=lambda holder: (PREFERENCE.index(holder.kind), holder.employee_id), default=None)


def source_of(holder: Holder, *, climbed: bool) -> Source:
    """Return how the holder was found."""
    if climbed:
        return Source.CLIMBED
    return Source.POSITION if holder.kind == "definitive" else Source.ACTING
