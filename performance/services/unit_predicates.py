"""Setting the predicate of a unit, and carrying last year's over (PermenPANRB 6/2022 annex IV p. 92-94)."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor, Conflict, require
from asn_portal.core.models import Agency
from employees.models import Unit
from performance.enums import OrganisationPredicate, PeriodKind
from performance.models import Period, UnitPredicate
from performance.policies import evaluation as policies
from performance.selectors.unit_predicates import carried_from, last_january_day


@dataclass(frozen=True)
class Decision:
    """What the leader above decides: the predicate, its basis, and the number of the paper HR records it from."""

    predicate: str
    reason: str
    paper: str = ""
    revision: int = 0


@transaction.atomic
def set_unit_predicate(*, unit: Unit, period: Period, decision: Decision, actor: Actor) -> UnitPredicate:
    """Store the predicate of a unit for a period; `decision.revision` is that of the row seen, 0 for none.

    Raises NotAllowed; ValidationError without basis, without the paper's number where HR records, or after January
    where last year's predicate counts; Conflict when somebody set it meanwhile (with the basis typed).
    """
    require(policies.can_set_unit_predicate(actor, unit) and period.agency_id == actor.agency_id)
    check_decision(unit, period, decision, actor)
    row = UnitPredicate.objects.select_for_update(of=("self",)).filter(period=period, unit=unit).first()
    if (row.revision if row else 0) != decision.revision:
        raise Conflict(row or unit, note=decision.reason)
    row = row or UnitPredicate(agency_id=unit.agency_id, period=period, unit=unit, revision=0)
    row.predicate, row.reason, row.paper = decision.predicate, decision.reason.strip(), decision.paper.strip()
    row.set_by_id, row.setter_name, row.set_at = actor.employee_id, actor.name[:200], timezone.now()
    row.revision, row.is_carried_over = row.revision + 1, False
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Conflict(unit, note=decision.reason) from None
    return row


def check_decision(unit: Unit, period: Period, decision: Decision, actor: Actor) -> None:
    """Raise ValidationError, at the field, for what is missing or too late."""
    problems = {}
    if decision.predicate not in OrganisationPredicate.values:
        problems["predicate"] = _("Choose a predicate.")
    if not decision.reason.strip():
        problems["reason"] = _("Write what it rests on: the figures and reports.")
    if policies.records_on_behalf(actor, unit) and not decision.paper.strip():
        problems["paper"] = _("Write the number of the paper on which the leader set it.")
    carried = carried_from(actor=actor, period=period, unit=unit, today=timezone.localdate())
    own = UnitPredicate.objects.filter(unit=unit, period=period, is_carried_over=False)
    if carried is not None and not own.exists():
        problems["predicate"] = _(
            "After January last year's predicate counts for the evaluation of the year (annex IV p. 94)."
        )
    if problems:
        raise ValidationError(problems)


def carry_predicates_over(*, agency: Agency, today: date) -> int:
    """Write last year's predicate where a unit has none after January (D6); returns how many were written."""
    years = Period.objects.filter(agency=agency, kind=PeriodKind.YEAR, ends_on__year__gte=today.year - 1)
    due = [period for period in years.select_related("cycle") if today > last_january_day(period)]
    return sum(carry_period(period) for period in due)


@transaction.atomic
def carry_period(period: Period) -> int:
    """Write what is missing for one year."""
    known = UnitPredicate.objects.filter(period=period).values("unit_id")
    former = UnitPredicate.objects.filter(
        agency_id=period.agency_id,
        period__kind=PeriodKind.YEAR,
        period__ends_on__year=period.ends_on.year - 1,
        unit__ends_on=None,
    )
    rows = [
        UnitPredicate(
            agency_id=period.agency_id,
            period=period,
            unit_id=row.unit_id,
            predicate=row.predicate,
            reason=row.reason,
            paper=row.paper,
            is_carried_over=True,
            setter_name=row.setter_name,
            set_by_id=row.set_by_id,
        )
        for row in former.exclude(unit_id__in=known)
    ]
    return len(UnitPredicate.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True))
