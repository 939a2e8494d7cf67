"""Certificates from outside: handed in by the person, verified by HR before their hours count."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from asn_portal.core.templatetags.formats import longdate
from asn_portal.core.workflow import record_transition
from employees.models import Employee
from performance.rules.evidence_files import JPEG, PDF, PNG, FileType, clean_name, file_type
from training.enums import CertificateStatus, LearningForm
from training.models import Certificate
from training.notifications import certificates as notices
from training.policies import certificates as policies
from training.policies.hours import hours_rules
from training.rules.certificates import check_dates, check_hours, fingerprint_of, number_key
from training.rules.hours import HoursRules, counting_year, hours_of, would_exceed
from training.selectors import certificates as selectors
from training.workflow.certificates import CERTIFICATE_FLOW, SUBMIT

ACCEPTED = (PDF, JPEG, PNG)


@dataclass(frozen=True)
class OutsideProof:
    """What the person enters; `printed` are the JP on the paper, `minutes` the lessons where none are printed."""

    name: str
    organiser: str
    form: str
    starts_on: date
    ends_on: date
    number: str = ""
    printed: int | None = None
    minutes: int | None = None
    is_own_initiative: bool = False
    file: UploadedFile | None = None


@transaction.atomic
def submit_certificate(*, employee: Employee, proof: OutsideProof, actor: Actor) -> Certificate:
    """Hand a certificate in; it waits for HR.

    Raises ValidationError for days that cannot be, without JP, without a readable file, and for a double, naming the
    first one; NotAllowed for somebody else.
    """
    require(policies.can_submit_certificate(actor, employee))
    certificate = new_certificate(employee, proof, hours_rules(agency_id=actor.agency_id, day=proof.ends_on))
    refuse_double(certificate, actor)
    attach(certificate, proof.file)
    try:
        with transaction.atomic():
            certificate.save()
    except IntegrityError:
        # Somebody clicked twice; the other click has just written it.
        certificate.file.delete(save=False)
        refuse_double(certificate, actor)
        raise
    record_transition("certificate", certificate, SUBMIT, before="", actor=actor)
    return certificate


def new_certificate(employee: Employee, proof: OutsideProof, rules: HoursRules) -> Certificate:
    """Return the unsaved row; raises ValidationError for what cannot be."""
    check_dates(proof.starts_on, proof.ends_on, today=timezone.localdate())
    hours = hours_of(printed=proof.printed, minutes=proof.minutes, rules=rules)
    if not hours:
        message = _("Write the JP printed on the certificate, or the minutes of the lessons.")
        raise ValidationError({"hours": message})
    check_hours(hours, proof.starts_on, proof.ends_on)
    return Certificate(
        agency_id=employee.agency_id,
        employee=employee,
        unit_id=employee.unit_id,
        employee_name=employee.full_name,
        name=proof.name.strip(),
        organiser=proof.organiser.strip(),
        number=proof.number.strip(),
        number_key=number_key(proof.number),
        form=proof.form,
        starts_on=proof.starts_on,
        ends_on=proof.ends_on,
        hours=hours,
        minutes=None if proof.printed else proof.minutes,
        year=counting_year(proof.starts_on, proof.ends_on, rules.year_by),
        is_own_initiative=proof.is_own_initiative or proof.form == LearningForm.SELF_LEARNING,
        fingerprint=fingerprint_of(proof.name, proof.organiser, proof.starts_on, proof.ends_on),
    )


def refuse_double(certificate: Certificate, actor: Actor) -> None:
    """Raise ValidationError, naming the first one, when the same proof counts or waits already (J7)."""
    first = selectors.first_double(
        actor=actor,
        employee=certificate.employee,
        fingerprint=certificate.fingerprint,
        number=certificate.number,
        ends_on=certificate.ends_on,
    )
    if first is None:
        return
    facts = {
        "name": first.name,
        "organiser": first.organiser,
        "day": longdate(first.ends_on),
        "state": CertificateStatus(first.state).label,
    }
    message = _(
        "You have this certificate already: %(name)s, %(organiser)s, until %(day)s (%(state)s). "
        "A training counts once."
    )
    raise ValidationError(message % facts, code="double")


def attach(certificate: Certificate, file: UploadedFile | None) -> None:
    """Put a checked file on the row, under a random name; raises ValidationError at the field `file`."""
    if file is None:
        if certificate.form == LearningForm.SELF_LEARNING:
            message = _("Self-learning counts only with a report of how and from what you learnt; attach it.")
        else:
            message = _("Attach the certificate as PDF or photo; HR needs it to verify.")
        raise ValidationError({"file": message})
    kind = checked_type(file)
    certificate.file_name = clean_name(file.name or "", kind)
    certificate.file_type = kind.media_type
    file.name = f"{uuid.uuid4().hex}.{kind.extension}"
    certificate.file = file


def checked_type(file: UploadedFile) -> FileType:
    """Return what a file is by its content; raises ValidationError for anything but PDF, JPEG and PNG."""
    refusal = _("Only PDF, JPEG and PNG files are accepted; the content decides, not the name.")
    try:
        kind = file_type(cast(BinaryIO, file))
    except ValidationError as error:
        raise ValidationError({"file": refusal}) from error
    if kind not in ACCEPTED:
        raise ValidationError({"file": refusal})
    return kind


@transaction.atomic
def verify_certificate(
    *, certificate: Certificate, note: str, as_own_initiative: bool, actor: Actor
) -> Certificate:
    """Accept a certificate: its hours count from now on.

    Above the ceiling of a PPPK it needs a reason, or is recorded as independent learning (example J3). Raises
    ValidationError at `note`, NotAllowed, Conflict for the second of two decisions.
    """
    require(policies.can_verify_certificate(actor, certificate))
    Employee.objects.select_for_update(of=("self",), no_key=True).get(pk=certificate.employee_id)
    is_own = certificate.is_own_initiative or as_own_initiative
    if not is_own and not note.strip() and exceeds_ceiling(certificate):
        raise ValidationError({"note": _("This goes above the ceiling of PPPK; write the reason.")})
    CERTIFICATE_FLOW.apply(
        "verify",
        certificate,
        actor=actor,
        note=note,
        verified_at=timezone.now(),
        is_own_initiative=is_own,
    )
    notices.certificate_decided(certificate, event=notices.CERTIFICATE_VERIFIED.event)
    return certificate


def exceeds_ceiling(certificate: Certificate) -> bool:
    """Tell whether counting this certificate as assigned brings a PPPK above the ceiling of its year."""
    rules = hours_rules(agency_id=certificate.agency_id, day=certificate.ends_on)
    rows = Certificate.objects.filter(
        employee_id=certificate.employee_id,
        year=certificate.year,
        state=CertificateStatus.VERIFIED,
        is_own_initiative=False,
    )
    has = rows.exclude(pk=certificate.pk).aggregate(total=Sum("hours"))["total"] or 0
    return would_exceed(certificate.employee.kind, has, certificate.hours, rules)


@transaction.atomic
def refuse_certificate(*, certificate: Certificate, reason: str, actor: Actor) -> Certificate:
    """Say no, with the reason the person will read. Raises NoteRequired, NotAllowed, Conflict."""
    CERTIFICATE_FLOW.apply("refuse", certificate, actor=actor, note=reason)
    notices.certificate_decided(
        certificate, event=notices.CERTIFICATE_REFUSED.event, actor_name=actor.name, note=reason
    )
    return certificate


@transaction.atomic
def withdraw_certificate(*, certificate: Certificate, actor: Actor) -> None:
    """Take one's own certificate back before it is decided on."""
    CERTIFICATE_FLOW.apply("withdraw", certificate, actor=actor)
