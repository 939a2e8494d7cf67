"""Filing and withdrawing an objection (PermenPANRB 6/2022 art. 29, annex V p. 117)."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, require
from asn_portal.core.requirements import Checklist
from asn_portal.core.workflow import record_transition
from performance.models import Appraisal, Objection
from performance.notifications import objections as notices
from performance.policies import objections as policies
from performance.rules.evaluation_clocks import decision_deadline
from performance.rules.evidence_files import clean_name, file_type
from performance.selectors.objections import Frame, get_frame
from performance.selectors.receipts import newest_objection
from performance.workflow.objections import FILE, OBJECTION_FLOW

FROZEN = (
    "result_rating",
    "result_reason",
    "behaviour_rating",
    "behaviour_reason",
    "behaviour_values",
    "predicate",
    "organisation_predicate",
    "recommendation",
    "rule_version",
    "parties",
    "revision",
    "rated_by_id",
    "approved_by_id",
)
MOMENTS = ("rated_at", "released_at", "read_at", "signed_at")


class NotPossible(ValidationError):
    """Nobody can object to this rating today; `checklist` says why, and until when it would have been in time."""

    def __init__(self, checklist: Checklist):
        words = [item.next_step for item in checklist.open_items if item.next_step]
        super().__init__(words or [_("You cannot object to this rating.")], code="not_possible")
        self.checklist = checklist


@dataclass(frozen=True)
class ObjectionEntry:
    """What the person writes: why, and perhaps a file."""

    reasons: str
    file: UploadedFile | None = None


@transaction.atomic
def file_objection(*, appraisal: Appraisal, entry: ObjectionEntry, actor: Actor) -> Objection:
    """File an objection to an own released rating with its superior of today; the rating is frozen as it is.

    Who has not confirmed the receipt does so by objecting. Raises NotAllowed for anybody else, ValidationError
    without reasons or for a bad file, NotPossible (late, final, nobody above), Conflict where one is there already.
    """
    require(policies.can_object(actor, appraisal))
    if not entry.reasons.strip():
        raise ValidationError({"reasons": _("Write what is wrong with the rating, and why.")})
    row = lock(appraisal)
    refuse_second(row, actor=actor, note=entry.reasons)
    frame = get_frame(actor=actor, appraisal=row)
    if not frame.checklist.is_met or frame.superior is None:
        raise NotPossible(frame.checklist)
    objection = new_objection(row, entry, frame)
    with file_only_if_done(objection):
        attach(objection, entry.file)
        objection.save()
        record_transition("objection", objection, FILE, before="", actor=actor)
        Appraisal.objects.filter(pk=row.pk, agency_id=row.agency_id, read_at=None).update(
            read_at=objection.filed_at
        )
        notices.objection_filed(objection)
    return objection


def lock(appraisal: Appraisal) -> Appraisal:
    """Lock the rating and return it as it is now: filing, deciding and signing of one rating come one by one."""
    rows = Appraisal.objects.select_for_update(of=("self",)).select_related(
        "period__cycle", "employee__unit", "employee__user", "rated_by", "opd", "agency", "escalated_to"
    )
    return rows.get(pk=appraisal.pk, agency_id=appraisal.agency_id)


def refuse_second(appraisal: Appraisal, *, actor: Actor, note: str) -> None:
    """Raise Conflict, with what was typed, where an objection that counts is there already."""
    earlier = newest_objection(actor=actor, appraisal=appraisal)
    if earlier is not None:
        raise Conflict(earlier, last=OBJECTION_FLOW.timeline(earlier).last(), note=note)


def new_objection(appraisal: Appraisal, entry: ObjectionEntry, frame: Frame) -> Objection:
    """Return the row, not saved: superior, clocks and the frozen rating of today."""
    now = timezone.now()
    due = decision_deadline(timezone.localdate(), calendar=frame.calendar, rules=frame.rules)
    return Objection(
        agency_id=appraisal.agency_id,
        appraisal=appraisal,
        employee=appraisal.employee,
        unit_id=appraisal.unit_id,
        evaluator=appraisal.rated_by,
        decider=cast(Any, frame.superior),
        reasons=entry.reasons.strip(),
        original=frozen(appraisal),
        received_on=frame.received_on,
        last_day=frame.last_day.due_on,
        filed_at=now,
        due_on=due.due_on,
        is_due_tentative=due.is_tentative,
    )


def frozen(appraisal: Appraisal) -> dict[str, Any]:
    """Return the rating as it stands: both ratings with their reasons, predicate, rule, parties and moments."""
    moments = {name: getattr(appraisal, name) for name in MOMENTS}
    return {name: getattr(appraisal, name) for name in FROZEN} | {
        name: moment.isoformat() if moment else "" for name, moment in moments.items()
    }


@contextmanager
def file_only_if_done(objection: Objection) -> Iterator[None]:
    """Take a file just stored out of storage again where the objection does not come about."""
    try:
        yield
    except Exception:
        if objection.file.name:
            objection.file.storage.delete(objection.file.name)
        raise


def attach(objection: Objection, file: UploadedFile | None) -> None:
    """Put a checked file on an objection, under a random name; raises ValidationError at the field `file`."""
    if file is None:
        return
    try:
        kind = file_type(cast(BinaryIO, file))
    except ValidationError as error:
        raise ValidationError({"file": error}) from error
    objection.file_name, objection.file_type = clean_name(file.name or "", kind), kind.media_type
    objection.file.save(f"{uuid.uuid4().hex}.{kind.extension}", file, save=False)


@transaction.atomic
def withdraw_objection(*, objection: Objection, actor: Actor) -> Objection:
    """Take the own objection back while it is being examined; raises NotAllowed, or Conflict once it is decided.

    A withdrawn one does not count: within the time a new one may be filed.
    """
    OBJECTION_FLOW.apply("withdraw", objection, actor=actor)
    notices.objection_withdrawn(objection)
    return objection
