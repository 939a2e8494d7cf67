"""What stands around every page: menu, bell, names."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from asn_portal.core import selectors as core
from asn_portal.core.access import NOBODY, Actor, Role
from asn_portal.demo.accounts import demo_people


@dataclass(frozen=True)
class Entry:
    """One menu entry and who sees it."""

    label: str
    url_name: str
    icon: str
    visible: Callable[[Actor], bool]
    section: str = ""


@dataclass(frozen=True)
class MenuItem:
    """An entry as the template needs it."""

    label: str
    url: str
    icon: str
    is_current: bool
    count: int = 0


def is_person(actor: Actor) -> bool:
    """Tell whether the actor is an employee."""
    return actor.employee_id is not None


def decides(actor: Actor) -> bool:
    """Tell whether plans, ratings or requests can wait for the actor."""
    return actor.is_evaluator or actor.has(Role.HEAD)


def is_hr(actor: Actor) -> bool:
    """Tell whether the actor is an HR officer."""
    return actor.has(Role.HR)


def oversees(actor: Actor) -> bool:
    """Tell whether the actor works with lists of people."""
    return actor.has(Role.HR, Role.LEADER, Role.INSPECTOR, Role.HEAD)


ENTRIES = [
    Entry(_("Home"), "home", "home", lambda actor: True),
    Entry(
        _("Approvals"), "inbox", "inbox", lambda actor: decides(actor) or is_hr(actor), section="persetujuan"
    ),
    Entry(_("My team"), "performance:team", "users", decides, section="tim"),
    Entry(_("Performance"), "performance:my_year", "target-arrow", is_person, section="kinerja"),
    Entry(_("Career"), "promotions:my_career", "stairs-up", is_person, section="karier"),
    Entry(_("Training"), "training:catalogue", "school", lambda actor: True, section="pelatihan"),
    Entry(_("People"), "employees:people_list", "address-book", oversees, section="pegawai"),
    Entry(_("Units"), "employees:unit_tree", "hierarchy-3", oversees, section="unit"),
    Entry(_("Reports"), "performance:report_home", "report-analytics", oversees, section="laporan"),
    Entry(
        _("Roles and results"),
        "performance:matrix_home",
        "grid-dots",
        lambda actor: decides(actor) or oversees(actor),
        section="matriks",
    ),
    Entry(
        _("After the evaluation"),
        "promotions:follow_up_list",
        "list-check",
        lambda actor: decides(actor) or oversees(actor),
        section="tindak-lanjut",
    ),
    Entry(_("Rank promotion"), "promotions:proposal_list", "stairs", oversees, section="kenaikan-pangkat"),
    Entry(_("Recognition"), "promotions:wall", "award", lambda actor: True, section="apresiasi"),
    Entry(_("Mentoring"), "training:mentoring", "users-group", lambda actor: True, section="mentoring"),
    Entry(
        _("Standards"), "performance:standard_list", "ruler-measure", lambda actor: True, section="standar"
    ),
    Entry(_("Years"), "performance:cycle_list", "calendar-event", is_hr, section="tahun"),
    Entry(_("Corrections"), "employees:correction_queue", "edit", is_hr, section="koreksi"),
    Entry(
        _("Import"),
        "employees:import_list",
        "database-import",
        lambda actor: is_root(actor, Role.HR),
        section="impor",
    ),
    Entry(
        _("Schedule"),
        "schedule",
        "clock-play",
        lambda actor: actor.has(Role.HR, Role.LEADER, Role.INSPECTOR),
        section="jadwal",
    ),
    Entry(_("Access"), "employees:grant_list", "key", lambda actor: is_root(actor, Role.HR), section="akses"),
    Entry(
        _("Audit"),
        "employees:audit",
        "shield-search",
        lambda actor: is_root(actor, Role.INSPECTOR),
        section="audit",
    ),
]
TOP_MENU, BOTTOM_BAR = 7, 4


def is_root(actor: Actor, role: str) -> bool:
    """Tell whether the actor holds the role for the whole agency."""
    return any(scope.is_root for scope in actor.scopes_for(role))


def menu_for(actor: Actor, path: str) -> list[MenuItem]:
    """Return the entries of this actor, the current one marked."""
    items = []
    for entry in ENTRIES:
        if not entry.visible(actor):
            continue
        try:
            url = reverse(entry.url_name)
        except NoReverseMatch:
            continue
        current = path == url if not entry.section else path.startswith(f"/{entry.section}/")
        items.append(MenuItem(label=entry.label, url=url, icon=entry.icon, is_current=current))
    return items


def page_frame(request: HttpRequest) -> dict:
    """Return `frame` for base.html; three small queries for somebody logged in, none otherwise."""
    actor = getattr(request, "actor", NOBODY)
    language = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    frame = {
        "demo_mode": settings.DEMO_MODE,
        "language": language,
        "other_language": "en" if language == "id" else "id",
        "user_name": actor.name,
        "user_title": actor.title,
    }
    if actor.user_id is not None and not getattr(request, "htmx", False):
        menu = menu_for(actor, request.path)
        frame |= {
            "menu": menu,
            "top_menu": menu[:TOP_MENU],
            "top_more": menu[TOP_MENU:],
            "is_in_more": any(item.is_current for item in menu[TOP_MENU:]),
            "bottom_menu": menu[:BOTTOM_BAR],
            "more_menu": menu[BOTTOM_BAR:],
            "unread_count": unread_of(request, actor),
            "agency_name": request.user.agency.name if request.user.agency_id else "",
        }
    return {"frame": frame, "demo_people": demo_cards(request)}


def unread_of(request: HttpRequest, actor: Actor) -> int:
    """Return how many notices are unread; a page that has read the notices anyway has left the number."""
    known = getattr(request, "unread_count", None)
    return core.count_unread(actor=actor) if known is None else known


def demo_cards(request: HttpRequest) -> list[dict]:
    """Return the persona cards of the login page, in demo mode only."""
    if not settings.DEMO_MODE or request.path != reverse("account_login"):
        return []
    return [{**person, "title": person["role"]} for person in demo_people()]
