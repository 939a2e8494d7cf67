"""After the guidance: the person's feedback on it (B.1.8), the competences (B.1.9), and results taken over."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, require
from asn_portal.core.policies import value_on
from performance.models import Coaching, CompetenceEvaluation, GuidanceFeedback, TakeOver, WorkResult
from performance.notifications import coaching as notices
from performance.policies import coaching as policies
from performance.rules.guidance import COMPETENCES, CRITERIA, all_marked

HIGHEST_COMPETENCE = 5


@dataclass(frozen=True)
class CompetenceMark:
    """One competence with its mark from 1 to 5 and the reason."""

    name: str
    mark: int
    reason: str
    is_technical: bool = False


@transaction.atomic
def rate_guidance(
    *, coaching: Coaching, marks: Sequence[int], comment: str, actor: Actor
) -> GuidanceFeedback:
    """Hand the person's feedback on the guidance to the superior of the coach, once (annex III p. 83).

    Raises NotAllowed, ValidationError for missing marks and where the coach has no superior, Conflict (with the
    comment) for a second one.
    """
    require(policies.can_rate_guidance(actor, coaching))
    today = timezone.localdate()
    highest = value_on(policies.GUIDANCE_SCALE, agency_id=coaching.agency_id, day=today)
    if not all_marked(marks, highest=highest, count=len(CRITERIA)):
        raise ValidationError(_("Please mark all nine sentences."), code="marks")
    recipient_id = coaching.coach.evaluator_id
    if recipient_id is None or recipient_id == coaching.employee_id:
        raise ValidationError(
            _("The coach has no superior in the portal to whom this could be handed."), code="nobody"
        )
    feedback = GuidanceFeedback(
        coaching=coaching,
        agency_id=coaching.agency_id,
        recipient_id=recipient_id,
        marks=list(marks),
        comment=comment.strip(),
    )
    save_once(feedback, coaching, typed=comment)
    notices.guidance_rated(feedback)
    return feedback


@transaction.atomic
def confirm_guidance_read(*, feedback: GuidanceFeedback, actor: Actor) -> None:
    """Note when the superior read it, the first time."""
    if feedback.recipient_id == actor.employee_id:
        GuidanceFeedback.objects.filter(pk=feedback.pk, read_at=None).update(read_at=timezone.now())


@transaction.atomic
def evaluate_competences(
    *, coaching: Coaching, marks: Sequence[CompetenceMark], recommendation: str, actor: Actor
) -> CompetenceEvaluation:
    """Evaluate the competences after the guidance, once (annex III p. 84).

    Raises NotAllowed, ValidationError for a missing mark, reason or recommendation, Conflict for a second one.
    """
    require(policies.can_evaluate_competences(actor, coaching))
    given = [row.mark for row in marks if not row.is_technical]
    extra = [row.mark for row in marks if row.is_technical]
    complete = all_marked(given, highest=HIGHEST_COMPETENCE, count=len(COMPETENCES))
    if not complete or not all_marked(extra, highest=HIGHEST_COMPETENCE, count=len(extra)):
        raise ValidationError(_("Please mark every competence from 1 to 5."), code="marks")
    if any(not row.reason.strip() for row in marks):
        raise ValidationError(_("Please write a reason for every mark; the person will read it."), code="why")
    if not recommendation.strip():
        raise ValidationError({"recommendation": _("Please write what you recommend.")})
    evaluation = CompetenceEvaluation(
        coaching=coaching,
        agency_id=coaching.agency_id,
        rows=[vars(row) for row in marks],
        recommendation=recommendation.strip(),
        written_by_id=actor.employee_id,
    )
    save_once(evaluation, coaching, typed=recommendation)
    notices.competences_evaluated(coaching)
    return evaluation


def save_once(row: GuidanceFeedback | CompetenceEvaluation, coaching: Coaching, *, typed: str) -> None:
    """Save a row of which a coaching has one; Conflict (with the text) for a second."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Conflict(coaching, note=typed) from None


@transaction.atomic
def take_over_result(*, coaching: Coaching, result: WorkResult, note: str, actor: Actor) -> TakeOver:
    """Take a result over after guidance without progress, with the note that is weighed at the evaluation (art. 20).

    Raises NotAllowed for anybody but the evaluator of today or before a coaching without progress, ValidationError
    without a note or for somebody else's result, Conflict when it has been taken over already.
    """
    require(policies.can_take_over(actor, coaching))
    note = note.strip()
    if not note:
        raise ValidationError({"note": _("Please write the reason; the person will read it.")})
    if result.plan.employee_id != coaching.employee_id or result.plan.cycle_id != coaching.cycle_id:
        raise ValidationError({"result": _("Choose a work result of this person.")})
    takeover = TakeOver(
        agency_id=coaching.agency_id,
        cycle_id=coaching.cycle_id,
        employee_id=coaching.employee_id,
        coaching=coaching,
        result=result,
        statement=result.statement,
        taken_by_id=actor.employee_id,
        taken_on=timezone.localdate(),
        note=note,
    )
    try:
        with transaction.atomic():
            takeover.save()
    except IntegrityError:
        raise Conflict(coaching, note=note) from None
    notices.result_taken_over(takeover, name=actor.name)
    return takeover
