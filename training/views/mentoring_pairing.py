"""Finding a mentor for somebody: the junior, the senior, then purpose and dates."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from training.forms.mentoring import PairForm
from training.policies import mentoring as policies
from training.selectors import mentoring_people as selectors
from training.services import mentoring as services


def words_of(request) -> str:
    """Return what is searched for."""
    return request.GET.get("cari", "").strip()[:80]


@require_GET
def mentoring_new(request):
    """Show the new employees without a mentor."""
    require(request.actor.is_evaluator or bool(request.actor.scopes))
    context = {
        "page": selectors.page_of_new(actor=request.actor, token=request.GET.get("after", "")),
        "count": selectors.count_new_without_mentor(actor=request.actor),
    }
    return render(request, "training/mentoring_new.html", context)


@require_GET
def mentoring_junior(request):
    """Search the person who gets a mentor."""
    require(policies.can_start_pairing(request.actor))
    text = words_of(request)
    found = selectors.find_juniors(actor=request.actor, text=text)
    return render(request, "training/mentoring_junior.html", {"text": text, "people": found})


@require_GET
def mentoring_senior(request, junior_pk):
    """Search the mentor of a person."""
    junior = selectors.get_junior(actor=request.actor, pk=junior_pk)
    require(policies.can_pair(request.actor, junior))
    text = words_of(request)
    found = selectors.find_seniors(actor=request.actor, junior=junior, text=text)
    return render(request, "training/mentoring_senior.html", {"junior": junior, "text": text, "found": found})


@require_http_methods(["GET", "POST"])
def mentoring_propose(request, junior_pk, senior_pk):
    """Say what the mentoring is for, and ask both."""
    actor = request.actor
    junior = selectors.get_junior(actor=actor, pk=junior_pk)
    require(policies.can_pair(actor, junior))
    senior = selectors.get_senior(actor=actor, junior=junior, pk=senior_pk)
    form = PairForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new = services.NewPair(senior=senior.person, junior=junior, **form.cleaned_data)
        try:
            pair = services.propose_pair(new=new, actor=actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Both have been asked. The mentoring runs once both have accepted."))
            return redirect("training:mentoring_pair", pair.pk)
    context = {"junior": junior, "senior": senior, "form": form}
    return render(request, "training/mentoring_propose.html", context, status=422 if form.errors else 200)
