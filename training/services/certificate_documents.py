"""The certificate of a class as PDF with a verification code (architecture A7)."""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from asn_portal.core.access import Actor, require, system_actor
from asn_portal.core.documents.services import IssueRequest, issue_document
from asn_portal.core.models import Document
from training.documents import CERTIFICATE
from training.enums import CertificateStatus, LearningForm
from training.models import Certificate
from training.policies import certificates as policies

KIND = "certificate"


@transaction.atomic
def certificate_document(*, certificate: Certificate, actor: Actor) -> Document:
    """Return the PDF of a valid certificate of a class: made at the first download, the same file afterwards.

    The row is locked, so that two downloads do not make two documents. Raises NotAllowed for a certificate from
    outside and for one that is not valid.
    """
    require(policies.can_open_proof(actor, certificate))
    rows = Certificate.objects.select_for_update(of=("self",)).filter(agency_id=certificate.agency_id)
    # The document is read after the lock: a row joined while waiting would still be the one of before.
    locked = rows.select_related("agency", "employee", "enrolment__training_class").get(pk=certificate.pk)
    require(locked.state == CertificateStatus.VERIFIED and locked.enrolment is not None)
    if locked.document is not None:
        return locked.document
    # Official documents are Indonesian, whatever language the reader has chosen; the issuer is who issued it, not
    # who downloads it.
    with translation.override("id"):
        document = issue_document(request=issue_request(locked), actor=system_actor(locked.agency_id))
    Certificate.objects.filter(pk=locked.pk).update(document=document)
    return document


def issue_request(certificate: Certificate) -> IssueRequest:
    """Return what is issued."""
    return IssueRequest(
        agency=certificate.agency,
        kind=KIND,
        subject_type=KIND,
        subject_id=certificate.pk,
        title=f"Sertifikat {certificate.name}",
        holder_name=certificate.employee_name,
        holder_nip=certificate.employee.nip or "",
        issuer_name=certificate.issuer_name,
        template=CERTIFICATE,
        data=form_data(certificate),
        facts=[
            (gettext_noop("Training"), certificate.name),
            (gettext_noop("Hours (JP)"), str(certificate.hours)),
            (gettext_noop("First day"), certificate.starts_on.isoformat()),
            (gettext_noop("Last day"), certificate.ends_on.isoformat()),
            (gettext_noop("Certificate number"), certificate.number),
        ],
    )


def form_data(certificate: Certificate) -> dict:
    """Return what the certificate says."""
    enrolment = certificate.enrolment
    training_class = enrolment.training_class if enrolment else None
    return {
        "agency": certificate.agency.name,
        "number": certificate.number,
        "holder": {
            "name": certificate.employee_name,
            "nip": certificate.employee.nip or "",
            "position": enrolment.position_name if enrolment else "",
            "unit": enrolment.unit_name if enrolment else "",
        },
        "training": certificate.name,
        "label": training_class.label if training_class else "",
        "form": str(LearningForm(certificate.form).label),
        "organiser": certificate.organiser,
        "starts_on": certificate.starts_on,
        "ends_on": certificate.ends_on,
        "place": training_class.place if training_class else "",
        "hours": certificate.hours,
        "signed_on": timezone.localdate(certificate.verified_at) if certificate.verified_at else "",
        "signer": {"name": certificate.issuer_name, "title": certificate.issuer_title},
    }
