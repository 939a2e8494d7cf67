"""Nominations: made on a checklist, corrected, withdrawn, and proposed in numbers from the list of candidates."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, NotAllowed, require
from asn_portal.core.requirements import Checklist
from asn_portal.core.workflow import record_transition
from employees.models import Employee
from performance.rules.evidence_files import clean_name, file_type
from promotions.enums import AwardRule
from promotions.models import AwardCandidate, AwardType, Nomination
from promotions.notifications import awards as notices
from promotions.policies import awards as policies
from promotions.selectors import nominations as selectors
from promotions.workflow.nominations import NOMINATE, NOMINATION_FLOW


class NotEligible(ValidationError):
    """Something is missing; `checklist` says what, and HR may go on with a reason."""

    def __init__(self, checklist: Checklist):
        if checklist.is_applicable:
            message = _("Not everything is met yet; the checklist says what. HR can go on with a reason.")
        else:
            message = _("This award is not for this person; the checklist says why.")
        super().__init__({"award_type": message}, code="not_eligible")
        self.checklist = checklist


@dataclass(frozen=True)
class NominationEntry:
    """What the nominator writes; `override_reason` only counts from HR."""

    reason: str
    evidence_link: str = ""
    file: UploadedFile | None = None
    override_reason: str = ""


@dataclass(frozen=True)
class Skipped:
    """Somebody whom a batch left alone, and why."""

    name: str
    reason: str


@transaction.atomic
def nominate(
    *, employee: Employee, award_type: AwardType, entry: NominationEntry, actor: Actor, tells: bool = True
) -> Nomination:
    """Propose somebody for an award; the checklist it was decided on is kept.

    Raises NotAllowed, NotEligible with the checklist, ValidationError for a bad file, without evidence, and while a
    nomination of this person for this award is on its way.
    """
    require(policies.can_nominate(actor, employee, award_type))
    checklist, override = judge(employee, award_type, entry, actor)
    nomination = Nomination(
        agency_id=employee.agency_id,
        award_type=award_type,
        employee=employee,
        unit=employee.unit,
        employee_name=employee.full_name,
        employee_nip=employee.nip or "",
        position_name=employee.position.name if employee.position else "",
        unit_name=employee.unit.name if employee.unit else "",
        nominated_by_id=actor.user_id,
        nominated_by_name=actor.name,
        **written(entry, checklist, override),
    )
    with file_only_if_done(nomination):
        attach(nomination, entry.file)
        require_evidence(nomination)
        insert(nomination)
        record_transition("nomination", nomination, NOMINATE, before="", actor=actor, note=override)
        if tells:
            tell_deciders(nomination, actor)
    return nomination


def insert(nomination: Nomination) -> None:
    """Write the row; of two nominations at once the database lets one in."""
    try:
        with transaction.atomic():
            nomination.save()
    except IntegrityError:
        message = _("A nomination of this person for this award is already on its way.")
        raise ValidationError({"award_type": message}, code="open") from None


@contextmanager
def file_only_if_done(nomination: Nomination) -> Iterator[None]:
    """Take a file just put on a nomination out of storage again where the nomination does not come about."""
    before = nomination.file.name
    try:
        yield
    except Exception:
        if nomination.file.name and nomination.file.name != before:
            nomination.file.storage.delete(nomination.file.name)
        raise


def judge(
    employee: Employee, award_type: AwardType, entry: NominationEntry, actor: Actor
) -> tuple[Checklist, str]:
    """Return the checklist of today and the reason why it goes on although not all is met (empty when all is)."""
    today = timezone.localdate()
    checklist = selectors.nomination_checklist(
        actor=actor, employee=employee, award_type=award_type, on=today
    )
    if checklist.is_met:
        return checklist, ""
    reason = entry.override_reason.strip()
    if not (reason and checklist.is_applicable and policies.can_override(actor, employee)):
        raise NotEligible(checklist)
    return checklist, reason


def written(entry: NominationEntry, checklist: Checklist, override: str) -> dict[str, Any]:
    """Return the columns of what was typed and judged."""
    return {
        "reason": entry.reason.strip(),
        "evidence_link": entry.evidence_link,
        "checklist": checklist.to_dict(),
        "override_reason": override[:300],
    }


def attach(nomination: Nomination, file: UploadedFile | None) -> None:
    """Put a checked file on a nomination, under a random name; raises ValidationError at the field `file`."""
    if file is None:
        return
    try:
        kind = file_type(cast(BinaryIO, file))
    except ValidationError as error:
        raise ValidationError({"file": error}) from error
    nomination.file_name, nomination.file_type = clean_name(file.name or "", kind), kind.media_type
    nomination.file.save(f"{uuid.uuid4().hex}.{kind.extension}", file, save=False)


def require_evidence(nomination: Nomination) -> None:
    """Good work is shown by something: a link or a file; a medal rests on the record and the papers at HR."""
    if nomination.award_type.rule == AwardRule.LOCAL and not (nomination.evidence_link or nomination.file):
        raise ValidationError({"evidence_link": _("Add a link or a file that shows the good work.")})


def tell_deciders(nomination: Nomination, actor: Actor) -> None:
    """Tell those who can decide."""
    today = timezone.localdate()
    recipients = selectors.deciders_of(actor=actor, nomination=nomination, today=today)
    notices.nomination_waits(nomination, recipients=recipients)


@transaction.atomic
def resubmit_nomination(*, nomination: Nomination, entry: NominationEntry, actor: Actor) -> Nomination:
    """Correct a returned nomination and send it again; raises as `nominate` does, and Conflict."""
    require(policies.can_write_nomination(actor, nomination))
    checklist, override = judge(nomination.employee, nomination.award_type, entry, actor)
    changes, old = written(entry, checklist, override), nomination.file.name
    nomination.evidence_link = entry.evidence_link
    with file_only_if_done(nomination):
        attach(nomination, entry.file)
        require_evidence(nomination)
        if entry.file is not None:
            names = ("file_name", "file_type")
            changes |= {"file": nomination.file.name} | {name: getattr(nomination, name) for name in names}
        changes["nominated_at"] = timezone.now()
        NOMINATION_FLOW.apply("resubmit", nomination, actor=actor, note=override, **changes)
        tell_deciders(nomination, actor)
    if entry.file is not None and old:
        storage = nomination._meta.get_field("file").storage
        transaction.on_commit(lambda: storage.delete(old), robust=True)
    return nomination


@transaction.atomic
def withdraw_nomination(*, nomination: Nomination, actor: Actor) -> None:
    """Take the own nomination back. Raises NotAllowed, Conflict."""
    NOMINATION_FLOW.apply("withdraw", nomination, actor=actor)


@transaction.atomic
def return_nomination(*, nomination: Nomination, note: str, actor: Actor) -> None:
    """Give a nomination back to be corrected. Raises NoteRequired, NotAllowed, Conflict."""
    NOMINATION_FLOW.apply("return", nomination, actor=actor, note=note)
    notices.nomination_answered(nomination, event="nomination_returned", note=note)


@transaction.atomic
def refuse_nomination(*, nomination: Nomination, note: str, actor: Actor) -> None:
    """Say no, with the reason. Raises NoteRequired, NotAllowed, Conflict."""
    NOMINATION_FLOW.apply("refuse", nomination, actor=actor, note=note)
    notices.nomination_answered(nomination, event="nomination_refused", note=note)


def nominate_candidates(
    *, candidates: list[AwardCandidate], actor: Actor
) -> tuple[list[Nomination], list[Skipped]]:
    """Propose ticked candidates, each in a transaction of its own; who is not ready is skipped with the reason."""
    made, skipped = [], []
    for candidate in candidates:
        entry = NominationEntry(reason=candidate.award_type.criteria or candidate.award_type.name)
        person = candidate.employee
        try:
            made.append(
                nominate(
                    employee=person, award_type=candidate.award_type, entry=entry, actor=actor, tells=False
                )
            )
        except NotAllowed:
            skipped.append(Skipped(person.full_name, _("not yours to propose")))
        except NotEligible as error:
            words = ", ".join(item.label for item in error.checklist.open_items[:2])
            skipped.append(Skipped(person.full_name, words))
        except ValidationError as error:
            skipped.append(Skipped(person.full_name, " ".join(error.messages)))
    return made, skipped
