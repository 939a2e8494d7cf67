"""A real browser on a live server: Debian's Chromium through Playwright, at desktop and phone width."""

import os

import pytest

from tests.support import database, services
from tests.support.browser import log_in

# Playwright's sync API runs an event loop in this thread; Django would refuse database access under it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"desktop": (1366, 900), "phone": (390, 844)}


def pytest_collection_modifyitems(items):
    """Everything in this folder needs the browser."""
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser():
    """One Chromium per process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=services.find("browser").address, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def _quiet_flush(browser, django_db_setup):
    """Under Playwright's event loop Django uses a connection of its own, which has to be told as well."""
    database.flush_quietly()


@pytest.fixture
def open_context(browser, live_server):
    """Return a new browser context: `open_context("phone")`; closed after the test."""
    contexts = []

    def build(size="desktop", *, javascript=True, language="id"):
        width, height = SIZES[size]
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            locale=language,
            java_script_enabled=javascript,
            has_touch=size == "phone",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context

    yield build
    for context in contexts:
        context.close()


@pytest.fixture(params=sorted(SIZES))
def size(request):
    """Both widths, one test each."""
    return request.param


@pytest.fixture
def page(open_context, size):
    """A page of a visitor, at both widths."""
    return open_context(size).new_page()


@pytest.fixture
def page_for(open_context, client_for, live_server, size):
    """Return a page on which `user` is signed in already: `page_for(user)`, `page_for(user, size="phone")`."""

    def build(user, **options):
        context = open_context(options.pop("size", size), **options)
        session = client_for(user).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return context.new_page()

    return build


@pytest.fixture
def plain(open_context):
    """Return a phone without JavaScript on which somebody has logged in by the form."""

    def sit_down(person):
        page = open_context("phone", javascript=False).new_page()
        log_in(page, person.user.username)
        return page

    return sit_down


@pytest.fixture
def clock():
    """The day of the portal: `clock.to(3, 2)`."""
    from tests.e2e.portal import Clock

    clock = Clock()
    yield clock
    clock.stop()


@pytest.fixture
def axe():
    """Return what axe finds on a page, as readable lines; an empty list is the aim."""
    from axe_playwright_python.sync_playwright import Axe

    checker = Axe()

    def check(page):
        found = checker.run(page).response["violations"]
        return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]

    return check


@pytest.fixture
def overflow():
    """Return by how many pixels a page scrolls sideways."""
    return lambda page: page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
