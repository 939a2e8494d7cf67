"""Giving feedback (umpan balik berkelanjutan, PermenPANRB 6/2022 art. 17-19)."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor, require
from employees.models import Employee
from performance.models import Cycle, Feedback, WorkResult
from performance.notifications import appraisals as notices
from performance.selectors.feedback import role_of


@dataclass(frozen=True)
class Remark:
    """What is said: about one work result or one of the seven behaviours."""

    text: str
    result: WorkResult | None = None
    behaviour: str = ""


@transaction.atomic
def give_feedback(*, employee: Employee, cycle: Cycle, remark: Remark, actor: Actor) -> Feedback:
    """Write feedback about somebody else; the role follows from who the two are to each other today.

    Raises NotAllowed without such a relation, ValidationError when it is about nothing or about two things.
    """
    role = role_of(actor=actor, employee=employee)
    require(role is not None and cycle.agency_id == actor.agency_id)
    if (remark.result is None) == (not remark.behaviour):
        raise ValidationError({"about": _("Choose one work result or one behaviour.")})
    if remark.result is not None and remark.result.plan.employee_id != employee.pk:
        raise ValidationError({"about": _("Choose one work result or one behaviour.")})
    feedback = Feedback.objects.create(
        agency_id=employee.agency_id,
        cycle=cycle,
        employee=employee,
        unit_id=employee.unit_id,
        author_id=actor.employee_id,
        role=role,
        result=remark.result,
        behaviour=remark.behaviour,
        text=remark.text,
    )
    notices.feedback_received(feedback, author=actor.name)
    return feedback
