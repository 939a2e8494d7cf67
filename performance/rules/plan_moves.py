"""Whether somebody, or the evaluator, has moved since a plan was made (PermenPANRB 6/2022 annex II p. 65)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# A temporary evaluator, or the next superior upwards for a while, is no move of the evaluator.
PASSING_SOURCES = frozenset({"override", "climbed", ""})


class Move(StrEnum):
    """What has moved; a new post goes before a new evaluator, which it mostly brings along."""

    POST = "post"
    EVALUATOR = "evaluator"


@dataclass(frozen=True)
class Place:
    """Where a plan stands, or where its owner stands today.

    `post_id` None: not recorded, then the unit decides. `source` says where today's evaluator comes from.
    """

    post_id: int | None
    unit_id: int | None
    evaluator_id: int | None
    source: str = ""


@dataclass(frozen=True)
class Span:
    """First and last day of a plan, both included."""

    first: date
    last: date


def move_of(plan: Place, today: Place) -> Move | None:
    """Return what has moved; somebody without a post, or whose evaluator is only replaced for a while, has not."""
    if today.post_id is not None and has_new_post(plan, today):
        return Move.POST
    is_new = today.evaluator_id is not None and today.evaluator_id != plan.evaluator_id
    return Move.EVALUATOR if is_new and today.source not in PASSING_SOURCES else None


def has_new_post(plan: Place, today: Place) -> bool:
    """Tell whether the post is another; plans made before posts were kept are judged by the unit."""
    return plan.post_id != today.post_id if plan.post_id is not None else plan.unit_id != today.unit_id


def split_at(plan: Span, since: date | None) -> tuple[date | None, date | None]:
    """Return the last day of the old plan and the first of the new one, None where nothing is split.

    A post held from the first day (or before) takes the whole period over; one from after the last day, none.
    """
    if since is None or not plan.first < since <= plan.last:
        return None, None
    return since - timedelta(days=1), since
