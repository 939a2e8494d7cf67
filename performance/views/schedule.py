"""The schedule by hand: the rhythm of a year, reminders with one click, closing, opening one appraisal again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from asn_portal.core.redirects import back_or
from performance import policies
from performance.forms.cycles import ReopenForm, RhythmForm
from performance.policies.schedule import can_reopen_appraisal
from performance.selectors import appraisals, late_raters, unrated
from performance.selectors import cycles as selectors
from performance.selectors.evidence import get_period
from performance.services import closing, reminders, rhythm

form_view = require_http_methods(["GET", "HEAD", "POST"])
NAMES_SHOWN = 5


@form_view
def cycle_rhythm(request: HttpRequest, pk: int) -> HttpResponse:
    """Evaluate by month instead of quarter, or the other way round, from the next period on."""
    require(policies.can_manage_cycles(request.actor))
    cycle = selectors.get_cycle(actor=request.actor, pk=pk)
    form = RhythmForm(request.POST or None, initial={"rhythm": cycle.rhythm})
    if request.method == "POST" and form.is_valid():
        try:
            rhythm.change_rhythm(cycle=cycle, **form.cleaned_data, actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The periods to come have been made anew. Please check their dates."))
            return redirect("performance:cycle_detail", pk)
    status = 422 if form.is_bound else 200
    return render(request, "performance/cycle_rhythm.html", {"form": form, "cycle": cycle}, status=status)


@require_POST
def period_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a period before its day."""
    period = get_period(actor=request.actor, pk=pk)
    try:
        closing.start_closing(period=period, actor=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The period is being closed; you can follow it here."))
    return redirect("performance:cycle_detail", period.cycle_id)


@require_GET
def period_late(request: HttpRequest, pk: int) -> HttpResponse:
    """List the evaluators who still have to rate in a period."""
    period = get_period(actor=request.actor, pk=pk)
    page = late_raters.list_late_raters(
        actor=request.actor, period=period, token=request.GET.get("after", "")
    )
    context = {"period": period, "page": page, "can_remind": policies.can_remind(request.actor)}
    return render(request, "performance/period_late.html", context)


@require_POST
def period_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind one or all of the evaluators who still have to rate in a period."""
    period = get_period(actor=request.actor, pk=pk)
    report = reminders.remind_raters(
        period=period, employee_id=number_of(request.POST, "person"), actor=request.actor
    )
    say_reminded(request, report)
    return back_or(request, "performance:period_late", period.pk)


@require_POST
def team_remind(request: HttpRequest) -> HttpResponse:
    """Remind one or all of the people the actor evaluates."""
    report = reminders.remind_team(employee_id=number_of(request.POST, "person"), actor=request.actor)
    say_reminded(request, report)
    return back_or(request, "performance:team")


@require_GET
def period_unrated(request: HttpRequest, pk: int) -> HttpResponse:
    """List whom a period was closed without rating."""
    period = get_period(actor=request.actor, pk=pk)
    page = unrated.list_unrated(actor=request.actor, period=period, token=request.GET.get("after", ""))
    context = {"period": period, "page": page, "can_reopen": policies.can_manage_cycles(request.actor)}
    return render(request, "performance/period_unrated.html", context)


@form_view
def appraisal_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one person be rated although the period is closed, with the reason."""
    appraisal = appraisals.get_appraisal(actor=request.actor, pk=pk)
    require(policies.can_manage_cycles(request.actor) and appraisal.employee_id != request.actor.employee_id)
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        closing.reopen_appraisal(appraisal=appraisal, reason=form.cleaned_data["reason"], actor=request.actor)
        text = _("%(name)s can be rated again; person and evaluator have been told.")
        messages.success(request, text % {"name": appraisal.employee.full_name})
        return redirect("performance:period_unrated", appraisal.period_id)
    context = {
        "form": form,
        "appraisal": appraisal,
        "can_reopen": can_reopen_appraisal(request.actor, appraisal),
    }
    status = 422 if form.is_bound else 200
    return render(request, "performance/appraisal_reopen.html", context, status=status)


def say_reminded(request: HttpRequest, report: reminders.RemindReport) -> None:
    """Say how many were reminded, and name those who were not and why."""
    if report.told:
        text = ngettext(
            "%(count)d person has been reminded.", "%(count)d people have been reminded.", report.told
        )
        messages.success(request, text % {"count": report.told})
    if report.told_before:
        text = _("Skipped, because they had a message today: %(names)s")
        messages.info(request, text % {"names": some_names(report.told_before)})
    if report.without_account:
        text = _("Skipped, because they have no account: %(names)s")
        messages.warning(request, text % {"names": some_names(report.without_account)})
    if report.nobody:
        messages.info(request, _("Nobody has anything open here."))


def some_names(names: list[str]) -> str:
    """Return the first names, and how many more there are."""
    shown = ", ".join(names[:NAMES_SHOWN])
    if len(names) <= NAMES_SHOWN:
        return shown
    return _("%(names)s and %(more)d more") % {"names": shown, "more": len(names) - NAMES_SHOWN}


def number_of(data, name: str) -> int | None:
    """Return a positive number from a form, None for anything else."""
    value = data.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 18 else None
