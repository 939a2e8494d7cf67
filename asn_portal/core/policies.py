"""Figures that agencies set (A11): a default with its source, and what an agency has put in its place from a date."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import JSONField, OuterRef, Subquery

from asn_portal.core.models import AgencyPolicy

# What has been set, by key, oldest first: of each agency that was asked about while `remembered` is open.
Figures = dict[str, list[tuple[date, Any]]]
_known: ContextVar[dict[int | None, Figures] | None] = ContextVar("figures", default=None)


@dataclass(frozen=True)
class PolicyKey:
    """One figure: its default and where that comes from."""

    key: str
    default: Any
    source: str


KNOWN: dict[str, PolicyKey] = {}


def define(key: str, default: Any, source: str) -> PolicyKey:
    """Make a figure known; each app defines its own."""
    KNOWN[key] = PolicyKey(key, default, source)
    return KNOWN[key]


def value_on(policy: PolicyKey, *, agency_id: int | None, day: date) -> Any:
    """Return the figure in force for an agency on a day."""
    known = _known.get()
    if known is not None:
        return _in_force(policy, _figures_of(known, agency_id), day)
    row = (
        AgencyPolicy.objects.filter(agency_id=agency_id, key=policy.key, starts_on__lte=day)
        .order_by("-starts_on")
        .first()
    )
    return policy.default if row is None else row.value


def value_subquery(policy: PolicyKey, day: date) -> Subquery:
    """Return an annotation for rows with an `agency_id`: the figure set for it, None where the default counts."""
    rows = AgencyPolicy.objects.filter(agency_id=OuterRef("agency_id"), key=policy.key, starts_on__lte=day)
    return Subquery(rows.order_by("-starts_on").values("value")[:1], output_field=JSONField())


@contextmanager
def remembered() -> Iterator[None]:
    """Read the figures of an agency once and answer from memory until the end; for requests that only read."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def _figures_of(known: dict[int | None, Figures], agency_id: int | None) -> Figures:
    if agency_id not in known:
        found: Figures = defaultdict(list)
        rows = AgencyPolicy.objects.filter(agency_id=agency_id).order_by("starts_on")
        for key, starts_on, value in rows.values_list("key", "starts_on", "value"):
            found[key].append((starts_on, value))
        known[agency_id] = found
    return known[agency_id]


def _in_force(policy: PolicyKey, figures: Figures, day: date) -> Any:
    rows = figures.get(policy.key, [])
    place = bisect_right([starts_on for starts_on, _value in rows], day)
    return rows[place - 1][1] if place else policy.default


WORK_DAYS = define("calendar.work_days", 5, "PP 94/2021; Perpres 21/2023")
