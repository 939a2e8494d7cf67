"""A promotion in rank in the browser: the person, the head of the office, BKPSDM, and the career page."""

import datetime as dt
import re

from playwright.sync_api import expect

from employees.models import Employee
from promotions.models import RankProposal
from tests.e2e.portal import Portal, run_clock, said
from tests.promotions.factories_proposals import eligible

DECREE = "823.3/0123/BKPSDM/2026"
TMT = "2026-04-01"
TOO_YOUNG = dt.date(2024, 4, 1)


class Promotion(Portal):
    """Somebody in II/c who has what the regular promotion asks for, but for the statement on discipline."""

    def __init__(self, page_for):
        super().__init__(page_for)
        self.person = eligible(self.place.staff[0], discipline_on=None)
        self.rank_since(TOO_YOUNG)

    @property
    def address(self) -> str:
        """Return where the proposal is."""
        return f"/kenaikan-pangkat/{RankProposal.objects.get().pk}/"

    def rank_since(self, day: dt.date) -> None:
        """Put on record since when the present rank is held."""
        Employee.objects.filter(pk=self.person.pk).update(rank_effective_on=day)
        self.person.rank_records.update(effective_on=day)

    def look_too_early(self) -> None:
        """The person asks on the phone; the checklist says what is missing, and there is nothing to send."""
        page = self.open(self.person, f"/kenaikan-pangkat/usul/?tmt={TMT}", size="phone")
        self.expect_too_early(page)

    def expect_too_early(self, page) -> None:
        """See the checklist, the TMT as it was chosen, and no button to send."""
        expect(page.get_by_text(said("Not yet"), exact=True)).to_be_visible()
        expect(page.locator("#checklist .checklist-item, #checklist li").first).to_be_visible()
        expect(page.locator("[name=tmt]")).to_have_value(TMT)
        expect(page.locator("#proposal-send [type=submit]")).to_have_count(0)
        assert not RankProposal.objects.exists()

    def send_too_late(self) -> None:
        """The record changes while the page is open: the answer is the checklist again, nothing else is lost."""
        self.rank_since(dt.date(2022, 4, 1))
        page = self.open(self.person, f"/kenaikan-pangkat/usul/?tmt={TMT}", size="phone")
        self.rank_since(TOO_YOUNG)
        page.locator("#proposal-send [type=submit]").click()
        self.expect_too_early(page)

    def propose(self) -> None:
        """The record is right now; the person proposes from the phone."""
        self.rank_since(dt.date(2022, 4, 1))
        page = self.open(self.person, f"/kenaikan-pangkat/usul/?tmt={TMT}", size="phone")
        page.locator("#proposal-send [type=submit]").click()
        page.wait_for_url(re.compile(r"/kenaikan-pangkat/\d+/$"))

    def check_at_office(self) -> None:
        """The head of the office opens it from the inbox and passes it on."""
        row = self.inbox_row(self.place.head, self.person)
        row.locator("a.inbox-name").click()
        self.press(row.page, "Checked, pass on to BKPSDM")
        expect(row.page.locator("form[action$='/periksa/']")).to_have_count(0)

    def check_at_bkpsdm(self) -> None:
        """HR confirms on which evidence the discipline is clean, and passes it on to the decree."""
        page = self.open(self.place.hr, self.address)
        form = page.locator("#verify form").first
        form.locator("[name=evidence]").fill("Surat pernyataan 800/12/2026")
        form.locator("[type=submit]").click()
        expect(page.get_by_text("Surat pernyataan 800/12/2026").first).to_be_visible()
        self.press(page, "Checked, ready for the decree")
        expect(page.locator("form[action$='/periksa-bkpsdm/']")).to_have_count(0)

    def record_decree(self) -> None:
        """HR records number and dates of the decree."""
        page = self.open(self.place.hr, self.address)
        self.press(page, "Record the decree")
        self.fill(page, decree_number=DECREE)
        self.press(page, "Record the decree")
        page.wait_for_url("**" + self.address)
        expect(page.get_by_text(DECREE).first).to_be_visible()

    def expect_new_rank(self) -> None:
        """On the TMT the career page of the person shows the new rank."""
        run_clock()
        page = self.open(self.person, "/karier/", size="phone")
        expect(page.locator(".deflist").first).to_contain_text("II/d")
        expect(page.locator("main")).to_contain_text(DECREE)
