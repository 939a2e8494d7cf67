"""A plan goes its way without JavaScript; with it, an expired session costs nothing of what was typed."""

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from performance.models import Plan
from tests.employees.factories import office
from tests.performance.factories import CycleFactory, PlanFactory
from tests.support.browser import log_in, press

NOTE = "Tambahkan target kunjungan pulau terluar."
STATEMENT = "form.editor textarea[name$=statement]"


@pytest.fixture
def place(transactional_db):
    return office()


@pytest.fixture
def plan(place):
    """A complete draft of this year."""
    cycle = CycleFactory(agency=place.agency, year=timezone.localdate().year, is_open=True)
    return PlanFactory(employee=place.staff[0], cycle=cycle, complete=True)


def submit(plain, plan):
    page = plain(plan.employee)
    page.goto(f"/kinerja/skp/{plan.pk}/")
    press(page, "form[action$='/ajukan/']")
    expect(page.locator("form[action$='/tarik/']")).to_be_visible()
    return page


def state_of(plan):
    return Plan.objects.get(pk=plan.pk).state


def test_a_plan_is_submitted_and_approved(plain, place, plan):
    submit(plain, plan)
    page = plain(place.evaluator)
    page.goto("/persetujuan/")
    page.locator(".inbox-row", has_text=plan.employee_name).locator("a.inbox-name").click()
    press(page, "form[action$='/setujui/']")
    expect(page.locator("form[action$='/setujui/']")).to_have_count(0)
    assert state_of(plan) == "approved"


def test_a_plan_is_returned_with_a_note_and_written_again(plain, place, plan):
    own = submit(plain, plan)
    page = plain(place.evaluator)
    page.goto(f"/kinerja/skp/{plan.pk}/")
    page.click("details.plan-return summary")
    press(page, "details.plan-return form")
    expect(page.locator("details.plan-return .is-invalid")).to_be_visible()
    page.fill("details.plan-return textarea", NOTE)
    press(page, "details.plan-return form")
    expect(page.locator("details.plan-return")).to_have_count(0)
    assert state_of(plan) == "returned"
    own.reload()
    expect(own.get_by_text(NOTE).first).to_be_visible()
    expect(own.locator("form[action$='/ajukan/']")).to_be_visible()


def test_a_result_is_written_and_kept_when_something_is_missing(plain, plan):
    page = plain(plan.employee)
    page.goto(f"/kinerja/skp/{plan.pk}/")
    page.click("a[href*='/hasil/baru/main/']")
    press(page, "form.editor")
    expect(page.locator("form.editor .is-invalid")).to_be_visible()
    page.fill(STATEMENT, "Warga pulau terlayani")
    press(page, "form.editor")
    expect(page.locator("article.plan-result", has_text="Warga pulau terlayani")).to_be_visible()


def test_an_expired_session_keeps_what_was_typed(page_for, plan):
    page = page_for(plan.employee.user)
    page.goto(f"/kinerja/skp/{plan.pk}/")
    page.click("a[href*='/hasil/baru/main/']")
    page.fill(STATEMENT, "Warga pulau terlayani")
    Session.objects.all().delete()
    press(page, "form.editor")
    expect(page.locator("dialog[open] a[href^='/akun/login/']")).to_be_visible()
    expect(page.locator(STATEMENT)).to_have_value("Warga pulau terlayani")
    log_in(page, plan.employee.user.username)
    page.goto(f"/kinerja/skp/{plan.pk}/")
    page.click("a[href*='/hasil/baru/main/']")
    expect(page.locator(STATEMENT)).to_have_value("Warga pulau terlayani")
