"""What a participant says at the end of a class: three marks, and a promise for the work."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, require
from asn_portal.core.workflow import record_transition
from training.models import Enrolment, FollowUp, Reaction
from training.policies import follow_ups as policies
from training.rules.follow_ups import first_question
from training.workflow.follow_ups import PROMISE


@dataclass(frozen=True)
class Marks:
    """The three answers from 1 to 5."""

    content: int
    teaching: int
    organisation: int
    comment: str = ""


@transaction.atomic
def give_feedback(*, enrolment: Enrolment, marks: Marks | None, promise: str, actor: Actor) -> None:
    """Keep the answers and the promise, each once.

    Raises NotAllowed for anybody but who attended, ValidationError without anything to keep, Conflict when what is
    given has been given before.
    """
    require(policies.can_give_feedback(actor, enrolment))
    rows = Enrolment.objects.select_related("training_class", "employee").select_for_update(of=("self",))
    locked = rows.get(pk=enrolment.pk)
    # Once more under the lock: the attendance may have been taken back meanwhile.
    require(policies.can_give_feedback(actor, locked))
    promise = promise.strip()
    if marks is None and not promise:
        raise ValidationError(_("Please answer the questions."))
    if marks is not None:
        write_reaction(locked, marks)
    if promise:
        write_promise(locked, promise, actor)


def write_reaction(enrolment: Enrolment, marks: Marks) -> None:
    """Write the questionnaire of a locked enrolment."""
    if Reaction.objects.filter(enrolment=enrolment).exists():
        raise Conflict(enrolment)
    Reaction.objects.create(
        agency_id=enrolment.agency_id,
        enrolment=enrolment,
        content=marks.content,
        teaching=marks.teaching,
        organisation=marks.organisation,
        comment=marks.comment.strip(),
    )


def write_promise(enrolment: Enrolment, promise: str, actor: Actor) -> FollowUp:
    """Write the promise of a locked enrolment; the superior is asked some months after the class."""
    if FollowUp.objects.filter(enrolment=enrolment).exists():
        raise Conflict(enrolment)
    today = timezone.localdate()
    rules = policies.follow_up_rules(agency_id=enrolment.agency_id, day=today)
    made = FollowUp.objects.create(
        agency_id=enrolment.agency_id,
        enrolment=enrolment,
        employee_id=enrolment.employee_id,
        unit_id=enrolment.employee.unit_id,
        promise=promise,
        due_on=first_question(enrolment.training_class.ends_on, today, rules),
    )
    record_transition("follow_up", made, PROMISE, before="", actor=actor)
    return made


def withdraw_feedback(enrolments: Sequence[Enrolment]) -> None:
    """Take away what people said of a class they did not attend after all, so that no superior is asked about it.

    The caller has the right to mark attendance and has moved the enrolments on already: whoever gives feedback at the
    same moment waits for that and is refused.
    """
    ids = [row.pk for row in enrolments]
    FollowUp.objects.filter(enrolment__in=ids).delete()
    Reaction.objects.filter(enrolment__in=ids).delete()
