"""Reminding those who are late: by the schedule before a deadline, and by HR with one click."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from asn_portal.core.access import Actor, require
from asn_portal.core.models import JobState
from performance import policies
from performance.enums import CycleStatus
from performance.models import Cycle, Plan
from performance.notifications import plans as notices
from performance.workflow import OPEN_STATES

# A reminder that was missed is made up for, but not of deadlines long gone.
CATCH_UP = timedelta(days=30)


def cycles_to_remind(*, today: date) -> QuerySet[Cycle]:
    """Return the open years whose reminder is due and has not been sent; plans are prepared in all of them."""
    rows = Cycle.objects.filter(state=CycleStatus.OPEN, reminded_at=None, plan_due_on__gte=today - CATCH_UP)
    return rows.exclude(job__state__in=[JobState.QUEUED, JobState.RUNNING]).select_related("agency")


def is_due(cycle: Cycle, *, today: date) -> bool:
    """Tell whether the reminder's day has come."""
    return today >= cycle.plan_due_on - timedelta(days=cycle.remind_days_before)


@transaction.atomic
def remind_late_plans(*, cycle: Cycle, today: date) -> int:
    """Remind once, before the deadline, everybody whose plan is not submitted; return how many were told.

    The guarded UPDATE lets one of several schedules do it; the notices are in the same transaction.
    """
    claimed = Cycle.objects.filter(pk=cycle.pk, reminded_at=None).update(reminded_at=timezone.now())
    if not claimed:
        return 0
    users = late_users(Plan.objects.filter(cycle=cycle))
    return notices.remind(cycle, users, occasion=notices.reminder_occasion(cycle.plan_due_on, "due"))


@transaction.atomic
def remind_office(*, cycle: Cycle, opd_id: int | None, actor: Actor) -> int:
    """Remind the late people of one office (or of all the actor sees), each once a day; return how many."""
    require(policies.can_remind(actor))
    late = Plan.objects.visible_to(actor).filter(cycle=cycle)
    if opd_id is not None:
        late = late.filter(Q(unit__opd_id=opd_id) | Q(unit_id=opd_id))
    return notices.remind(
        cycle, late_users(late), occasion=notices.reminder_occasion(timezone.localdate(), "day")
    )


def late_users(plans: QuerySet[Plan]) -> list[int]:
    """Return the accounts of people whose plan still waits for them, and who are still employed."""
    rows = plans.filter(
        is_current=True, state__in=OPEN_STATES, employee__is_active=True, employee__user__isnull=False
    )
    return list(rows.annotate(user=F("employee__user_id")).values_list("user", flat=True))
