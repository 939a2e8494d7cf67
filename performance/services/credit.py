"""Recording credit points of functional posts (PAK)."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from employees.models import Employee
from performance import policies
from performance.models import CreditStatement

MOST_POINTS = Decimal(10_000)


@dataclass(frozen=True)
class NewCreditStatement:
    """What a decree on credit points states: the points of the present level, the day and its number."""

    points: Decimal
    as_of: date
    number: str


@transaction.atomic
def record_credit_statement(*, employee: Employee, new: NewCreditStatement, actor: Actor) -> CreditStatement:
    """Record the credit points that a decree states.

    Raises NotAllowed for anybody but HR of the person, ValidationError for points or days that cannot be and for a
    second statement of the same day.
    """
    require(policies.can_record_credit(actor, employee))
    if not 0 <= new.points < MOST_POINTS:
        raise ValidationError({"points": _("Credit points lie between 0 and 9,999.")})
    if new.as_of > timezone.localdate():
        raise ValidationError({"as_of": _("This day lies in the future.")})
    if not new.number.strip():
        raise ValidationError({"number": _("Write the number of the PAK.")})
    statement = CreditStatement(
        agency_id=employee.agency_id, employee=employee, recorded_by_id=actor.user_id, **asdict(new)
    )
    try:
        with transaction.atomic():
            statement.save()
    except IntegrityError:
        raise ValidationError({"as_of": _("There is a statement of this day already.")}) from None
    return statement
