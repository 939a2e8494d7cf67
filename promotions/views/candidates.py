"""Candidates for Satyalancana, for HR: the list, one person's checklist, papers, proposing, the workbook."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from asn_portal.core.spreadsheets import workbook_response
from promotions.forms.awards import CandidateFilterForm, DecreeForm
from promotions.policies import awards as policies
from promotions.selectors import candidates as selectors
from promotions.services import awards, nominations
from promotions.services import candidates as services
from promotions.services.candidate_export import export_candidates
from promotions.views.ticked import say_skipped, ticked_ids


@require_GET
def candidate_list(request: HttpRequest) -> HttpResponse:
    """Show who may be proposed for a medal, narrowed as the address says."""
    actor = request.actor
    require(policies.can_see_candidates(actor))
    counts = selectors.count_candidates(actor=actor)
    form = CandidateFilterForm(request.GET, actor=actor, medals=[row.award_type for row in counts])
    wanted = form.wanted()
    query = request.GET.copy()
    query.pop("after", None)
    context = {
        "form": form,
        "active": len(form.active()),
        "counts": counts,
        "wanted": wanted,
        "page": selectors.page_of_candidates(actor=actor, wanted=wanted, token=request.GET.get("after", "")),
        "query": query.urlencode(),
    }
    return render(request, "promotions/candidate_list.html", context)


@require_GET
def candidate_export(request: HttpRequest) -> HttpResponse:
    """Download exactly the candidates of the filter."""
    actor = request.actor
    require(policies.can_see_candidates(actor))
    medals = [row.award_type for row in selectors.count_candidates(actor=actor)]
    form = CandidateFilterForm(request.GET, actor=actor, medals=medals)
    wanted, words = form.wanted(), " · ".join(form.active())
    return workbook_response(
        "satyalancana", lambda file: export_candidates(wanted=wanted, words=words, target=file, actor=actor)
    )


@require_GET
def candidate_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the full checklist of one candidate, computed now."""
    candidate = selectors.get_candidate(actor=request.actor, pk=pk)
    require(policies.can_see_candidate(request.actor, candidate))
    return candidate_page(request, candidate, DecreeForm())


def candidate_page(request: HttpRequest, candidate, form: DecreeForm) -> HttpResponse:
    """Render one candidate; 422 when the form of an earlier medal was refused."""
    actor, today = request.actor, timezone.localdate()
    context: dict[str, Any] = {
        "candidate": candidate,
        "person": candidate.employee,
        "form": form,
        "checklist": selectors.medal_checklist(actor=actor, employee=candidate.employee, on=today),
        "can_check": policies.can_check_papers(actor, candidate),
        "is_nominated": candidate.is_nominated,
    }
    status = 422 if form.errors else 200
    response = render(request, "promotions/candidate_detail.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def candidate_papers(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm that the papers of the proposal are there and right."""
    candidate = selectors.get_candidate(actor=request.actor, pk=pk)
    left = services.confirm_papers(candidate=candidate, actor=request.actor)
    messages.success(request, _("The papers have been confirmed."))
    if left is None:
        return redirect("promotions:candidate_list")
    return redirect("promotions:candidate_detail", pk)


@require_POST
def candidate_owned(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the person received this medal before the portal."""
    candidate = selectors.get_candidate(actor=request.actor, pk=pk)
    require(policies.can_record_award(request.actor, candidate.employee))
    form = DecreeForm(request.POST)
    if form.is_valid():
        person, medal = candidate.employee, candidate.award_type
        try:
            awards.record_earlier_award(
                employee=person, award_type=medal, decree=form.decree(), actor=request.actor
            )
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The earlier medal has been recorded."))
            return redirect("promotions:candidate_list")
    return candidate_page(request, candidate, form)


@require_POST
def candidate_nominate(request: HttpRequest) -> HttpResponse:
    """Propose the ticked candidates, or confirm their papers; who is not ready is named."""
    actor = request.actor
    require(policies.can_see_candidates(actor))
    chosen = selectors.find_candidates_by_id(actor=actor, ids=ticked_ids(request, "candidate"))
    if not chosen:
        messages.warning(request, _("Nobody was ticked."))
        return redirect("promotions:candidate_list")
    made, skipped = nominations.nominate_candidates(candidates=chosen, actor=actor)
    if made:
        words = ngettext(
            "%(count)d person has been proposed.", "%(count)d people have been proposed.", len(made)
        )
        messages.success(request, words % {"count": len(made)})
    say_skipped(request, skipped)
    return redirect("promotions:candidate_list")
