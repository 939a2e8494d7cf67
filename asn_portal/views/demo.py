"""Logging in as one of the invented people, in demo mode only."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from asn_portal.demo.accounts import listed

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
