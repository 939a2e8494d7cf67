"""Predicates of units: the list of the leader above, and setting one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from performance.forms.evaluation import UnitPredicateForm
from performance.policies import evaluation as policies
from performance.selectors import unit_predicates as selectors
from performance.selectors.evidence import get_period
from performance.services.unit_predicates import set_unit_predicate
from performance.views.pictures import curve
from performance.views.team import number

LIST = "performance:unit_predicate_list"


@require_GET
def unit_predicate_list(request: HttpRequest) -> HttpResponse:
    """Show the units directly below a headed one with their predicates of a period."""
    actor = request.actor
    require(policies.sees_unit_predicates(actor))
    screen = selectors.list_unit_predicates(
        actor=actor,
        period_id=number(request.GET.get("periode")),
        unit_id=number(request.GET.get("unit")),
        token=request.GET.get("after", ""),
    )
    context = {
        "screen": screen,
        "periods": period_chips(screen.periods, screen.period, reverse(LIST), screen.top),
    }
    return render(request, "performance/unit_predicate_list.html", context)


def period_chips(periods, current, base: str, unit=None) -> list[dict]:
    """Return periods as chips; the unit is kept."""
    rest = f"&unit={unit.pk}" if unit else ""
    return [
        {
            "label": f"{period.label} {period.cycle.year}" if period.kind != "year" else period.label,
            "url": f"{base}?periode={period.pk}{rest}",
            "is_current": current is not None and period.pk == current.pk,
        }
        for period in periods[:6]
    ]


@require_http_methods(["GET", "POST"])
def unit_predicate_set(request: HttpRequest, period_pk: int, pk: int) -> HttpResponse:
    """Set the predicate of one unit for a period."""
    actor = request.actor
    period, unit = get_period(actor=actor, pk=period_pk), selectors.get_unit_of_predicate(actor=actor, pk=pk)
    require(policies.can_set_unit_predicate(actor, unit), _("The leader above the unit sets its predicate."))
    row = selectors.get_unit_predicate(actor=actor, period=period, unit=unit)
    needs_paper = policies.records_on_behalf(actor, unit)
    form = UnitPredicateForm(request.POST or None, row=row, needs_paper=needs_paper)
    if request.method == "POST" and form.is_valid():
        try:
            set_unit_predicate(unit=unit, period=period, decision=form.decision(), actor=actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("%(unit)s: the predicate is set.") % {"unit": unit.name})
            above = selectors.unit_above(actor=actor, unit=unit)
            return redirect(f"{reverse(LIST)}?periode={period.pk}&unit={above}")
    return predicate_page(request, form, period, unit, row)


def predicate_page(request: HttpRequest, form, period, unit, row) -> HttpResponse:
    """Render the form beside the pattern of each predicate and what was set before."""
    context = {
        "form": form,
        "period": period,
        "unit": unit,
        "row": row,
        "history": selectors.predicate_history(row),
        "curves": [
            {"choice": choice, "svg": curve(choice.value)} for choice in selectors.OrganisationPredicate
        ],
    }
    return render(
        request, "performance/unit_predicate_form.html", context, status=422 if form.errors else 200
    )
