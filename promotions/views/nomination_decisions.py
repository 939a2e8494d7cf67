"""One nomination, and the decision on it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from asn_portal.core.requirements import Checklist
from promotions.forms.awards import GRANT, RETURN, DecisionForm
from promotions.policies import awards as policies
from promotions.selectors import nominations as selectors
from promotions.selectors.discretion import readable
from promotions.services import awards
from promotions.services import nominations as services
from promotions.workflow.nominations import NOMINATION_FLOW


@require_GET
def nomination_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one nomination with its checklist; who decides finds the decision below."""
    nomination = selectors.get_nomination(actor=request.actor, pk=pk)
    initial = {"citation": nomination.reason[:300], "awarded_on": timezone.localdate()}
    form = DecisionForm(
        initial=initial, can_override=policies.can_override(request.actor, nomination.employee)
    )
    return detail_page(request, nomination, form)


def detail_page(request: HttpRequest, nomination, form: DecisionForm) -> HttpResponse:
    """Render one nomination; 422 when the decision was refused."""
    actor = request.actor
    may_decide = NOMINATION_FLOW.allows("grant", nomination, actor)
    context: dict[str, Any] = {
        "nomination": nomination,
        "award": getattr(nomination, "award", None),
        "form": form,
        "checklist": checklist_of(request, nomination, is_live=may_decide),
        "may_decide": may_decide,
        "may_withdraw": NOMINATION_FLOW.allows("withdraw", nomination, actor),
        "may_correct": NOMINATION_FLOW.allows("resubmit", nomination, actor),
        "timeline": selectors.nomination_timeline(actor=actor, nomination=nomination),
    }
    status = 422 if form.errors else 200
    response = render(request, "promotions/nomination_detail.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def checklist_of(request: HttpRequest, nomination, *, is_live: bool) -> Checklist:
    """Return the checklist of today for who decides, the one it was made or decided on for everybody else."""
    actor, person = request.actor, nomination.employee
    checklist = Checklist.from_dict(nomination.checklist)
    if is_live:
        today, award_type = timezone.localdate(), nomination.award_type
        checklist = selectors.nomination_checklist(
            actor=actor, employee=person, award_type=award_type, on=today
        )
    return readable(actor=actor, employee=person, checklist=checklist)


@require_POST
def nomination_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant, return or refuse."""
    actor = request.actor
    nomination = selectors.get_nomination(actor=actor, pk=pk)
    require(policies.can_decide_nomination(actor, nomination))
    form = DecisionForm(request.POST, can_override=policies.can_override(actor, nomination.employee))
    if form.is_valid():
        try:
            words = decide(form, nomination, actor)
        except ValidationError as error:
            add_error(form, error)
            # What was begun is undone in the database, but not on the object in hand.
            nomination = selectors.get_nomination(actor=actor, pk=pk)
        else:
            messages.success(request, words)
            return redirect("promotions:nomination_detail", pk)
    return detail_page(request, nomination, form)


def decide(form: DecisionForm, nomination, actor) -> str:
    """Hand the decision to its service and return what is said."""
    decision, note = form.cleaned_data["decision"], form.cleaned_data["note"]
    if decision == GRANT:
        awards.grant_nomination(nomination=nomination, decree=form.decree(), actor=actor)
        return _("The award has been given; the person and the team are told.")
    if decision == RETURN:
        services.return_nomination(nomination=nomination, note=note, actor=actor)
        return _("The nomination has been returned.")
    services.refuse_nomination(nomination=nomination, note=note, actor=actor)
    return _("The nomination has been refused.")


@require_POST
def nomination_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the own nomination back."""
    nomination = selectors.get_nomination(actor=request.actor, pk=pk)
    services.withdraw_nomination(nomination=nomination, actor=request.actor)
    messages.success(request, _("The nomination has been withdrawn."))
    return redirect("promotions:nomination_list")
