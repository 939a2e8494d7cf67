"""A performance standard in the browser: proposed by an office, approved by the agency, taken into a plan."""

import re

from playwright.sync_api import expect

from employees.models import Employee
from performance.models import Standard
from tests.e2e.portal import Portal, said
from tests.performance.factories import CycleFactory, PlanFactory

INDICATOR = "Waktu tunggu rawat jalan"


class Measure(Portal):
    """An office that promises a waiting time, and somebody who is writing a plan."""

    def __init__(self, page_for):
        super().__init__(page_for)
        cycle = CycleFactory(agency=self.place.agency, year=2026, is_open=True)
        self.person = self.place.staff[0]
        self.plan = PlanFactory(employee=self.person, cycle=cycle, complete=True)

    @property
    def address(self) -> str:
        """Return where the standard is."""
        return f"/standar/{Standard.objects.get().pk}/"

    def propose(self) -> None:
        """The head of the office writes a standard with one indicator and proposes it."""
        page = self.open(self.place.head, "/standar/")
        self.press(page, "Propose a standard")
        page.select_option("main [name=unit]", str(self.place.dinas.pk))
        page.select_option("main [name=field]", "health")
        self.fill(page, name="Rawat jalan puskesmas")
        self.press(page, "Start the draft")
        self.press(page, "Add an indicator")
        self.fill(page, statement=INDICATOR, target="60", target_unit="menit")
        page.select_option("main [name=aspect]", "time")
        page.select_option("main [name=direction]", "lower")
        self.press(page, "Save the indicator")
        self.press(page, "Propose to the agency")
        expect(page.locator("form[action$='/tarik/']")).to_be_visible()

    def approve(self) -> None:
        """HR of the agency finds it in the inbox and says from when it counts."""
        page = self.open(self.place.hr, "/persetujuan/?jenis=standard")
        self.press(page.locator(".inbox-row"), "Check", within=":scope")
        self.fill(page, starts_on="2026-03-02")
        self.press(page, "Approve")
        expect(page.locator("form[action$='/putuskan/']")).to_have_count(0)

    def take(self) -> None:
        """The person takes the indicator into a result of the plan, with one click."""
        page = self.open(self.person, f"/kinerja/skp/{self.plan.pk}/", size="phone")
        self.press(page, "Take from a standard")
        self.press(page, "Take")
        page.wait_for_url(re.compile(rf"/kinerja/skp/{self.plan.pk}/"))
        expect(self.taken(page)).to_contain_text("≤ 60 menit")

    def taken(self, page):
        """Return the row of the indicator in the plan."""
        return page.locator(".plan-indicators tr", has_text=INDICATOR)

    def measure(self, value: str) -> None:
        """The office records what was measured."""
        page = self.open(self.place.head, self.address)
        self.press(page, "Record a value")
        page.select_option("main [name=unit]", str(self.place.dinas.pk))
        self.fill(page, starts_on="2026-01-01", ends_on="2026-03-31", value=value)
        self.press(page, "Record the value")
        expect(page.locator("main")).to_contain_text(value + " menit")

    def expect_value(self, person: Employee, value: str, **options) -> None:
        """See the value beside the indicator of the plan."""
        page = self.open(person, f"/kinerja/skp/{self.plan.pk}/", **options)
        expect(self.taken(page)).to_contain_text(value + " menit")
        expect(self.taken(page)).to_contain_text(said("Reached"))
