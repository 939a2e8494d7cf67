"""Places in classes: asking, enrolling others, deciding, giving up."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from asn_portal.core.htmx import is_htmx
from asn_portal.core.redirects import back_or
from training.forms import enrolments as forms
from training.policies import enrolments as policies
from training.selectors import enrolments as selectors
from training.selectors.classes import get_class
from training.services import enrolments as services

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
def class_enrol(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a place for oneself."""
    training_class = get_class(actor=request.actor, pk=pk)
    require(request.actor.employee_id is not None)
    person = selectors.get_candidate(actor=request.actor, pk=request.actor.employee_id)
    return enrol_page(request, training_class, person)


@require_GET
def class_people(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose somebody to enrol: the own team, or a search in one's units."""
    actor = request.actor
    training_class = get_class(actor=actor, pk=pk)
    require(actor.is_evaluator or actor.has("hr"))
    text = request.GET.get("cari", "").strip()[:80]
    people = selectors.list_candidates(actor=actor, training_class=training_class, text=text)
    context = {"training_class": training_class, "people": people, "text": text, "is_hr": actor.has("hr")}
    return render(request, "training/class_people.html", context)


@form_view
def class_enrol_person(request: HttpRequest, pk: int, person_pk: int) -> HttpResponse:
    """Enrol somebody else."""
    training_class = get_class(actor=request.actor, pk=pk)
    person = selectors.get_candidate(actor=request.actor, pk=person_pk)
    require(policies.can_enrol(request.actor, person))
    return enrol_page(request, training_class, person)


def enrol_page(request: HttpRequest, training_class, person) -> HttpResponse:
    """Show what the class means for the hours of the year, and ask for the place."""
    actor = request.actor
    case = selectors.hours_case(actor=actor, employee=person, training_class=training_class)
    form = forms.EnrolForm(request.POST if request.method == "POST" else None, case=case)
    if request.method == "POST" and form.is_valid():
        try:
            enrolment = services.request_place(
                training_class=training_class, employee=person, wish=form.wish(), actor=actor
            )
        except ValidationError as error:
            add_error(form, error)
        else:
            say_requested(request, enrolment)
            return redirect("training:enrolment_detail", enrolment.pk)
    context = {
        "training_class": training_class,
        "person": person,
        "is_own": policies.is_self(actor, person),
        "decides": policies.decides_for(actor, person),
        "checklist": selectors.checklist_of(actor=actor, case=case),
        "form": form,
    }
    return render(request, "training/class_enrol.html", context, status=422 if form.errors else 200)


def say_requested(request: HttpRequest, enrolment) -> None:
    """Say what became of a request."""
    superior = enrolment.employee.evaluator
    texts = {
        "placed": _("The place is given."),
        "waiting": _("The class is full: the waiting list moves up by itself."),
    }
    asked = _("The request has been sent to %(name)s.") % {
        "name": superior.full_name if superior else "BKPSDM"
    }
    messages.success(request, texts.get(enrolment.state, asked))


@require_GET
def enrolment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an enrolment to the person, the superior and those who oversee."""
    return render_enrolment(request, selectors.get_enrolment(actor=request.actor, pk=pk))


def render_enrolment(request: HttpRequest, enrolment, *, status: int = 200, **given) -> HttpResponse:
    """Render the page of an enrolment; forms that were refused come in as they were typed."""
    sheet = selectors.get_sheet(actor=request.actor, enrolment=enrolment)
    context = {
        "enrolment": enrolment,
        "sheet": sheet,
        "approve_form": forms.DecisionForm(case=sheet.case),
        "return_form": forms.ReturnForm(auto_id="return_%s"),
        "cancel_form": forms.ReturnForm(auto_id="cancel_%s"),
    }
    return render(request, "training/enrolment_detail.html", context | given, status=status)


@require_POST
def enrolment_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a request."""
    enrolment = selectors.get_enrolment(actor=request.actor, pk=pk)
    case = selectors.get_sheet(actor=request.actor, enrolment=enrolment).case
    form = forms.DecisionForm(request.POST, case=case)
    if form.is_valid():
        try:
            services.approve_enrolment(enrolment=enrolment, wish=form.wish(), actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            say_decided(request, enrolment)
            return decided(request, enrolment)
    return render_enrolment(request, enrolment, status=422, approve_form=form)


def say_decided(request: HttpRequest, enrolment) -> None:
    """Say whether there was a place."""
    if enrolment.state == "placed":
        text = _("%(name)s has a place.")
    else:
        text = _("Approved. The class is full: %(name)s is on the waiting list.")
    messages.success(request, text % {"name": enrolment.employee_name})


@require_POST
def enrolment_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not approve, with a reason; without one it is asked for again (422)."""
    enrolment = selectors.get_enrolment(actor=request.actor, pk=pk)
    form = forms.ReturnForm(request.POST, auto_id="return_%s")
    require(policies.can_decide_enrolment(request.actor, enrolment))
    if form.is_valid():
        services.return_enrolment(enrolment=enrolment, actor=request.actor, **form.cleaned_data)
        text = _("The request of %(name)s has been returned with your reason.")
        messages.success(request, text % {"name": enrolment.employee_name})
        return decided(request, enrolment)
    return render_enrolment(request, enrolment, status=422, return_form=form)


@require_POST
def enrolment_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up one's own request or place."""
    enrolment = selectors.get_enrolment(actor=request.actor, pk=pk)
    services.withdraw_enrolment(enrolment=enrolment, actor=request.actor)
    messages.success(request, _("You have given up the place; somebody else can have it."))
    return redirect("training:enrolment_detail", pk)


@require_POST
def enrolment_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a place back as superior or HR, with a reason."""
    enrolment = selectors.get_enrolment(actor=request.actor, pk=pk)
    form = forms.ReturnForm(request.POST, auto_id="cancel_%s")
    require(policies.can_cancel_enrolment(request.actor, enrolment))
    if form.is_valid():
        services.cancel_enrolment(enrolment=enrolment, actor=request.actor, **form.cleaned_data)
        text = _("The place of %(name)s has been cancelled.")
        messages.success(request, text % {"name": enrolment.employee_name})
        return redirect("training:enrolment_detail", pk)
    return render_enrolment(request, enrolment, status=422, cancel_form=form)


def decided(request: HttpRequest, enrolment) -> HttpResponse:
    """Go back to where the decision was taken; an inbox row is replaced by what became of it."""
    if is_htmx(request):
        return render(request, "training/partials/enrolment_decided.html", {"enrolment": enrolment})
    return back_or(request, "training:enrolment_detail", enrolment.pk)
