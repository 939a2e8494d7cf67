"""What the two keep of their mentoring: goals and sessions."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from training.forms.mentoring import GoalForm, SessionForm
from training.policies import mentoring as policies
from training.selectors import mentoring as selectors
from training.services import mentoring_sessions as services
from training.views.mentoring import pair_page


@require_POST
def goal_add(request, pk):
    """Add a goal to a pair."""
    pair = selectors.get_pair(actor=request.actor, pk=pk)
    require(policies.can_write(request.actor, pair))
    form = GoalForm(request.POST)
    if form.is_valid():
        try:
            services.add_goal(pair=pair, text=form.cleaned_data["text"], actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Goal added."))
            return to_part(pk, "tujuan")
    return pair_page(request, pk, goal_form=form)


@require_http_methods(["GET", "POST"])
def goal_edit(request, pk):
    """Write a goal anew."""
    goal = selectors.get_goal(actor=request.actor, pk=pk)
    require(policies.can_write(request.actor, goal.pair))
    form = GoalForm(request.POST or None, initial={"text": goal.text})
    if request.method == "POST" and form.is_valid():
        try:
            services.change_goal(goal=goal, text=form.cleaned_data["text"], actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Goal changed."))
            return to_part(goal.pair_id, "tujuan")
    context = {"goal": goal, "form": form}
    return render(request, "training/mentoring_goal.html", context, status=422 if form.errors else 200)


@require_POST
def goal_reach(request, pk):
    """Say that a goal is reached, or not after all."""
    goal = selectors.get_goal(actor=request.actor, pk=pk)
    services.mark_goal(goal=goal, is_reached=request.POST.get("reached") == "1", actor=request.actor)
    messages.success(request, _("Goal reached.") if goal.reached_on else _("The goal is open again."))
    return to_part(goal.pair_id, "tujuan")


@require_http_methods(["GET", "POST"])
def session_add(request, pk):
    """Record a session."""
    pair = selectors.get_pair(actor=request.actor, pk=pk)
    require(policies.can_write(request.actor, pair))
    form = SessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.record_session(pair=pair, entry=form.entry(), actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Session recorded."))
            return to_part(pk, "pertemuan")
    return session_page(request, pair, form)


@require_http_methods(["GET", "POST"])
def session_edit(request, pk):
    """Change a session that one wrote oneself."""
    try:
        session = selectors.get_session(actor=request.actor, pk=pk)
    except Http404:
        return taken_back(request)
    require(policies.can_change_session(request.actor, session))
    form = SessionForm(request.POST or None, session=session)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_session(session=session, entry=form.entry(), actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Session changed."))
            return to_part(session.pair_id, "pertemuan")
    return session_page(request, session.pair, form, session=session)


def taken_back(request):
    """Offer what was typed for a session that was taken back meanwhile as a new one (409); 404 without such text."""
    pair_pk = request.POST.get("pair", "")
    if not (pair_pk.isascii() and pair_pk.isdigit() and len(pair_pk) < 16):
        raise Http404
    pair = selectors.get_pair(actor=request.actor, pk=int(pair_pk))
    require(policies.can_write(request.actor, pair))
    form = SessionForm(request.POST)
    add_error(form, ValidationError(_("This session was taken back meanwhile. Saving records it anew.")))
    return session_page(request, pair, form, status=409)


def session_page(request, pair, form, *, session=None, status=None):
    """Show the form of a session; 422 when something was refused."""
    context = {"pair": pair, "form": form, "session": session, "is_new": status == 409}
    status = status or (422 if form.errors else 200)
    response = render(request, "training/mentoring_session.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def session_delete(request, pk):
    """Take back a session that one wrote oneself."""
    session = selectors.get_session(actor=request.actor, pk=pk)
    pair_id = session.pair_id
    services.delete_session(session=session, actor=request.actor)
    messages.success(request, _("Session taken back."))
    return to_part(pair_id, "pertemuan")


def to_part(pk, anchor):
    """Lead back to a part of the page of a pair."""
    return redirect(f"{reverse('training:mentoring_pair', args=[pk])}#{anchor}")
