"""People whom planning does not concern: the list that HR keeps, a new mark, its end."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from performance.forms.plan_changes import ExemptionEndForm, ExemptionForm
from performance.policies import plan_changes as policies
from performance.selectors import exemptions as selectors
from performance.services import exemptions as services

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def exemption_list(request: HttpRequest) -> HttpResponse:
    """List the marks in force or to come; `tampil=selesai` those that are over."""
    require(policies.can_list_exemptions(request.actor))
    is_over = request.GET.get("tampil") == "selesai"
    context = {
        "page": selectors.list_exemptions(
            actor=request.actor,
            today=timezone.localdate(),
            is_over=is_over,
            token=request.GET.get("after", ""),
        ),
        "chips": [
            {"label": _("In force"), "url": "?", "is_current": not is_over},
            {"label": _("Over"), "url": "?tampil=selesai", "is_current": is_over},
        ],
        "is_over": is_over,
        "can_record": policies.can_keep_people(request.actor),
    }
    return render(request, "performance/exemption_list.html", context)


@form_view
def exemption_new(request: HttpRequest) -> HttpResponse:
    """Mark somebody as exempt; the person is found by NIP inside HR's own offices."""
    require(policies.can_keep_people(request.actor))
    form = ExemptionForm(request.POST or None, initial={"nip": request.GET.get("nip", "")[:30]})
    if request.method == "POST" and form.is_valid():
        person = selectors.find_by_nip(actor=request.actor, nip=form.cleaned_data["nip"])
        if person is None or not policies.can_exempt(request.actor, person):
            form.add_error("nip", _("Nobody with this NIP works in your offices."))
        else:
            try:
                services.mark_exempt(employee=person, new=form.new(), actor=request.actor)
            except ValidationError as error:
                add_error(form, error)
            else:
                messages.success(request, _("%(name)s is exempt now.") % {"name": person.full_name})
                return redirect("performance:exemption_list")
    status = 422 if form.is_bound else 200
    return render(request, "performance/exemption_new.html", {"form": form}, status=status)


@form_view
def exemption_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an exemption end on a day."""
    exemption = selectors.get_exemption(actor=request.actor, pk=pk)
    require(policies.can_exempt(request.actor, exemption.employee))
    form = ExemptionEndForm(request.POST or None, initial={"ends_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            services.end_exemption(exemption=exemption, actor=request.actor, **form.cleaned_data)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The last day has been saved."))
            return redirect("performance:exemption_list")
    context = {"form": form, "exemption": exemption}
    status = 422 if form.is_bound else 200
    return render(request, "performance/exemption_end.html", context, status=status)
