"""Why somebody has a predicate, and the live distribution of an evaluator."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from asn_portal.core.access import require
from asn_portal.core.htmx import is_htmx
from performance import policies
from performance.selectors.appraisals import get_appraisal, get_appraisal_to_rate
from performance.selectors.explanation import explain_appraisal
from performance.selectors.rating_spread import chosen_predicate, rating_spread
from performance.views.appraisals import matrix_rows
from performance.views.pictures import quadrant, spread_context


@require_GET
def appraisal_why(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything a predicate rests on, computed once more."""
    appraisal = get_appraisal(actor=request.actor, pk=pk)
    context = {
        "appraisal": appraisal,
        "why": explain_appraisal(actor=request.actor, appraisal=appraisal),
        "matrix": matrix_rows(appraisal.result_rating, appraisal.behaviour_rating),
        "quadrant": quadrant(appraisal.result_rating, appraisal.behaviour_rating),
    }
    return render(request, "performance/appraisal_why.html", context)


@require_GET
def appraisal_spread(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the evaluator's distribution with what is chosen on the form counted in; a part of the rating screen."""
    actor = request.actor
    appraisal = get_appraisal_to_rate(actor=actor, pk=pk)
    require(policies.can_rate(actor, appraisal), _("Only the present evaluator rates."))
    if not is_htmx(request):
        return redirect("performance:appraisal_rate", appraisal.pk)
    chosen = chosen_predicate(
        *(request.GET.get(name, "") for name in ("result_rating", "behaviour_rating", "predicate"))
    )
    spread = rating_spread(actor=actor, appraisal=appraisal, chosen=chosen)
    context = {"appraisal": appraisal, **spread_context(spread)}
    return render(request, "performance/partials/rating_spread_live.html", context)
