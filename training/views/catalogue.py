"""The catalogue for everybody, and the desk's providers and programmes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from asn_portal.core.access import Role, require
from asn_portal.core.forms import add_error
from training.forms import catalogue as forms
from training.policies import catalogue as policies
from training.selectors import catalogue as selectors
from training.selectors.enrolments import page_of_own
from training.services import catalogue as services

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show the classes somebody may still ask for."""
    form = forms.CatalogueFilterForm(request.GET or None)
    page = selectors.page_of_open_classes(
        actor=request.actor,
        wanted=form.wanted() if form.is_bound else selectors.CatalogueFilter(),
        today=timezone.localdate(),
        token=request.GET.get("after", ""),
    )
    context = {
        "form": form,
        "active": form.active() if form.is_bound else 0,
        "page": page,
        "tabs": tabs(request, "catalogue"),
        "today": timezone.localdate(),
        "can_follow": policies.can_follow_classes(request.actor),
    }
    return render(request, "training/catalogue.html", context)


@require_GET
def enrolment_list(request: HttpRequest) -> HttpResponse:
    """Show the actor's own trainings, newest first."""
    context = {
        "page": page_of_own(actor=request.actor, token=request.GET.get("after", "")),
        "tabs": tabs(request, "enrolment_list"),
        "can_follow": policies.can_follow_classes(request.actor),
    }
    return render(request, "training/enrolment_list.html", context)


def tabs(request: HttpRequest, current: str) -> list[dict]:
    """Return the two sides of the catalogue: what is offered, and one's own."""
    names = {"catalogue": _("Open classes")}
    if request.actor.employee_id is not None:
        names["enrolment_list"] = _("My trainings")
        names["my_hours"] = _("My hours (JP)")
    return [
        {"label": label, "url": reverse(f"training:{name}"), "is_current": name == current}
        for name, label in names.items()
    ]


def desk_tabs(request: HttpRequest, current: str) -> list[dict]:
    """Return the lists of the desk; certificates are verified by HR alone."""
    names = {"class_list": _("Classes"), "programme_list": _("Programmes"), "provider_list": _("Providers")}
    if request.actor.has(Role.HR):
        names["certificate_list"] = _("Certificates")
    return [
        {"label": label, "url": reverse(f"training:{name}"), "is_current": name == current}
        for name, label in names.items()
    ]


@require_GET
def provider_list(request: HttpRequest) -> HttpResponse:
    """List the providers."""
    require(policies.can_follow_classes(request.actor))
    context = {
        "page": selectors.page_of_providers(actor=request.actor, token=request.GET.get("after", "")),
        "tabs": desk_tabs(request, "provider_list"),
        "can_manage": policies.can_manage_catalogue(request.actor),
    }
    return render(request, "training/provider_list.html", context)


@form_view
def provider_new(request: HttpRequest) -> HttpResponse:
    """Add a provider."""
    return provider_form(request, None)


@form_view
def provider_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a provider."""
    return provider_form(request, selectors.get_provider(actor=request.actor, pk=pk))


def provider_form(request: HttpRequest, provider) -> HttpResponse:
    """Show and save the form of a provider."""
    require(policies.can_manage_catalogue(request.actor))
    names = ("name", "kind", "contact", "is_active")
    initial = {name: getattr(provider, name) for name in names} if provider else None
    form = forms.ProviderForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_provider(provider=provider, text=form.text(), actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The provider has been saved."))
            return redirect("training:provider_list")
    context = {"form": form, "provider": provider}
    return render(request, "training/provider_form.html", context, status=422 if form.errors else 200)


@require_GET
def programme_list(request: HttpRequest) -> HttpResponse:
    """List the programmes by name."""
    require(policies.can_follow_classes(request.actor))
    text = request.GET.get("q", "").strip()[:80]
    context = {
        "page": selectors.page_of_programmes(
            actor=request.actor, text=text, token=request.GET.get("after", "")
        ),
        "text": text,
        "tabs": desk_tabs(request, "programme_list"),
        "can_manage": policies.can_manage_catalogue(request.actor),
    }
    return render(request, "training/programme_list.html", context)


@form_view
def programme_new(request: HttpRequest) -> HttpResponse:
    """Add a programme."""
    return programme_form(request, None)


@form_view
def programme_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a programme."""
    return programme_form(request, selectors.get_programme(actor=request.actor, pk=pk))


def programme_form(request: HttpRequest, programme) -> HttpResponse:
    """Show and save the form of a programme."""
    require(policies.can_manage_catalogue(request.actor))
    names = ("name", "form", "field", "hours", "price", "description", "is_active")
    initial = {name: getattr(programme, name) for name in names} if programme else {}
    keep = programme.provider_id if programme else None
    form = forms.ProgrammeForm(
        request.POST or None, initial=initial | {"provider": keep}, actor=request.actor, keep=keep
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.save_programme(programme=programme, text=form.text(), actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The programme has been saved."))
            return redirect("training:programme_list")
    context = {"form": form, "programme": programme}
    return render(request, "training/programme_form.html", context, status=422 if form.errors else 200)
