"""Two clicks at the same moment: PostgreSQL, threads, committed transactions."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from asn_portal.core.access import Conflict
from asn_portal.core.models import Document, Notice
from employees.actors import actor_of
from tests.employees.factories import office
from tests.performance.test_plan_races import at_once
from tests.training.factories_proofs import attended, finished_class, follow_up, proof, scan
from training.enums import CertificateStatus, LearningForm
from training.models import Certificate, TrainingClass
from training.services import certificate_documents, certificates, outside_certificates
from training.services.duties import work

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def place():
    return office()


def actor(person):
    return actor_of(person.user, today=dt.date.today())


def test_certificates_of_a_class_are_issued_once(place):
    training_class = finished_class(place.agency)
    for person in place.staff:
        attended(person, training_class)
    me = actor(place.hr)

    def issue():
        row = TrainingClass.objects.get(pk=training_class.pk)
        return certificates.issue_certificates(training_class=row, actor=me).count

    assert sorted(at_once(issue, issue, issue)) == [0, 0, 3]
    assert Certificate.objects.count() == 3


def test_two_downloads_make_one_document(place):
    attended(place.staff[0], training_class := finished_class(place.agency))
    certificates.issue_certificates(training_class=training_class, actor=actor(place.hr))
    me = actor(place.staff[0])

    def download():
        row = Certificate.objects.select_related("employee", "unit").get()
        return certificate_documents.certificate_document(certificate=row, actor=me).pk

    assert len(set(at_once(download, download, download))) == 1
    assert Document.objects.count() == 1


def test_a_double_click_hands_in_one_certificate(place):
    me, day = actor(place.staff[0]), dt.date.today() - dt.timedelta(days=3)

    def submit():
        entry = outside_certificates.OutsideProof(
            name="Kursus Statistik",
            organiser="UT",
            form=LearningForm.COURSE,
            starts_on=day,
            ends_on=day,
            printed=6,
            file=scan(),
        )
        return outside_certificates.submit_certificate(employee=place.staff[0], proof=entry, actor=me).pk

    results = at_once(submit, submit, submit)
    assert results.count(ValidationError) == 2
    assert Certificate.objects.count() == 1


def test_of_two_officers_one_decides(place):
    made = proof(place.staff[0], state=CertificateStatus.SUBMITTED)
    me = actor(place.hr)

    def row():
        return Certificate.objects.select_related("employee", "unit").get(pk=made.pk)

    results = at_once(
        lambda: outside_certificates.verify_certificate(
            certificate=row(), note="", as_own_initiative=False, actor=me
        ),
        lambda: outside_certificates.refuse_certificate(certificate=row(), reason="Kabur", actor=me),
    )
    assert results.count(Conflict) == 1


def test_two_clocks_ask_once(place):
    follow_up(place.staff[0], due_on=dt.date(2026, 1, 5))
    today = dt.date.today()
    results = at_once(*[lambda: work(agency=place.agency, today=today) for _clock in range(3)])
    assert sum(results) == 1
    assert Notice.objects.filter(event="follow_up_asked").count() == 1
