"""Recognition in the browser: found at night or nominated by a head, decided, told, and seen on the wall."""

import re

from playwright.sync_api import expect

from asn_portal.core.models.documents import Document
from tests.e2e.portal import Portal, run_clock, said
from tests.promotions.factories_awards import AwardTypeFactory, deserving, serving

GOOD_WORK = "Antrean loket turun dari 40 menjadi 15 menit dalam satu triwulan."
PHOTO = {"name": "grafik.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(32)}
DECREE = "800/7/BKPSDM/2026"


class Recognition(Portal):
    """One person of twenty years of service, and one who has done something good."""

    def __init__(self, page_for):
        super().__init__(page_for)
        self.veteran, self.person, self.colleague = self.place.staff
        serving(self.veteran)
        deserving(self.person)
        self.award = AwardTypeFactory(agency=self.place.agency, name="Pegawai Teladan")

    def find_veteran(self) -> None:
        """After the night HR finds the candidate, with what is still to be checked, and checks the papers."""
        run_clock()
        page = self.open(self.place.hr, "/apresiasi/calon/")
        self.press(page, self.veteran.full_name)
        expect(page.locator("main .eyebrow").first).to_contain_text("XX")
        self.press(page, "I have checked the papers")
        expect(page.locator("form[action$='/berkas/']")).to_have_count(0)

    def nominate(self) -> None:
        """The head says what was done well, with a picture as evidence."""
        page = self.open(self.place.head, "/apresiasi/usulan/baru/")
        self.fill(page, q=self.person.name[:6])
        self.press(page, "Search")
        self.press(page, "Choose")
        page.select_option("main [name=award_type]", label=self.award.name)
        self.fill(page, reason=GOOD_WORK)
        page.set_input_files("main [name=file]", PHOTO)
        self.press(page, "Send the nomination")
        page.wait_for_url(re.compile(r"/apresiasi/usulan/\d+/$"))
        expect(page.get_by_role("link", name="grafik.png")).to_be_visible()

    def grant(self) -> None:
        """HR finds the nomination in the inbox and gives the award."""
        row = self.inbox_row(self.place.hr, self.person)
        self.press(row, "Decide", within=":scope")
        page = row.page
        self.fill(page, decree_number=DECREE, awarded_on="2026-03-02", citation=GOOD_WORK)
        self.press(page, "Give the award")
        expect(page.locator("form[action$='/putuskan/']")).to_have_count(0)

    def expect_told(self) -> None:
        """The person and the team are told, and the wall shows what for."""
        mine = said("Congratulations: %(award)s") % {"award": self.award.name}
        theirs = said("%(name)s has been honoured: %(award)s")
        self.expect_notice(self.person, mine)
        self.expect_notice(self.colleague, theirs % {"name": self.person.full_name, "award": self.award.name})
        page = self.open(self.colleague, "/apresiasi/")
        expect(page.locator("main").get_by_text(GOOD_WORK).first).to_be_visible()

    def expect_certificate(self) -> None:
        """The person downloads the certificate; whoever types its code finds it valid."""
        page = self.open(self.person, "/apresiasi/saya/", size="phone")
        paper = page.request.get(page.locator("main a[href$='/piagam/']").get_attribute("href"))
        assert paper.body().startswith(b"%PDF")
        code = Document.objects.get(kind="award").code
        page.goto("/periksa/")
        self.fill(page, code=code)
        self.press(page, "Check")
        expect(page.locator("main")).to_contain_text(self.person.full_name)
        expect(page.locator("main")).to_contain_text(said("This document is genuine and valid"))
