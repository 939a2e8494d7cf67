"""A small government in the browser: who sits at a screen, on which day, and the buttons they press."""

import datetime as dt
import re

import time_machine
from django.utils import timezone, translation
from django.utils.translation import gettext, pgettext
from playwright.sync_api import expect

from asn_portal.celery import app
from asn_portal.core.models import Job
from employees.models import Employee
from tests.conftest import JAKARTA
from tests.employees.factories import office

app.loader.import_default_modules()


def said(msgid: str, *, context: str = "") -> str:
    """Return a text of the portal as it stands on the Indonesian page."""
    with translation.override("id"):
        return pgettext(context, msgid) if context else gettext(msgid)


def work() -> None:
    """Do what waits in the background, as the worker would."""
    for _round in range(5):
        for job in Job.objects.filter(state="queued"):
            app.tasks[job.task](job.pk)


def run_clock() -> None:
    """Do what is due today, and what it leaves for the worker."""
    app.tasks["core.run_duties"]()
    work()


class Clock:
    """The day of the portal; the browser keeps its own."""

    def __init__(self):
        self.traveller = None

    def to(self, month: int, day: int) -> None:
        """Go to nine o'clock of a day of 2026."""
        self.stop()
        moment = dt.datetime(2026, month, day, 9, tzinfo=JAKARTA)
        self.traveller = time_machine.travel(moment.astimezone(dt.UTC), tick=True)
        self.traveller.start()

    def stop(self) -> None:
        """Come back."""
        if self.traveller:
            self.traveller.stop()
            self.traveller = None


class Portal:
    """A government, and the people at their screens; everybody keeps one page until the day changes."""

    def __init__(self, page_for):
        self.place, self.page_for, self.screens = office(), page_for, {}

    def open(self, somebody: Employee, address: str, **options):
        """Return a page on which somebody looks at an address; `size` says on what."""
        key = (somebody.pk, timezone.localdate(), options.get("size"))
        if key not in self.screens:
            self.screens[key] = self.page_for(somebody.user, **options)
        page = self.screens[key]
        page.goto(address)
        return page

    def press(self, page, msgid: str, *, within: str = "main", context: str = "") -> None:
        """Press the button or follow the link of this name; the first, where a page has several."""
        name = re.compile("^" + re.escape(said(msgid, context=context)))
        both = page.locator(within).get_by_role("button", name=name)
        both.or_(page.locator(within).get_by_role("link", name=name)).first.click()

    def agree(self, page) -> None:
        """Say yes to the question of a dialog."""
        page.locator("dialog .btn-primary").click()

    def fill(self, page, **values) -> None:
        """Fill fields by their names."""
        for name, value in values.items():
            page.fill(f"main [name={name}]", value)

    def expect_notice(self, somebody: Employee, title: str) -> None:
        """Find a notice with this title in the list behind the bell."""
        page = self.open(somebody, "/pemberitahuan/")
        expect(page.locator("main").get_by_text(title).first).to_be_visible()

    def inbox_row(self, somebody: Employee, who: Employee):
        """Return the row of the approvals inbox that is about a person."""
        return self.open(somebody, "/persetujuan/").locator(".inbox-row", has_text=who.name)
