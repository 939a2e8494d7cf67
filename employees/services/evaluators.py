"""Temporary evaluators: set by HR with reason and dates."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
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
    """Set somebody who rates instead; the present choice ends the day before.

    Raises ValidationError for oneself, somebody of another agency, or dates out of order; NotAllowed.
    """
    require(policies.can_set_evaluator(actor, employee))
    if new.evaluator.pk == employee.pk:
        raise ValidationError({"evaluator": _("Nobody rates themselves.")})
    if new.evaluator.agency_id != employee.agency_id or not new.evaluator.is_active:
        raise ValidationError({"evaluator": _("Choose somebody who works in the same government.")})
    if new.ends_on and new.ends_on < new.starts_on:
        raise ValidationError({"ends_on": _("The end lies before the start.")})
    row = EvaluatorOverride.objects.create(
        agency_id=employee.agency_id,
        employee=employee,
        evaluator=new.evaluator,
        reason=new.reason,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        set_by_id=actor.user_id,
    )
    refresh_evaluators(agency_id=employee.agency_id, today=timezone.localdate())
    return row


@transaction.atomic
def end_temporary_evaluator(*, override: EvaluatorOverride, ends_on: date, actor: Actor) -> None:
    """Let a temporary evaluator end on a day; the superior post counts again from the next."""
    require(policies.can_set_evaluator(actor, override.employee))
    if ends_on < override.starts_on:
        raise ValidationError({"ends_on": _("The end lies before the start.")})
    EvaluatorOverride.objects.filter(pk=override.pk).update(ends_on=ends_on)
    refresh_evaluators(agency_id=override.agency_id, today=timezone.localdate())
