"""Nominative lists for HR: choose a date, have it worked out, look who is eligible and who lacks what."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from asn_portal.core.spreadsheets import workbook_response
from promotions.forms.nominative import EntryFilterForm, WindowForm
from promotions.policies import rank as policies
from promotions.selectors import nominative as selectors
from promotions.services import nominative as services
from promotions.services.nominative_export import export_list


@require_http_methods(["GET", "HEAD", "POST"])
def nominative_list(request: HttpRequest) -> HttpResponse:
    """Show the lists there are; HR of the whole agency has one worked out."""
    actor = request.actor
    lists = list(selectors.list_lists(actor=actor))
    windows = selectors.coming_windows(actor=actor, today=timezone.localdate())
    form = WindowForm(request.POST or None, windows=windows)
    if request.method == "POST":
        require(policies.can_build_list(actor))
        if form.is_valid():
            try:
                listing = services.start_list(**form.cleaned_data, actor=actor)
            except ValidationError as error:
                add_error(form, error)
            else:
                messages.success(request, _("The list is being worked out."))
                return redirect("promotions:nominative_detail", listing.pk)
    context = {"form": form, "lists": lists, "windows": windows, "can_build": policies.can_build_list(actor)}
    status = 422 if form.is_bound else 200
    return render(request, "promotions/nominative_list.html", context, status=status)


@require_GET
def nominative_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one list, narrowed as the address says."""
    actor = request.actor
    listing = selectors.get_list(actor=actor, pk=pk)
    form = EntryFilterForm(request.GET, actor=actor)
    wanted, token = form.wanted(), request.GET.get("after", "")
    context = {
        "listing": listing,
        "form": form,
        "chips": chips_of(request, form),
        "page": selectors.page_of_entries(actor=actor, listing=listing, wanted=wanted, token=token),
        "figures": figures_of(request, selectors.count_entries(actor=actor, listing=listing, wanted=wanted)),
        "query": urlencode(query_of(request)),
        "can_build": policies.can_build_list(actor),
        "is_running": services.is_being_built(listing),
    }
    return render(request, "promotions/nominative_detail.html", context)


@require_POST
def nominative_rebuild(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a list worked out anew."""
    listing = selectors.get_list(actor=request.actor, pk=pk)
    services.rebuild_list(listing=listing, actor=request.actor)
    messages.success(request, _("The list is being worked out."))
    return redirect("promotions:nominative_detail", pk)


@require_GET
def nominative_export(request: HttpRequest, pk: int) -> HttpResponse:
    """Download exactly the people of the filter."""
    actor = request.actor
    listing = selectors.get_list(actor=actor, pk=pk)
    form = EntryFilterForm(request.GET, actor=actor)
    wanted, words = form.wanted(), " · ".join(words for _name, words in form.active())
    return workbook_response(
        f"nominatif-{listing.target_on}",
        lambda file: export_list(listing=listing, wanted=(wanted, words), target=file, actor=actor),
    )


def query_of(request: HttpRequest) -> dict[str, str]:
    """Return the filters of the address without the place in the list."""
    return {key: value for key, value in request.GET.items() if value and key != "after"}


def chips_of(request: HttpRequest, form: EntryFilterForm) -> list[dict]:
    """Return the filters that narrow the list, each with the address without it."""
    query, chips = query_of(request), []
    for name, words in form.active():
        rest = {key: value for key, value in query.items() if key != name}
        chips.append({"label": words, "url": f"?{urlencode(rest)}"})
    return chips


def figures_of(request: HttpRequest, figures: selectors.Figures) -> list[dict]:
    """Return the number of each verdict with the address that shows only these."""
    query = {key: value for key, value in query_of(request).items() if key != "verdict"}
    now, rows = request.GET.get("verdict", ""), []
    for verdict, count in [("", figures.total), *figures.rows]:
        words = verdict.label if verdict else _("On the list")
        url = f"?{urlencode(query | ({'verdict': verdict.value} if verdict else {}))}"
        value = verdict.value if verdict else ""
        rows.append({"label": words, "count": count, "url": url, "is_current": value == now, "value": value})
    return rows
