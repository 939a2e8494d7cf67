"""One person's whole year in a real browser, at both widths: from the roster to the career page."""

import pytest
from playwright.sync_api import expect

from tests.e2e.journey import Year


@pytest.fixture
def year(page_for, transactional_db):
    return Year(page_for)


def test_a_year_from_the_roster_to_the_career_page(year, clock, page, axe, overflow):
    clock.to(1, 5)
    year.import_roster()
    year.give_account()
    year.open_year()
    clock.to(1, 12)
    year.log_in(page)
    year.write_plan(page)
    year.approve_plan()
    clock.to(11, 20)
    year.record_evidence()
    clock.to(12, 2)
    appraisal = year.open_rating()
    year.rate(appraisal)
    year.release()
    own = year.open(year.person, f"/kinerja/penilaian/{appraisal.pk}/")
    expect(own.locator(".matrix-predicate").first).to_have_text("Sangat Baik")
    expect(own.locator(".why")).to_contain_text("Mengapa Sangat Baik?")
    own.goto("/karier/")
    expect(own.locator("main")).to_contain_text("Sangat Baik")
    assert (axe(own), overflow(own)) == ([], 0)
