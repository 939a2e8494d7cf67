"""The home page, composed from the selectors of every app (ui.md: people and their first question)."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from asn_portal.core import selectors as core
from asn_portal.core.access import Actor, Role
from asn_portal.core.notices import Message
from asn_portal.inbox import Inbox, load_inbox
from employees.selectors.corrections import open_corrections_count
from performance.models import Cycle, Plan
from performance.selectors.cycles import OfficeProgress, open_cycle, plan_progress, total_progress
from performance.selectors.inbox import NextAction, blocked_by_me, current_plan, next_action
from promotions.selectors.career import Career, get_career

INBOX_ROWS = 4
OFFICES_SHOWN = 8


@dataclass(frozen=True)
class Control:
    """What HR and leaders see first: where the process is stuck."""

    cycle: Cycle | None
    offices: list[OfficeProgress]
    total: OfficeProgress | None
    corrections: int


@dataclass(frozen=True)
class Home:
    """What one person sees; parts that do not concern the person are None or empty."""

    today: date
    messages: list[Message]
    announcements: list[Message]
    inbox: Inbox | None = None
    blocked: int = 0
    control: Control | None = None
    plan: Plan | None = None
    next_action: NextAction | None = None
    career: Career | None = None
    predicate: tuple = field(default=())


def load_home(*, actor: Actor) -> Home:
    """Return the home page of an actor; each persona loads only its own parts, 12 queries at most in all."""
    today = timezone.localdate()
    common = {
        "today": today,
        "messages": core.list_notices(actor=actor, limit=4) if actor.user_id else [],
        "announcements": core.list_announcements(actor=actor) if actor.agency_id else [],
    }
    if actor.has(Role.HR, Role.LEADER, Role.INSPECTOR):
        return Home(**common, control=load_control(actor), plan=own_plan(actor))
    if actor.is_evaluator or actor.has(Role.HEAD):
        return Home(
            **common,
            inbox=load_inbox(actor=actor, show=INBOX_ROWS),
            blocked=blocked_by_me(actor=actor),
            plan=own_plan(actor),
        )
    if actor.employee_id is None:
        return Home(**common)
    career, plan = get_career(actor=actor), own_plan(actor)
    return Home(
        **common,
        plan=plan,
        next_action=next_action(actor=actor, plan=plan, today=today),
        career=career,
        predicate=next(iter(career.predicates.items()), ()),
    )


def own_plan(actor: Actor) -> Plan | None:
    """Return the actor's own plan of the running year."""
    return current_plan(actor=actor) if actor.employee_id else None


def load_control(actor: Actor) -> Control:
    """Return the progress per office, furthest behind first, and the corrections that wait."""
    cycle = open_cycle(actor=actor)
    offices = plan_progress(actor=actor, cycle=cycle) if cycle else []
    return Control(
        cycle=cycle,
        offices=offices[:OFFICES_SHOWN],
        total=total_progress(offices) if offices else None,
        corrections=open_corrections_count(actor=actor) if actor.has(Role.HR) else 0,
    )
