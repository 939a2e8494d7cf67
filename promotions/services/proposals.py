"""Proposing a higher rank: made with its checklist, corrected, withdrawn."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, Role, require
from asn_portal.core.requirements import Checklist
from asn_portal.core.workflow import record_transition
from employees.models import Employee, Rank
from promotions.enums import ProposalStatus
from promotions.models import RankProposal
from promotions.notifications import proposals as notices
from promotions.policies import proposals as policies
from promotions.rules import proposals as rules
from promotions.rules.paths import Path
from promotions.rules.spans import long_date
from promotions.selectors import proposals as selectors
from promotions.workflow.proposals import OVERRIDE, PROPOSAL_FLOW, PROPOSE, PROPOSE_STRAIGHT


@dataclass(frozen=True)
class Wish:
    """The path and the TMT aimed at; HR of the agency may say why a proposal goes on although something is open."""

    kind: str
    target_on: date
    override_reason: str = ""


class NotEligible(ValidationError):
    """Something is missing; the checklist says what."""


@transaction.atomic
def propose_promotion(*, employee: Employee, wish: Wish, actor: Actor) -> RankProposal:
    """Propose the next rank; it goes to the office, or straight to BKPSDM where nobody checks at the office.

    Raises NotEligible with what is missing, ValidationError for a TMT that cannot be or a proposal already on its
    way, NotAllowed for somebody else's people.
    """
    require(policies.can_propose(actor, employee))
    require(not wish.override_reason or policies.can_override(actor, employee))
    path = eligible_path(employee, wish, actor)
    proposal = RankProposal(
        agency_id=employee.agency_id,
        proposed_by_id=actor.user_id,
        **snapshot(employee, path, wish),
        checklist=rules.stored(path.checklist),
    )
    checkers = policies.unit_checkers(proposal)
    step = PROPOSE if checkers else PROPOSE_STRAIGHT
    proposal.state = step.target
    insert(proposal)
    record_transition("proposal", proposal, step, before="", actor=actor)
    log_override(proposal, actor)
    tell_next_desk(proposal, checkers, actor)
    if employee.pk != actor.employee_id:
        notices.made_by_other(proposal, actor=actor)
    return proposal


@transaction.atomic
def submit_again(*, proposal: RankProposal, wish: Wish, actor: Actor) -> RankProposal:
    """Send a returned proposal again, worked out anew from today's record; what HR had verified is kept.

    Raises as `propose_promotion`, and Conflict where it is no longer returned.
    """
    employee = proposal.employee
    require(policies.can_submit_again(actor, proposal))
    if not PROPOSAL_FLOW.allows("submit_again", proposal, actor):
        raise Conflict(proposal, last=PROPOSAL_FLOW.timeline(proposal).last(), note=wish.override_reason)
    require(not wish.override_reason or policies.can_override(actor, employee))
    path = eligible_path(employee, wish, actor)
    proposal.proposed_by_id = actor.user_id
    changes = snapshot(employee, path, wish) | {
        "proposed_by_id": actor.user_id,
        "checked_by_id": None,
        "checklist": rules.carry_over(proposal.checklist, path.checklist),
        "desk_since": timezone.now(),
    }
    proposal.unit, proposal.opd = changes["unit"], changes["opd"]
    checkers = policies.unit_checkers(proposal)
    PROPOSAL_FLOW.apply("submit_again" if checkers else "submit_straight", proposal, actor=actor, **changes)
    log_override(proposal, actor)
    tell_next_desk(proposal, checkers, actor)
    return proposal


@transaction.atomic
def withdraw_proposal(*, proposal: RankProposal, actor: Actor) -> None:
    """Take a proposal back before the decree. Raises NotAllowed, Conflict."""
    waiting = holders(proposal, actor)
    PROPOSAL_FLOW.apply("withdraw", proposal, actor=actor, desk_since=timezone.now())
    notices.withdrawn(proposal, waiting, actor=actor)


def eligible_path(employee: Employee, wish: Wish, actor: Actor) -> Path:
    """Return the path wished for, if the person may take it at that TMT."""
    problem = rules.far_tmt_problem(wish.target_on, today=timezone.localdate())
    if problem:
        raise ValidationError({"target_on": problem})
    paths = selectors.checklists_for(actor=actor, employee=employee, target_on=wish.target_on)
    refuse_outsiders(employee, paths)
    path = next((path for path in paths if path.kind == wish.kind), None)
    if path is None or not path.is_applicable:
        raise NotEligible(_("This path is not open to the person; choose another."))
    if not path.target:
        raise NotEligible(_("There is no higher rank, or the present one is not recorded."))
    refuse_wrong_date(employee, wish.target_on, actor)
    if rules.unmet_codes(path.checklist) and not wish.override_reason:
        raise NotEligible(what_is_missing(path.checklist, wish.target_on))
    return path


def refuse_wrong_date(employee: Employee, target_on: date, actor: Actor) -> None:
    """Refuse a TMT that is not allowed, over, or not after the newest rank, and a second step before the first."""
    record = selectors.newest_rank(actor=actor, employee=employee)
    if record and employee.rank_effective_on and record.effective_on > employee.rank_effective_on:
        values = {"rank": str(record.rank), "day": long_date(record.effective_on)}
        raise NotEligible(_("%(rank)s from %(day)s is already on record.") % values)
    since = newest_start(employee, actor)
    problem = rules.proposed_tmt_problem(target_on, today=timezone.localdate(), rank_since=since)
    if problem:
        raise ValidationError({"target_on": problem})


def refuse_outsiders(employee: Employee, paths: tuple[Path, ...]) -> None:
    """Say plainly why no promotion concerns somebody: PPPK, CPNS, officials, who has left."""
    if not employee.is_active:
        raise NotEligible(_("%(name)s is no longer in service here.") % {"name": employee.full_name})
    if not any(path.is_applicable for path in paths):
        reasons = [str(item.evidence or item.label) for path in paths for item in path.checklist.items]
        raise NotEligible(" ".join(dict.fromkeys(reasons)))


def what_is_missing(checklist: Checklist, target_on: date) -> str:
    """Return the refusal in words: what is missing and when it could be at the earliest."""
    words = _("On %(day)s not all requirements are met: %(items)s.") % {
        "day": long_date(target_on),
        "items": rules.open_words(checklist),
    }
    earliest = checklist.earliest_if_verified
    if earliest:
        words += " " + _("At the earliest on %(day)s.") % {"day": long_date(earliest)}
    return words


def newest_start(employee: Employee, actor: Actor) -> date | None:
    """Return the TMT of the newest rank, also of one that lies ahead."""
    record = selectors.newest_rank(actor=actor, employee=employee)
    days = [day for day in (employee.rank_effective_on, record.effective_on if record else None) if day]
    return max(days, default=None)


def snapshot(employee: Employee, path: Path, wish: Wish) -> dict[str, Any]:
    """Return the person and the promotion as they are now."""
    unit = employee.unit
    is_open = bool(path.checklist.open_items)
    return {
        "employee": employee,
        "unit": unit,
        "opd": unit.opd if unit else None,
        "employee_name": employee.full_name,
        "employee_nip": employee.nip or "",
        "position_name": employee.position.name if employee.position else "",
        "unit_name": unit.name if unit else "",
        "path": path.kind.value,
        "from_rank": employee.rank,
        "to_rank": Rank.objects.get(scheme="pns", code=path.target),
        "target_on": wish.target_on,
        "override_reason": wish.override_reason.strip() if is_open else "",
    }


def insert(proposal: RankProposal) -> None:
    """Write the row; of two proposals at once the database lets one in."""
    try:
        with transaction.atomic():
            proposal.save()
    except IntegrityError:
        raise ValidationError(_("A proposal for this person is already on its way."), code="open") from None


def log_override(proposal: RankProposal, actor: Actor) -> None:
    """Write down that HR let the proposal pass although something is open, and why."""
    if proposal.override_reason:
        note = proposal.override_reason
        record_transition("proposal", proposal, OVERRIDE, before=proposal.state, actor=actor, note=note)


def tell_next_desk(proposal: RankProposal, checkers: list[int], actor: Actor) -> None:
    """Tell the office, or BKPSDM where nobody checks at the office."""
    notices.waits_for_check(proposal, checkers or selectors.agency_users(actor=actor), actor=actor)


def holders(proposal: RankProposal, actor: Actor) -> list[int]:
    """Return the accounts at whose desk a proposal lies."""
    if proposal.state == ProposalStatus.AT_UNIT:
        return policies.unit_checkers(proposal)
    if proposal.state == ProposalStatus.AT_BKPSDM:
        return selectors.agency_users(actor=actor)
    if proposal.state == ProposalStatus.TO_DECIDE:
        return selectors.agency_users(actor=actor, roles=(Role.HR, Role.LEADER))
    return []
