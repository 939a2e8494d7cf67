"""Reminding evaluators before a rating period ends: once for each period."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from performance.enums import CycleStatus
from performance.models import Period
from performance.notifications import appraisals as notices
from performance.services.rating_periods import waiting_by_count


def periods_to_remind(*, agency_id: int, today: date) -> list[Period]:
    """Return the open periods whose last day comes near and of which nobody has been reminded.

    How many days before stands in the year (remind_days_before).
    """
    candidates = Period.objects.filter(
        agency_id=agency_id,
        opened_at__isnull=False,
        reminded_at=None,
        rating_due_on__gte=today,
        cycle__state=CycleStatus.OPEN,
    ).select_related("cycle")
    return [
        period
        for period in candidates
        if period.rating_due_on - timedelta(days=period.cycle.remind_days_before) <= today
    ]


@transaction.atomic
def remind_period(period: Period) -> int:
    """Remind the evaluators of one period and return how many; the mark on it makes a second tick silent."""
    marked = Period.objects.filter(pk=period.pk, reminded_at=None).update(reminded_at=timezone.now())
    if not marked:
        return 0
    return notices.raters_told(
        period=period, event="rating_reminder", users_by_count=waiting_by_count(period), occasion="due"
    )
