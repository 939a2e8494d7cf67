"""Taking indicators of performance standards into the own plan."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from asn_portal.core.access import NotAllowed
from performance.selectors import plans as selectors
from performance.selectors.standard_offers import get_offer, offered_indicators
from performance.services.standard_taking import take_standard
from performance.views.plan_content import own_plan


@require_GET
def plan_standards(request: HttpRequest, pk: int, result_pk: int) -> HttpResponse:
    """Show the standards that fit the person, each with one button."""
    plan = own_plan(request, pk)
    if not plan.is_open:
        raise NotAllowed
    return offers_page(request, plan, selectors.get_result(actor=request.actor, plan=plan, pk=result_pk))


def offers_page(request: HttpRequest, plan, result, status: int = 200) -> HttpResponse:
    """Render the list of offers."""
    text = request.GET.get("q", "").strip()[:100]
    offers = offered_indicators(actor=request.actor, plan=plan, today=timezone.localdate(), text=text)
    context = {"plan": plan, "result": result, "offers": offers, "text": text}
    return render(request, "performance/plan_standards.html", context, status=status)


@require_POST
def plan_standard_take(request: HttpRequest, pk: int, result_pk: int, indicator_pk: int) -> HttpResponse:
    """Add one indicator of a standard to a result."""
    plan = own_plan(request, pk)
    result = selectors.get_result(actor=request.actor, plan=plan, pk=result_pk)
    indicator = get_offer(actor=request.actor, pk=indicator_pk, today=timezone.localdate())
    try:
        take_standard(plan=plan, result=result, indicator=indicator, actor=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return offers_page(request, plan, result, status=422)
    messages.success(request, _("Taken from the standard: %(name)s") % {"name": indicator.statement})
    return redirect(reverse("performance:plan_detail", args=[pk]) + f"#result-{result_pk}")
