"""The steps of the evaluator, the superior and HR on an objection."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from performance.forms.objections import HearingForm, ObjectionDecisionForm, StatementForm
from performance.policies import objections as policies
from performance.selectors import objections as selectors
from performance.services import objection_decisions as decisions
from performance.services import objection_examination as examination
from performance.views.objections import detail_page


@require_POST
def objection_state(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the evaluator's explanation."""
    objection = selectors.get_objection(actor=request.actor, pk=pk)
    require(policies.can_state(request.actor, objection))
    form = StatementForm(request.POST, objection=objection)
    if form.is_valid():
        examination.give_statement(
            objection=objection, text=form.cleaned_data["statement"], actor=request.actor
        )
        messages.success(request, _("Your explanation has been sent."))
        return redirect("performance:objection_detail", pk)
    return detail_page(request, objection, 422, statement_form=form)


@require_POST
def objection_hear(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the notes of a hearing."""
    objection = selectors.get_objection(actor=request.actor, pk=pk)
    require(policies.can_examine(request.actor, objection))
    form = HearingForm(request.POST)
    if form.is_valid():
        try:
            examination.record_hearing(objection=objection, hearing=form.hearing(), actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
            objection = selectors.get_objection(actor=request.actor, pk=pk)
        else:
            messages.success(request, _("The hearing has been recorded."))
            return redirect("performance:objection_detail", pk)
    return detail_page(request, objection, 422, hearing_form=form)


@require_POST
def objection_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm or change the rating; final."""
    actor = request.actor
    objection = selectors.get_objection(actor=actor, pk=pk)
    require(policies.can_examine(actor, objection))
    form = ObjectionDecisionForm(request.POST, objection=objection, is_heard=False)
    if form.is_valid():
        try:
            decisions.decide_objection(objection=objection, decision=form.decision(), actor=actor)
        except ValidationError as error:
            add_error(form, error)
            objection = selectors.get_objection(actor=actor, pk=pk)
        else:
            messages.success(request, _("Decided. Both sides have been told."))
            return redirect("performance:objection_detail", pk)
    form.data = form.data.copy()
    form.data["seen_revision"] = objection.revision
    return detail_page(request, objection, 422, decision_form=form)


@require_POST
def objection_redirect(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand an objection to the superior of today, when the one who was to decide has gone."""
    objection = selectors.get_objection(actor=request.actor, pk=pk)
    try:
        examination.redirect_objection(objection=objection, actor=request.actor)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("The objection is now with %(name)s.") % {"name": objection.decider})
    return redirect("performance:objection_detail", pk)
