"""Changing between months and quarters: a planned year is made anew, an open one only from what is still to come."""

from dataclasses import asdict
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from performance import policies
from performance.enums import CycleStatus, PeriodKind
from performance.enums.schedule import DateKind
from performance.models import Appraisal, Cycle, Evidence, Period, UnitPredicate
from performance.notifications import schedule as notices
from performance.rules.year_dates import ONE_DAY, periods_after_switch
from performance.services.cycles import Moved, log_changes, rating_window


@transaction.atomic
def change_rhythm(*, cycle: Cycle, rhythm: str, reason: str, actor: Actor) -> Cycle:
    """Evaluate by month instead of quarter, or the other way round, from the next period on.

    What has begun, was opened or holds evidence stays as it is. Raises NotAllowed, and ValidationError without a
    reason (once the year is open), for a closed year, and when no period is left to change.
    """
    require(policies.can_change_cycle(actor, cycle))
    cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    check_rhythm(cycle, rhythm, reason)
    today = timezone.localdate()
    kept_until = last_kept_day(cycle, today=today)
    replaced = coming_periods(cycle).filter(starts_on__gt=kept_until)
    if cycle.state == CycleStatus.OPEN and not replaced.exists():
        raise ValidationError({"rhythm": _("No period of this year is left that has not begun.")})
    old = cycle.rhythm
    replaced.delete()
    dates = periods_after_switch(
        cycle.year, old=old, new=rhythm, kept_until=kept_until, window=rating_window(cycle, actor=actor)
    )
    Period.objects.bulk_create(Period(agency_id=cycle.agency_id, cycle=cycle, **asdict(row)) for row in dates)
    cycle.rhythm, cycle.revision = rhythm, cycle.revision + 1
    cycle.save(update_fields=["rhythm", "revision"])
    log = log_changes(cycle, [Moved(DateKind.RHYTHM, old, rhythm)], reason=reason, actor=actor)
    if cycle.state == CycleStatus.OPEN:
        notices.dates_moved(cycle, log)
    return cycle


def check_rhythm(cycle: Cycle, rhythm: str, reason: str) -> None:
    """Raise ValidationError, at the field, for a change that is none or that lacks its reason."""
    problems = {}
    if rhythm not in dict(PeriodKind.rhythms()):
        problems["rhythm"] = _("Choose month or quarter.")
    elif rhythm == cycle.rhythm:
        problems["rhythm"] = _("The year is evaluated like this already.")
    if cycle.state == CycleStatus.CLOSED:
        problems["rhythm"] = _("The year is closed.")
    if cycle.state == CycleStatus.OPEN and not reason.strip():
        problems["reason"] = _("Please write the reason; those concerned will read it.")
    if problems:
        raise ValidationError(problems)


def coming_periods(cycle: Cycle):
    """Return the months or quarters that nobody has worked with yet."""
    used = [
        Q(Exists(model.objects.filter(period=OuterRef("pk"))))
        for model in (Appraisal, Evidence, UnitPredicate)
    ]
    rows = cycle.periods.exclude(kind=PeriodKind.YEAR).filter(opened_at=None, job=None)
    for condition in used:
        rows = rows.exclude(condition)
    return rows


def last_kept_day(cycle: Cycle, *, today: date) -> date:
    """Return the last day of the last period that stays: one that has begun or that somebody works with."""
    shorter = cycle.periods.exclude(kind=PeriodKind.YEAR)
    if cycle.state == CycleStatus.PLANNED:
        return cycle.starts_on - ONE_DAY
    free = set(coming_periods(cycle).filter(starts_on__gt=today).values_list("pk", flat=True))
    kept = [period.ends_on for period in shorter if period.pk not in free]
    return max(kept, default=cycle.starts_on - ONE_DAY)
