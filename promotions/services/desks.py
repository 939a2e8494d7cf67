"""The desks of a rank proposal: the office, BKPSDM; passed on, verified, returned, refused."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, Role, require
from asn_portal.core.requirements import Checklist
from promotions.models import RankProposal
from promotions.notifications import proposals as notices
from promotions.rules import proposals as rules
from promotions.selectors import proposals as selectors
from promotions.services.proposals import what_is_missing
from promotions.workflow.proposals import PROPOSAL_FLOW, REFUSALS, RETURNS, VERIFICATIONS


class RankChanged(ValidationError):
    """The rank on record is no longer the one the proposal starts from, for instance after an import."""


@transaction.atomic
def check_at_unit(*, proposal: RankProposal, actor: Actor, note: str = "") -> RankProposal:
    """Pass a proposal on to BKPSDM. Raises NotAllowed, RankChanged, and Conflict for the second click."""
    require(PROPOSAL_FLOW["check_unit"].policy(actor, proposal))
    if PROPOSAL_FLOW.allows("check_unit", proposal, actor):
        ensure_same_rank(proposal, actor)
    PROPOSAL_FLOW.apply("check_unit", proposal, actor=actor, note=note, desk_since=timezone.now())
    notices.waits_for_check(proposal, selectors.agency_users(actor=actor), actor=actor)
    notices.moved_on(proposal, actor=actor)
    return proposal


@transaction.atomic
def check_at_bkpsdm(
    *, proposal: RankProposal, actor: Actor, note: str = "", override_reason: str = ""
) -> RankProposal:
    """Pass a proposal on to the decree, on the checklist as the record of today has it.

    Raises ValidationError while something is open and no reason is given to let it pass, RankChanged, NotAllowed,
    and Conflict for the second click.
    """
    require(PROPOSAL_FLOW["check_bkpsdm"].policy(actor, proposal))
    if PROPOSAL_FLOW.allows("check_bkpsdm", proposal, actor):
        ensure_same_rank(proposal, actor)
        checklist = fresh_checklist(proposal, proposal.target_on, actor)
        if not checklist["is_met"]:
            let_pass(proposal, checklist, override_reason.strip(), actor)
    else:
        checklist = proposal.checklist
    changes = {"checklist": checklist, "checked_by_id": actor.user_id, "desk_since": timezone.now()}
    PROPOSAL_FLOW.apply("check_bkpsdm", proposal, actor=actor, note=note, **changes)
    users = selectors.agency_users(actor=actor, roles=(Role.HR, Role.LEADER))
    notices.waits_for_decision(proposal, users, actor=actor)
    notices.moved_on(proposal, actor=actor)
    return proposal


def let_pass(proposal: RankProposal, checklist: dict, reason: str, actor: Actor) -> None:
    """Log why a proposal goes on although something is open; a reason given earlier counts for what was open then."""
    if reason:
        PROPOSAL_FLOW.apply("override", proposal, actor=actor, note=reason, override_reason=reason)
        return
    listing, then = Checklist.from_dict(checklist), Checklist.from_dict(proposal.checklist)
    known = {item.code for item in then.open_items} if proposal.override_reason else set()
    if any(item.code not in known for item in listing.open_items):
        words = _("Verify it below, or write why the proposal goes on all the same.")
        raise ValidationError({"override_reason": [what_is_missing(listing, proposal.target_on), words]})


def fresh_checklist(proposal: RankProposal, day: date, actor: Actor) -> dict:
    """Return the checklist of the path for a TMT from today's record, with what HR has verified."""
    paths = selectors.checklists_for(actor=actor, employee=proposal.employee, target_on=day)
    path = next((path for path in paths if path.kind == proposal.path and path.is_applicable), None)
    if path is None:
        raise ValidationError(_("By today's record this path is no longer open to the person; return it."))
    return rules.carry_over(proposal.checklist, path.checklist)


@transaction.atomic
def return_proposal(*, proposal: RankProposal, note: str, actor: Actor) -> RankProposal:
    """Send a proposal back with the reason. Raises NoteRequired, NotAllowed, Conflict."""
    step = own_step(RETURNS, proposal, actor)
    PROPOSAL_FLOW.apply(step, proposal, actor=actor, note=note, desk_since=timezone.now())
    notices.returned(proposal, actor=actor, note=note.strip())
    return proposal


@transaction.atomic
def refuse_proposal(*, proposal: RankProposal, note: str, actor: Actor) -> RankProposal:
    """Say no for good, with the reason. Raises NoteRequired, NotAllowed, Conflict."""
    step = own_step(REFUSALS, proposal, actor)
    PROPOSAL_FLOW.apply(step, proposal, actor=actor, note=note, desk_since=timezone.now())
    notices.refused(proposal, actor=actor, note=note.strip())
    return proposal


@transaction.atomic
def verify_requirement(*, proposal: RankProposal, code: str, evidence: str, actor: Actor) -> RankProposal:
    """Confirm a requirement the record is silent on; who, when and on which evidence stays with the checklist.

    Raises ValidationError without evidence, NotAllowed, and Conflict where it needs no verification any more.
    """
    step, evidence = own_step(VERIFICATIONS, proposal, actor), evidence.strip()
    if not evidence:
        raise ValidationError({"evidence": _("Write on which evidence you confirm it.")})
    found = rules.Verification(actor.user_id, actor.name, timezone.localdate(), evidence)
    try:
        checklist = rules.verify(proposal.checklist, code, found)
    except KeyError:
        raise Conflict(proposal, last=PROPOSAL_FLOW.timeline(proposal).last(), note=evidence) from None
    label = next(item["label"] for item in checklist["items"] if item["code"] == code)
    PROPOSAL_FLOW.apply(step, proposal, actor=actor, note=f"{label}: {evidence}", checklist=checklist)
    return proposal


def own_step(names: tuple[str, ...], proposal: RankProposal, actor: Actor) -> str:
    """Return which of the same act's steps the actor takes: at the desk where it lies, or else one of an own
    desk, which then is a conflict; raises NotAllowed for who holds none of them."""
    own = [name for name in names if PROPOSAL_FLOW[name].policy(actor, proposal)]
    require(bool(own))
    now = [name for name in own if proposal.state in PROPOSAL_FLOW[name].sources]
    return (now or own)[0]


def ensure_same_rank(proposal: RankProposal, actor: Actor) -> None:
    """Refuse to go on where the rank on record has changed since the proposal was made."""
    record = selectors.newest_rank(actor=actor, employee=proposal.employee)
    now = record.rank if record else proposal.employee.rank
    if now is None or now.pk != proposal.from_rank_id:
        values = {"now": str(now or "–"), "then": str(proposal.from_rank)}
        raise RankChanged(
            _(
                "The rank on record is now %(now)s, but this proposal starts from %(then)s. Nothing was decided; "
                "return the proposal so that it is worked out anew, or refuse it."
            )
            % values,
            code="rank_changed",
        )
