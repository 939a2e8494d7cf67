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
from promotions.rules import proposals as rules
from promotions.selectors import proposals as selectors
from promotions.services.desks import ensure_same_rank
from promotions.services.proposals import newest_start, what_is_missing
from promotions.workflow.proposals import PROPOSAL_FLOW

# The requirement that may change between the check and the decree without anybody at the desks doing anything.
HOLDS = "discipline"


@dataclass(frozen=True)
class Decree:
    """The decree (SK): its number and date, and from when the rank counts (TMT)."""

    number: str
    decree_on: date
    effective_on: date


@transaction.atomic
def decide_proposal(*, proposal: RankProposal, decree: Decree, actor: Actor) -> RankProposal:
    """Record the decree and write the rank; person, superior and proposer are told.

    Raises ValidationError for a number or dates that cannot be, RankChanged where another rank was recorded
    meanwhile, NotAllowed, and Conflict for the second of two decisions.
    """
    require(PROPOSAL_FLOW["decide"].policy(actor, proposal))
    proposal.employee = Employee.objects.select_for_update(of=("self",)).get(pk=proposal.employee_id)
    if is_unchanged(proposal):
        ensure_same_rank(proposal, actor)
        check_decree(proposal, decree, actor)
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
    refuse_what_came_up(proposal, decree.effective_on, actor)


def refuse_what_came_up(proposal: RankProposal, day: date, actor: Actor) -> None:
    """A TMT other than the one checked has to meet the requirements, too, as far as they were met; a punishment that
    has begun since the check holds the proposal on any."""
    paths = selectors.checklists_for(actor=actor, employee=proposal.employee, target_on=day)
    path = next((path for path in paths if path.kind == proposal.path), None)
    known = {item.code for item in Checklist.from_dict(proposal.checklist).open_items}
    missing = rules.unmet_codes(path.checklist) - known if path else set()
    if day == proposal.target_on:
        missing &= {HOLDS}
    if path and missing:
        raise ValidationError({"effective_on": what_is_missing(path.checklist, day)})
