"""What follows from an evaluation: the lists, one candidate, the decision."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from promotions.enums import FollowUpKind, FollowUpStatus
from promotions.forms.follow_up import FollowUpDecisionForm
from promotions.policies import follow_up as policies
from promotions.selectors import follow_up as selectors
from promotions.services.follow_up import decide_follow_up


@require_GET
def follow_up_list(request: HttpRequest) -> HttpResponse:
    """Show the lists of a year and one of them."""
    actor, today = request.actor, timezone.localdate()
    require(policies.can_see_follow_ups(actor))
    years = selectors.years_to_follow(actor=actor)
    year = year_of(request, years)
    counts = selectors.count_follow_ups(actor=actor, year=year, today=today)
    wanted = wanted_of(request, year, counts)
    context = {
        "years": years,
        "wanted": wanted,
        "states": FollowUpStatus.choices,
        "counts": counts,
        "page": selectors.page_of_follow_ups(
            actor=actor, wanted=wanted, today=today, token=request.GET.get("after", "")
        ),
    }
    return render(request, "promotions/follow_up_list.html", context)


def year_of(request: HttpRequest, years: list[int]) -> int:
    """Return the year that the address asks for; what cannot be means the newest."""
    year = request.GET.get("tahun", "")
    newest = years[0] if years else timezone.localdate().year
    is_year = year.isascii() and year.isdigit() and len(year) == len("2026")
    return int(year) if is_year and int(year) in years else newest


def wanted_of(
    request: HttpRequest, year: int, counts: list[tuple[FollowUpKind, int]]
) -> selectors.FollowUpFilter:
    """Return the list that the address asks for; without one, the first in which somebody stands."""
    kinds = [kind for kind, _count in counts]
    first = next((kind for kind, count in counts if count), kinds[0])
    kind, state = request.GET.get("daftar", ""), request.GET.get("keputusan", "")
    return selectors.FollowUpFilter(
        kind=FollowUpKind(kind) if kind in kinds else first,
        year=year,
        state=state if state in FollowUpStatus.values else "",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def follow_up_case(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Show one candidate with the checklist, and decide."""
    if kind not in FollowUpKind.values:
        raise Http404
    actor = request.actor
    case = selectors.get_follow_up(actor=actor, pk=pk, kind=FollowUpKind(kind), today=timezone.localdate())
    form = FollowUpDecisionForm(request.POST or None, initial=vars(case.decision) if case.decision else None)
    if request.method == "POST":
        require(case.can_decide)
        if form.is_valid():
            try:
                decide_follow_up(case=case, verdict=form.verdict(), actor=actor)
            except ValidationError as error:
                add_error(form, error)
            else:
                messages.success(request, _("The decision has been recorded."))
                return redirect("promotions:follow_up_case", pk, kind)
    context = {"case": case, "form": form}
    return render(request, "promotions/follow_up_case.html", context, status=422 if form.errors else 200)
