"""Recording what was reached (realisasi dan bukti dukung)."""

import uuid
from dataclasses import dataclass
from typing import BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from asn_portal.core.access import Actor, Conflict, require
from asn_portal.core.models import TransitionLog
from performance import policies
from performance.enums import AppraisalStatus
from performance.models import Appraisal, Evidence, Indicator, Period, Plan
from performance.rules.evidence_files import clean_name, file_type


@dataclass(frozen=True)
class EvidenceEntry:
    """What the person enters: the value reached, an explanation, and perhaps a file (or that the old one goes)."""

    value: str
    note: str = ""
    file: UploadedFile | None = None
    removes_file: bool = False


@transaction.atomic
def record_evidence(*, period: Period, indicator: Indicator, entry: EvidenceEntry, actor: Actor) -> Evidence:
    """Add an entry; earlier ones of the same indicator and period stay.

    Raises NotAllowed for anybody but the owner of the plan that has been set, ValidationError for a bad file, and
    Conflict once the period's appraisal is released.
    """
    plan = indicator.result.plan
    require(policies.can_record_evidence(actor, plan) and plan.cycle_id == period.cycle_id)
    refuse_when_released(period_id=period.pk, plan=plan)
    evidence = Evidence(
        agency_id=plan.agency_id,
        period=period,
        indicator=indicator,
        value=entry.value,
        note=entry.note,
        recorded_by_id=actor.user_id,
    )
    attach(evidence, entry.file)
    evidence.save()
    return evidence


@transaction.atomic
def change_evidence(*, evidence: Evidence, entry: EvidenceEntry, actor: Actor) -> Evidence:
    """Change an own entry before the release; raises as `record_evidence` does."""
    require(policies.can_change_evidence(actor, evidence))
    refuse_when_released(period_id=evidence.period_id, plan=evidence.indicator.result.plan)
    old = evidence.file.name
    evidence.value, evidence.note = entry.value, entry.note
    if entry.removes_file and not entry.file:
        evidence.file, evidence.file_name, evidence.file_type = "", "", ""
    attach(evidence, entry.file)
    evidence.save()
    if old and old != evidence.file.name:
        forget_file(evidence, old)
    return evidence


@transaction.atomic
def delete_evidence(*, evidence: Evidence, actor: Actor) -> None:
    """Take an own entry back before the release; raises as `record_evidence` does."""
    require(policies.can_change_evidence(actor, evidence))
    refuse_when_released(period_id=evidence.period_id, plan=evidence.indicator.result.plan)
    old = evidence.file.name
    evidence.delete()
    if old:
        forget_file(evidence, old)


def attach(evidence: Evidence, file: UploadedFile | None) -> None:
    """Put a checked file on an entry, under a random name; raises ValidationError at the field `file`."""
    if file is None:
        return
    try:
        kind = file_type(cast(BinaryIO, file))
    except ValidationError as error:
        raise ValidationError({"file": error}) from error
    evidence.file_name, evidence.file_type = clean_name(file.name or "", kind), kind.media_type
    file.name = f"{uuid.uuid4().hex}.{kind.extension}"
    evidence.file = file


def forget_file(evidence: Evidence, name: str) -> None:
    """Delete a stored file once the transaction is in."""
    storage = evidence.file.storage
    transaction.on_commit(lambda: storage.delete(name), robust=True)


def refuse_when_released(*, period_id: int, plan: Plan) -> None:
    """Raise Conflict, with who released it, when the appraisal of the period has been released or closed.

    What HR opened again after the closing may be added to. The row is locked, so that a release and a late entry
    cannot cross.
    """
    rows = Appraisal.objects.select_for_update(of=("self",)).filter(
        agency_id=plan.agency_id, period_id=period_id, employee_id=plan.employee_id
    )
    appraisal = rows.first()
    if appraisal is None:
        period = Period.objects.get(pk=period_id, agency_id=plan.agency_id)
        if period.closed_at is not None:
            raise Conflict(period)
    elif appraisal.state == AppraisalStatus.RELEASED or appraisal.closed_at is not None:
        log = TransitionLog.objects.filter(
            agency_id=plan.agency_id, subject_type="appraisal", subject_id=appraisal.pk
        )
        raise Conflict(appraisal, last=log.order_by("id").last())
