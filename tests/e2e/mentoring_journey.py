"""A mentoring in the browser: proposed by the evaluator, accepted by both, recorded by the two alone."""

from playwright.sync_api import expect

from employees.models import Employee
from tests.e2e.portal import Portal, said
from tests.training.factories_mentoring import AGREED, SECRET
from training.models import MentoringPair

PURPOSE, GOAL, TOPIC = "Menguasai layanan loket", "Melayani sepuluh pemohon sendiri", "Menjawab keluhan warga"


class Mentoring(Portal):
    """A junior, a senior, and those above them."""

    def __init__(self, page_for):
        super().__init__(page_for)
        self.junior, self.senior, _other = self.place.staff

    @property
    def address(self) -> str:
        """Return where the pair is."""
        return f"/mentoring/{MentoringPair.objects.get().pk}/"

    def choose(self, page, person: Employee) -> None:
        """Search for somebody by part of the name and take them."""
        self.fill(page, cari=person.name[:6])
        page.locator("main form[role=search] [type=submit]").click()
        row = page.locator("main .rows li", has_text=person.name)
        self.press(row, "Choose", within=":scope")

    def propose(self) -> None:
        """The evaluator chooses both and says what it is for."""
        page = self.open(self.place.evaluator, "/mentoring/")
        self.press(page, "Pair two people")
        self.choose(page, self.junior)
        self.choose(page, self.senior)
        self.fill(page, purpose=PURPOSE, ends_on="2026-08-31")
        self.press(page, "Ask both")
        page.wait_for_url("**" + self.address)

    def accept(self, person: Employee, **options) -> None:
        """One of the two finds the question on the home page and says yes."""
        page = self.open(person, "/", **options)
        page.locator(f"main a[href='{self.address}']").first.click()
        self.press(page, "Accept", context="mentoring")
        expect(page.locator("form[action$='/terima/']")).to_have_count(0)

    def hold_session(self) -> None:
        """The senior agrees on a goal, and records the first session with its notes."""
        page = self.open(self.senior, self.address)
        page.fill("#tujuan [name=text], main [name=text]", GOAL)
        self.press(page, "Add goal")
        expect(page.get_by_text(GOAL).first).to_be_visible()
        self.press(page, "Record a session")
        self.fill(page, held_on="2026-03-02", minutes="60", topic=TOPIC, agreed=AGREED, notes=SECRET)
        page.locator("form[data-draft-key] [type=submit]").click()
        page.wait_for_url("**" + self.address + "**")

    def expect_notes(self, person: Employee, *, shown: bool, **options) -> None:
        """See the topic, and the notes only where they may be read."""
        page = self.open(person, self.address, **options)
        expect(page.locator("#pertemuan")).to_contain_text(TOPIC)
        for words in (SECRET, AGREED):
            expect(page.get_by_text(words)).to_have_count(int(shown))
        whose = "Only the two of you read notes and what you agreed."
        others = "Notes and what was agreed are read by the two alone."
        expect(page.get_by_text(said(whose if shown else others))).to_be_visible()
