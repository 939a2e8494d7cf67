"""The unit tree, one unit, and changes of the structure."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from employees import policies
from employees.forms.units import CHANGES, unit_actions
from employees.selectors import units as selectors


@require_GET
def unit_tree(request):
    """Show the tree, or the units whose name contains what is searched for."""
    text = request.GET.get("q", "").strip()
    nodes = selectors.unit_tree(actor=request.actor)
    found = selectors.find_nodes(nodes, text) if text else nodes
    return render(request, "employees/unit_tree.html", {"nodes": found, "text": text})


@require_GET
def unit_detail(request, pk):
    """Show one unit with its head, people, sub-units and history."""
    actor = request.actor
    unit = selectors.get_unit(actor=actor, pk=pk)
    top = selectors.unit_tree(actor=actor, top=unit)
    context = {
        "unit": unit,
        "parent": selectors.parent_of(actor=actor, unit=unit),
        "head": selectors.head_of(actor=actor, unit=unit),
        "count": top[0].count if top else 0,
        "children": top[0].children if top else [],
        "versions": selectors.list_versions(actor=actor, unit=unit),
        "actions": unit_actions() if policies.can_change_structure(actor) and not unit.ends_on else [],
    }
    return render(request, "employees/unit_detail.html", context)


@require_http_methods(["GET", "POST"])
def unit_change(request, pk, what):
    """Rename, move, merge or close a unit from a day on."""
    actor = request.actor
    unit = selectors.get_unit(actor=actor, pk=pk)
    require(policies.can_change_structure(actor))
    if what not in CHANGES or unit.ends_on:
        raise Http404
    form = CHANGES[what](request.POST if request.method == "POST" else None, unit=unit, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            kept = form.save()
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The structure has been changed."))
            return redirect("employees:unit_detail", kept.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "employees/unit_change.html", {"unit": unit, "form": form}, status=status)
