"""What people do in training, mentoring, rank and recognition works on a phone without JavaScript."""

import pytest
from playwright.sync_api import expect

from promotions.models import RankProposal
from tests.employees.factories import office
from tests.promotions.factories_proposals import eligible
from tests.support.browser import press
from tests.training.factories import ClassFactory, EnrolmentFactory
from tests.training.factories_mentoring import PairFactory
from training.models import Enrolment, MentoringPair

NOTE = "Tahun ini kuota bidang sudah habis."


@pytest.fixture
def place(transactional_db, clock):
    clock.to(3, 2)
    return office()


def test_a_place_is_asked_for_and_approved(plain, place):
    a_class = ClassFactory(programme__provider__agency=place.agency)
    own = plain(place.staff[0])
    own.goto(f"/pelatihan/kelas/{a_class.pk}/")
    own.click("main a[href$='/daftar/']")
    press(own, "form[data-draft-key]")
    own.wait_for_url("**/pelatihan/pendaftaran/**")
    superior = plain(place.evaluator)
    superior.goto("/persetujuan/")
    press(superior, ".inbox-row form[action$='/setujui/']")
    expect(superior.locator(".inbox-row")).to_have_count(0)
    assert Enrolment.objects.get().state == "placed"


def test_a_request_is_returned_with_a_reason_that_the_person_reads(plain, place):
    asked = EnrolmentFactory(employee=place.staff[0])
    superior = plain(place.evaluator)
    superior.goto(f"/pelatihan/pendaftaran/{asked.pk}/")
    superior.click("details.plan-return summary")
    superior.fill("details.plan-return textarea", NOTE)
    press(superior, "details.plan-return form")
    own = plain(place.staff[0])
    own.goto(f"/pelatihan/pendaftaran/{asked.pk}/")
    expect(own.get_by_text(NOTE).first).to_be_visible()


def test_a_place_is_given_up_without_a_dialog(plain, place):
    placed = EnrolmentFactory(employee=place.staff[0], placed=True)
    own = plain(place.staff[0])
    own.goto(f"/pelatihan/pendaftaran/{placed.pk}/")
    press(own, "form[action$='/lepas/']")
    expect(own.locator("form[action$='/lepas/']")).to_have_count(0)
    assert Enrolment.objects.get().state == "cancelled"


def test_a_promotion_is_proposed_and_passed_on(plain, place):
    own = plain(eligible(place.staff[0]))
    own.goto("/kenaikan-pangkat/usul/")
    own.select_option("[name=tmt]", "2026-04-01")
    press(own, "form.filter-form[method=get]")
    press(own, "#proposal-send form")
    own.wait_for_url("**/kenaikan-pangkat/*/")
    head = plain(place.head)
    head.goto(f"/kenaikan-pangkat/{RankProposal.objects.get().pk}/")
    press(head, "form[action$='/periksa/']")
    expect(head.locator("form[action$='/periksa/']")).to_have_count(0)
    assert RankProposal.objects.get().state == "at_bkpsdm"


def test_a_mentoring_is_accepted_by_both(plain, place):
    junior, senior, _other = place.staff
    pair = PairFactory(junior=junior, senior=senior)
    for person in (senior, junior):
        page = plain(person)
        page.goto("/mentoring/")
        page.locator(f"main a[href='/mentoring/{pair.pk}/']").first.click()
        press(page, "form[action$='/terima/']")
        expect(page.locator("form[action$='/terima/']")).to_have_count(0)
    assert MentoringPair.objects.get().state == "active"
