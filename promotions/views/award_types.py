"""The table of awards that HR keeps."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from promotions.forms.awards import AwardTypeForm
from promotions.policies import awards as policies
from promotions.selectors import awards as selectors
from promotions.services import award_types as services


@require_GET
def award_type_list(request: HttpRequest) -> HttpResponse:
    """Show the awards of the government; everybody may read the criteria."""
    context = {
        "types": selectors.list_award_types(actor=request.actor),
        "can_manage": policies.can_manage_award_types(request.actor),
    }
    return render(request, "promotions/award_type_list.html", context)


@require_http_methods(["GET", "POST"])
def award_type_new(request: HttpRequest) -> HttpResponse:
    """Add an award."""
    require(policies.can_manage_award_types(request.actor))
    form = AwardTypeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.create_award_type(entry=form.entry(), actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            return saved(request)
    return form_page(request, form)


@require_http_methods(["GET", "POST"])
def award_type_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an award."""
    award_type = selectors.get_award_type(actor=request.actor, pk=pk)
    require(policies.can_manage_award_types(request.actor))
    form = AwardTypeForm(request.POST or None, award_type=award_type)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_award_type(award_type=award_type, entry=form.entry(), actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            return saved(request)
    return form_page(request, form, award_type)


def saved(request: HttpRequest) -> HttpResponse:
    """Say that it is kept and go back to the table."""
    messages.success(request, _("The award has been saved."))
    return redirect("promotions:award_type_list")


def form_page(request: HttpRequest, form: AwardTypeForm, award_type=None) -> HttpResponse:
    """Show the form; 422 when something was refused."""
    status = 422 if request.method == "POST" else 200
    return render(
        request, "promotions/award_type_form.html", {"form": form, "award_type": award_type}, status=status
    )
