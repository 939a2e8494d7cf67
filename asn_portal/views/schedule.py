"""The schedule: what the clock does, when, and how it went."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from asn_portal.core import schedule_selectors as selectors
from asn_portal.core.schedule import AlreadyRunning, can_run_duty, start_by_hand
from asn_portal.core.selectors import get_agency


@require_GET
def schedule(request: HttpRequest) -> HttpResponse:
    """Show every duty with its last run and its next, and the dates that come."""
    return render(
        request, "schedule/schedule.html", {"schedule": selectors.get_schedule(actor=request.actor)}
    )


@require_GET
def schedule_duty(request: HttpRequest, code: str) -> HttpResponse:
    """Show the last runs of one duty."""
    row, runs = selectors.get_duty(actor=request.actor, code=code)
    context = {"row": row, "runs": runs, "can_run": can_run_duty(request.actor)}
    return render(request, "schedule/duty.html", context)


@require_POST
def schedule_run(request: HttpRequest, code: str) -> HttpResponse:
    """Start a duty by hand; one that runs is left alone."""
    duty = selectors.known_duty(code)
    try:
        start_by_hand(duty=duty, agency=get_agency(actor=request.actor), actor=request.actor)
    except AlreadyRunning as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Started. The result appears here in a moment."))
    return redirect("schedule_duty", code)
