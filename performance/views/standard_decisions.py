"""The steps of a performance standard: proposed, decided, ended, withdrawn."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from performance import policies
from performance.enums import StandardStatus
from performance.forms.standards import APPROVE, StandardDecisionForm, StandardEndForm
from performance.selectors import standards as selectors
from performance.services import standard_decisions as services
from performance.views.standards import detail_page


@require_POST
def standard_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a standard to the agency."""
    standard = selectors.get_standard(actor=request.actor, pk=pk)
    try:
        services.propose_standard(standard=standard, actor=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return detail_page(request, standard, status=422)
    messages.success(request, _("The standard is with HR of the agency."))
    return redirect("performance:standard_detail", pk)


@require_POST
def standard_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposal back to go on writing."""
    standard = selectors.get_standard(actor=request.actor, pk=pk)
    services.take_back_standard(standard=standard, actor=request.actor)
    messages.success(request, _("The proposal has been taken back; you can go on writing."))
    return redirect("performance:standard_detail", pk)


@require_POST
def standard_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve with the days it counts, or return with the reason."""
    standard = selectors.get_standard(actor=request.actor, pk=pk)
    require(policies.can_decide_standard(request.actor, standard))
    form = StandardDecisionForm(request.POST)
    if form.is_valid():
        try:
            decide(request, standard, form.cleaned_data)
        except ValidationError as error:
            add_error(form, error)
        else:
            return redirect("performance:standard_detail", pk)
    return detail_page(request, standard, decision=form, status=422)


def decide(request: HttpRequest, standard, data: dict) -> None:
    """Hand the decision to its service and say what was done."""
    if data["decision"] == APPROVE:
        services.approve_standard(
            standard=standard,
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            note=data["note"],
            actor=request.actor,
        )
        messages.success(request, _("%(name)s has been approved.") % {"name": standard.name})
    else:
        services.return_standard(standard=standard, note=data["note"], actor=request.actor)
        messages.success(request, _("%(name)s has been returned with your note.") % {"name": standard.name})


@require_http_methods(["GET", "HEAD", "POST"])
def standard_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the last day of an approved standard, or withdraw it with the reason."""
    standard = selectors.get_standard(actor=request.actor, pk=pk)
    require(policies.can_withdraw_standard(request.actor, standard))
    has_days = standard.state == StandardStatus.APPROVED
    initial = {"ends_on": timezone.localdate()} if has_days else {}
    form = StandardEndForm(request.POST or None, has_days=has_days, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            end(request, standard, form.cleaned_data)
        except ValidationError as error:
            add_error(form, error)
        else:
            return redirect("performance:standard_detail", pk)
    context = {"form": form, "standard": standard}
    return render(request, "performance/standard_end.html", context, status=422 if form.errors else 200)


def end(request: HttpRequest, standard, data: dict) -> None:
    """Hand the last day or the withdrawal to its service."""
    actor, note, ends_on = request.actor, data["note"], data.get("ends_on")
    if ends_on:
        services.end_standard(standard=standard, ends_on=ends_on, note=note, actor=actor)
        messages.success(request, _("The last day has been set."))
    else:
        services.withdraw_standard(standard=standard, note=note, actor=actor)
        messages.success(request, _("The standard has been withdrawn."))
