"""What a performance year asks of people: rating in view of the unit, objection, talk, matrix, forms."""

import re
import zipfile
from http import HTTPStatus

from playwright.sync_api import expect

from employees.models import Employee
from performance.models import Appraisal, Dialogue, Objection
from tests.e2e.portal import Portal, said, work
from tests.performance.factories import AppraisalFactory, CycleFactory, PeriodFactory, PlanFactory

REASON = "Capaian rencana aksi 92 persen, laporan Inspektorat nomor 14."
ROLE = "Balita di tujuh posyandu tertimbang setiap bulan"
PROMISE = "Mengirim rekap posyandu pesisir"


class Months(Portal):
    """A government with an open year, in which three people of one team have approved plans."""

    def __init__(self, page_for):
        super().__init__(page_for)
        self.cycle = CycleFactory(agency=self.place.agency, year=2026, is_open=True)
        self.person = self.place.staff[0]

    def choose(self, page, name: str, value: str) -> None:
        """Choose a button of a row of buttons."""
        page.locator(f"main .segment:has([name={name}][value={value}])").click()

    def decide(self, who: Employee, kind: str) -> object:
        """Return the page behind the row of the inbox that is about the person."""
        page = self.open(who, f"/persetujuan/?jenis={kind}")
        page.locator(".inbox-row", has_text=self.person.name).get_by_role("link").last.click()
        page.wait_for_load_state()
        return page

    def text(self, page):
        """Return what stands on the page."""
        return expect(page.locator("main"))


