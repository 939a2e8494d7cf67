"""Measured values from another system: all of them or none, with what is wrong by their place."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, NotAllowed
from employees.models import Employee, Unit
from performance.enums import MeasurementSource
from performance.models import Measurement, StandardIndicator
from performance.services.measurements import NewMeasurement, record_measurement


@dataclass(frozen=True)
class BatchValue:
    """One value as another system names it: unit by code, person by NIP."""

    indicator: int
    starts_on: date
    ends_on: date
    value: Decimal
    unit_code: str = ""
    nip: str = ""
    note: str = ""


@dataclass(frozen=True)
class Known:
    """What the values refer to, as far as the actor sees it."""

    indicators: dict[int, StandardIndicator]
    units: dict[str, Unit]
    people: dict[str, Employee]


class BatchRefused(ValidationError):
    """Some values cannot be recorded; `rows` has for each value its problems by field, empty where it is fine."""

    def __init__(self, rows: list[dict[str, Any]]):
        super().__init__(_("Some values cannot be recorded; nothing was stored."), code="batch")
        self.rows = rows


@transaction.atomic
def record_values(*, values: list[BatchValue], actor: Actor) -> list[Measurement]:
    """Record values in the given order, each new or as a correction of what is there.

    Raises BatchRefused, with nothing recorded, where any value refers to what the actor does not record for or
    cannot have been measured.
    """
    known = known_for(values, actor)
    rows: list[Measurement] = []
    problems: list[dict[str, Any]] = []
    for value in values:
        try:
            rows.append(record_value(value, known, actor))
            problems.append({})
        except ValidationError as error:
            problems.append(error.message_dict if hasattr(error, "error_dict") else {"value": error.messages})
        except NotAllowed:
            problems.append({"indicator": [_("You do not record values for this unit or person.")]})
    if any(problems):
        raise BatchRefused(problems)
    return rows


def record_value(value: BatchValue, known: Known, actor: Actor) -> Measurement:
    """Record one value."""
    indicator = known.indicators.get(value.indicator)
    if indicator is None:
        raise ValidationError({"indicator": _("There is no such indicator.")})
    unit, employee = subject_of(value, known)
    new = NewMeasurement(value.starts_on, value.ends_on, value.value, unit, employee, value.note)
    return record_measurement(indicator=indicator, new=new, source=MeasurementSource.API, actor=actor)


def subject_of(value: BatchValue, known: Known) -> tuple[Unit | None, Employee | None]:
    """Return the unit or the person of a value. Raises ValidationError for neither, both, or an unknown one."""
    if bool(value.unit_code) == bool(value.nip):
        raise ValidationError({"unit_code": _("Give the code of a unit or the NIP of a person, not both.")})
    if value.nip:
        if value.nip not in known.people:
            raise ValidationError({"nip": _("Nobody of this office has this NIP.")})
        return None, known.people[value.nip]
    if value.unit_code not in known.units:
        raise ValidationError({"unit_code": _("There is no unit of this code.")})
    return known.units[value.unit_code], None


def known_for(values: list[BatchValue], actor: Actor) -> Known:
    """Return what the values refer to within the actor's agency and scope; three queries."""
    indicators = StandardIndicator.objects.filter(
        pk__in={value.indicator for value in values}, standard__agency_id=actor.agency_id
    ).select_related("standard__unit")
    codes = {value.unit_code for value in values if value.unit_code}
    numbers = {value.nip for value in values if value.nip}
    units = Unit.objects.visible_to(actor).filter(code__in=codes, ends_on=None)
    people = Employee.objects.visible_to(actor).filter(nip__in=numbers, is_active=True).select_related("unit")
    return Known(
        indicators={row.pk: row for row in indicators},
        units={unit.code: unit for unit in units},
        people={str(person.nip): person for person in people},
    )
