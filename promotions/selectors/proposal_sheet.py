"""What the page of one rank proposal shows: its desk, its steps, its checklist, and what the reader may do."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import pgettext

from asn_portal.core.access import Actor
from asn_portal.core.models import TransitionLog
from asn_portal.core.requirements import Checklist, Requirement, Status
from asn_portal.core.selectors import work_calendar
from promotions.enums import PromotionKind, ProposalStatus
from promotions.models import RankProposal
from promotions.rules.proposals import STEPS
from promotions.selectors.discretion import readable, readable_steps
from promotions.selectors.proposals import days_at_desk
from promotions.workflow.proposals import PROPOSAL_FLOW, REFUSALS, RETURNS, VERIFICATIONS

# What the page calls an act, and the steps that are this act at one desk or another.
ACTS: dict[str, tuple[str, ...]] = {
    "check_unit": ("check_unit",),
    "check_bkpsdm": ("check_bkpsdm",),
    "decide": ("decide",),
    "return": RETURNS,
    "refuse": REFUSALS,
    "verify": VERIFICATIONS,
    "submit_again": ("submit_again",),
    "withdraw": ("withdraw",),
}


@dataclass(frozen=True)
class ProposalSheet:
    """A proposal with everything around it."""

    proposal: RankProposal
    checklist: Checklist
    days: int
    is_own: bool
    rank_changed: bool
    can: dict[str, bool]
    timeline: list[TransitionLog]
    steps: list[str] = field(default_factory=list)

    @property
    def step(self) -> int:
        """Return the present step of the stepper, nought where the way has ended without a promotion."""
        return STEPS.get(ProposalStatus(self.proposal.state), 0)

    @property
    def kind(self) -> str:
        """Return the path in words."""
        return str(PromotionKind(self.proposal.path).label)

    @property
    def to_verify(self) -> list[Requirement]:
        """Return what HR can confirm."""
        return [item for item in self.checklist.items if item.status == Status.UNVERIFIED]

    @property
    def has_desk(self) -> bool:
        """Tell whether it lies at one of the reader's desks."""
        return any(self.can[name] for name in ("check_unit", "check_bkpsdm", "decide"))

    @property
    def last(self) -> TransitionLog | None:
        """Return the newest step: who returned or refused it, and why."""
        return self.timeline[-1] if self.timeline else None


def load_sheet(*, actor: Actor, proposal: RankProposal, today: date) -> ProposalSheet:
    """Return the page's content for a proposal somebody has been shown."""
    calendar = work_calendar(actor=actor) if proposal.is_open else None
    employee, checklist = proposal.employee, Checklist.from_dict(proposal.checklist)
    steps = PROPOSAL_FLOW.timeline(proposal)
    return ProposalSheet(
        proposal=proposal,
        checklist=readable(actor=actor, employee=employee, checklist=checklist),
        days=days_at_desk(proposal, calendar, today),
        is_own=proposal.employee_id == actor.employee_id,
        rank_changed=proposal.is_open and proposal.employee.rank_id != proposal.from_rank_id,
        can=rights_of(actor=actor, proposal=proposal),
        timeline=readable_steps(steps, actor=actor, employee=employee, checklist=checklist),
        steps=[
            pgettext("proposal step", "Proposed"),
            pgettext("proposal step", "Office"),
            "BKPSDM",
            pgettext("proposal step", "Decree"),
            pgettext("proposal step", "Promoted"),
        ],
    )


def rights_of(*, actor: Actor, proposal: RankProposal) -> dict[str, bool]:
    """Return which acts are open to the reader now; the page shows only such buttons."""
    return {act: any(_allows(name, proposal, actor) for name in names) for act, names in ACTS.items()}


def has_desk_for(act: str, *, proposal: RankProposal, actor: Actor) -> bool:
    """Tell whether an act belongs to a desk of the actor, wherever the proposal lies now."""
    return any(PROPOSAL_FLOW[name].policy(actor, proposal) for name in ACTS[act])


def _allows(name: str, proposal: Any, actor: Actor) -> bool:
    return PROPOSAL_FLOW.allows(name, proposal, actor)
