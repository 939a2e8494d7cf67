"""Certificates of the portal's own classes: issued with one click, made at the first download, revoked."""

import datetime as dt

import pytest
from django.urls import reverse

from asn_portal.core.access import NotAllowed
from asn_portal.core.models import Document, Notice, TransitionLog
from employees.actors import actor_of
from employees.models import Employee
from tests.employees.factories import RoleGrantFactory, member, office
from tests.training.factories_proofs import attended, finished_class, proof, status_of
from training.enums import CertificateStatus, ClassStatus, EnrolmentStatus
from training.models import Certificate, Enrolment
from training.selectors.hours import hours_standing_of
from training.services import certificates as services
from training.services.certificate_documents import form_data

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


@pytest.fixture
def done(place):
    """A finished class with two who attended and one who did not."""
    training_class = finished_class(place.agency, hours=8)
    attended(place.staff[0], training_class)
    attended(place.staff[1], training_class)
    attended(place.staff[2], training_class, state=EnrolmentStatus.ABSENT)
    return training_class


def actor(person):
    return actor_of(person.user, today=TODAY)


def issue(client, training_class):
    return client.post(reverse("training:certificates_issue", args=[training_class.pk]))


def url(name, certificate):
    return reverse(f"training:certificate_{name}", args=[certificate.pk])


def issued(place, done):
    services.issue_certificates(training_class=done, actor=actor(place.hr))
    return Certificate.objects.get(employee=place.staff[0])


def test_one_click_issues_to_everybody_who_attended(place, done, client_for):
    assert issue(client_for(place.hr.user), done).status_code == 302
    rows = Certificate.objects.order_by("employee_name")
    assert [row.employee for row in rows] == place.staff[:2]
    assert {(row.state, row.hours, row.year) for row in rows} == {("verified", 8, 2026)}
    assert len({row.number for row in rows}) == 2
    standing = hours_standing_of(actor=actor(place.staff[0]), employee=place.staff[0], year=2026)
    assert standing.counted == 8
    assert Notice.objects.filter(event="certificates_issued").count() == 2
    assert TransitionLog.objects.filter(subject_type="certificate", transition="issue").count() == 2


def test_a_second_click_issues_nothing_twice(place, done, client_for):
    client = client_for(place.hr.user)
    issue(client, done)
    assert issue(client, done).status_code == 302
    assert Certificate.objects.count() == 2


def test_the_same_training_from_outside_is_not_counted_twice(place, done):
    programme = done.programme
    proof(
        place.staff[0],
        name=programme.name.upper(),
        organiser=programme.provider.name,
        starts_on=done.starts_on,
        ends_on=done.ends_on,
        state=CertificateStatus.SUBMITTED,
    )
    result = services.issue_certificates(training_class=done, actor=actor(place.hr))
    assert (result.count, result.doubles) == (1, 1)


def test_only_hr_of_the_agency_issues_and_only_after_the_class(place, done, client_for):
    people = [place.staff[0], place.head, place.inspector, place.outsider]
    assert [issue(client_for(p.user), done).status_code for p in people] == [403, 403, 403, 404]
    done.state = ClassStatus.OPEN
    done.save()
    assert issue(client_for(place.hr.user), done).status_code == 403


def test_the_pdf_is_made_once_and_can_be_checked(place, done, client_for):
    certificate = issued(place, done)
    assert not Document.objects.exists()
    client = client_for(place.staff[0].user)
    first = client.get(url("pdf", certificate))
    second = client_for(place.hr.user).get(url("pdf", certificate))
    assert first["Content-Type"] == "application/pdf"
    assert b"".join(first.streaming_content) == b"".join(second.streaming_content)
    document = Document.objects.get()
    assert (document.issuer_name, document.holder_name) == (place.hr.name, place.staff[0].full_name)
    page = client.get(reverse("document_result", args=[document.code]))
    assert "Bimtek Kearsipan" in page.content.decode()


def test_who_gets_the_pdf(place, done, client_for):
    certificate = issued(place, done)
    seen = [place.staff[0], place.evaluator, place.head, place.hr]
    assert [status_of(client_for(p.user), url("pdf", certificate)) for p in seen] == [200] * 4
    people = [place.inspector, place.leader, place.staff[1], place.colleague, place.outsider]
    codes = [status_of(client_for(p.user), url("pdf", certificate)) for p in people]
    assert codes == [403, 403, 404, 404, 404]


def test_revoking_takes_the_hours_and_the_document_back(place, done, client_for):
    certificate = issued(place, done)
    status_of(client_for(place.staff[0].user), url("pdf", certificate))
    client = client_for(place.hr.user)
    assert client.post(url("revoke", certificate), {"note": ""}).status_code == 422
    client.post(url("revoke", certificate), {"note": "Nama pada sertifikat keliru"})
    certificate.refresh_from_db()
    assert certificate.state == CertificateStatus.REVOKED
    assert certificate.document.revoke_reason == "Nama pada sertifikat keliru"
    standing = hours_standing_of(actor=actor(place.hr), employee=place.staff[0], year=2026)
    assert standing.counted == 0
    assert client_for(place.staff[0].user).get(url("pdf", certificate)).status_code == 403
    assert Notice.objects.filter(event="certificate_revoked", user=place.staff[0].user).count() == 1


