"""Years: HR sets them up, opens them, sees how far the offices are, reminds."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from asn_portal.core.redirects import back_or
from performance import policies
from performance.forms.cycles import CycleDatesForm, CycleForm
from performance.selectors import cycles as selectors
from performance.selectors.year_schedule import year_schedule
from performance.services import cycles as services
from performance.services import opening, reminders
from performance.views.schedule import number_of, say_reminded

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
    initial = selectors.suggested_cycle(actor=request.actor, today=today)
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
    cycle, today = selectors.get_cycle(actor=request.actor, pk=pk), timezone.localdate()
    offices = selectors.plan_progress(actor=request.actor, cycle=cycle)
    periods = selectors.list_periods(actor=request.actor, cycle=cycle)
    context = {
        "cycle": cycle,
        "offices": offices,
        "total": selectors.total_progress(offices),
        "schedule": year_schedule(actor=request.actor, cycle=cycle, periods=periods, today=today),
        "can_manage": policies.can_manage_cycles(request.actor),
        "can_remind": policies.can_remind(request.actor) and cycle.state == "open",
        "today": today,
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
    """Remind one late person, one office or everybody; each once a day."""
    cycle = selectors.get_cycle(actor=request.actor, pk=pk)
    report = reminders.remind_office(
        cycle=cycle,
        opd_id=number_of(request.POST, "opd"),
        employee_id=number_of(request.POST, "person"),
        actor=request.actor,
    )
    say_reminded(request, report)
    return back_or(request, "performance:cycle_detail", pk)


@require_GET
def cycle_late(request: HttpRequest, pk: int) -> HttpResponse:
    """List the people whose plan is not submitted, of one office or of all."""
    cycle = selectors.get_cycle(actor=request.actor, pk=pk)
    opd_id = number_of(request.GET, "opd")
    page = selectors.late_people(
        actor=request.actor, cycle=cycle, opd_id=opd_id, token=request.GET.get("after", "")
    )
    context = {
        "cycle": cycle,
        "page": page,
        "today": timezone.localdate(),
        "opd_id": opd_id,
        "can_remind": policies.can_remind(request.actor) and cycle.state == "open",
    }
    return render(request, "performance/cycle_late.html", context)
