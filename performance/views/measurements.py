"""What was measured on a standard: the list, the form, the workbook."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from asn_portal.core.spreadsheets import SpreadsheetError, workbook_response
from performance import policies
from performance.forms.standards import MeasurementFileForm, MeasurementForm
from performance.rules.standards import last_quarter
from performance.selectors import measurements as selectors
from performance.selectors.standards import get_standard, get_standard_indicator
from performance.services import measurement_import, measurement_sheets
from performance.services import measurements as services


def measured_standard(request: HttpRequest, pk: int):
    """Return a standard for which the actor records values (403 for everybody else who sees it)."""
    standard = get_standard(actor=request.actor, pk=pk)
    require(policies.can_measure(request.actor, standard))
    return standard


@require_GET
def measurement_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything measured on a standard, or on one of its indicators."""
    actor = request.actor
    standard = get_standard(actor=actor, pk=pk)
    wanted = request.GET.get("indikator", "")
    indicator = (
        get_standard_indicator(actor=actor, standard=standard, pk=int(wanted))
        if wanted.isascii() and wanted.isdigit() and len(wanted) < 18
        else None
    )
    page = selectors.page_of_measurements(
        actor=actor, standard=standard, indicator=indicator, token=request.GET.get("after", "")
    )
    context = {"standard": standard, "indicator": indicator, "page": page}
    return render(request, "performance/measurement_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def measurement_new(request: HttpRequest, pk: int, indicator_pk: int) -> HttpResponse:
    """Record a value, or correct the one of the same unit and period."""
    standard = measured_standard(request, pk)
    indicator = get_standard_indicator(actor=request.actor, standard=standard, pk=indicator_pk)
    units = selectors.unit_choices(actor=request.actor, standard=standard)
    first, last = last_quarter(timezone.localdate())
    initial = {"starts_on": first, "ends_on": last}
    form = MeasurementForm(request.POST or None, units=units, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            record(request, standard, indicator, form.cleaned_data)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The value has been recorded."))
            url = reverse("performance:standard_detail", args=[pk])
            return redirect(f"{url}#indicator-{indicator.pk}")
    context = {"form": form, "standard": standard, "indicator": indicator}
    return render(request, "performance/measurement_form.html", context, status=422 if form.errors else 200)


def record(request: HttpRequest, standard, indicator, data: dict) -> None:
    """Hand a value to its service, for the person of the NIP or else for the unit."""
    actor = request.actor
    whose = {}
    if data["nip"]:
        whose["employee"] = selectors.find_person(actor=actor, standard=standard, nip=data["nip"])
        if whose["employee"] is None:
            raise ValidationError({"nip": _("Nobody of this office has this NIP.")})
    else:
        whose["unit"] = selectors.get_unit_to_measure(actor=actor, standard=standard, pk=int(data["unit"]))
    days = {name: data[name] for name in ("starts_on", "ends_on", "value", "note")}
    indicator.standard = standard
    services.record_measurement(
        indicator=indicator, new=services.NewMeasurement(**days, **whose), actor=actor
    )


@require_GET
def measurement_template(request: HttpRequest, pk: int) -> HttpResponse:
    """Download a workbook with a row for every indicator and unit."""
    standard = measured_standard(request, pk)
    today = timezone.localdate()

    def write(target):
        measurement_sheets.write_template(target, standard=standard, actor=request.actor, today=today)

    return workbook_response(f"capaian-standar-{pk}", write)


@require_http_methods(["GET", "HEAD", "POST"])
def measurement_import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Upload a workbook and show what it would do."""
    standard = measured_standard(request, pk)
    form = MeasurementFileForm(request.POST or None, request.FILES or None)
    preview = None
    if request.method == "POST" and form.is_valid():
        try:
            preview = measurement_import.preview_workbook(
                standard=standard, file=form.cleaned_data["file"], actor=request.actor
            )
        except SpreadsheetError as error:
            form.add_error("file", str(error))
        except ValidationError as error:
            add_error(form, error)
    context = {"standard": standard, "form": form, "preview": preview}
    return render(request, "performance/measurement_import.html", context, status=422 if form.errors else 200)


@require_POST
def measurement_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the good rows of a preview."""
    standard = measured_standard(request, pk)
    try:
        new, changed = measurement_import.apply_workbook(
            standard=standard, token=request.POST.get("token", ""), actor=request.actor
        )
    except ValidationError as error:
        form = MeasurementFileForm()
        messages.error(request, " ".join(error.messages))
        context = {"standard": standard, "form": form, "preview": None}
        return render(request, "performance/measurement_import.html", context, status=422)
    words = _("%(new)d values recorded, %(changed)d corrected.") % {"new": new, "changed": changed}
    messages.success(request, words)
    return redirect("performance:standard_detail", pk)
