"""The home page, composed from the selectors of every app (ui.md: people and their first question)."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from asn_portal.control import Control, due_rows, load_control
from asn_portal.core import selectors as core
from asn_portal.core.access import Actor, Role
from asn_portal.core.notices import Message
from asn_portal.inbox import Inbox, InboxRow, load_inbox, own_tasks
from asn_portal.own import Own, load_own, own_annotations, own_of
from performance.models import Plan
from performance.selectors.inbox import NextAction, blocked_by_me, current_plan, next_action
from promotions.selectors.career import Career, get_career
from training.selectors.mentoring_people import new_without_mentor

INBOX_ROWS = NOTICES = 4


@dataclass(frozen=True)
class Home:
    """What one person sees; parts that do not concern the person are None or empty."""

    today: date
    messages: list[Message]
    announcements: list[Message]
    unread: int = 0
    inbox: Inbox | None = None
    blocked: int = 0
    control: Control | None = None
    own: Own | None = None
    tasks: list[InboxRow] = field(default_factory=list)
    plan: Plan | None = None
    next_action: NextAction | None = None
    career: Career | None = None
    predicate: tuple = field(default=())


def load_home(*, actor: Actor) -> Home:
    """Return the home page of an actor; each persona loads only its own parts, 12 queries at most in all."""
    today = timezone.localdate()
    messages, unread = core.notices_and_unread(actor=actor, limit=NOTICES)
    common = {
        "today": today,
        "messages": messages,
        "unread": unread,
        "announcements": core.list_announcements(actor=actor) if actor.agency_id else [],
    }
    if actor.has(Role.HR, Role.LEADER, Role.INSPECTOR):
        own = load_own(actor=actor, today=today, counts=due_rows(actor))
        control = load_control(actor, counts=own.counts if own else {})
        return Home(**common, control=control, own=own, plan=own_plan(actor))
    if actor.is_evaluator or actor.has(Role.HEAD):
        return Home(
            **common,
            inbox=load_inbox(actor=actor, show=INBOX_ROWS),
            blocked=blocked_by_me(actor=actor),
            own=load_own(actor=actor, today=today, counts={"mentor": new_without_mentor(actor=actor)}),
            plan=own_plan(actor),
        )
    if actor.employee_id is None:
        return Home(**common)
    career = get_career(actor=actor, annotations=own_annotations(today=today))
    plan = own_plan(actor)
    return Home(
        **common,
        own=own_of(career.employee, today=today),
        tasks=own_tasks(actor),
        plan=plan,
        next_action=next_action(actor=actor, plan=plan, today=today),
        career=career,
        predicate=next(iter(career.predicates.items()), ()),
    )


def own_plan(actor: Actor) -> Plan | None:
    """Return the actor's own plan of the running year."""
    return current_plan(actor=actor) if actor.employee_id else None
