"""One performance year in the browser, step by step; each step is one person at the screen."""

import re

from playwright.sync_api import expect

from employees.models import Employee
from performance.models import Appraisal
from tests.e2e.portal import Portal, run_clock, said, work
from tests.employees import rosters
from tests.employees.factories import UserFactory

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EVIDENCE = {"name": "laporan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\nisi"}
PLAN = re.compile(r"/kinerja/skp/\d+/$")


class Year(Portal):
    """A government before its first year, and the steps of one person's year in it."""

    def __init__(self, page_for):
        super().__init__(page_for)
        self.person = None
        self.place.agency.national_id = "INST-1"
        self.place.agency.save()
        self.place.bidang.code = "UNOR-0000"
        self.place.bidang.save()

    def import_roster(self) -> None:
        """HR brings the person in; the preview and the report come by themselves while HR looks at the bar."""
        page = self.open(self.place.hr, "/impor/")
        book = rosters.workbook([rosters.person(0)]).getvalue()
        page.set_input_files("input[type=file]", {"name": "roster.xlsx", "mimeType": EXCEL, "buffer": book})
        self.press(page, "Upload and check")
        page.wait_for_url(re.compile(r"/impor/\d+/"))
        work()
        page.locator("#import_apply [data-confirm]").click()
        self.agree(page)
        page.wait_for_load_state()
        work()
        expect(page.locator("#import_apply")).to_have_count(0)
        self.person = Employee.objects.get(nip=rosters.nip_of(0))

    def give_account(self) -> None:
        """The person may log in by NIP; how an account is activated is proven elsewhere."""
        self.person.user = UserFactory(
            username=self.person.nip, agency=self.place.agency, full_name=self.person.full_name
        )
        self.person.save()

    def open_year(self) -> None:
        """HR sets up the year and opens it now; everybody gets a plan."""
        page = self.open(self.place.hr, "/tahun/baru/")
        page.fill("input[name=year]", "2026")
        self.press(page, "Set up")
        page.wait_for_url(re.compile("/tanggal/"))
        page.goto(page.url.removesuffix("tanggal/"))
        self.press(page, "Open now")
        self.agree(page)
        expect(page.get_by_text(said("The year is open; the plans are being prepared."))).to_be_visible()
        work()

    def log_in(self, page) -> None:
        """The person logs in with the NIP as it is printed, in groups."""
        nip = self.person.nip
        page.goto("/")
        page.fill("input[name=login]", f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}")
        page.fill("input[name=password]", "rahasia-sekali")
        page.locator("form[data-login] [type=submit]").click()

    def write_plan(self, page) -> None:
        """The person writes one result with an indicator and the attachment, and submits."""
        page.goto("/kinerja/")
        self.press(page, "Go on writing")
        page.wait_for_url(PLAN)
        self.press(page, "Add a work result")
        page.fill("#part-main [name$=statement]", "Siswa kelas tujuh menguasai pecahan")
        self.press(page, "Save the result")
        self.press(page, "Add an indicator")
        page.fill("#part-main [name$=statement]", "Siswa yang lulus uji pecahan")
        page.select_option("[name$=aspect]", "quality")
        page.fill("[name$=target]", "80")
        page.fill("[name$=target_unit]", "persen")
        self.press(page, "Save the indicator")
        self.press(page, "Edit", within="#attachments")
        for part in ("resources", "accountability", "consequence"):
            page.fill(f"#attachments [name$={part}]", "Sesuai kesepakatan.")
        self.press(page, "Save the attachments")
        self.press(page, "Submit to the evaluator")
        expect(page.get_by_text(said("Withdraw the submission"))).to_be_visible()

    def approve_plan(self) -> None:
        """The evaluator finds the plan in the inbox and approves it."""
        row = self.inbox_row(self.place.evaluator, self.person)
        self.press(row, "Approve", within=":scope")
        expect(row.locator("form")).to_have_count(0)

    def record_evidence(self) -> None:
        """The person records what was reached, with a file."""
        page = self.open(self.person, "/kinerja/bukti/")
        self.press(page, "Add evidence")
        page.fill("[name=value]", "84 persen")
        page.set_input_files("input[type=file]", EVIDENCE)
        self.press(page, "Save evidence")
        expect(page.get_by_role("link", name="laporan.pdf")).to_be_visible()

    def open_rating(self) -> Appraisal:
        """The schedule opens what is due; returns the person's appraisal of the year."""
        run_clock()
        return Appraisal.objects.get(employee=self.person, period__kind="year")

    def rate(self, appraisal: Appraisal) -> None:
        """The evaluator chooses both ratings by a click and sees the predicate before saving."""
        page = self.open(self.place.evaluator, f"/tim/nilai/{appraisal.pk}/")
        for name, rating in (("result", "above"), ("behaviour", "above")):
            page.locator(f".segment:has([name={name}_rating][value={rating}])").click()
            page.fill(f"[name={name}_reason]", "Terbukti dalam laporan dan umpan balik.")
        expect(page.locator("[data-matrix-verdict]")).to_have_text("Sangat Baik")
        page.locator(".rating-actions [type=submit]").click()
        page.wait_for_url(lambda address: f"/nilai/{appraisal.pk}/" not in address)

    def release(self) -> None:
        """The head of the office finds the rating in the inbox and releases it."""
        page = self.open(self.place.head, "/persetujuan/?jenis=appraisal_approve")
        page.locator(".inbox-row", has_text=self.person.name).get_by_role("link").last.click()
        self.press(page, "Approve and release")
        expect(page.locator("form[action$='/setujui/']")).to_have_count(0)
