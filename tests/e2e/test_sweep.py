"""Every page of the portal at both widths: axe finds nothing, nothing scrolls sideways, controls are large enough,
and nothing is too heavy for a weak network.
"""

import gzip
from contextlib import contextmanager
from http import HTTPStatus

import pytest
from django.urls import reverse

from tests.access.table import ROWS
from tests.access.world import ROLES, build_world

# Addresses that are no page of ours: files, raw data, and answers without a frame.
NO_PAGE = (
    "api:",
    "healthz",
    "readyz",
    "job_progress",
    "employees:import_template",
    "employees:import_errors",
)
NO_PAGE += ("employees:people_export", "performance:plan_pdf", "performance:evidence_file")
NO_PAGE += ("performance:evidence_index", "performance:measurement_template")
NO_PAGE += ("performance:plan_paper", "performance:matrix_pdf", "performance:appraisal_record")
NO_PAGE += ("performance:feedback_file", "performance:objection_file", "performance:report_file")
NO_PAGE += ("performance:coaching_pdf", "performance:guidance_pdf", "performance:competence_pdf")
NO_PAGE += ("performance:case_pdf", "performance:credit_template", "performance:credit_export")
NO_PAGE += ("performance:past_template", "performance:past_errors")
NO_PAGE += ("training:certificate_file", "training:certificate_pdf")
NO_PAGE += ("promotions:proposal_export", "promotions:nominative_export", "promotions:candidate_export")
NO_PAGE += ("promotions:nomination_file", "promotions:award_certificate")
# Who looks at a page that several may see: the one it was made for comes first.
VIEWERS = ("owner", "evaluator", "head", "hr", "inspector", "leader", "anonymous")
# Who has a desk on a page that was made for somebody else: what is decided there is seen by them alone.
DESKS = {
    "performance:plan_detail": ("evaluator",),
    "performance:standard_detail": ("hr",),
    "performance:matrix_home": ("evaluator", "head"),
    "performance:matrix_unit": ("evaluator",),
    "performance:work_team": ("evaluator",),
    "performance:team_member": ("evaluator",),
    "performance:appraisal_detail": ("evaluator", "head", "hr"),
    "performance:appraisal_why": ("hr",),
    "performance:objection_list": ("evaluator", "head", "hr"),
    "performance:objection_detail": ("evaluator", "head", "hr"),
    "performance:dialogue_list": ("evaluator",),
    "performance:dialogue_detail": ("evaluator",),
    "performance:request_detail": ("evaluator",),
    "performance:round_list": ("evaluator",),
    "performance:round_result": ("evaluator",),
    "performance:coaching_list": ("evaluator",),
    "performance:coaching_detail": ("evaluator",),
    "performance:case_list": ("evaluator", "hr"),
    "performance:case_detail": ("hr", "leader"),
    "performance:unit_predicate_list": ("hr",),
    "performance:calibration_list": ("head",),
    "performance:calibration_change": ("head",),
    "performance:plan_manuals": ("evaluator",),
    "performance:study_list": ("hr",),
    "performance:study_detail": ("hr",),
    "performance:credit_person": ("hr",),
    "performance:credit_waiting": ("evaluator", "hr"),
    "performance:credit_conversion": ("evaluator", "hr"),
    "performance:credit_bonus": ("hr",),
    "performance:report_home": ("evaluator", "hr"),
    "performance:performance_dashboard": ("hr",),
    "performance:performance_people": ("hr",),
    "training:class_detail": ("hr",),
    "training:enrolment_detail": ("evaluator",),
    "training:certificate_detail": ("hr",),
    "training:follow_up_detail": ("evaluator",),
    "training:mentoring": ("head",),
    "training:mentoring_pair": ("evaluator",),
    "promotions:career_detail": ("hr",),
    "promotions:proposal_detail": ("head", "hr"),
    "promotions:proposal_list": ("hr",),
    "promotions:nomination_detail": ("head", "leader"),
    "promotions:nomination_list": ("hr",),
}
# The first load of a page with everything it needs, as it is transferred.
HEAVIEST = 150 * 1024
# What a finger cannot hit: every visible control under 44 px; a tick counts with its label.
SMALL = """
() => [...document.querySelectorAll(
    'a.btn, button, select, summary, textarea, nav a, .chip, input:not([type=hidden])')]
  .map(e => /^(checkbox|radio)$/.test(e.type) ? e.closest('label, .form-check') || e : e)
  .filter(e => e.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .filter(e => !e.closest('.visually-hidden') && !e.matches('.visually-hidden, .skip-link'))
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, box]) => box.height > 0 && box.height < 43.5)
  .map(([e, box]) => `${Math.round(box.height)} px: ${e.outerHTML.slice(0, 120)}`)
"""
LOADED = """
() => [performance.getEntriesByType("navigation")[0].encodedBodySize,
       performance.getEntriesByType("resource").filter(e => e.encodedBodySize).map(e => e.name)]
"""
BROKEN = """
<!DOCTYPE html><html lang="id"><title>Cermin</title><main><h1>Cermin</h1><img src="data:,">
<button style="height: 20px">Kecil</button><div style="width: 3000px">lebar</div></main>
<script>console.error("aduh")</script></html>
"""
BALLAST = "<!--" + "x" * HEAVIEST + "-->"


