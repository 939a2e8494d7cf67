"""Years: HR sets them up, opens them, sees how far the offices are, reminds."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from performance import policies
from performance.forms.cycles import CycleDatesForm, CycleForm
from performance.selectors import cycles as selectors
from performance.services import cycles as services
from performance.services import opening, reminders

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def cycle_list(request: HttpRequest) -> HttpResponse:
    """List the years of the agency."""
    require(policies.can_follow_cycle(request.actor))
    context = {
        "cycles": selectors.list_cycles(actor=request.actor),
        "can_manage": policies.can_manage_cycles(request.actor),
    }
    return render(request, "performance/cycle_list.html", context)


@form_view
def cycle_create(request: HttpRequest) -> HttpResponse:
    """Set up a year with proposed dates, then show these for checking."""
    require(policies.can_manage_cycles(request.actor))
    today = timezone.localdate()
    initial = {"year": selectors.suggested_year(actor=request.actor, today=today)}
    form = CycleForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            cycle = services.set_up_cycle(**form.cleaned_data, actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The year has been set up. Please check the dates."))
            return redirect("performance:cycle_edit", cycle.pk)
    status = 422 if form.is_bound else 200
    return render(request, "performance/cycle_create.html", {"form": form}, status=status)


@form_view
def cycle_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the dates of a year."""
    require(policies.can_manage_cycles(request.actor))
    cycle = selectors.get_cycle(actor=request.actor, pk=pk)
    periods = selectors.list_periods(actor=request.actor, cycle=cycle)
    form = CycleDatesForm(request.POST or None, cycle=cycle, periods=periods)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_cycle(cycle=cycle, changes=form.changes(), actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The dates have been saved."))
            return redirect("performance:cycle_detail", pk)
    status = 422 if form.is_bound else 200
    return render(request, "performance/cycle_edit.html", {"form": form, "cycle": cycle}, status=status)


@require_GET
def cycle_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the state of a year: dates, the running opening, progress of each office."""
    cycle = selectors.get_cycle(actor=request.actor, pk=pk)
    offices = selectors.plan_progress(actor=request.actor, cycle=cycle)
    context = {
        "cycle": cycle,
        "offices": offices,
        "total": selectors.total_progress(offices),
        "periods": selectors.list_periods(actor=request.actor, cycle=cycle),
        "can_manage": policies.can_manage_cycles(request.actor),
        "can_remind": policies.can_remind(request.actor) and cycle.state == "open",
        "today": timezone.localdate(),
    }
    return render(request, "performance/cycle_detail.html", context)


@require_POST
def cycle_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a year now instead of on its day."""
    cycle = selectors.get_cycle(actor=request.actor, pk=pk)
    opening.start_opening(cycle=cycle, actor=request.actor)
    messages.success(request, _("The year is open; the plans are being prepared."))
    return redirect("performance:cycle_detail", pk)


@require_POST
def cycle_prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Prepare the plans of people who joined after the opening."""
    cycle = selectors.get_cycle(actor=request.actor, pk=pk)
    opening.prepare_missing_plans(cycle=cycle, actor=request.actor)
    messages.success(request, _("Missing plans are being prepared."))
    return redirect("performance:cycle_detail", pk)


@require_POST
def cycle_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind the late people of one office; each once a day."""
    cycle = selectors.get_cycle(actor=request.actor, pk=pk)
    count = reminders.remind_office(cycle=cycle, opd_id=office_of(request.POST), actor=request.actor)
    if count:
        text = ngettext("%(count)d person has been reminded.", "%(count)d people have been reminded.", count)
        messages.success(request, text % {"count": count})
    else:
        messages.info(request, _("Nobody is left to remind today: each person gets one reminder a day."))
    return redirect("performance:cycle_detail", pk)


@require_GET
def cycle_late(request: HttpRequest, pk: int) -> HttpResponse:
    """List the people whose plan is not submitted, of one office or of all."""
    cycle = selectors.get_cycle(actor=request.actor, pk=pk)
    opd_id = office_of(request.GET)
    page = selectors.late_people(
        actor=request.actor, cycle=cycle, opd_id=opd_id, token=request.GET.get("after", "")
    )
    context = {"cycle": cycle, "page": page, "today": timezone.localdate(), "opd_id": opd_id}
    return render(request, "performance/cycle_late.html", context)


def office_of(data) -> int | None:
    """Return the office named in a query or form; None means all of the actor's."""
    value = data.get("opd", "")
    return int(value) if value.isdecimal() and len(value) < 18 else None
