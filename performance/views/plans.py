"""Plans: the page, decisions, versions, the PDF, and everybody's own year."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.documents.files import file_response
from asn_portal.core.forms import add_error
from asn_portal.core.htmx import is_htmx
from asn_portal.core.redirects import back_or
from performance import policies
from performance.forms import plans as forms
from performance.selectors import inbox, years
from performance.selectors import plans as selectors
from performance.selectors.plan_people import own_exemption
from performance.services import plan_documents
from performance.services import plans as services
from performance.views.parts import is_id
from performance.views.places import OWN, places_for
from performance.views.plan_page import Editor, render_plan

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def my_year(request: HttpRequest) -> HttpResponse:
    """Show the person's own year: the one next step, the plan, the periods, earlier years."""
    today = timezone.localdate()
    year = years.own_year(actor=request.actor, today=today)
    context = {
        "exemption": None if year.current else own_exemption(actor=request.actor, today=today),
        "year": year,
        "action": inbox.next_action(actor=request.actor, plan=year.current, today=today),
        "places": places_for(OWN, request.actor),
        "today": today,
    }
    return render(request, "performance/my_year.html", context)


@require_GET
def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a plan to its owner, its evaluator and those who oversee."""
    return render_plan(request, selectors.get_plan(actor=request.actor, pk=pk))


@require_POST
def plan_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Submit the plan; what is missing comes back as 422."""
    plan = selectors.get_plan(actor=request.actor, pk=pk)
    try:
        services.submit_plan(plan=plan, actor=request.actor)
    except services.PlanIncomplete as error:
        messages.error(request, " ".join(error.messages))
        return render_plan(request, plan, status=422)
    messages.success(request, _("Your SKP has been submitted to %(name)s.") % {"name": plan.evaluator_name})
    return redirect("performance:plan_detail", pk)


@require_POST
def plan_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a submission back."""
    plan = selectors.get_plan(actor=request.actor, pk=pk)
    services.withdraw_plan(plan=plan, actor=request.actor)
    messages.success(request, _("The submission has been withdrawn; you can go on writing."))
    return redirect("performance:plan_detail", pk)


@require_POST
def plan_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a submitted plan."""
    plan = as_seen(request, selectors.get_plan(actor=request.actor, pk=pk))
    require(not policies.was_evaluator(request.actor, plan), former_words(plan))
    services.approve_plan(plan=plan, actor=request.actor)
    messages.success(request, _("The SKP of %(name)s has been approved.") % {"name": plan.employee_name})
    return decided(request, plan)


@require_POST
def plan_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a submitted plan with a note; without one the note is asked for again (422)."""
    plan = as_seen(request, selectors.get_plan(actor=request.actor, pk=pk))
    form = forms.ReturnForm(request.POST)
    if policies.was_evaluator(request.actor, plan):
        form.add_error("note", former_words(plan))
        return render_plan(request, plan, editor=Editor("return", "", form), status=403)
    if form.is_valid():
        try:
            services.return_plan(plan=plan, actor=request.actor, note=form.cleaned_data["note"])
        except ValidationError as error:
            form.add_error("note", error)
        else:
            text = _("The SKP of %(name)s has been returned with your note.")
            messages.success(request, text % {"name": plan.employee_name})
            return decided(request, plan)
    return render_plan(request, plan, editor=Editor("return", "", form), status=422)


def as_seen(request: HttpRequest, plan):
    """Return the plan in the revision the page showed: who decides on what has changed since gets a conflict."""
    revision = request.POST.get("revision", "")[:9]
    if revision.isdecimal():
        plan.revision = int(revision)
    return plan


def former_words(plan) -> str:
    """Say who decides now that the evaluator has changed."""
    evaluator = plan.employee.evaluator
    if evaluator is None:
        return _("You are no longer the evaluator of this person; nobody is recorded in your place yet.")
    words = _("You are no longer the evaluator of this person: %(name)s decides now. Nothing was changed.")
    return words % {"name": evaluator.full_name}


def decided(request: HttpRequest, plan) -> HttpResponse:
    """Go back to where the decision was taken; an inbox row is replaced by what became of it."""
    if is_htmx(request):
        return render(request, "performance/partials/plan_decided.html", {"plan": plan})
    return back_or(request, "performance:plan_detail", plan.pk)


@require_POST
def plan_approve_many(request: HttpRequest) -> HttpResponse:
    """Approve the ticked plans that are complete, and say which were left alone and why."""
    ids = [int(value) for value in request.POST.getlist("selected")[:200] if is_id(value)]
    plans = selectors.find_plans(actor=request.actor, ids=ids)
    approved, skipped = services.approve_plans(plans=plans, actor=request.actor)
    text = ngettext("%(count)d SKP approved.", "%(count)d SKP approved.", len(approved))
    if approved:
        messages.success(request, text % {"count": len(approved)})
    for row in skipped:
        messages.warning(request, f"{row.plan.employee_name}: {row.reason}")
    if not approved and not skipped:
        messages.info(request, _("Nothing was ticked."))
    return back_or(request, "home")


@form_view
def plan_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then start a new version of a plan in force."""
    plan = selectors.get_plan(actor=request.actor, pk=pk)
    require(policies.is_owner(request.actor, plan) or policies.is_present_evaluator(request.actor, plan))
    form = forms.ChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = services.start_version(plan=plan, actor=request.actor, reason=form.cleaned_data["reason"])
        messages.success(request, _("Version %(number)d has been started.") % {"number": version.number})
        return redirect("performance:plan_detail", version.pk)
    status = 422 if form.is_bound else 200
    return render(request, "performance/plan_change.html", {"plan": plan, "form": form}, status=status)


@form_view
def plan_links(request: HttpRequest, pk: int) -> HttpResponse:
    """Link the results to those of the leader, whose plan was set after this one went in."""
    plan = selectors.get_plan(actor=request.actor, pk=pk)
    require(policies.is_owner(request.actor, plan))
    results = selectors.plan_results(actor=request.actor, plan=plan)
    choices = selectors.leader_choices(actor=request.actor, plan=plan)
    form = forms.LinkForm(request.POST or None, results=results, choices=choices)
    if request.method == "POST" and form.is_valid():
        try:
            services.link_results(plan=plan, links=form.links(), actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The links have been saved."))
            return redirect("performance:plan_detail", pk)
    status = 422 if form.is_bound else 200
    return render(request, "performance/plan_links.html", {"plan": plan, "form": form}, status=status)


@require_GET
def plan_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the official form of a plan in force; issued at the first call, the same file afterwards."""
    plan = selectors.get_plan(actor=request.actor, pk=pk)
    document = plan_documents.plan_document(plan=plan, actor=request.actor)
    response = file_response(document)
    response["Content-Disposition"] = f'attachment; filename="SKP-{plan.cycle.year}-{document.code}.pdf"'
    return response
