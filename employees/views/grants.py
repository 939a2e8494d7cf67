"""Role grants: the list, giving one, ending one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from asn_portal.core.access import Role, require
from asn_portal.core.forms import add_error
from employees import policies
from employees.forms.grants import GrantEndForm, GrantFilterForm, GrantForm
from employees.selectors import grants as selectors
from employees.services import grants as services


@require_GET
def grant_list(request):
    """Show who holds which role."""
    actor, today = request.actor, timezone.localdate()
    require(policies.can_see_grants(actor))
    form = GrantFilterForm(request.GET)
    past = request.GET.get("tampil") == "lama"
    wanted = form.wanted(past=past)
    page = selectors.page_of_grants(
        actor=actor, wanted=wanted, today=today, token=request.GET.get("after", "")
    )
    url = reverse("employees:grant_list")
    context = {
        "form": form,
        "page": page,
        "past": past,
        "active": bool(wanted.text) + bool(wanted.role),
        "today": today,
        "may_grant": policies.can_grant(actor),
        "tabs": [
            {"label": _("In force or to come"), "url": url, "is_current": not past},
            {"label": _("Ended"), "url": f"{url}?tampil=lama", "is_current": past},
        ],
    }
    return render(request, "employees/grant_list.html", context)


@require_GET
def grant_person(request):
    """Search the person who gets a role."""
    require(policies.can_grant(request.actor))
    text = request.GET.get("cari", "").strip()[:80]
    people = selectors.search_people(actor=request.actor, text=text)
    return render(request, "employees/grant_person.html", {"text": text, "people": people})


@require_http_methods(["GET", "POST"])
def grant_new(request, pk):
    """Give a role to a person."""
    require(policies.can_grant(request.actor))
    person = selectors.get_candidate(actor=request.actor, pk=pk)
    form = GrantForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        new = services.NewGrant(**form.cleaned_data)
        try:
            grant = services.grant_role(employee=person, new=new, actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("%(name)s now has the role.") % {"name": person.name})
            return redirect("employees:grant_detail", pk=grant.pk)
    is_self = person.user_id is not None and person.user_id == request.actor.user_id
    context = {"form": form, "person": person, "is_self": is_self}
    return render(request, "employees/grant_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def grant_detail(request, pk):
    """Show a grant with its history, and end it."""
    require(policies.can_see_grants(request.actor))
    grant = selectors.get_grant(actor=request.actor, pk=pk)
    require(request.method == "GET" or policies.can_grant(request.actor, grant.user_id))
    form = GrantEndForm(request.POST or None, initial={"ends_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        ending = {"ends_on": form.cleaned_data["ends_on"], "reason": form.cleaned_data["reason"]}
        try:
            services.end_grant(grant=grant, actor=request.actor, **ending)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The end of the role has been set."))
            return redirect("employees:grant_detail", pk=pk)
    is_over = services.is_over(grant, timezone.localdate())
    context = {
        "form": form,
        "grant": grant,
        "role": Role(grant.role),
        "is_over": is_over,
        "may_end": not is_over and policies.can_grant(request.actor, grant.user_id),
        "timeline": selectors.grant_timeline(actor=request.actor, grant=grant),
    }
    return render(request, "employees/grant_detail.html", context, status=422 if form.errors else 200)