class Judgement(Months):
    """The end of the year: from the predicate of the office to a rating changed by the superior."""

    def __init__(self, page_for):
        super().__init__(page_for)
        self.period = PeriodFactory(cycle=self.cycle, is_year=True, is_opened=True)
        for person in self.place.staff:
            plan = PlanFactory(employee=person, cycle=self.cycle, complete=True, approved=True)
            AppraisalFactory(employee=person, plan=plan, period=self.period)

    @property
    def rating(self) -> Appraisal:
        """Return the appraisal of the person as it is stored now."""
        return Appraisal.objects.get(employee=self.person, period=self.period)

    @property
    def address(self) -> str:
        """Return where the appraisal is."""
        return f"/kinerja/penilaian/{self.rating.pk}/"

    def set_predicate_of_the_office(self) -> None:
        """The leader of the government says how the office did, and why."""
        dinas = self.place.dinas
        page = self.open(self.place.leader, f"/kinerja/predikat-unit/?periode={self.period.pk}")
        page.locator(f"main a[href$='/{self.period.pk}/{dinas.pk}/']").click()
        self.press(page, "Save the predicate")
        expect(page.locator("main .invalid-feedback, main .field-error").first).to_be_visible()
        self.choose(page, "predicate", "good")
        self.fill(page, reason=REASON)
        self.press(page, "Save the predicate")
        expect(page.locator("main tr", has_text=dinas.name)).to_contain_text(REASON)

    def rate(self) -> None:
        """The evaluator sees the distribution move with the choice, and gives reasons for both ratings."""
        page = self.open(self.place.evaluator, f"/tim/nilai/{self.rating.pk}/")
        spread = page.locator("#rating-spread")
        expect(spread).to_contain_text(self.place.dinas.name)
        expect(spread.locator("td.is-chosen")).to_have_count(0)
        self.choose(page, "result_rating", "below")
        self.choose(page, "behaviour_rating", "as")
        expect(spread.locator("td.is-chosen")).to_have_text("1")
        self.fill(page, result_reason="Laporan ketiga terlambat.", behaviour_reason="Ramah kepada warga.")
        page.locator(".rating-actions [type=submit]").click()
        page.wait_for_url(lambda address: f"/nilai/{self.rating.pk}/" not in address)

    def release(self) -> None:
        """The head of the office releases the rating from the inbox."""
        page = self.decide(self.place.head, "appraisal_approve")
        self.press(page, "Approve and release")
        expect(page.locator("form[action$='/setujui/']")).to_have_count(0)

    def read(self) -> None:
        """The person opens the rating, confirms having read it, and asks what it rests on."""
        page = self.open(self.person, self.address)
        self.press(page, "I have read it")
        expect(page.locator("form[action$='/tanda-tangan/']")).to_be_visible()
        self.press(page, "Everything it rests on")
        page.wait_for_url(re.compile("/mengapa/$"))
        self.text(page).to_contain_text("Laporan ketiga terlambat.")
        self.text(page).to_contain_text(REASON)

    def object(self) -> None:
        """The person objects from the page of the rating; until the decision it is marked there."""
        page = self.open(self.person, self.address)
        page.locator("main a[href$='/keberatan/']").click()
        self.fill(page, reasons="Laporan ketiga terkirim 3 Oktober, bukti nomor 3.")
        page.locator("main form [type=submit]").click()
        page.wait_for_url(re.compile(r"/kinerja/keberatan/\d+/"))
        page.goto(self.address)
        self.text(page).to_contain_text(said("In dispute"))

    def explain(self) -> None:
        """The evaluator finds the objection in the inbox and explains."""
        page = self.decide(self.place.evaluator, "objection_statement")
        self.fill(page, statement="Tanggal di berkas adalah 12 Oktober.")
        self.press(page, "Send the explanation")
        self.text(page).to_contain_text("Tanggal di berkas adalah 12 Oktober.")

    def change(self) -> None:
        """The superior reads both sides and changes the rating, with grounds."""
        page = self.decide(self.place.head, "objection_decide")
        self.text(page).to_contain_text("Tanggal di berkas adalah 12 Oktober.")
        self.choose(page, "outcome", "change")
        page.locator("#decide summary").click()
        self.choose(page, "result_rating", "as")
        self.choose(page, "behaviour_rating", "as")
        self.fill(
            page,
            reason="Surat pengantar membuktikan pengiriman tepat waktu.",
            result_reason="Ketiga laporan tepat waktu.",
            behaviour_reason="Ramah kepada warga.",
            recommendation="Penilai memakai tanggal surat pengantar.",
        )
        page.locator("#decide [type=submit]").click()
        expect(page.locator("#decide")).to_have_count(0)
        expect(page.locator("#decision")).to_contain_text("→")

    def expect_changed(self) -> None:
        """The person finds the new result with its way there, and signs."""
        page = self.open(self.person, self.address)
        assert (self.rating.result_rating, self.rating.predicate) == ("as", "b")
        expect(page.locator(".matrix-predicate").first).to_have_text("Baik")
        self.text(page).to_contain_text("Ketiga laporan tepat waktu.")
        page.locator("form[action$='/tanda-tangan/'] [type=submit]").click()
        expect(page.locator("form[action$='/tanda-tangan/']")).to_have_count(0)

    def try_too_late(self) -> None:
        """After the last day the page offers no objection, and the address says until when it was in time."""
        page = self.open(self.person, self.address)
        expect(page.locator("main a[href$='/keberatan/']")).to_have_count(0)
        page.goto(self.address + "keberatan/")
        expect(page.locator("main [name=reasons]")).to_have_count(0)
        assert not Objection.objects.exists()


