"""Reports: the entry page, forms in bulk, recaps, and the official forms of one appraisal."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from asn_portal.core.access import require
from asn_portal.core.documents.files import file_response
from asn_portal.core.forms import add_error
from asn_portal.core.spreadsheets import workbook_response
from performance.forms.reports import FormOrderForm, ReportForm
from performance.policies import reports as policies
from performance.selectors import evaluation_forms, past_imports
from performance.selectors import report_orders as selectors
from performance.selectors.appraisals import conceal
from performance.services import evaluation_prints, form_orders, recaps
from performance.views.places import DESK, places_for

form_view = require_http_methods(["GET", "HEAD", "POST"])
PRIVATE = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}


@require_GET
def report_home(request: HttpRequest) -> HttpResponse:
    """Show everything the actor may make here, and the files ordered so far."""
    actor = request.actor
    context = {
        "parts": selectors.reports_for(actor=actor),
        "orders": selectors.list_orders(actor=actor),
        "places": places_for(DESK, actor),
        "past": past_imports.past_of(actor=actor, employee_id=actor.employee_id or 0)[:20],
    }
    return render(request, "performance/report_home.html", context)


def choices(request: HttpRequest, *, with_imported: bool = False) -> dict:
    """Return what may be chosen: units of the actor's roles, periods that have begun."""
    actor = request.actor
    return {
        "units": selectors.units_to_report(actor=actor),
        "periods": selectors.periods_to_report(actor=actor, with_imported=with_imported),
    }


@form_view
def form_order(request: HttpRequest) -> HttpResponse:
    """Order the official forms of a unit as ZIP."""
    require(policies.can_order(request.actor))
    form = FormOrderForm(request.POST or None, initial={"forms": ["skp", "c", "d"]}, **choices(request))
    if request.method == "POST" and form.is_valid():
        try:
            order = form_orders.order_forms(
                wanted=form_orders.FormOrder(**form.cleaned_data), actor=request.actor
            )
        except ValidationError as error:
            add_error(form, error)
        else:
            return redirect("performance:report_order", order.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/report_forms.html", {"form": form}, status=status)


@form_view
def report_recap(request: HttpRequest) -> HttpResponse:
    """Download a recap in SIASN fields; a long one is written in the background."""
    require(policies.can_order(request.actor))
    form = ReportForm(request.POST or None, **choices(request, with_imported=True))
    if request.method == "POST" and form.is_valid():
        try:
            return recap_answer(request, recaps.RecapOrder(**form.cleaned_data))
        except ValidationError as error:
            add_error(form, error)
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/report_recap.html", {"form": form}, status=status)


def recap_answer(request: HttpRequest, wanted: recaps.RecapOrder) -> HttpResponse:
    """Return the workbook, or the page of the order it is written for."""
    order = recaps.order_long_recap(wanted=wanted, actor=request.actor)
    if order is not None:
        return redirect("performance:report_order", order.pk)
    return workbook_response(
        f"rekap-{wanted.unit.name}-{wanted.period.cycle.year}",
        lambda target: recaps.export_recap(wanted=wanted, target=target, actor=request.actor),
    )


@require_GET
def report_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far an order is, and its file."""
    order = selectors.get_order(actor=request.actor, pk=pk)
    return render(request, "performance/report_order.html", {"order": order})


@require_GET
def report_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Download the file of an order; logged."""
    order = selectors.get_order(actor=request.actor, pk=pk)
    try:
        file = form_orders.open_file(order=order, actor=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("performance:report_order", pk)
    return FileResponse(file, as_attachment=True, filename=order.file_name, headers=PRIVATE)


def appraisal_of(request: HttpRequest, pk: int):
    """Return an appraisal with what its forms name; the person's own is blank until it is released."""
    rows = evaluation_forms.forms_of(actor=request.actor)
    appraisal = rows.filter(pk=pk).first()
    if appraisal is None:
        raise Http404
    return conceal(appraisal, request.actor)


@require_http_methods(["GET", "POST"])
def appraisal_form(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out form C of an appraisal; a POST issues it, once."""
    appraisal = appraisal_of(request, pk)
    if request.method == "POST":
        evaluation_prints.issue_form(appraisal=appraisal, actor=request.actor)
        return redirect("performance:appraisal_form", pk)
    document = evaluation_prints.find_form(appraisal=appraisal, actor=request.actor)
    if document is None:
        raise Http404(_("The form has not been issued yet."))
    return file_response(document)


@require_GET
def appraisal_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Print the feedback record of a period (forms B.1.3 to B.1.5)."""
    content = evaluation_prints.feedback_record(appraisal=appraisal_of(request, pk), actor=request.actor)
    return HttpResponse(content, content_type="application/pdf", headers=PRIVATE)
