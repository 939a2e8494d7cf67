"""A plan as its page shows it: the rows of its parts, the rights of the reader, and the whole sheet."""

from dataclasses import dataclass, field, replace
from typing import Any

from asn_portal.core.requirements import Checklist, Status
from performance.enums import PlanStatus
from performance.enums.plan_changes import PlanOrigin
from performance.models import Plan, WorkResult
from performance.rules.narratives import numbered_lines
from performance.rules.plan_checklist import LeaderPlan


@dataclass(frozen=True)
class BehaviourRow:
    """One of the seven values with its guides and what the leader expects in particular."""

    value: str
    label: str
    guides: tuple
    text: str


@dataclass(frozen=True)
class AttachmentRow:
    """One of the three parts of the attachment."""

    kind: str
    label: str
    text: str

    @property
    def lines(self) -> list[str]:
        """Return the points as the form numbers them."""
        return numbered_lines(self.text)


@dataclass(frozen=True)
class PlanRights:
    """What the actor may do with a plan now."""

    can_write: bool
    can_submit: bool
    can_withdraw: bool
    can_decide: bool
    can_set_expectations: bool
    can_confirm: bool
    can_change: bool
    can_link: bool
    can_give_up: bool = False


@dataclass(frozen=True)
class Version:
    """A version with everything that is compared: results, special expectations by value, attachments by kind."""

    plan: Plan
    results: list[WorkResult]
    wishes: dict[str, str]
    parts: dict[str, str]


@dataclass(frozen=True)
class PlanSheet:
    """A plan with all that its page shows."""

    plan: Plan
    main: list[WorkResult]
    additional: list[WorkResult]
    behaviours: list[BehaviourRow]
    attachments: list[AttachmentRow]
    checklist: Checklist
    leader: LeaderPlan
    unlinked: int
    uses_links: bool
    rights: PlanRights
    timeline: list[Any]
    versions: list[Plan] = field(default_factory=list)
    last_year: Plan | None = None
    open_version: Plan | None = None
    before: Version | None = None

    @property
    def results(self) -> list[WorkResult]:
        """Return all results in the order of the form."""
        return self.main + self.additional

    @property
    def is_waiting_for_leader(self) -> bool:
        """Tell whether the leader's plan is what is missing (the delay is not the employee's)."""
        return self.leader == LeaderPlan.PENDING and self.plan.state != PlanStatus.SUPERSEDED

    @property
    def applicable_checklist(self) -> Checklist:
        """Return the checklist without what this form does not have."""
        items = tuple(item for item in self.checklist.items if item.status != Status.NOT_APPLICABLE)
        return replace(self.checklist, items=items)

    @property
    def applicable(self) -> int:
        """Return how many requirements count for this plan."""
        return len(self.applicable_checklist.items)

    @property
    def met(self) -> int:
        """Return how many of them are met."""
        return self.checklist.count(Status.MET)

    @property
    def missing(self) -> int:
        """Return how many of them are not met."""
        return len(self.checklist.open_items)

    @property
    def copies(self) -> bool:
        """Tell whether there is a plan to copy from: of the earlier post after a move, or of last year."""
        is_moved = self.plan.origin == PlanOrigin.MOVE and self.plan.replaces_id is not None
        return is_moved or self.last_year is not None

    @property
    def is_moved(self) -> bool:
        """Tell whether it was opened by a move, a study or late, and its opening is still worth a word."""
        began = self.plan.origin not in {PlanOrigin.YEAR, PlanOrigin.CHANGE}
        return began and self.plan.state != PlanStatus.SUPERSEDED

    @property
    def acting_missing(self) -> str:
        """Return what the checklist says about an acting post without a main result."""
        rows = (item for item in self.checklist.open_items if item.code == "acting")
        return next((item.evidence for item in rows), "")

    @property
    def return_note(self) -> str:
        """Return the evaluator's last reason for returning."""
        return next((row["note"] for row in reversed(self.timeline) if row.get("tone") == "bad"), "")

    @property
    def special_expectations(self) -> int:
        """Return how many values carry a special expectation."""
        return sum(bool(row.text) for row in self.behaviours)
