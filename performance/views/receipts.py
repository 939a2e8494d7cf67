"""Signing a released rating, and reporting documents to the authorised official."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from performance.forms.objections import DeclineForm, ReportForm
from performance.policies import objections as policies
from performance.selectors import reporting
from performance.selectors.appraisals import get_appraisal
from performance.services import receipts as services
from performance.views.parts import is_id


@require_POST
def appraisal_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the own document."""
    appraisal = get_appraisal(actor=request.actor, pk=pk)
    if services.sign_appraisal(appraisal=appraisal, actor=request.actor):
        messages.success(request, _("Signed and returned to the evaluator."))
    return redirect("performance:appraisal_detail", pk)


@require_http_methods(["GET", "POST"])
def appraisal_decline(request: HttpRequest, pk: int) -> HttpResponse:
    """State not to sign, with the reason."""
    actor = request.actor
    appraisal = get_appraisal(actor=actor, pk=pk)
    require(policies.can_sign(actor, appraisal))
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.decline_signature(appraisal=appraisal, reason=form.cleaned_data["reason"], actor=actor)
        messages.success(request, _("Your statement has been kept. You may still object."))
        return redirect("performance:appraisal_detail", pk)
    status = 422 if request.method == "POST" else 200
    context = {"appraisal": appraisal, "form": form}
    return render(request, "performance/appraisal_decline.html", context, status=status)


@require_GET
def reporting_list(request: HttpRequest) -> HttpResponse:
    """Show HR which documents are still to be reported, with the last day."""
    require(policies.can_report(request.actor))
    return report_page(request, ReportForm())


def report_page(request: HttpRequest, form: ReportForm, status: int = 200) -> HttpResponse:
    """Render the list of the chosen period and office."""
    question = reporting.ReportQuestion(
        period_id=number(request, "periode"),
        office_id=number(request, "kantor"),
        token=request.GET.get("after", ""),
    )
    screen = reporting.get_report_screen(actor=request.actor, question=question)
    context = {"screen": screen, "form": form, "ticked": set(request.POST.getlist("appraisal"))}
    return render(request, "performance/reporting_list.html", context, status=status)


def number(request: HttpRequest, name: str) -> int | None:
    """Return a number of the address or the form, None for anything else."""
    value = request.POST.get(name) or request.GET.get(name) or ""
    return int(value) if value.isdecimal() and len(value) < 19 else None


@require_POST
def reporting_record(request: HttpRequest) -> HttpResponse:
    """Record the day for the ticked documents, or for all of the office."""
    actor = request.actor
    require(policies.can_report(actor))
    period = reporting.find_report_period(actor=actor, pk=number(request, "periode"))
    if period is None:
        raise Http404
    form = ReportForm(request.POST)
    if not form.is_valid():
        return report_page(request, form, 422)
    try:
        done = services.report_appraisals(
            period=period,
            ids=[int(pk) for pk in request.POST.getlist("appraisal") if is_id(pk)],
            office_id=number(request, "kantor"),
            day=form.cleaned_data["reported_on"],
            actor=actor,
        )
    except ValidationError as error:
        add_error(form, error)
        return report_page(request, form, 422)
    return recorded(request, period, done)


def recorded(request: HttpRequest, period, done: int) -> HttpResponse:
    """Say how many were recorded and go back to the same list."""
    said = ngettext(
        "%(count)s document recorded as reported.", "%(count)s documents recorded as reported.", done
    )
    messages.success(request, said % {"count": done})
    office = f"&kantor={number(request, 'kantor')}" if number(request, "kantor") else ""
    return redirect(f"{reverse('performance:reporting_list')}?periode={period.pk}{office}")
