"""What nobody serves and who serves nothing: by office, and one by one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from asn_portal.core.access import require
from performance.enums.cascade import GapKind
from performance.policies import cascade as policies
from performance.selectors import gaps as selectors


@require_GET
def gap_offices(request: HttpRequest) -> HttpResponse:
    """Show every office with what is missing there, the worst first."""
    screen = selectors.gap_screen(actor=request.actor)
    return render(request, "performance/gap_offices.html", {"screen": screen})


@require_GET
def gap_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the gaps of one kind in an office."""
    actor = request.actor
    require(policies.can_see_gaps(actor))
    office = selectors.get_office(actor=actor, pk=pk)
    asked = request.GET.get("jenis", GapKind.COLUMN.value)
    if asked not in GapKind.values:
        raise Http404
    kind = GapKind(asked)
    page = selectors.gap_list(actor=actor, office_id=pk, kind=kind, token=request.GET.get("after", ""))
    base = reverse("performance:gap_list", args=[pk])
    chips = [
        {"label": one.label, "url": f"{base}?jenis={one.value}", "is_current": one == kind} for one in GapKind
    ]
    context = {"office": office, "kind": kind, "page": page, "chips": chips}
    return render(request, "performance/gap_list.html", context)
