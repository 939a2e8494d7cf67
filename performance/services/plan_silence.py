"""Plans that an evaluator left lying after the end of January: the superior may decide (annex II p. 65, D3)."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from asn_portal.core.access import Actor, require
from asn_portal.core.models import TransitionLog
from asn_portal.core.policies import value_on
from asn_portal.core.selectors import work_calendar
from performance.enums import CycleStatus, PlanStatus
from performance.models import Cycle, Plan
from performance.notifications import schedule as notices
from performance.policies.schedule import PLAN_SILENCE_DAYS
from performance.policies.years import can_change_cycle
from performance.rules.reminders import silent_since
from performance.selectors.superiors import superiors_of
from performance.workflow.schedule import HAND_PLAN_ON


def cycles_with_silence(*, agency_id: int, today: date) -> list[Cycle]:
    """Return the open years whose last day for plans has passed with plans left that nobody was handed."""
    rows = Cycle.objects.filter(agency_id=agency_id, state=CycleStatus.OPEN, plan_due_on__lt=today)
    return list(rows.filter(pk__in=silent_plans(agency_id).values("cycle_id")))


def silent_plans(agency_id: int) -> QuerySet[Plan]:
    """Return the submitted first versions that nobody was handed yet.

    A change in the course of the year has no deadline in the regulation, so it is not handed on.
    """
    return Plan.objects.filter(
        agency_id=agency_id,
        state=PlanStatus.SUBMITTED,
        replaces=None,
        escalated_at=None,
        employee__is_active=True,
        employee__evaluator__isnull=False,
    ).order_by()


@transaction.atomic
def hand_on_silent_plans(*, cycle: Cycle, today: date, actor: Actor) -> int:
    """Let the superiors decide on plans whose evaluators stayed silent; return how many plans.

    Silent is who has let some working days (policy) go by since the later of the last day for plans and the
    submission. The evaluator may still decide too; of both the first counts. Each plan is handed on once; where
    nobody stands above the evaluator it stays where it is. Raises NotAllowed for anybody but HR and the schedule.
    """
    require(can_change_cycle(actor, cycle))
    days = value_on(PLAN_SILENCE_DAYS, agency_id=cycle.agency_id, day=today)
    edge = silent_since(today, days=days, calendar=work_calendar(actor=actor))
    if cycle.plan_due_on > edge:
        return 0
    midnight = timezone.make_aware(datetime.combine(edge + timedelta(days=1), time.min))
    waiting = silent_plans(cycle.agency_id).filter(cycle=cycle, submitted_at__lt=midnight)
    waiting = waiting.filter(Q(set_by_on=None) | Q(set_by_on__lte=edge))
    rows = waiting.select_for_update(of=("self",)).values_list("pk", "employee_id", "employee__evaluator_id")
    moves = superiors_for(list(rows), today=today, actor=actor)
    for superior, ids in moves.items():
        Plan.objects.filter(pk__in=ids).update(escalated_at=timezone.now(), escalated_to_id=superior)
    handed = [pk for ids in moves.values() for pk in ids]
    log_and_tell(cycle, handed, today=today, actor=actor)
    return len(handed)


def superiors_for(
    rows: list[tuple[int, int, int | None]], *, today: date, actor: Actor
) -> dict[int, list[int]]:
    """Return superior → plans for rows of (plan, person, evaluator); nobody decides on the own plan."""
    superiors = superiors_of(actor=actor, raters={row[2] for row in rows if row[2]}, day=today)
    moves: dict[int, list[int]] = {}
    for plan_id, person, evaluator in rows:
        superior = superiors.get(evaluator or 0)
        if superior is not None and superior != person:
            moves.setdefault(superior, []).append(plan_id)
    return moves


def log_and_tell(cycle: Cycle, ids: list[int], *, today: date, actor: Actor) -> None:
    """Write the step into the trail of each plan, and tell person and superior."""
    TransitionLog.objects.bulk_create(
        [
            TransitionLog(
                agency_id=cycle.agency_id,
                subject_type="plan",
                subject_id=pk,
                transition=HAND_PLAN_ON.name,
                from_state=PlanStatus.SUBMITTED,
                to_state=HAND_PLAN_ON.target,
                user_id=actor.user_id,
                actor_name=actor.name,
                role=HAND_PLAN_ON.role,
            )
            for pk in ids
        ],
        batch_size=1_000,
    )
    rows = Plan.objects.filter(pk__in=ids).select_related("escalated_to")
    columns = rows.values_list("pk", "employee__user_id", "escalated_to_id", "escalated_to__name")
    notices.plans_handed_on(cycle, columns, today=today)
