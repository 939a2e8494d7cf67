"""The evaluation document of a released year: issued once, for those who see the appraisal."""

import pytest
from django.urls import reverse

from asn_portal.core.models import Document
from tests.employees.factories import office
from tests.performance.appraisal_help import pending
from tests.performance.factories import PeriodFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return office()


def year_of(place, **fields):
    period = PeriodFactory(cycle__agency=place.agency, is_year=True, is_opened=True)
    return pending(place.staff[0], period=period, **fields)


def url(appraisal):
    return reverse("performance:appraisal_document", args=[appraisal.pk])


def test_it_is_issued_once_and_comes_as_pdf(place, client_for):
    appraisal = year_of(place, released=True)
    visitor = client_for(place.staff[0].user)
    assert visitor.get(url(appraisal)).status_code == 404
    visitor.post(url(appraisal))
    visitor.post(url(appraisal))
    document = Document.objects.get()
    assert (document.subject_type, document.subject_id) == ("appraisal", appraisal.pk)
    response = visitor.get(url(appraisal))
    assert b"".join(response.streaming_content).startswith(b"%PDF-")


@pytest.mark.parametrize(("who", "expected"), [("evaluator", 302), ("colleague", 404), ("outsider", 404)])
def test_who_may_issue_it(place, client_for, who, expected):
    appraisal = year_of(place, released=True)
    assert client_for(getattr(place, who).user).post(url(appraisal)).status_code == expected


def test_not_before_the_release(place, client_for):
    appraisal = year_of(place, rated=True)
    assert client_for(place.staff[0].user).post(url(appraisal)).status_code == 403
    assert not Document.objects.exists()


def test_a_period_has_its_document_too(place, client_for):
    quarter = pending(place.staff[0], released=True)
    assert client_for(place.staff[0].user).post(url(quarter)).status_code == 302
    assert Document.objects.get().title == "Dokumen Evaluasi Kinerja Triwulan I 2026"
