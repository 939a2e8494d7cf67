"""Setting up and changing a performance year."""

from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from asn_portal.core.policies import value_on
from performance import policies
from performance.enums import Approach, CycleStatus
from performance.models import Cycle, Period
from performance.rules.year_dates import period_dates, year_dates


@dataclass(frozen=True)
class CycleChanges:
    """What HR may change about a year; `periods` maps a period's id to its rating window."""

    opens_on: date
    plan_due_on: date
    remind_days_before: int
    periods: dict[int, tuple[date, date]]


@transaction.atomic
def set_up_cycle(*, year: int, approach: str = Approach.QUANTITATIVE, actor: Actor) -> Cycle:
    """Make a year with its quarters and the year itself, dates proposed by the regulation and agency policy.

    Raises ValidationError when the year is there already.
    """
    require(policies.can_manage_cycles(actor))
    today = timezone.localdate()
    agency_id = actor.agency_id
    try:
        with transaction.atomic():
            cycle = Cycle.objects.create(
                agency_id=agency_id,
                approach=approach,
                remind_days_before=value_on(policies.REMIND_DAYS, agency_id=agency_id, day=today),
                **asdict(year_dates(year, today=today)),
            )
    except IntegrityError:
        raise ValidationError({"year": _("This year already exists.")}) from None
    rating_days = value_on(policies.RATING_DAYS, agency_id=agency_id, day=today)
    Period.objects.bulk_create(
        Period(agency_id=agency_id, cycle=cycle, **asdict(dates))
        for dates in period_dates(year, rating_days=rating_days)
    )
    return cycle


@transaction.atomic
def change_cycle(*, cycle: Cycle, changes: CycleChanges, actor: Actor) -> Cycle:
    """Change the dates of a year; a later deadline is reminded of once more.

    Raises ValidationError (per field) when dates are out of order or a started step would be moved.
    """
    require(policies.can_change_cycle(actor, cycle))
    cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    periods = {period.pk: period for period in cycle.periods.all()}
    problems = cycle_problems(cycle, changes) | period_problems(periods, changes)
    if problems:
        raise ValidationError(problems)
    if cycle.plan_due_on != changes.plan_due_on:
        cycle.reminded_at = None
    cycle.opens_on, cycle.plan_due_on = changes.opens_on, changes.plan_due_on
    cycle.remind_days_before = changes.remind_days_before
    cycle.save(update_fields=["opens_on", "plan_due_on", "remind_days_before", "reminded_at"])
    for pk, (opens_on, due_on) in changes.periods.items():
        Period.objects.filter(pk=pk, cycle=cycle).update(rating_opens_on=opens_on, rating_due_on=due_on)
    return cycle


def cycle_problems(cycle: Cycle, changes: CycleChanges) -> dict[str, str]:
    """Return what is wrong with the dates of the year itself."""
    problems = {}
    if cycle.state != CycleStatus.PLANNED and changes.opens_on != cycle.opens_on:
        problems["opens_on"] = _("The year is open already; this date can no longer change.")
    if changes.plan_due_on < changes.opens_on:
        problems["plan_due_on"] = _("The deadline lies before the opening.")
    elif changes.plan_due_on > cycle.ends_on:
        problems["plan_due_on"] = _("The deadline lies after the end of the year.")
    return problems


def period_problems(periods: dict[int, Period], changes: CycleChanges) -> dict[str, str]:
    """Return what is wrong with the rating windows, by the name of the form field."""
    problems = {}
    for pk, (opens_on, due_on) in changes.periods.items():
        period = periods.get(pk)
        if period is None:
            continue
        if due_on < opens_on:
            problems[f"period_{pk}_due"] = _("The deadline lies before the opening.")
        if period.opened_at and opens_on != period.rating_opens_on:
            problems[f"period_{pk}_opens"] = _("Rating is open already; this date can no longer change.")
        elif opens_on < period.starts_on:
            problems[f"period_{pk}_opens"] = _("Rating cannot open before the period begins.")
    return problems
