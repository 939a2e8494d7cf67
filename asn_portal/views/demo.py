"""Logging in as one of the invented people, in demo mode only."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from asn_portal.core.access import require
from asn_portal.core.spreadsheets import workbook_response
from asn_portal.demo.accounts import listed
from asn_portal.demo.roster import write_roster
from employees.policies import is_root_hr

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@login_not_required
@require_POST
def demo_login(request: HttpRequest) -> HttpResponse:
    """Log in without a password as a listed sample person; outside demo mode the address does not exist."""
    wanted = request.POST.get("user", "")
    people = {str(user.pk): user for user, *_words in listed()} if settings.DEMO_MODE else {}
    if wanted not in people:
        raise Http404
    login(request, people[wanted], backend=BACKEND)
    return redirect("home")


@require_GET
def demo_roster(request: HttpRequest) -> HttpResponse:
    """Download a roster made from the sample data, to try the import; HR of a sample government in demo mode only."""
    agency = request.user.agency
    if not (settings.DEMO_MODE and agency and agency.is_demo):
        raise Http404
    require(is_root_hr(request.actor))
    return workbook_response("data-utama-contoh", lambda target: write_roster(target, agency=agency))
