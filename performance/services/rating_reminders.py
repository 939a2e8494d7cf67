"""Reminding evaluators before a rating period ends: once for each period."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from performance.enums import CycleStatus
from performance.models import Period
from performance.notifications import appraisals as notices
from performance.services.rating_periods import refresh_evaluators, waiting_by_count


def run_due() -> None:
    """Do what the clock asks of the ratings: today's evaluators on the rows, then the reminders."""
    refresh_evaluators()
    remind_raters(today=timezone.localdate())


def remind_raters(*, today: date) -> int:
    """Tell every evaluator with people still to rate, some days before the last one; return the notices written.

    How many days stands in the year (remind_days_before). The mark on the period makes a second tick silent.
    """
    candidates = Period.objects.filter(
        opened_at__isnull=False, reminded_at=None, rating_due_on__gte=today, cycle__state=CycleStatus.OPEN
    ).select_related("cycle")
    return sum(
        remind_period(period)
        for period in candidates[:500]
        if period.rating_due_on - timedelta(days=period.cycle.remind_days_before) <= today
    )


@transaction.atomic
def remind_period(period: Period) -> int:
    """Remind the evaluators of one period, unless another worker has just done so."""
    marked = Period.objects.filter(pk=period.pk, reminded_at=None).update(reminded_at=timezone.now())
    if not marked:
        return 0
    return notices.raters_told(
        period=period, event="rating_reminder", users_by_count=waiting_by_count(period), occasion="due"
    )
