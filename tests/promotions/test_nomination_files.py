"""A file uploaded with a nomination that does not come about is not left in storage."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from promotions.models import Nomination
from tests.promotions.nominating import REASON, awarding, nominated, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return awarding()


def paper():
    return SimpleUploadedFile("laporan.pdf", b"%PDF-1.4 laporan", content_type="application/pdf")


def stored():
    return [path for path in settings.MEDIA_ROOT.glob("nominations/**/*") if path.is_file()]


def test_the_file_of_a_second_nomination_is_removed(place, client_for):
    nominated(place)
    answer = send(client_for(place.evaluator.user), place.staff[0], place.award, file=paper())
    assert answer.status_code == 422
    assert (Nomination.objects.count(), stored()) == (1, [])


def test_the_file_of_a_correction_that_comes_too_late_is_removed(place, client_for):
    waiting = nominated(place)
    url = reverse("promotions:nomination_edit", args=[waiting.pk])
    data = {"reason": REASON, "evidence_link": "", "file": paper()}
    assert client_for(place.evaluator.user).post(url, data).status_code == 409
    assert stored() == []


def test_the_file_of_a_nomination_that_comes_about_stays(place, client_for):
    answer = send(client_for(place.evaluator.user), place.staff[0], place.award, file=paper())
    assert answer.status_code == 302
    assert len(stored()) == 1
