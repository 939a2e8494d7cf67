"""A training in the browser, from the catalogue of HR to the superior who sees it applied at work."""

import re

from playwright.sync_api import expect

from employees.models import Employee
from tests.e2e.portal import Portal, run_clock, said
from tests.training import help as training
from training.models import Certificate, Enrolment, FollowUp, TrainingClass

PROVIDER, PROGRAMME = "BPSDM Provinsi", "Bimtek Arsip Dinamis"
CLASS_DAYS = {"starts_on": "2026-04-06", "ends_on": "2026-04-08", "enrol_until": "2026-03-31"}
PROMISE = "Menata surat masuk menurut kode klasifikasi"


class Course(Portal):
    """One class with one seat, and the two people who want it."""

    @property
    def address(self) -> str:
        """Return where the class is."""
        return f"/pelatihan/kelas/{TrainingClass.objects.get().pk}/"

    def enrolment(self, person: Employee) -> Enrolment:
        """Return the enrolment of a person as it is now."""
        return Enrolment.objects.get(employee=person)

    def prepare_class(self) -> None:
        """HR writes provider, programme and a class with one seat, and opens it for enrolment."""
        page = self.open(self.place.hr, "/pelatihan/kelola/penyelenggara/baru/")
        self.fill(page, name=PROVIDER)
        page.select_option("main [name=kind]", index=1)
        self.press(page, "Save")
        page.goto("/pelatihan/kelola/program/baru/")
        self.fill(page, name=PROGRAMME, hours="12")
        page.select_option("main [name=provider]", label=PROVIDER)
        page.select_option("main [name=form]", "guidance")
        self.press(page, "Save")
        page.goto("/pelatihan/kelola/kelas/baru/")
        page.select_option("main [name=programme]", index=1)
        self.fill(page, seats="1", place="Aula BKPSDM", label="Angkatan I", **CLASS_DAYS)
        self.press(page, "Save")
        self.press(page, "Open for enrolment")
        expect(page.locator(".badge", has_text=said("Open for enrolment", context="class"))).to_be_visible()

    def ask_on_the_phone(self, person: Employee) -> None:
        """Somebody finds the class in the catalogue and asks for a place."""
        page = self.open(person, "/pelatihan/", size="phone")
        self.press(page, "See the class")
        self.press(page, "Ask for a place")
        self.fill(page, reason="Arsip bidang belum tertata.")
        self.press(page, "Send to my superior")
        page.wait_for_url(re.compile(r"/pelatihan/pendaftaran/\d+/$"))

    def approve(self, person: Employee) -> None:
        """The superior approves from the row of the inbox."""
        row = self.inbox_row(self.place.evaluator, person)
        self.press(row, "Approve", within=":scope")
        expect(row).to_have_count(0)

    def queue(self, person: Employee) -> None:
        """A second person asks, is approved, and sees the own number on the waiting list."""
        training.ask(TrainingClass.objects.get(), person)
        self.approve(person)
        page = self.open(person, self.address)
        expect(page.locator("#own").locator("..")).to_contain_text(
            said("number %(rank)s on the waiting list") % {"rank": 1}
        )

    def give_up(self, person: Employee) -> None:
        """Who has the place gives it up."""
        page = self.open(person, f"/pelatihan/pendaftaran/{self.enrolment(person).pk}/", size="phone")
        self.press(page, "Give it up")
        self.agree(page)
        expect(page.locator("form[action$='/lepas/']")).to_have_count(0)

    def finish(self) -> None:
        """HR ticks who came, finishes the class and issues the certificates."""
        page = self.open(self.place.hr, self.address + "kehadiran/")
        expect(page.locator("[name=came]:checked")).to_have_count(1)
        self.press(page, "Save the attendance")
        self.press(page, "Finish the class")
        expect(page.locator("form[action$='/selesai/']")).to_have_count(0)
        page.goto("/pelatihan/sertifikat/")
        self.press(page, "Issue certificates")
        expect(page.locator("form[action$='/sertifikat/']")).to_have_count(0)

    def answer_questions(self, person: Employee) -> None:
        """The person finds the question on the home page, answers it and promises something."""
        page = self.open(person, "/")
        page.locator("main a[href*='/pelatihan/umpan-balik/']").click()
        for name in ("content", "teaching", "organisation"):
            page.locator(f".segment:has([name={name}][value='5'])").click()
        self.fill(page, promise=PROMISE)
        page.locator("form[data-draft-key] [type=submit]").click()
        page.wait_for_url("**/pelatihan/jp/")

    def expect_hours(self, person: Employee) -> None:
        """The home page counts the hours of the class, and the certificate is a PDF."""
        page = self.open(person, "/")
        words = said("%(counted)s of %(target)s JP") % {"counted": 12, "target": 20}
        expect(page.get_by_text(words)).to_be_visible()
        answer = page.request.get(f"/pelatihan/sertifikat/{Certificate.objects.get().pk}/pdf/")
        assert answer.body().startswith(b"%PDF")

    def confirm_use(self, person: Employee) -> None:
        """The schedule asks, the superior finds the question in the inbox and says yes; the person reads it."""
        run_clock()
        row = self.inbox_row(self.place.evaluator, person)
        self.press(row, "Answer", within=":scope")
        page = row.page
        expect(page.get_by_text(PROMISE)).to_be_visible()
        self.fill(page, note="Surat masuk tertata sejak Mei.")
        self.press(page, "Yes, it is applied")
        page.wait_for_url("**/persetujuan/")
        own = self.open(person, f"/pelatihan/tindak-lanjut/{FollowUp.objects.get().pk}/", size="phone")
        expect(own.get_by_text("Surat masuk tertata sejak Mei.").first).to_be_visible()
