"""Recording what was measured on a standard; a later entry for the same unit or person and period corrects it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from employees.models import Employee, Unit
from performance import policies
from performance.enums import MeasurementSource, StandardStatus
from performance.models import Measurement, Standard, StandardIndicator
from performance.rules.standards import overlaps

# The largest figure its column holds, also once it is rounded to three places.
MOST = Decimal("99999999999.999")


@dataclass(frozen=True)
class NewMeasurement:
    """A value of a unit or of a person in a period."""

    starts_on: date
    ends_on: date
    value: Decimal
    unit: Unit | None = None
    employee: Employee | None = None
    note: str = ""


@transaction.atomic
def record_measurement(
    *, indicator: StandardIndicator, new: NewMeasurement, source: str = MeasurementSource.FORM, actor: Actor
) -> Measurement:
    """Record a value, or correct the one that is there (the old one stays in the history).

    Raises NotAllowed for a unit or person the actor does not record for, ValidationError for periods and values that
    cannot be.
    """
    require(may_measure(actor, new))
    check(indicator.standard, new, today=timezone.localdate())
    # One writer at a time for an indicator: the second of two equal entries becomes a correction, not a double.
    StandardIndicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    row = Measurement.objects.filter(
        indicator=indicator,
        unit=new.unit,
        employee=new.employee,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
    ).first()
    if row is None:
        row = Measurement(
            agency_id=indicator.standard.agency_id,
            indicator=indicator,
            unit=new.unit,
            employee=new.employee,
            starts_on=new.starts_on,
            ends_on=new.ends_on,
        )
    elif (row.value, row.note) == (new.value, new.note):
        return row
    write(row, new, source, actor)
    row.save()
    return row


def write(row: Measurement, new: NewMeasurement, source: str, actor: Actor) -> None:
    """Put a value on a row with who recorded it."""
    row.value, row.note, row.source = new.value, new.note, source
    row.recorded_by_id, row.recorder_name = actor.user_id, actor.name[:200]
    row.recorded_at = timezone.now()


def may_measure(actor: Actor, new: NewMeasurement) -> bool:
    """Tell whether the actor records for this unit or person."""
    if new.employee is not None:
        return new.unit is None and policies.can_measure_person(actor, new.employee)
    return new.unit is not None and policies.can_measure_unit(actor, new.unit)


def check(standard: Standard, new: NewMeasurement, *, today: date) -> None:
    """Refuse what cannot have been measured on this standard. Raises ValidationError by field."""
    if new.ends_on < new.starts_on:
        raise ValidationError({"ends_on": _("The last day lies before the first.")})
    if new.ends_on > today:
        raise ValidationError({"ends_on": _("This period is not over yet.")})
    if standard.state != StandardStatus.APPROVED or standard.starts_on is None:
        raise ValidationError(_("Values are recorded for approved standards only."))
    if not overlaps((new.starts_on, new.ends_on), (standard.starts_on, standard.ends_on)):
        raise ValidationError({"starts_on": _("The standard does not count in this period.")})
    if new.value < 0:
        raise ValidationError({"value": _("The value must be 0 or more.")})
    if new.value > MOST:
        raise ValidationError({"value": _("The largest value is %(limit)s.") % {"limit": localize(MOST)}})
    unit = new.employee.unit if new.employee else new.unit
    if unit is None or not unit.path.startswith(standard.unit.path):
        field = "nip" if new.employee else "unit"
        raise ValidationError({field: _("This standard is for %(office)s.") % {"office": standard.unit_name}})