class Talk(Months):
    """An evaluator and somebody of the team who agree on something."""

    def write(self) -> None:
        """The evaluator writes a note about a talk and what the person promised."""
        PlanFactory(employee=self.person, cycle=self.cycle, complete=True, approved=True)
        page = self.open(self.place.evaluator, "/kinerja/dialog/")
        page.locator(f"main a[href$='/dialog/baru/{self.person.pk}/']").click()
        self.fill(page, notes="Cakupan posyandu naik; dua desa belum melapor.")
        page.locator("main [name=results]").first.check()
        page.locator("main form [type=submit]").first.click()
        page.wait_for_url(re.compile(r"/kinerja/dialog/\d+/"))
        self.fill(page, text=PROMISE, due_on="2026-04-30")
        page.select_option("main [name=owner]", str(self.person.pk))
        page.locator("#tindakan form[action$='/tindakan/'] [type=submit]").last.click()
        expect(page.locator("#tindakan li", has_text=PROMISE)).to_contain_text(self.person.name)

    def confirm(self) -> None:
        """The person is told, confirms with a remark, and says later that it is done."""
        page = self.open_talk("/kinerja/dialog/")
        self.fill(page, remark="Desa ketiga menyusul pekan depan.")
        page.locator("form[action$='/sahkan/'] [type=submit]").click()
        expect(page.locator("form[action$='/sahkan/']")).to_have_count(0)
        page.locator("#tindakan li", has_text=PROMISE).locator("button").click()
        expect(page.locator("#tindakan li button[value='0']")).to_be_visible()

    def open_talk(self, base: str):
        """Return the page of the talk, opened from the person's list."""
        page = self.open(self.person, base)
        page.locator(f"main a[href='{base}{Dialogue.objects.get().pk}/']").last.click()
        return page

    def expect_done(self) -> None:
        """The evaluator reads the remark and finds the action done; nobody else reads anything."""
        talk = Dialogue.objects.get()
        page = self.open(self.place.evaluator, f"/kinerja/dialog/{talk.pk}/")
        self.text(page).to_contain_text("Desa ketiga menyusul pekan depan.")
        expect(page.locator("#tindakan li button[value='0']")).to_be_visible()
        assert (talk.state, talk.actions.get().done_on is not None) == ("confirmed", True)
        for stranger in (self.place.head, self.place.hr):
            assert self.status(stranger, f"/kinerja/dialog/{talk.pk}/") == HTTPStatus.NOT_FOUND

    def status(self, somebody: Employee, address: str) -> int:
        """Return what an address answers somebody."""
        return self.open(somebody, "/").goto(address).status


class Cascade(Months):
    """A leader with an approved plan, and somebody who is still writing."""

    def __init__(self, page_for):
        super().__init__(page_for)
        leader = self.place.evaluator
        self.above = PlanFactory(employee=leader, cycle=self.cycle, complete=True, approved=True)
        self.plan = PlanFactory(employee=self.person, cycle=self.cycle)

    def write_role(self) -> None:
        """The leader writes a result into the person's cell."""
        page = self.open(self.place.evaluator, f"/matriks/{self.place.bidang.pk}/")
        row = page.locator(f"#orang-{self.person.pk}")
        row.locator(".roles-write").first.click()
        self.fill(page, **{"form-0-text": ROLE})
        self.press(page, "Save the cell")
        expect(row).to_contain_text(ROLE)

    def take(self) -> None:
        """The person takes it into the plan with one click."""
        page = self.open(self.person, "/matriks/")
        self.press(page, "Take into my plan")
        page.wait_for_url(re.compile(f"/kinerja/skp/{self.plan.pk}/"))
        self.text(page).to_contain_text(ROLE)
        result = self.plan.results.get()
        assert result.statement == ROLE
        assert result.leader_result.plan == self.above

    def expect_taken(self) -> None:
        """The leader finds the role taken; it waits no longer with the person."""
        page = self.open(self.place.evaluator, f"/matriks/{self.place.bidang.pk}/")
        expect(page.locator(f"#orang-{self.person.pk} .is-taken")).to_contain_text(ROLE)
        page = self.open(self.person, "/matriks/")
        expect(page.locator("#untuk-saya")).to_have_count(0)


class Forms(Judgement):
    """HR of a government whose ratings are released."""

    def __init__(self, page_for):
        super().__init__(page_for)
        for row in Appraisal.objects.filter(period=self.period):
            plan, person = row.plan, row.employee
            row.delete()
            AppraisalFactory(employee=person, plan=plan, period=self.period, released=True)

    def order(self):
        """HR orders all forms of a unit; returns the page of the order while it is being made."""
        page = self.open(self.place.hr, "/laporan/formulir/")
        page.select_option("main [name=unit]", str(self.place.bidang.pk))
        page.select_option("main [name=period]", str(self.period.pk))
        self.fill(page, purpose="Arsip evaluasi 2026")
        self.press(page, "Order the ZIP")
        page.wait_for_url(re.compile(r"/laporan/pesanan/\d+/"))
        expect(page.locator("main a[href$='/berkas/']")).to_have_count(0)
        return page

    def download(self, page) -> list[str]:
        """Take the finished file; returns the names in it."""
        work()
        page.reload()
        with page.expect_download() as download:
            page.locator("main a[href$='/berkas/']").click()
        with zipfile.ZipFile(download.value.path()) as archive:
            return sorted(archive.namelist())
