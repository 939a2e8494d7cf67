"""Proofs of learning: a finished class with people who attended, certificates, follow-ups."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from training.enums import (
    CertificateStatus,
    ClassStatus,
    EnrolmentStatus,
    FollowUpStatus,
    LearningForm,
    ProviderKind,
)
from training.models import Certificate, Enrolment, FollowUp, Programme, Provider, TrainingClass
from training.rules.certificates import fingerprint_of, number_key

ENDED = dt.date(2026, 2, 13)
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"


def finished_class(agency, *, hours=8, name="Bimtek Kearsipan", ends_on=ENDED, state=ClassStatus.FINISHED):
    """Return a class that is over."""
    provider, _made = Provider.objects.get_or_create(
        agency=agency, name="BPSDM Provinsi", kind=ProviderKind.STATE
    )
    programme, _made = Programme.objects.get_or_create(
        agency=agency,
        provider=provider,
        name=name,
        defaults={"sort_name": name.lower(), "form": LearningForm.GUIDANCE, "hours": hours},
    )
    return TrainingClass.objects.create(
        agency=agency,
        programme=programme,
        starts_on=ends_on - dt.timedelta(days=2),
        ends_on=ends_on,
        enrol_until=ends_on - dt.timedelta(days=7),
        seats=40,
        state=state,
    )


def attended(person, training_class=None, *, state=EnrolmentStatus.ATTENDED, **fields):
    """Return the enrolment of somebody who was there."""
    training_class = training_class or finished_class(person.agency)
    return Enrolment.objects.create(
        agency=person.agency,
        training_class=training_class,
        employee=person,
        unit=person.unit,
        employee_name=person.full_name,
        employee_nip=person.nip or "",
        position_name=str(person.position or ""),
        unit_name=str(person.unit or ""),
        state=state,
        **fields,
    )


def proof(person, hours=4, *, state=CertificateStatus.VERIFIED, ends_on=ENDED, **fields):
    """Return a certificate from outside, verified unless said otherwise."""
    name = fields.pop("name", f"Lokakarya {Certificate.objects.count() + 1}")
    number = fields.pop("number", "")
    organiser = fields.pop("organiser", "LAN RI")
    starts_on = fields.pop("starts_on", ends_on)
    values = {
        "agency": person.agency,
        "employee": person,
        "unit": person.unit,
        "employee_name": person.full_name,
        "name": name,
        "organiser": organiser,
        "number": number,
        "number_key": number_key(number),
        "form": LearningForm.WORKSHOP,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "hours": hours,
        "year": ends_on.year,
        "fingerprint": fingerprint_of(name, organiser, starts_on, ends_on),
        "state": state,
        "submitted_at": dt.datetime(2026, 2, 20, tzinfo=dt.UTC),
    }
    if state == CertificateStatus.VERIFIED:
        values["verified_at"] = dt.datetime(2026, 2, 21, tzinfo=dt.UTC)
    return Certificate.objects.create(**values | fields)


def follow_up(person, *, due_on=dt.date(2026, 3, 1), state=FollowUpStatus.PROMISED, enrolment=None, **fields):
    """Return a promise made at the end of a class."""
    return FollowUp.objects.create(
        agency=person.agency,
        enrolment=enrolment or attended(person),
        employee=person,
        unit=person.unit,
        promise="Menata arsip aktif sesuai kode klasifikasi",
        due_on=due_on,
        state=state,
        **fields,
    )


def scan(name="sertifikat.pdf", content=PDF):
    """Return an uploaded file."""
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def photo():
    """Return what begins as a PNG does."""
    return scan("foto.png", b"\x89PNG\r\n\x1a\n" + bytes(32))


def status_of(client, url):
    """Return the status of a download, read to the end so that its file is closed."""
    response = client.get(url)
    if response.streaming:
        list(response.streaming_content)
    return response.status_code