def pages():
    """Return (role, name, key of the arguments) of every page: once, and once more for each desk on it."""
    for row in ROWS:
        answers = dict(zip(ROLES, row.expected, strict=True))
        viewers = [role for role in VIEWERS if answers[role] == HTTPStatus.OK]
        if row.method == "GET" and viewers and not row.name.startswith(NO_PAGE):
            desks = [role for role in DESKS.get(row.name, ()) if role in viewers[1:]]
            yield from ((role, row.name, row.key) for role in viewers[:1] + desks)


class Inspection:
    """Opens pages in one browser page and collects what is wrong with them."""

    def __init__(self, page, axe, overflow, *, touch):
        self.page, self.axe, self.overflow, self.touch = page, axe, overflow, touch
        self.faults, self.sizes = [], {}
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))

    def hear(self, message):
        """Note what the browser complains about; that a missing page is missing is no complaint."""
        if message.type == "error" and "404" not in message.text:
            self.faults.append(f"{self.page.url}: {message.text}")

    def visit(self, url, status=HTTPStatus.OK):
        """Open a page and look at it."""
        answer = self.page.goto(url)
        found = [] if answer.status == status else [f"status {answer.status}"]
        wide = self.overflow(self.page)
        found += [f"scrolls sideways by {wide} px"] if wide else []
        found += self.axe(self.page)
        found += self.page.evaluate(SMALL) if self.touch else []
        heavy = self.weight()
        found += [f"weighs {heavy // 1024} KB"] if heavy > HEAVIEST else []
        self.faults += [f"{url}: {fault}" for fault in found]

    def weight(self):
        """Return the bytes of a first load; the test server hands static files out as they lie on the disk."""
        page, files = self.page.evaluate(LOADED)
        for url in files:
            if url not in self.sizes:
                self.sizes[url] = len(gzip.compress(self.page.request.get(url).body()))
        return page + sum(self.sizes[url] for url in files)


@contextmanager
def as_it_is_later(world, key):
    """Move the object of a key on while a page is looked at, and back."""
    rows, changes = world.later.get(key, (None, {}))
    before = rows.values(*changes).get() if changes else {}
    world.prepare(key)
    yield
    if before:
        rows.update(**before)


@pytest.fixture
def inspection(page_for, open_context, axe, overflow, size):
    """Return an inspection for a person, or for a visitor without an account."""

    def begin(user):
        page = page_for(user) if user.is_authenticated else open_context(size).new_page()
        return Inspection(page, axe, overflow, touch=size == "phone")

    return begin


@pytest.fixture
def world(transactional_db):
    """One object of every kind, with the people of the access table."""
    return build_world()


def menu_of(page):
    """Return the addresses of the menu."""
    page.goto("/")
    links = page.locator(".topmenu a, .bottombar a").evaluate_all("links => links.map(link => link.pathname)")
    return sorted(set(links))


@pytest.mark.parametrize("role", VIEWERS)
def test_every_page_of_a_persona_is_sound(role, world, inspection):
    look = inspection(world.people[role])
    menu = [] if role == "anonymous" else menu_of(look.page)
    tour = [(reverse(name, args=world.things[key]), key) for viewer, name, key in pages() if viewer == role]
    # The same address is another page once its object has moved on.
    for url, key in dict.fromkeys([*tour, *((url, "-") for url in menu)]):
        with as_it_is_later(world, key):
            look.visit(url)
    assert not look.faults, "\n".join(look.faults)


@pytest.mark.parametrize("role", ["owner", "anonymous"])
def test_pages_that_say_no_are_sound_too(role, world, inspection):
    look = inspection(world.people[role])
    look.visit("/periksa/SKP-TIDA-KADA/", HTTPStatus.NOT_FOUND)
    if role == "owner":
        look.visit("/tidak-ada/", HTTPStatus.NOT_FOUND)
        look.visit("/cari/?q=tidak-ada-siapa-pun")
    assert not look.faults, "\n".join(look.faults)


def test_the_inspection_itself_notices_faults(page, axe, overflow, size):
    look = Inspection(page, axe, overflow, touch=size == "phone")
    page.route("**/cermin/", lambda route: route.fulfill(content_type="text/html", body=BROKEN + BALLAST))
    look.visit("/cermin/")
    words = " ".join(look.faults)
    assert "sideways" in words
    assert "image-alt" in words
    assert ("20 px" in words) == (size == "phone")
    assert "aduh" in words
    assert "KB" in words
