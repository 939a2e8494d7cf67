"""What a move during the year opens (PermenPANRB 6/2022 annex II p. 65).

A new post: a plan of its own for the rest of the year, beside the old one, which ends the day before and keeps its
snapshot and evidence. A new evaluator: a version with the same content, to be clarified and set together. Whoever
has not been approved yet goes on with the draft, adapted. Everything looks at what the data say today, so that a
second look, or one after days without a worker, opens nothing twice.
"""

from dataclasses import replace
from datetime import date

from django.db import transaction

from asn_portal.core.access import Actor, require, system_actor
from asn_portal.core.models import Agency
from asn_portal.core.schedule import for_each
from asn_portal.core.workflow import record_transition
from employees.models import Employee
from performance.enums import PlanStatus
from performance.enums.plan_changes import PlanOrigin
from performance.models import Plan
from performance.notifications import plan_changes as notices
from performance.notifications.plans import plan_submitted
from performance.policies.plan_changes import is_the_clock
from performance.rules.plan_moves import Move, Place, Span, move_of, split_at
from performance.selectors.plan_facts import acting_words
from performance.selectors.plan_moves import moved_plans, unanswered_acting
from performance.services.copying import copy_content
from performance.services.plans import due_day, new_version
from performance.services.snapshot import person_now, snapshot_of
from performance.workflow import PLAN_FLOW
from performance.workflow.plan_changes import FOLLOW_MOVE, START_AFTER_MOVE


def follow_moves(*, agency: Agency, today: date) -> int:
    """Open what the moves of an agency's people ask for; return how many plans were opened or adapted."""
    actor = system_actor(agency.pk)

    def follow(plan: Plan) -> int:
        return int(follow_move(plan=plan, actor=actor))

    return for_each(moved_plans(actor=actor, today=today), follow)


def tell_acting(*, agency: Agency, today: date) -> int:
    """Tell people with an acting post (Plt, Plh) that it belongs in their plan; once per post."""
    rows = unanswered_acting(actor=system_actor(agency.pk), today=today)
    for plan, post in rows:
        words, first = acting_words(post), post.starts_on.isoformat()
        notices.acting_started(plan, post=words, first=first, assignment_id=post.pk)
    return len(rows)


@transaction.atomic
def follow_move(*, plan: Plan, actor: Actor) -> bool:
    """Open or adapt what one person's move asks for; False when nothing has moved (any more).

    `plan` is the person's newest plan of the year. Raises NotAllowed for anybody but the system.
    """
    require(is_the_clock(actor, plan))
    row = Plan.objects.select_for_update(of=("self",)).select_related("cycle", "employee").get(pk=plan.pk)
    person = person_now(row.employee_id)
    move = move_of(place_of(row), place_today(person))
    if move is None or has_newer(row):
        return False
    if row.state == PlanStatus.APPROVED:
        open_next(row, person, move, actor)
    else:
        adapt(row, person, move, actor)
    return True


def place_of(plan: Plan) -> Place:
    """Return where a plan stands."""
    return Place(plan.position_id, plan.unit_id, plan.evaluator_id)


def place_today(person: Employee) -> Place:
    """Return where its owner stands today."""
    return Place(person.position_id, person.unit_id, person.evaluator_id, person.evaluator_source)


def has_newer(plan: Plan) -> bool:
    """Tell whether a newer plan of the year has been opened meanwhile."""
    newer = Plan.objects.filter(cycle=plan.cycle_id, employee=plan.employee_id, number__gt=plan.number)
    return newer.exclude(state=PlanStatus.SUPERSEDED).exists()


def open_next(plan: Plan, person: Employee, move: Move, actor: Actor) -> None:
    """Open the plan of the new post, empty and with its own days, or the same content for the new evaluator."""
    if move == Move.POST:
        changes = start_post(plan, person) | {"origin": PlanOrigin.MOVE, "approach": plan.cycle.approach}
        reason = named_post(person)
    else:
        changes, reason = {"origin": PlanOrigin.EVALUATOR}, named_evaluator(person)
    fresh = new_version(plan, plan.number + 1, reason, **changes)
    if move == Move.EVALUATOR:
        copy_content(source=plan, target=fresh)
    record_transition(
        PLAN_FLOW.subject_type, fresh, START_AFTER_MOVE, before="", actor=actor, note=fresh.change_reason
    )
    tell(fresh, move)


def start_post(plan: Plan, person: Employee) -> dict:
    """End the old plan the day before the new post; return the days of the new one."""
    span = Span(plan.first_day, plan.last_day)
    last, first = split_at(span, person.position_effective_on)
    if last is not None:
        Plan.objects.filter(pk=plan.pk).update(ends_on=last)
    return {"starts_on": first or plan.starts_on, "ends_on": plan.ends_on}


def adapt(plan: Plan, person: Employee, move: Move, actor: Actor) -> None:
    """Let a plan that is not set yet follow: nothing that was written is lost.

    What waits for the decision on the old post comes back to the person; under a new evaluator it simply waits there.
    """
    if move == Move.POST and plan.state == PlanStatus.SUBMITTED:
        PLAN_FLOW.apply("reopen", plan, actor=actor, note=named_post(person))
    changes = snapshot_of(person) | {"set_by_on": due_day(plan.agency_id)}
    if move == Move.POST and plan.replaces_id is not None:
        changes |= follow_post(plan, person)
    Plan.objects.filter(pk=plan.pk).update(**changes)
    for name, value in changes.items():
        setattr(plan, name, value)
    note = named_post(person) if move == Move.POST else named_evaluator(person)
    step = replace(FOLLOW_MOVE, target=plan.state)
    record_transition(PLAN_FLOW.subject_type, plan, step, before=plan.state, actor=actor, note=note)
    tell(plan, move)


def follow_post(plan: Plan, person: Employee) -> dict:
    """Return the days of an open version that was to change the plan of the old post, and end that plan."""
    older = Plan.objects.select_related("cycle").get(pk=plan.replaces_id)
    if older.position_id == person.position_id and older.ends_on is None:
        return {}
    return start_post(older, person) | {
        "origin": PlanOrigin.MOVE,
        "ends_on": plan.ends_on,
        "change_reason": named_post(person),
    }


def named_post(person: Employee) -> str:
    """Return the new post as data, without words that would need a language."""
    return f"{person.position}, {person.unit}"[:300]


def named_evaluator(person: Employee) -> str:
    """Return the new evaluator's name."""
    return person.evaluator.full_name[:300] if person.evaluator else ""


def tell(plan: Plan, move: Move) -> None:
    """Tell the person and the new evaluator."""
    if move == Move.POST:
        notices.post_moved(plan)
    elif plan.state == PlanStatus.SUBMITTED:
        plan_submitted(plan)
        notices.evaluator_named(plan)
    else:
        notices.evaluator_moved(plan)
