"""The page of a rank proposal and what its desks do: pass on, verify, return, refuse, decide."""

from collections.abc import Callable
from dataclasses import replace

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from asn_portal.core.redirects import back_or
from asn_portal.core.requirements import Checklist
from promotions.forms import proposals as forms
from promotions.policies import proposals as policies
from promotions.selectors import proposals as selectors
from promotions.selectors.discretion import readable
from promotions.selectors.proposal_sheet import has_desk_for, load_sheet
from promotions.services import decisions, desks

MOVED_ON = "rank_changed"


@require_GET
def proposal_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a proposal, its desk and its checklist."""
    return detail_page(request, pk)


def detail_page(request: HttpRequest, pk: int, *, act: str = "", form=None) -> HttpResponse:
    """Render the page; a form that was refused is shown as typed at its act."""
    proposal = selectors.get_proposal(actor=request.actor, pk=pk)
    sheet = load_sheet(actor=request.actor, proposal=proposal, today=timezone.localdate())
    context = {
        "proposal": proposal,
        "sheet": sheet,
        "act": act,
        "check_form": form if act == "check" else forms.CheckForm(),
        "return_form": form if act == "return" else forms.ReasonForm(auto_id="return_%s"),
        "refuse_form": form if act == "refuse" else forms.ReasonForm(auto_id="refuse_%s"),
        "verify_form": form if act == "verify" else forms.VerifyForm(),
        "verify_code": form.data.get("code", "") if act == "verify" else "",
    }
    response = render(request, "promotions/proposal_detail.html", context, status=status_of(form))
    response["Cache-Control"] = "private, no-store"
    return response


def status_of(form) -> int:
    """Return 200, 422 for what was refused, 409 where the rank on record has moved on."""
    if form is None or not form.errors:
        return 200
    moved_on = any(error.code == MOVED_ON for error in form.non_field_errors().as_data())
    return 409 if moved_on else 422


def act_on(request: HttpRequest, pk: int, act: str, form: django_forms.Form, work: Callable) -> HttpResponse:
    """Do the work of a desk with a valid form; what is refused comes back on the page (403 for who has no desk)."""
    proposal = selectors.get_proposal(actor=request.actor, pk=pk)
    require(has_desk_for(act, proposal=proposal, actor=request.actor))
    if form.is_valid():
        try:
            work(proposal, form.cleaned_data)
        except ValidationError as error:
            add_error(form, named(error))
        else:
            return back_or(request, "promotions:proposal_detail", pk)
    return detail_page(request, pk, act=act.partition("_")[0], form=form)


def named(error: ValidationError) -> ValidationError:
    """Return the error of a workflow that asks for a note at the field of the note."""
    is_note = getattr(error, "code", "") == "note_required"
    return ValidationError({"note": error.messages}) if is_note else error


@require_POST
def proposal_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass on from the office to BKPSDM."""

    def work(proposal, data):
        desks.check_at_unit(proposal=proposal, note=data["note"], actor=request.actor)
        messages.success(request, _("Passed on to BKPSDM."))

    return act_on(request, pk, "check_unit", forms.CheckForm(request.POST), work)


@require_POST
def proposal_check_bkpsdm(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass on from BKPSDM to the decree."""

    def work(proposal, data):
        desks.check_at_bkpsdm(proposal=proposal, actor=request.actor, **data)
        messages.success(request, _("Checked; it is ready for the decree."))

    return act_on(request, pk, "check_bkpsdm", forms.CheckForm(request.POST), work)


@require_POST
def proposal_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Send back with the reason."""

    def work(proposal, data):
        desks.return_proposal(proposal=proposal, note=data["note"], actor=request.actor)
        messages.success(request, _("Returned with your reason."))

    return act_on(request, pk, "return", forms.ReasonForm(request.POST, auto_id="return_%s"), work)


@require_POST
def proposal_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no with the reason."""

    def work(proposal, data):
        desks.refuse_proposal(proposal=proposal, note=data["note"], actor=request.actor)
        messages.success(request, _("Not granted; the person has been told why."))

    return act_on(request, pk, "refuse", forms.ReasonForm(request.POST, auto_id="refuse_%s"), work)


@require_POST
def proposal_verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a requirement with its evidence."""

    def work(proposal, data):
        desks.verify_requirement(proposal=proposal, actor=request.actor, **data)
        messages.success(request, _("Verified; the evidence stands with the requirement."))

    return act_on(request, pk, "verify", forms.VerifyForm(request.POST), work)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the decree; the rank is written at once."""
    proposal = selectors.get_proposal(actor=request.actor, pk=pk)
    require(policies.decides(request.actor, proposal))
    initial = {"decree_on": timezone.localdate(), "effective_on": proposal.target_on}
    form = forms.DecisionForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        may_override=policies.can_let_pass(request.actor, proposal),
    )
    checklist = None
    if request.method == "POST" and form.is_valid():
        try:
            decisions.decide_proposal(proposal=proposal, decree=form.decree(), actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
            checklist = getattr(error, "checklist", None)
            # What was begun is undone in the database, but not on the object in hand.
            proposal = selectors.get_proposal(actor=request.actor, pk=pk)
        else:
            name = proposal.employee_name
            messages.success(request, _("The rank of %(name)s has been recorded.") % {"name": name})
            return redirect("promotions:proposal_detail", pk)
    return decree_page(request, proposal, form, checklist)


def decree_page(request: HttpRequest, proposal, form, checklist: Checklist | None) -> HttpResponse:
    """Show the form of the decree; what has come up since the check is seen in the checklist of today."""
    sheet = load_sheet(actor=request.actor, proposal=proposal, today=timezone.localdate())
    if not form.is_bound and not sheet.can["decide"]:
        return redirect("promotions:proposal_detail", proposal.pk)
    if checklist:
        shown = readable(actor=request.actor, employee=proposal.employee, checklist=checklist)
        sheet = replace(sheet, checklist=shown)
    context = {"proposal": proposal, "sheet": sheet, "form": form, "came_up": checklist is not None}
    return render(request, "promotions/proposal_decide.html", context, status=status_of(form))
