"""A silent evaluator's people go to the superior once the window is over (annex IV p. 90, annex V p. 115)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from asn_portal.core.access import Actor, require
from asn_portal.core.models import TransitionLog
from asn_portal.core.selectors import work_calendar
from employees.models import Employee
from performance import policies
from performance.models import Appraisal, Period
from performance.models.appraisals import OPEN_STATES
from performance.notifications import objections as notices
from performance.rules.deadlines import Clock, deadline
from performance.selectors.receipts import clock_rules
from performance.selectors.superiors import superiors_of
from performance.workflow.objections import ESCALATE

CHUNK = 2_000


@transaction.atomic
def escalate_silent(*, period: Period, today: date, actor: Actor) -> int:
    """Hand what nobody rated within the window of a period to the superiors; returns how many ratings moved.

    Nothing before the day after the window, nothing twice. Where nobody stands above the evaluator, or the person
    is the superior, the rating stays where it is: HR sees it as late. A dozen queries and two statements for every
    two thousand people. Raises NotAllowed for anybody but HR of the whole agency and the schedule.
    """
    require(policies.can_change_cycle(actor, period))
    if today <= period.rating_due_on:
        return 0
    waiting = Appraisal.objects.filter(
        agency_id=period.agency_id,
        period=period,
        state__in=OPEN_STATES,
        escalated_to=None,
        employee__is_active=True,
        employee__evaluator__isnull=False,
    )
    rows = [
        (pk, person, evaluator, state)
        for pk, person, evaluator, state in waiting.order_by("pk").values_list(
            "pk", "employee_id", "employee__evaluator_id", "state"
        )
        if evaluator is not None
    ]
    superiors = superiors_of(
        actor=actor, raters={evaluator for _pk, _me, evaluator, _state in rows}, day=today
    )
    moves: dict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
    for pk, person, evaluator, state in rows:
        superior = superiors.get(evaluator)
        if superior is not None and superior != person:
            moves[evaluator, superior].append((pk, state))
    moved = {pair: write_moves(period, pair[1], found, actor) for pair, found in moves.items()}
    tell_moved(period, {pair: count for pair, count in moved.items() if count}, today=today, actor=actor)
    return sum(moved.values())


def write_moves(period: Period, superior: int, found: list[tuple[int, str]], actor: Actor) -> int:
    """Hand ratings to one superior with a row on the trail of each; what was rated meanwhile is left alone."""
    done = 0
    for start in range(0, len(found), CHUNK):
        states = dict(found[start : start + CHUNK])
        rows = Appraisal.objects.select_for_update(of=("self",)).filter(
            agency_id=period.agency_id, pk__in=states, state__in=OPEN_STATES, escalated_to=None
        )
        fresh = list(rows.order_by("pk").values_list("pk", flat=True))
        Appraisal.objects.filter(agency_id=period.agency_id, pk__in=fresh).update(
            escalated_to_id=superior, escalated_at=timezone.now()
        )
        TransitionLog.objects.bulk_create(step_of(period, pk, states[pk], actor) for pk in fresh)
        done += len(fresh)
    return done


def step_of(period: Period, pk: int, state: str, actor: Actor) -> TransitionLog:
    """Return the row of the trail."""
    return TransitionLog(
        agency_id=period.agency_id,
        subject_type="appraisal",
        subject_id=pk,
        transition=ESCALATE.name,
        from_state=state,
        to_state=state,
        user_id=actor.user_id,
        actor_name=actor.name,
        actor_title=actor.title,
        role=ESCALATE.role,
    )


def tell_moved(period: Period, moved: dict[tuple[int, int], int], *, today: date, actor: Actor) -> None:
    """Tell every superior and every evaluator once, with the number of people and the last day (D12)."""
    rules, calendar = clock_rules(actor=actor, day=today), work_calendar(actor=actor)
    due = deadline(Clock.SUPERIOR_SIGNS, period.rating_due_on, calendar=calendar, clocks=rules.clocks).due_on
    evaluators: Counter[int] = Counter()
    superiors: Counter[int] = Counter()
    for (evaluator, superior), count in moved.items():
        evaluators[evaluator] += count
        superiors[superior] += count
    users = accounts_of([*evaluators, *superiors], agency_id=period.agency_id)
    for event, counts in (("rating_taken_on", superiors), ("rating_taken_over", evaluators)):
        grouped: dict[int, list[int]] = defaultdict(list)
        for person, count in counts.items():
            if person in users:
                grouped[count].append(users[person])
        notices.ratings_handed_up(
            period=period, event=event, users_by_count=grouped, due=due, occasion=today.isoformat()
        )


def accounts_of(people: Iterable[int], *, agency_id: int) -> dict[int, int]:
    """Return person → account of those who have one."""
    rows = Employee.objects.filter(agency_id=agency_id, pk__in=list(people), user__isnull=False)
    return {pk: user_id for pk, user_id in rows.values_list("pk", "user_id") if user_id}
