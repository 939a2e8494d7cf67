"""Mentoring: the overview, and one pair with its consent, closing review and end."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from training.enums import PairStatus
from training.forms.mentoring import GoalForm, ReasonForm, ReviewForm
from training.policies import mentoring as policies
from training.selectors import mentoring as selectors
from training.selectors import mentoring_people as people
from training.services import mentoring as services

NEW_SHOWN = 5


@require_GET
def mentoring(request):
    """Show the own pairs, and for superiors and HR the new employees without a mentor and the pairs of their units."""
    actor = request.actor
    oversees = selectors.oversees(actor=actor)
    context = {"rows": selectors.own_pairs(actor=actor), "oversees": oversees}
    if oversees:
        state = request.GET.get("status", "")
        state = state if state in PairStatus.values else PairStatus.ACTIVE
        context |= {
            "may_pair": policies.can_start_pairing(actor),
            "new_count": people.count_new_without_mentor(actor=actor),
            "new": people.page_of_new(actor=actor, token="", size=NEW_SHOWN),
            "page": selectors.page_of_pairs(actor=actor, state=state, token=request.GET.get("after", "")),
            "chips": state_chips(state),
        }
    return render(request, "training/mentoring.html", context)


def state_chips(state):
    """Return the states of pairs as filter chips."""
    base = reverse("training:mentoring")
    order = (PairStatus.ACTIVE, PairStatus.PROPOSED, PairStatus.CLOSED, PairStatus.DECLINED)
    return [
        {"label": item.label, "url": f"{base}?status={item.value}#unit", "is_current": item == state}
        for item in order
    ]


@require_GET
def mentoring_pair(request, pk):
    """Show one pair; what the reader may not read is not even loaded."""
    return pair_page(request, pk)


def pair_page(request, pk, *, goal_form=None, status=200):
    """Show a pair, with the goal that was refused where there is one."""
    screen = selectors.get_pair_screen(actor=request.actor, pk=pk)
    context = {"screen": screen, "pair": screen.pair, "goal_form": goal_form or GoalForm()}
    response = render(request, "training/mentoring_pair.html", context, status=422 if goal_form else status)
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def mentoring_accept(request, pk):
    """Give the own consent."""
    pair = selectors.get_pair(actor=request.actor, pk=pk)
    try:
        pair = services.accept_pair(pair=pair, actor=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return pair_page(request, pk, status=422)
    runs = pair.state == PairStatus.ACTIVE
    words = (
        _("The mentoring runs. Agree on your goals first.") if runs else _("Thank you, you have accepted.")
    )
    messages.success(request, words)
    return redirect("training:mentoring_pair", pk)


@require_http_methods(["GET", "POST"])
def mentoring_decline(request, pk):
    """Decline with a reason."""
    pair = selectors.get_pair(actor=request.actor, pk=pk)
    require(policies.can_answer(request.actor, pair))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.decline_pair(pair=pair, note=form.cleaned_data["note"], actor=request.actor)
        messages.success(request, _("You have declined. The reason has been passed on."))
        return redirect("training:mentoring_pair", pk)
    words = {
        "title": _("Decline the mentoring"),
        "text": _("The other one and whoever proposed the pair read your reason."),
        "button": _("Decline"),
    }
    return step_page(request, pair, form, words)


@require_http_methods(["GET", "POST"])
def mentoring_end(request, pk):
    """End a pair as superior or HR, with a reason."""
    pair = selectors.get_pair(actor=request.actor, pk=pk)
    require(policies.can_end(request.actor, pair))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.end_pair(pair=pair, note=form.cleaned_data["note"], actor=request.actor)
        messages.success(request, _("The mentoring has been ended. Both have been told why."))
        return redirect("training:mentoring_pair", pk)
    words = {
        "title": _("End this mentoring"),
        "text": _("For a pair that does not work. Both read your reason; the junior can be paired anew."),
        "button": _("End the mentoring"),
    }
    return step_page(request, pair, form, words)


@require_http_methods(["GET", "POST"])
def mentoring_close(request, pk):
    """Close a running mentoring with a review."""
    pair = selectors.get_pair(actor=request.actor, pk=pk)
    require(policies.can_write(request.actor, pair))
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.close_pair(pair=pair, review=form.cleaned_data["review"], actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The mentoring has been closed."))
            return redirect("training:mentoring_pair", pk)
    words = {
        "title": _("Close the mentoring"),
        "text": _("Say in a few sentences what was reached and what remains to be done."),
        "button": _("Close the mentoring"),
    }
    return step_page(request, pair, form, words)


def step_page(request, pair, form, words):
    """Show the page of one step with its words; 422 when something was refused."""
    context = {"pair": pair, "form": form, **words}
    return render(request, "training/mentoring_step.html", context, status=422 if form.errors else 200)
