"""After the release: the person signs or says why not; HR records that the document went to the PyB (annex V)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from asn_portal.core.models import TransitionLog
from asn_portal.core.policies import value_on
from asn_portal.core.workflow import Transition, record_transition
from performance.enums import AppraisalStatus
from performance.models import Appraisal, Period
from performance.policies import objections as policies
from performance.selectors.reporting import to_report
from performance.services.evaluation_documents import renew_evaluation
from performance.workflow.objections import DECLINE, REPORT, SIGN

MOST_AT_ONCE = 10_000
CHUNK = 2_000


@transaction.atomic
def sign_appraisal(*, appraisal: Appraisal, actor: Actor) -> bool:
    """Note the person's signature (D8); who signs has received the document. Only the first time counts.

    An issued document is replaced by one that bears the date. Raises NotAllowed for anybody else.
    """
    require(policies.can_sign(actor, appraisal))
    now = timezone.now()
    unsigned = Appraisal.objects.filter(
        pk=appraisal.pk, agency_id=appraisal.agency_id, state=AppraisalStatus.RELEASED, signed_at=None
    )
    if not unsigned.update(
        signed_at=now, read_at=Coalesce("read_at", now), declined_at=None, declined_reason=""
    ):
        return False
    note_step(appraisal, SIGN, actor)
    renew_evaluation(appraisal=appraisal, actor=actor)
    return True


@transaction.atomic
def decline_signature(*, appraisal: Appraisal, reason: str, actor: Actor) -> bool:
    """Keep why the person does not sign; it changes no clock and the person may still sign or object.

    Raises NotAllowed for anybody else or where the agency does not offer it, ValidationError without a reason.
    """
    allowed = value_on(
        policies.MAY_DECLINE_SIGNATURE, agency_id=appraisal.agency_id, day=timezone.localdate()
    )
    require(policies.can_sign(actor, appraisal) and allowed)
    if not reason.strip():
        raise ValidationError({"reason": _("Please write the reason.")})
    now = timezone.now()
    unsigned = Appraisal.objects.filter(
        pk=appraisal.pk, agency_id=appraisal.agency_id, signed_at=None, declined_at=None
    )
    changes = {"declined_at": now, "declined_reason": reason.strip(), "read_at": Coalesce("read_at", now)}
    if not unsigned.update(**changes):
        return False
    note_step(appraisal, DECLINE, actor, note=reason.strip())
    return True


def note_step(appraisal: Appraisal, step: Transition, actor: Actor, note: str = "") -> None:
    """Write a step that leaves the state as it is on the trail of the rating."""
    record_transition("appraisal", appraisal, step, before=appraisal.state, actor=actor, note=note)


@transaction.atomic
def report_appraisals(
    *, period: Period, ids: list[int], office_id: int | None, day: date, actor: Actor
) -> int:
    """Record that documents of a period went to the authorised official (PyB) on a day (D11); returns how many.

    `ids` are the ticked ones; without any, everything of the office (or of all) that is not in dispute, ten
    thousand at most. What was reported meanwhile stays as it was. Raises NotAllowed for anybody but HR, and
    ValidationError for a day to come.
    """
    require(policies.can_report(actor))
    if day > timezone.localdate():
        raise ValidationError({"reported_on": _("That day is still to come.")})
    rows = to_report(actor=actor, period=period, office_id=office_id)
    rows = rows.filter(pk__in=ids) if ids else rows.filter(is_disputed=False)
    released = [
        row
        for row in rows.order_by("pk").values_list("pk", "released_at")[:MOST_AT_ONCE]
        if timezone.localtime(row[1]).date() <= day
    ]
    done = 0
    for start in range(0, len(released), CHUNK):
        done += write_reported([pk for pk, _at in released[start : start + CHUNK]], day, actor)
    if not done:
        raise ValidationError(_("Nothing was recorded: choose documents that were handed out by that day."))
    return done


def write_reported(ids: list[int], day: date, actor: Actor) -> int:
    """Write the day on those not reported yet, with a row on the trail of each; the rows are locked."""
    rows = Appraisal.objects.select_for_update(of=("self",)).filter(
        agency_id=actor.agency_id, pk__in=ids, reported_on=None
    )
    fresh = list(rows.order_by("pk").values_list("pk", flat=True))
    Appraisal.objects.filter(agency_id=actor.agency_id, pk__in=fresh).update(reported_on=day)
    state = str(AppraisalStatus.RELEASED)
    TransitionLog.objects.bulk_create(
        TransitionLog(
            agency_id=actor.agency_id,
            subject_type="appraisal",
            subject_id=pk,
            transition=REPORT.name,
            from_state=state,
            to_state=state,
            user_id=actor.user_id,
            actor_name=actor.name,
            actor_title=actor.title,
            role=REPORT.role,
        )
        for pk in fresh
    )
    return len(fresh)
