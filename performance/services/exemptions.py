"""People whom planning does not concern (PermenPANRB 6/2022 annex II p. 65-66): marked by HR with reason and dates."""

from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, require
from employees.models import Employee
from performance.models import PlanExemption
from performance.policies import plan_changes as policies


@dataclass(frozen=True)
class NewExemption:
    """Why, and between which days (both included; no end: until further notice)."""

    reason: str
    starts_on: date
    ends_on: date | None = None
    note: str = ""
    decree_number: str = ""


@transaction.atomic
def mark_exempt(*, employee: Employee, new: NewExemption, actor: Actor) -> PlanExemption:
    """Mark somebody as exempt; a plan that is there already stays as it is.

    Raises ValidationError for dates out of order or days that are marked already, NotAllowed without the right.
    """
    require(policies.can_exempt(actor, employee))
    if new.ends_on and new.ends_on < new.starts_on:
        raise ValidationError({"ends_on": _("The end lies before the start.")})
    # The lock on the person keeps two officers from marking the same days.
    Employee.objects.select_for_update(of=("self",)).get(pk=employee.pk)
    others = PlanExemption.objects.filter(Q(ends_on=None) | Q(ends_on__gte=new.starts_on), employee=employee)
    if others.filter(starts_on__lte=new.ends_on or date.max).exists():
        raise ValidationError({"starts_on": _("Some of these days are marked already.")})
    return PlanExemption.objects.create(
        agency_id=employee.agency_id, employee=employee, set_by_id=actor.user_id, **asdict(new)
    )


@transaction.atomic
def end_exemption(*, exemption: PlanExemption, ends_on: date, actor: Actor) -> PlanExemption:
    """Let an exemption end on a day; from the next one a plan is asked for again.

    Raises ValidationError for a day before its start, Conflict when somebody ended it meanwhile, NotAllowed.
    """
    require(policies.can_exempt(actor, exemption.employee))
    if ends_on < exemption.starts_on:
        raise ValidationError({"ends_on": _("The end lies before the start.")})
    row = PlanExemption.objects.select_for_update(of=("self",)).get(pk=exemption.pk)
    if row.ends_on != exemption.ends_on:
        raise Conflict(row, note=ends_on.isoformat())
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    return row