def test_of_two_revocations_the_second_is_a_conflict(place, done, client_for):
    certificate = issued(place, done)
    client = client_for(place.hr.user)
    client.post(url("revoke", certificate), {"note": "Keliru"})
    assert client.post(url("revoke", certificate), {"note": "Sekali lagi"}).status_code == 409


def test_a_revoked_certificate_is_issued_anew_once(place, done, client_for):
    certificate = issued(place, done)
    client = client_for(place.hr.user)
    assert client.post(url("reissue", certificate)).status_code == 409
    client.post(url("revoke", certificate), {"note": "Nama keliru"})
    assert issue(client, done).status_code == 302
    assert Certificate.objects.count() == 2
    assert client.post(url("reissue", certificate)).status_code == 302
    assert client.post(url("reissue", certificate)).status_code == 409
    valid = Certificate.objects.get(employee=place.staff[0], state=CertificateStatus.VERIFIED)
    assert valid.pk != certificate.pk


def test_nobody_but_hr_of_the_agency_revokes_a_certificate_of_a_class(place, done, client_for):
    certificate = issued(place, done)
    near = member(place.dinas, "HR Dinkes")
    RoleGrantFactory(user=near.user, unit=place.dinas)
    people = [place.staff[0], place.evaluator, near, place.colleague]
    codes = [client_for(p.user).post(url("revoke", certificate), {"note": "x"}).status_code for p in people]
    assert codes == [403, 403, 403, 404]


def test_the_queue_shows_finished_classes_that_wait(place, done, client_for):
    page = client_for(place.hr.user).get("/pelatihan/sertifikat/")
    assert "Bimtek Kearsipan" in page.content.decode()
    issued(place, done)
    page = client_for(place.hr.user).get("/pelatihan/sertifikat/")
    assert "classes-owed" not in page.content.decode()


def test_a_service_refuses_who_is_not_hr(place, done):
    with pytest.raises(NotAllowed):
        services.issue_certificates(training_class=done, actor=actor(place.evaluator))
    assert not Certificate.objects.exists()


def test_issuing_costs_the_same_for_many(place, django_assert_max_num_queries):
    training_class = finished_class(place.agency)
    people = [*place.staff, place.head, place.evaluator, place.colleague]
    for person in people:
        attended(person, training_class)
    with django_assert_max_num_queries(30):
        services.issue_certificates(training_class=training_class, actor=actor(place.hr))
    assert Enrolment.objects.filter(certificates__state="verified").count() == len(people)


def test_the_number_handed_in_from_outside_stops_only_that_person(place, done, client_for):
    enrolment = Enrolment.objects.get(employee=place.staff[0])
    number = services.certificate_number(done, enrolment)
    proof(place.staff[0], number=number, state=CertificateStatus.SUBMITTED, ends_on=done.ends_on)
    assert issue(client_for(place.hr.user), done).status_code == 302
    assert list(Certificate.objects.filter(enrolment__isnull=False).values_list("employee", flat=True)) == [
        place.staff[1].pk
    ]


def test_a_certificate_issued_anew_carries_the_corrected_name(place, done, client_for):
    certificate = issued(place, done)
    client = client_for(place.hr.user)
    client.post(url("revoke", certificate), {"note": "Nama keliru"})
    Employee.objects.filter(pk=place.staff[0].pk).update(name="Nama Benar", front_title="", back_title="")
    client.post(url("reissue", certificate))
    valid = Certificate.objects.get(employee=place.staff[0], state=CertificateStatus.VERIFIED)
    assert valid.employee_name == Employee.objects.get(pk=place.staff[0].pk).full_name
    assert "Nama Benar" in valid.employee_name


def test_the_certificate_bears_the_local_day_on_which_it_was_issued(place, done):
    certificate = issued(place, done)
    certificate.verified_at = dt.datetime(2026, 3, 1, 20, tzinfo=dt.UTC)
    assert form_data(certificate)["signed_on"] == dt.date(2026, 3, 2)


def test_a_certificate_issued_anew_has_a_number_of_its_own(place, done, client_for):
    certificate = issued(place, done)
    client = client_for(place.hr.user)
    for _time in range(2):
        client.post(url("revoke", certificate), {"note": "Nama keliru"})
        client.post(url("reissue", certificate))
        certificate = Certificate.objects.filter(employee=place.staff[0]).latest("pk")
    numbers = list(Certificate.objects.filter(employee=place.staff[0]).order_by("pk").values_list("number"))
    assert len(set(numbers)) == len(numbers) == 3
    place_in_class = [number.split("/")[1] for (number,) in numbers]
    assert [text[6:] for text in place_in_class] == ["", "-2", "-3"]
