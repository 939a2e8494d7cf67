"""Fairness of the ratings, for HR, leaders and inspectors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from performance.enums import Predicate
from performance.selectors.fairness import get_fairness
from performance.views.team import number
from performance.views.unit_predicates import period_chips


@require_GET
def fairness(request: HttpRequest) -> HttpResponse:
    """Show how the predicates of a period are spread over groups, and who rates everybody alike."""
    only = request.GET.get("penilai") == "sama"
    screen = get_fairness(
        actor=request.actor,
        period_id=number(request.GET.get("periode")),
        only_alike=only,
        today=timezone.localdate(),
    )
    base = reverse("performance:fairness")
    here = f"{base}?periode={screen.period.pk}" if screen.period else f"{base}?"
    context = {
        "screen": screen,
        "predicates": list(Predicate),
        "periods": period_chips(screen.periods, screen.period, base),
        "chips": [
            {"label": _("All evaluators"), "url": f"{here}#penilai", "is_current": not only},
            {
                "label": _("Who rates everybody alike"),
                "url": f"{here}&penilai=sama#penilai",
                "is_current": only,
            },
        ],
    }
    return render(request, "performance/fairness.html", context)
