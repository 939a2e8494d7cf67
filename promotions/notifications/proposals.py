"""What is said about rank proposals; everybody once per step."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.notices import NoticeKind, Subject, notify, register
from performance.notifications.plans import user_ids
from promotions.models import RankProposal

PAGE = "promotions:proposal_detail"


def _kind(event: str, title, body, icon: str) -> NoticeKind:
    return register(NoticeKind(event=event, title=title, body=body, url_name=PAGE, icon=icon))


FOR_CHECK = _kind(
    "proposal_to_check",
    _("%(name)s is proposed for %(rank)s"),
    _("The proposal waits for your check. TMT %(target_on)s."),
    "stairs-up",
)
FOR_DECISION = _kind(
    "proposal_to_decide",
    _("%(name)s: proposal for %(rank)s is ready for the decree"),
    _("BKPSDM has checked it. TMT %(target_on)s."),
    "writing-sign",
)
BY_HR = _kind(
    "proposal_made",
    _("You are proposed for %(rank)s"),
    _("%(actor)s proposed you, TMT %(target_on)s. You can follow at which desk it lies."),
    "stairs-up",
)
MOVED = _kind(
    "proposal_moved",
    _("Your proposal for %(rank)s has moved on"),
    _("%(actor)s checked it. It now lies at the next desk."),
    "arrow-right",
)
RETURNED = _kind(
    "proposal_returned",
    _("Returned: proposal of %(name)s for %(rank)s"),
    _("%(actor)s writes: %(note)s"),
    "arrow-back-up",
)
REFUSED = _kind(
    "proposal_refused",
    _("Not granted: %(rank)s for %(name)s"),
    _("%(actor)s writes: %(note)s"),
    "circle-x",
)
DECIDED = _kind(
    "proposal_decided",
    _("%(name)s rises to %(rank)s"),
    _("Decree %(decree)s, TMT %(effective_on)s."),
    "confetti",
)
WITHDRAWN = _kind(
    "proposal_withdrawn",
    _("The proposal for %(rank)s was withdrawn"),
    _("%(actor)s withdrew the proposal of %(name)s."),
    "x",
)


def waits_for_check(proposal: RankProposal, users: Iterable[int], *, actor: Actor) -> None:
    """Tell those who hold the desk it has come to."""
    _tell(FOR_CHECK, proposal, users, actor)


def waits_for_decision(proposal: RankProposal, users: Iterable[int], *, actor: Actor) -> None:
    """Tell those who record the decree."""
    _tell(FOR_DECISION, proposal, users, actor)


def made_by_other(proposal: RankProposal, *, actor: Actor) -> None:
    """Tell the person that HR made the proposal."""
    _tell(BY_HR, proposal, user_ids([proposal.employee_id]), actor)


def moved_on(proposal: RankProposal, *, actor: Actor) -> None:
    """Tell the person that a desk passed it on."""
    _tell(MOVED, proposal, user_ids([proposal.employee_id]), actor)


def returned(proposal: RankProposal, *, actor: Actor, note: str) -> None:
    """Tell the person and who proposed, with the reason."""
    _tell(RETURNED, proposal, _both(proposal), actor, note=note)


def refused(proposal: RankProposal, *, actor: Actor, note: str) -> None:
    """Tell the person and who proposed, with the reason."""
    _tell(REFUSED, proposal, _both(proposal), actor, note=note)


def decided(proposal: RankProposal, *, actor: Actor) -> None:
    """Tell the person, the superior and who proposed."""
    superior = proposal.employee.evaluator_id
    users = [*_both(proposal), *user_ids([superior] if superior else [])]
    day = proposal.effective_on.isoformat() if proposal.effective_on else ""
    _tell(DECIDED, proposal, users, actor, decree=proposal.decree_number, effective_on=day)


def withdrawn(proposal: RankProposal, users: Iterable[int | None], *, actor: Actor) -> None:
    """Tell the person, and those at whose desk it lay, that it no longer waits."""
    _tell(WITHDRAWN, proposal, [*user_ids([proposal.employee_id]), *users], actor)


def _both(proposal: RankProposal) -> list[int | None]:
    return [*user_ids([proposal.employee_id]), proposal.proposed_by_id]


def _tell(
    kind: NoticeKind, proposal: RankProposal, users: Iterable[int | None], actor: Actor, **params: str
) -> None:
    """Write the notice to everybody but the actor; a later step of the same proposal is an occasion of its own."""
    notify(
        event=kind.event,
        subject=Subject(proposal.agency_id, "proposal", proposal.pk),
        recipients=(user for user in users if user != actor.user_id),
        params={
            "name": proposal.employee_name,
            "rank": str(proposal.to_rank),
            "target_on": proposal.target_on.isoformat(),
            "actor": actor.name,
            **params,
        },
        occasion=f"revision-{proposal.revision}",
    )
