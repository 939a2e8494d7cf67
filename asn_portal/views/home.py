"""The home page: it answers the first question of each person (ui.md)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from asn_portal.home import load_home

NOON, EVENING = 11, 15


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show what to do next, then what it is good for."""
    found = load_home(actor=request.actor)
    request.unread_count = found.unread
    context = {"home": found, "greeting": greeting(timezone.localtime().hour)}
    return render(request, "home/home.html", context)


def greeting(hour: int) -> str:
    """Return the greeting of the hour, as it is said in Indonesia."""
    if hour < NOON:
        return _("Good morning")
    return _("Good day") if hour < EVENING else _("Good afternoon")
