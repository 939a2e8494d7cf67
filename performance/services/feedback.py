"""Giving feedback (umpan balik berkelanjutan, PermenPANRB 6/2022 art. 17-19)."""

import uuid
from dataclasses import dataclass
from typing import BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor, require
from employees.models import Employee
from performance.enums import FeedbackRole
from performance.models import Cycle, Feedback, FeedbackRequest, WorkResult
from performance.notifications import appraisals as notices
from performance.rules.evidence_files import clean_name, file_type
from performance.selectors.feedback import role_of


@dataclass(frozen=True)
class Remark:
    """What is said: about one work result or one of the seven behaviours; tone and evidence are optional."""

    text: str
    result: WorkResult | None = None
    behaviour: str = ""
    tone: str = ""
    link: str = ""
    file: UploadedFile | None = None


@transaction.atomic
def give_feedback(*, employee: Employee, cycle: Cycle, remark: Remark, actor: Actor) -> Feedback:
    """Write feedback about somebody else; the role follows from who the two are to each other today.

    Raises NotAllowed without such a relation, ValidationError when it is about nothing or about two things, or for a
    file that is none of the accepted kinds.
    """
    role = role_of(actor=actor, employee=employee)
    require(role is not None and cycle.agency_id == actor.agency_id)
    check_subject(remark, employee)
    feedback = Feedback(
        agency_id=employee.agency_id,
        cycle=cycle,
        employee=employee,
        unit_id=employee.unit_id,
        author_id=actor.employee_id,
        role=role,
        result=remark.result,
        behaviour=remark.behaviour,
    )
    return keep(feedback, remark, author=actor.name)


def check_subject(remark: Remark, employee: Employee) -> None:
    """Raise ValidationError unless it is about one of the person's results or one behaviour."""
    is_one = (remark.result is None) != (not remark.behaviour)
    if not is_one or (remark.result is not None and remark.result.plan.employee_id != employee.pk):
        raise ValidationError({"about": _("Choose one work result or one behaviour.")})


def feedback_to(request: FeedbackRequest, *, actor: Actor) -> Feedback:
    """Return the unsaved answer to a request: about what was asked, by who was asked."""
    feedback = Feedback(
        agency_id=request.agency_id,
        cycle_id=request.cycle_id,
        employee=request.employee,
        unit_id=request.employee.unit_id,
        request=request,
        result_id=request.result_id,
        behaviour=request.behaviour,
        role=FeedbackRole.RECEIVER,
    )
    if not request.is_public:
        feedback.author_id = actor.employee_id
        feedback.role = role_of(actor=actor, employee=request.employee) or FeedbackRole.OTHER
    return feedback


def keep(feedback: Feedback, remark: Remark, *, author: str) -> Feedback:
    """Save what was said and tell the person."""
    feedback.text, feedback.tone, feedback.link = remark.text, remark.tone, remark.link
    attach(feedback, remark.file)
    feedback.save()
    notices.feedback_received(feedback, author=author)
    return feedback


def attach(feedback: Feedback, file: UploadedFile | None) -> None:
    """Put a checked file on feedback, under a random name; raises ValidationError at the field `file`."""
    if file is None:
        return
    try:
        kind = file_type(cast(BinaryIO, file))
    except ValidationError as error:
        raise ValidationError({"file": error}) from error
    feedback.file_name, feedback.file_type = clean_name(file.name or "", kind), kind.media_type
    file.name = f"{uuid.uuid4().hex}.{kind.extension}"
    feedback.file = file
