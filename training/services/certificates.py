"""Certificates of the portal's own classes: issued with one click, revoked with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, require
from asn_portal.core.documents.services import revoke_document
from asn_portal.core.models import TransitionLog
from training.enums import CertificateStatus, EnrolmentStatus
from training.models import Certificate, Enrolment, TrainingClass
from training.notifications import certificates as notices
from training.policies import certificates as policies
from training.policies.hours import hours_rules
from training.rules.certificates import fingerprint_of, number_key
from training.rules.hours import HoursRules, counting_year
from training.selectors import certificates as selectors
from training.services.seats import lock_class
from training.workflow.certificates import CERTIFICATE_FLOW, ISSUE

BATCH = 500


@dataclass(frozen=True)
class Issued:
    """What one click has brought: certificates issued, and people who handed the same training in themselves."""

    count: int
    doubles: int = 0


@transaction.atomic
def issue_certificates(*, training_class: TrainingClass, actor: Actor) -> Issued:
    """Issue a verified certificate to everybody who attended a finished class and has none; set-based.

    The PDF is made at the first download. The class is locked, so of two clicks the second finds nobody left.
    """
    require(policies.can_issue_for_class(actor, training_class))
    training_class = lock_class(training_class.pk)
    owed = list(selectors.enrolments_without_certificate(training_class).order_by("employee_name", "pk"))
    doubles = doubles_among(training_class, owed, actor)
    rows = [row for row in owed if row.employee_id not in doubles]
    write_certificates(training_class, rows, actor)
    if rows:
        notices.certificates_issued(training_class, [row.employee_id for row in rows])
    return Issued(len(rows), len(owed) - len(rows))


@transaction.atomic
def reissue_certificate(*, certificate: Certificate, actor: Actor) -> Certificate:
    """Issue a certificate of a class anew after the old one was revoked, for instance for a wrong name.

    Raises NotAllowed, Conflict while one is valid or when the attendance has been taken back, ValidationError when the
    person has handed the same training in meanwhile.
    """
    require(certificate.enrolment is not None and policies.can_revoke_certificate(actor, certificate))
    enrolment = Enrolment.objects.select_related("training_class", "employee").get(
        pk=certificate.enrolment_id
    )
    training_class = lock_class(enrolment.training_class_id)
    enrolment.refresh_from_db(fields=["state"])
    is_free = not enrolment.certificates.filter(state=CertificateStatus.VERIFIED).exists()
    if enrolment.state != EnrolmentStatus.ATTENDED or not is_free:
        raise Conflict(certificate, last=CERTIFICATE_FLOW.timeline(certificate).last())
    before = enrolment.certificates.count()
    if doubles_among(training_class, [enrolment], actor, before):
        raise ValidationError(_("The person has handed in a certificate of the same training."))
    # The name as it is now: a wrong one is what certificates are issued anew for. The enrolment keeps its own.
    enrolment.employee_name = enrolment.employee.full_name[:200]
    (made,) = write_certificates(training_class, [enrolment], actor, before)
    notices.certificates_issued(training_class, [made.employee_id], occasion=f"certificate-{made.pk}")
    return made


@transaction.atomic
def revoke_certificate(*, certificate: Certificate, reason: str, actor: Actor) -> None:
    """Take a verified certificate back: its hours no longer count, the check page of its document says why.

    Raises NoteRequired, NotAllowed, Conflict for the second of two clicks.
    """
    CERTIFICATE_FLOW.apply("revoke", certificate, actor=actor, note=reason)
    certificate.refresh_from_db(fields=["document"])
    if certificate.document is not None:
        revoke_document(document=certificate.document, reason=reason, actor=actor)
    notices.certificate_decided(
        certificate, event=notices.CERTIFICATE_REVOKED.event, actor_name=actor.name, note=reason
    )


def doubles_among(
    training_class: TrainingClass, rows: Sequence[Enrolment], actor: Actor, before: int = 0
) -> set[int]:
    """Return who of these has handed the same training, or the number of this certificate, in from outside."""
    return selectors.with_the_same_proof(
        actor=actor,
        fingerprint=class_fingerprint(training_class),
        numbers={row.employee_id: certificate_number(training_class, row, before) for row in rows},
        ends_on=training_class.ends_on,
    )


def write_certificates(
    training_class: TrainingClass, enrolments: Sequence[Enrolment], actor: Actor, before: int = 0
) -> list[Certificate]:
    """Write verified certificates with their log rows; the class is locked by the caller.

    `before` says how many each of them has had already.
    """
    rules = hours_rules(agency_id=training_class.agency_id, day=training_class.ends_on)
    numbered = [(row, certificate_number(training_class, row, before)) for row in enrolments]
    made = [new_certificate(training_class, row, number, rules, actor) for row, number in numbered]
    Certificate.objects.bulk_create(made, batch_size=BATCH)
    TransitionLog.objects.bulk_create([log_row(row, actor) for row in made], batch_size=BATCH)
    return made


def new_certificate(
    training_class: TrainingClass, enrolment: Enrolment, number: str, rules: HoursRules, actor: Actor
) -> Certificate:
    """Return the unsaved certificate of somebody who attended."""
    programme = training_class.programme
    now = timezone.now()
    return Certificate(
        agency_id=training_class.agency_id,
        employee_id=enrolment.employee_id,
        unit_id=enrolment.unit_id,
        employee_name=enrolment.employee_name,
        enrolment=enrolment,
        name=programme.name,
        organiser=programme.provider.name,
        number=number,
        number_key=number_key(number),
        form=programme.form,
        starts_on=training_class.starts_on,
        ends_on=training_class.ends_on,
        hours=programme.hours,
        year=counting_year(training_class.starts_on, training_class.ends_on, rules.year_by),
        is_own_initiative=enrolment.is_own_initiative,
        fingerprint=class_fingerprint(training_class),
        issuer_name=actor.name,
        issuer_title=actor.title,
        state=CertificateStatus.VERIFIED,
        submitted_at=now,
        verified_at=now,
    )


def class_fingerprint(training_class: TrainingClass) -> str:
    """Return the fingerprint of a proof of this class, wherever it comes from."""
    programme = training_class.programme
    return fingerprint_of(
        programme.name, programme.provider.name, training_class.starts_on, training_class.ends_on
    )


def certificate_number(training_class: TrainingClass, enrolment: Enrolment, before: int = 0) -> str:
    """Return a number that is never given twice: class, place in it (the second certificate of it "-2"), year."""
    again = f"-{before + 1}" if before else ""
    agency, year = training_class.agency.code, training_class.ends_on.year
    return f"{training_class.pk:04d}/{enrolment.pk:06d}{again}/{agency}/{year}"


def log_row(certificate: Certificate, actor: Actor) -> TransitionLog:
    """Return the unsaved log row of an issued certificate."""
    return TransitionLog(
        agency_id=certificate.agency_id,
        subject_type=CERTIFICATE_FLOW.subject_type,
        subject_id=certificate.pk,
        transition=ISSUE.name,
        to_state=ISSUE.target,
        user_id=actor.user_id,
        actor_name=actor.name,
        actor_title=actor.title,
        role=ISSUE.role,
    )
