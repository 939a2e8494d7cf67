"""The library of performance standards: list, page, writing."""

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
from performance import policies
from performance.forms import standards as forms
from performance.selectors import standards as selectors
from performance.services import standards as services

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def standard_list(request: HttpRequest) -> HttpResponse:
    """Show the library, narrowed by field, text and state."""
    actor, today = request.actor, timezone.localdate()
    form = forms.StandardFilterForm(request.GET)
    wanted = form.wanted()
    page = selectors.page_of_standards(
        actor=actor, wanted=wanted, today=today, token=request.GET.get("after", "")
    )
    context = {
        "form": form,
        "page": page,
        "active": sum(map(bool, (wanted.field, wanted.text, wanted.state))),
        "chips": field_chips(
            request, selectors.field_counts(actor=actor, wanted=wanted, today=today), wanted
        ),
        "can_start": policies.can_start_standard(actor),
    }
    return render(request, "performance/standard_list.html", context)


def field_chips(request: HttpRequest, counts: list, wanted) -> list[dict]:
    """Return a chip for every field that has something; the rest of the filter is kept."""
    query = request.GET.copy()
    query.pop("after", None)

    def chip(label, value: str, count: int) -> dict:
        query["bidang"] = value
        url = f"?{query.urlencode()}"
        return {"label": label, "url": url, "is_current": wanted.field == value, "count": count}

    everything = chip(_("All"), "", sum(count for _field, count in counts))
    return [everything, *(chip(field.label, field.value, count) for field, count in counts)]


@form_view
def standard_new(request: HttpRequest) -> HttpResponse:
    """Start a standard for an office of the actor's."""
    actor = request.actor
    require(policies.can_start_standard(actor))
    form = forms.StandardForm(request.POST or None, offices=selectors.office_choices(actor=actor))
    if request.method == "POST" and form.is_valid():
        unit = selectors.get_office(actor=actor, pk=int(form.cleaned_data["unit"]))
        made = services.create_standard(unit=unit, text=form.text(), actor=actor)
        messages.success(request, _("The draft has been started. Add its indicators now."))
        return redirect("performance:standard_detail", made.pk)
    context = {"form": form, "standard": None}
    return render(request, "performance/standard_form.html", context, status=422 if form.errors else 200)


@require_GET
def standard_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a standard with its indicators and what was measured."""
    return detail_page(request, selectors.get_standard(actor=request.actor, pk=pk))


def detail_page(request: HttpRequest, standard, *, decision=None, status: int = 200) -> HttpResponse:
    """Render the page of a standard."""
    today = timezone.localdate()
    sheet = selectors.standard_sheet(actor=request.actor, standard=standard, today=today)
    context = {
        "standard": standard,
        "sheet": sheet,
        "rights": sheet.rights,
        "decision_form": decision or forms.StandardDecisionForm(initial={"starts_on": today}),
    }
    return render(request, "performance/standard_detail.html", context, status=status)


@form_view
def standard_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of a draft."""
    standard = open_standard(request, pk)
    initial = forms.StandardForm.initial_of(standard)
    form = forms.StandardForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_standard(standard=standard, text=form.text(), actor=request.actor)
        return redirect("performance:standard_detail", pk)
    context = {"form": form, "standard": standard}
    return render(request, "performance/standard_form.html", context, status=422 if form.errors else 200)


def open_standard(request: HttpRequest, pk: int):
    """Return a standard that the actor's office writes (403 for everybody else who sees it).

    Once it is proposed there is no form any more; what was typed before that meets the conflict page.
    """
    standard = selectors.get_standard(actor=request.actor, pk=pk)
    require(policies.can_write_standard(request.actor, standard))
    require(standard.is_open or request.method == "POST")
    return standard


@form_view
def standard_indicator_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an indicator to a draft."""
    standard = open_standard(request, pk)
    form = forms.StandardIndicatorForm(request.POST or None)

    def save():
        services.add_standard_indicator(standard=standard, text=form.text(), actor=request.actor)

    return indicator_page(request, standard, form, save)


@form_view
def standard_indicator_edit(request: HttpRequest, pk: int, indicator_pk: int) -> HttpResponse:
    """Change an indicator of a draft."""
    standard = open_standard(request, pk)
    row = selectors.get_standard_indicator(actor=request.actor, standard=standard, pk=indicator_pk)
    form = forms.StandardIndicatorForm(
        request.POST or None, initial=forms.StandardIndicatorForm.initial_of(row)
    )

    def save():
        services.change_standard_indicator(indicator=row, text=form.text(), actor=request.actor)

    return indicator_page(request, standard, form, save, indicator=row)


def indicator_page(request: HttpRequest, standard, form, save, indicator=None) -> HttpResponse:
    """Show the form of an indicator, or save it and go back to the standard."""
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except ValidationError as error:
            add_error(form, error)
        else:
            return redirect(reverse("performance:standard_detail", args=[standard.pk]) + "#indicators")
    context = {"form": form, "standard": standard, "indicator": indicator}
    status = 422 if form.errors else 200
    return render(request, "performance/standard_indicator.html", context, status=status)


@require_POST
def standard_indicator_delete(request: HttpRequest, pk: int, indicator_pk: int) -> HttpResponse:
    """Delete an indicator of a draft."""
    standard = open_standard(request, pk)
    row = selectors.get_standard_indicator(actor=request.actor, standard=standard, pk=indicator_pk)
    services.delete_standard_indicator(indicator=row, actor=request.actor)
    return redirect(reverse("performance:standard_detail", args=[pk]) + "#indicators")


@require_POST
def standard_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Start the next version of an approved standard."""
    standard = selectors.get_standard(actor=request.actor, pk=pk)
    version = services.start_version(standard=standard, actor=request.actor)
    messages.success(request, _("A new version has been started; this one counts until it is replaced."))
    return redirect("performance:standard_detail", version.pk)
