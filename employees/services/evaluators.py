"""Temporary evaluators: set by HR with reason and dates."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor, require
from employees import policies
from employees.models import Employee, EvaluatorOverride
from employees.services.posts import refresh_evaluators


@dataclass(frozen=True)
class TemporaryEvaluator:
    """Who rates instead, why, and between which days (both included; no end: until further notice)."""

    evaluator: Employee
    reason: str
    starts_on: date
    ends_on: date | None = None


@transaction.atomic
def set_temporary_evaluator(
    *, employee: Employee, new: TemporaryEvaluator, actor: Actor
) -> EvaluatorOverride:
    """Set somebody who rates instead; a choice that this one covers to its end is over the day before.

    One that lasts longer counts again afterwards. No row is lost: on one and the same day the newest counts.
    Raises ValidationError for oneself, somebody of another agency, or dates out of order; NotAllowed.
    """
    require(policies.can_set_evaluator(actor, employee))
    if new.evaluator.pk == employee.pk:
        raise ValidationError({"evaluator": _("Nobody rates themselves.")})
    if new.evaluator.agency_id != employee.agency_id or not new.evaluator.is_active:
        raise ValidationError({"evaluator": _("Choose somebody who works in the same government.")})
    if new.ends_on and new.ends_on < new.starts_on:
        raise ValidationError({"ends_on": _("The end lies before the start.")})
    shorten_covered(employee, new)
    row = EvaluatorOverride.objects.create(
        agency_id=employee.agency_id,
        employee=employee,
        evaluator=new.evaluator,
        reason=new.reason,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        set_by_id=actor.user_id,
    )
    refresh_evaluators(agency_id=employee.agency_id, today=timezone.localdate(), employee_ids=[employee.pk])
    return row


def shorten_covered(employee: Employee, new: TemporaryEvaluator) -> None:
    """End the earlier choices that the new one covers; what began the same day keeps that day."""
    earlier = EvaluatorOverride.objects.filter(employee=employee, starts_on__lte=new.starts_on)
    covered = Q(ends_on__gte=new.starts_on)
    covered = covered & Q(ends_on__lte=new.ends_on) if new.ends_on else covered | Q(ends_on=None)
    for row in earlier.filter(covered):
        row.ends_on = max(row.starts_on, new.starts_on - timedelta(days=1))
        row.save(update_fields=["ends_on"])


@transaction.atomic
def end_temporary_evaluator(*, override: EvaluatorOverride, ends_on: date, actor: Actor) -> None:
    """Let a temporary evaluator end on a day; the superior post counts again from the next."""
    require(policies.can_set_evaluator(actor, override.employee))
    if ends_on < override.starts_on:
        raise ValidationError({"ends_on": _("The end lies before the start.")})
    EvaluatorOverride.objects.filter(pk=override.pk).update(ends_on=ends_on)
    refresh_evaluators(
        agency_id=override.agency_id, today=timezone.localdate(), employee_ids=[override.employee_id]
    )
