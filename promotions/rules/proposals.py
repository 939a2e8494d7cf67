"""Rank proposals: which TMT may be proposed or decided, and the checklist as it is stored and verified."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from asn_portal.core.requirements import Checklist, Requirement, Status
from employees.enums import RankChangeKind
from promotions.enums import PromotionKind, ProposalStatus
from promotions.rules.ranks import is_allowed_start, months_in_force, next_allowed_start
from promotions.rules.spans import add_years, long_date

MONTHS_OFFERED = 12
YEARS_AHEAD = 2
# Where a state stands among the steps shown: proposed, office, BKPSDM, decree, promoted.
STEPS = {
    ProposalStatus.RETURNED: 1,
    ProposalStatus.AT_UNIT: 2,
    ProposalStatus.AT_BKPSDM: 3,
    ProposalStatus.TO_DECIDE: 4,
    ProposalStatus.DECIDED: 6,
}
RECORD_KINDS = {
    PromotionKind.REGULAR: RankChangeKind.REGULAR,
    PromotionKind.STRUCTURAL: RankChangeKind.CHOICE,
    PromotionKind.FUNCTIONAL: RankChangeKind.CHOICE,
    PromotionKind.DIPLOMA: RankChangeKind.DIPLOMA,
}


def tmt_problem(day: date, *, today: date, rank_since: date | None = None) -> str:
    """Say what is wrong with a TMT, or nothing: the rule in force on that day allows it, and it follows the
    present rank (BKN 4/2023, BKN 4/2025, PP 99/2000)."""
    problem = far_tmt_problem(day, today=today)
    if problem:
        return problem
    if not is_allowed_start(day):
        row = months_in_force(day)
        values = {
            "day": long_date(day),
            "basis": row.source if row else "PP 99/2000",
            "next": long_date(next_allowed_start(day)),
        }
        return _("%(day)s is no allowed TMT (%(basis)s). The next allowed one is %(next)s.") % values
    if rank_since and day <= rank_since:
        values = {"day": long_date(rank_since)}
        return _("The TMT must lie after the TMT of the present rank, %(day)s.") % values
    return ""


def far_tmt_problem(day: date, *, today: date) -> str:
    """Say that a TMT lies too far ahead; asked before anything is worked out from it, since years end with 9999."""
    if day > add_years(today, YEARS_AHEAD):
        return _("The TMT may lie at most %(years)d years ahead.") % {"years": YEARS_AHEAD}
    return ""


def proposed_tmt_problem(day: date, *, today: date, rank_since: date | None = None) -> str:
    """Say the same of a TMT somebody proposes: a month that is over cannot be aimed at any more."""
    if day < today.replace(day=1):
        return _("This TMT is over; choose a coming one.")
    return tmt_problem(day, today=today, rank_since=rank_since)


def offered_dates(today: date, *, count: int = MONTHS_OFFERED) -> list[date]:
    """Return the coming TMT to choose from."""
    days, day = [], next_allowed_start(today)
    for _place in range(count):
        days.append(day)
        day = next_allowed_start(date(day.year + day.month // 12, day.month % 12 + 1, 1))
    return days


def stored(checklist: Checklist) -> dict[str, Any]:
    """Return a checklist as it is kept with a proposal; lists and inboxes ask the database for `is_met`."""
    return checklist.to_dict() | {"is_met": checklist.is_met}


@dataclass(frozen=True)
class Verification:
    """What HR found about a requirement the record is silent on: who, when, on which evidence."""

    by_id: int | None
    by_name: str
    on: date
    evidence: str

    def applied_to(self, item: Requirement) -> Requirement:
        """Return the requirement as met, with the evidence found in place of the silence of the record."""
        return replace(
            item,
            status=Status.MET,
            evidence=self.evidence,
            source=_("Verified by %(name)s") % {"name": self.by_name},
            source_on=self.on,
            next_step="",
            link="",
        )

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "by_id": self.by_id,
            "by_name": self.by_name,
            "on": self.on.isoformat(),
            "evidence": self.evidence,
        }


def verify(data: dict[str, Any], code: str, found: Verification) -> dict[str, Any]:
    """Return a stored checklist with one unverified item confirmed; raises KeyError where it is not unverified."""
    listing = Checklist.from_dict(data)
    if code not in {item.code for item in listing.items if item.status == Status.UNVERIFIED}:
        raise KeyError(code)
    verified = {row["code"]: row["verified"] for row in data["items"] if "verified" in row}
    return _with(listing, verified | {code: found.to_dict()}, keep=verified)


def carry_over(data: dict[str, Any], fresh: Checklist) -> dict[str, Any]:
    """Return a checklist worked out anew with what HR had confirmed, as far as the record is still silent."""
    silent = {item.code for item in fresh.items if item.status == Status.UNVERIFIED}
    known = {row["code"]: row["verified"] for row in data.get("items", []) if "verified" in row}
    return _with(fresh, {code: found for code, found in known.items() if code in silent}, keep={})


def _with(listing: Checklist, verified: dict[str, dict], *, keep: dict[str, dict]) -> dict[str, Any]:
    """Return the stored form: items of `verified` are met by it, those of `keep` are so already."""
    items = tuple(
        Verification(**_dated(verified[item.code])).applied_to(item)
        if item.code in verified and item.code not in keep
        else item
        for item in listing.items
    )
    data = stored(replace(listing, items=items))
    for row in data["items"]:
        if row["code"] in verified:
            row["verified"] = verified[row["code"]]
    return data


def _dated(found: dict[str, Any]) -> dict[str, Any]:
    return found | {"on": date.fromisoformat(found["on"])}


def open_words(listing: Checklist) -> str:
    """Return what is open in one line, for messages."""
    return "; ".join(str(item.label) for item in listing.open_items)


def came_up(before: Checklist, now: Checklist) -> set[str]:
    """Return what is open now and was not before; what was unknown then and is missing now has come up, too."""
    known = {item.code: item.status for item in before.open_items}
    return {
        item.code
        for item in now.open_items
        if item.code not in known or (item.status == Status.UNMET and known[item.code] == Status.UNVERIFIED)
    }


def unmet_codes(listing: Checklist) -> set[str]:
    """Return what is known to be missing; what is merely unknown HR can confirm."""
    return {item.code for item in listing.items if item.status == Status.UNMET}
