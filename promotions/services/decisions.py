"""The decree: the rank is written in the personnel record in the same transaction."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require, system_actor
from asn_portal.core.requirements import Checklist
from employees.models import Employee, RankRecord
from employees.policies import can_edit_records
from employees.services.posts import NewRank, record_rank_change
from promotions.enums import PromotionKind, ProposalStatus
from promotions.models import RankProposal
from promotions.notifications import proposals as notices
from promotions.policies import proposals as policies
from promotions.rules import proposals as rules
from promotions.selectors.discretion import readable
from promotions.services.desks import ensure_same_rank, fresh_checklist
from promotions.services.proposals import newest_start, what_is_missing
from promotions.workflow.proposals import PROPOSAL_FLOW


@dataclass(frozen=True)
class Decree:
    """The decree (SK): its number and date, and from when the rank counts (TMT); HR of the agency may say why it
    goes on although something has come up."""

    number: str
    decree_on: date
    effective_on: date
    override_reason: str = ""


class NoLongerMet(ValidationError):
    """Something has come up since the check at BKPSDM; `checklist` says what."""

    def __init__(self, errors: dict[str, str], checklist: Checklist):
        super().__init__(errors)
        self.checklist = checklist


@transaction.atomic
def decide_proposal(*, proposal: RankProposal, decree: Decree, actor: Actor) -> RankProposal:
    """Record the decree and write the rank; person, superior and proposer are told.

    The whole checklist is worked out anew for the TMT decided. Raises ValidationError for a number or dates that
    cannot be, RankChanged where another rank was recorded meanwhile, NoLongerMet where something has come up since
    the check and no reason is given to go on, NotAllowed, and Conflict for the second of two decisions.
    """
    require(PROPOSAL_FLOW["decide"].policy(actor, proposal))
    require(not decree.override_reason.strip() or policies.can_let_pass(actor, proposal))
    proposal.employee = Employee.objects.select_for_update(of=("self",)).get(pk=proposal.employee_id)
    checklist = proposal.checklist
    if is_unchanged(proposal):
        ensure_same_rank(proposal, actor)
        check_decree(proposal, decree, actor)
        checklist = fresh_checklist(proposal, decree.effective_on, actor)
        hold_what_came_up(proposal, Checklist.from_dict(checklist), decree, actor)
    number = decree.number.strip()
    PROPOSAL_FLOW.apply(
        "decide",
        proposal,
        actor=actor,
        note=_("Decree %(number)s") % {"number": number},
        desk_since=timezone.now(),
        decree_number=number,
        decree_on=decree.decree_on,
        effective_on=decree.effective_on,
        checklist=checklist,
    )
    proposal.rank_record = write_rank(proposal, actor)
    RankProposal.objects.filter(pk=proposal.pk).update(rank_record=proposal.rank_record)
    notices.decided(proposal, actor=actor)
    return proposal


def is_unchanged(proposal: RankProposal) -> bool:
    """Tell whether the proposal still waits as it was read; otherwise the step itself says what happened."""
    rows = RankProposal.objects.filter(pk=proposal.pk, state=ProposalStatus.TO_DECIDE)
    return rows.filter(revision=proposal.revision).exists()


def write_rank(proposal: RankProposal, actor: Actor) -> RankRecord:
    """Write the rank record; a leader has no right to write records, so the portal writes it for the decree."""
    new = NewRank(
        rank=proposal.to_rank,
        effective_on=proposal.effective_on or proposal.target_on,
        kind=rules.RECORD_KINDS[PromotionKind(proposal.path)],
        decree_number=proposal.decree_number,
        decree_on=proposal.decree_on,
    )
    employee = proposal.employee
    writer = actor if can_edit_records(actor, employee) else system_actor(proposal.agency_id)
    return record_rank_change(employee=employee, new=new, actor=writer)


def check_decree(proposal: RankProposal, decree: Decree, actor: Actor) -> None:
    """Refuse what cannot be: no number, a decree of tomorrow, a TMT that is not allowed or too early."""
    today = timezone.localdate()
    if not decree.number.strip():
        raise ValidationError({"decree_number": _("Write the number of the decree.")})
    if decree.decree_on > today:
        raise ValidationError({"decree_on": _("The decree lies in the future.")})
    since = newest_start(proposal.employee, actor)
    problem = rules.tmt_problem(decree.effective_on, today=today, rank_since=since)
    if problem:
        raise ValidationError({"effective_on": problem})


def hold_what_came_up(proposal: RankProposal, listing: Checklist, decree: Decree, actor: Actor) -> None:
    """Refuse while something is open that was not at the check; with a reason HR of the agency lets it pass, and
    the reason is logged. Who decides reads of discipline no more than elsewhere."""
    if not rules.came_up(Checklist.from_dict(proposal.checklist), listing):
        return
    reason = decree.override_reason.strip()
    if reason:
        PROPOSAL_FLOW.apply("override_decision", proposal, actor=actor, note=reason, override_reason=reason)
        return
    shown = readable(actor=actor, employee=proposal.employee, checklist=listing)
    errors = {"effective_on": what_is_missing(shown, decree.effective_on)}
    if policies.can_let_pass(actor, proposal):
        errors["override_reason"] = _("Return the proposal, or write why it goes on all the same.")
    raise NoLongerMet(errors, listing)
