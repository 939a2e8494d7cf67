"""Nominations: made on a checklist, decided with a decree, returned, refused, withdrawn."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from asn_portal.core.models import TransitionLog
from asn_portal.core.requirements import Checklist
from employees.models import Employee
from promotions.models import Nomination
from tests.promotions.factories_awards import (
    medals,
    serving,
)
from tests.promotions.nominating import REASON, awarding, send, spoil
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


# --- Nominating ---


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return awarding()


@pytest.mark.parametrize("who", ["evaluator", "head", "hr", "mayor"])
def test_those_above_nominate_and_the_checklist_is_kept(place, client_for, who):
    nominator = getattr(place, who)
    response = send(client_for(nominator.user), place.staff[0], place.award)
    made = Nomination.objects.get()
    assert response.status_code == 302
    assert (made.state, made.unit, made.nominated_by) == ("submitted", place.bidang, nominator.user)
    assert Checklist.from_dict(made.checklist).is_met
    log = TransitionLog.objects.get(subject_type="nomination", subject_id=made.pk)
    assert (log.transition, log.user) == ("nominate", nominator.user)


@pytest.mark.parametrize(
    ("who", "status"), [("colleague", 403), ("inspector", 403), ("leader", 403), ("outsider", 403)]
)
def test_others_do_not_nominate(place, client_for, who, status):
    person = getattr(place, who)
    assert send(client_for(person.user), place.staff[0], place.award).status_code == status
    assert not Nomination.objects.exists()


def test_somebody_of_another_office_is_not_found(place, client_for):
    assert send(client_for(place.evaluator.user), place.colleague, place.award).status_code == 404
    assert send(client_for(place.hr.user), place.outsider, place.award).status_code == 404


def test_nobody_nominates_themselves(place, client_for):
    assert send(client_for(place.head.user), place.head, place.award).status_code == 403


def test_a_medal_is_proposed_by_hr_only(place, client_for):
    medal = medals(place.agency)[20]
    serving(place.staff[0])
    page = client_for(place.evaluator.user).get(f"/apresiasi/usulan/baru/?pegawai={place.staff[0].pk}")
    assert medal.name not in texts(page, "select[name=award_type] option")
    assert send(client_for(place.evaluator.user), place.staff[0], medal).status_code == 422


@pytest.mark.parametrize("how", ["predicate", "unknown", "discipline", "no statement", "retired"])
def test_who_is_not_eligible_is_refused_with_the_checklist_and_nothing_is_lost(place, client_for, how):
    spoil(place, how)
    page = send(client_for(place.evaluator.user), place.staff[0], place.award, override_reason="Saya mau")
    assert page.status_code == 422
    assert REASON in page.content.decode()
    assert soup(page).select(".requirement.is-unmet, .requirement.is-unverified")
    assert not soup(page).select("[name=override_reason]")
    assert not Nomination.objects.exists()


def test_hr_goes_on_with_a_reason_that_is_logged(place, client_for):
    spoil(place, "discipline")
    client = client_for(place.hr.user)
    page = send(client, place.staff[0], place.award)
    assert page.status_code == 422
    assert soup(page).select("[name=override_reason]")
    send(client, place.staff[0], place.award, override_reason="Hukuman dibatalkan, SK menyusul.")
    made = Nomination.objects.get()
    assert made.override_reason == "Hukuman dibatalkan, SK menyusul."
    assert (
        TransitionLog.objects.get(subject_id=made.pk, subject_type="nomination").note == made.override_reason
    )
    assert not Checklist.from_dict(made.checklist).is_met


def test_a_pppk_cannot_be_pushed_through_for_a_medal(place, client_for):
    Employee.objects.filter(pk=place.staff[0].pk).update(kind="pppk")
    medal = medals(place.agency)[10]
    page = send(client_for(place.hr.user), place.staff[0], medal, override_reason="Sudah lama mengabdi")
    assert page.status_code == 422
    assert not Nomination.objects.exists()


def test_good_work_needs_evidence(place, client_for):
    client = client_for(place.evaluator.user)
    assert send(client, place.staff[0], place.award, evidence_link="").status_code == 422
    file = SimpleUploadedFile("laporan akhir.pdf", PDF, content_type="application/pdf")
    assert send(client, place.staff[0], place.award, evidence_link="", file=file).status_code == 302
    made = Nomination.objects.get()
    url = reverse("promotions:nomination_file", args=[made.pk])
    response = client_for(place.hr.user).get(url)
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert client_for(place.colleague.user).get(url).status_code == 404


@pytest.mark.parametrize(
    "data",
    [
        {"reason": " "},
        {"award_type": "9999999"},
        {"award_type": "x"},
        {"evidence_link": "javascript:alert(1)"},
        {"file": SimpleUploadedFile("a.pdf", b"MZ\x90 not a pdf")},
        {"file": SimpleUploadedFile("kosong.pdf", b"")},
    ],
    ids=lambda data: next(iter(data)),
)
def test_bad_input_is_refused_in_words(place, client_for, data):
    page = send(client_for(place.evaluator.user), place.staff[0], place.award, **data)
    assert page.status_code == 422
    assert soup(page).select(".is-invalid, .field-error, .invalid-feedback")
    assert not Nomination.objects.exists()


@pytest.mark.parametrize("wanted", ["x", "-1", "9" * 30, "%00"])
def test_an_odd_person_in_the_address_shows_the_search(place, client_for, wanted):
    assert client_for(place.hr.user).get(f"/apresiasi/usulan/baru/?pegawai={wanted}").status_code == 200


def test_one_nomination_at_a_time(place, client_for):
    send(client_for(place.evaluator.user), place.staff[0], place.award)
    assert send(client_for(place.head.user), place.staff[0], place.award).status_code == 422
    assert Nomination.objects.count() == 1


def test_evaluators_find_their_team_at_once_and_others_by_name(place, client_for):
    page = client_for(place.evaluator.user).get("/apresiasi/usulan/baru/")
    assert len(soup(page).select(".rows > li")) == len(place.staff)
    page = client_for(place.evaluator.user).get("/apresiasi/usulan/baru/?q=rekan")
    assert not soup(page).select(".rows > li")
    assert client_for(place.staff[0].user).get("/apresiasi/usulan/baru/").status_code == 403


# --- Deciding ---
