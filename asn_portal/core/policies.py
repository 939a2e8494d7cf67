"""Figures that agencies set (A11): a default with its source, and what an agency has put in its place from a date."""

from dataclasses import dataclass
from typing import Any

from asn_portal.core.models import AgencyPolicy


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


def value_on(policy: PolicyKey, *, agency_id: int | None, day) -> Any:
    """Return the figure in force for an agency on a day."""
    row = (
        AgencyPolicy.objects.filter(agency_id=agency_id, key=policy.key, starts_on__lte=day)
        .order_by("-starts_on")
        .first()
    )
    return policy.default if row is None else row.value


WORK_DAYS = define("calendar.work_days", 5, "PP 94/2021; Perpres 21/2023")
