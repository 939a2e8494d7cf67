"""Around a plan: two versions compared, its form, manuals of indicators, the printed attachment and manual."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.documents.files import file_response
from asn_portal.core.forms import add_error
from performance import policies
from performance.forms.plan_changes import ManualForm, PlanFormForm
from performance.policies import plan_changes as change_policies
from performance.selectors import plan_compare as comparing
from performance.selectors import plan_manuals as manuals
from performance.selectors import plans as selectors
from performance.selectors.plan_facts import PPPK, setting
from performance.services import plan_changes, plan_documents
from performance.services.plan_manuals import write_manual

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def plan_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what changed between two versions of a year's plan; without a choice, since the one it replaces."""
    plan = selectors.get_plan(actor=request.actor, pk=pk)
    wanted = request.GET.get("dengan", "")
    versions = comparing.comparable_versions(actor=request.actor, plan=plan)
    chosen = int(wanted[:18]) if wanted.isdecimal() else None
    other = comparing.version_to_compare(plan=plan, versions=versions, pk=chosen)
    context = {
        "plan": plan,
        "other": other,
        "versions": versions,
        "diff": comparing.compare_plans(actor=request.actor, plan=plan, other=other) if other else None,
        "is_mine": policies.is_owner(request.actor, plan),
    }
    return render(request, "performance/plan_compare.html", context)


@form_view
def plan_form(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the approach of a plan, and write what the work contract of PPPK says about results."""
    plan = selectors.get_plan(actor=request.actor, pk=pk)
    require(policies.can_write_plan(request.actor, plan))
    form = PlanFormForm(
        request.POST or None,
        may_choose=setting(plan, change_policies.APPROACH_PER_PLAN),
        has_contract=plan.employee.kind in PPPK,
        initial={"approach": plan.approach, "contract_terms": plan.contract_terms},
    )
    if request.method == "POST" and form.is_valid():
        try:
            plan_changes.choose_form(plan=plan, choice=form.choice(plan), actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The form of the plan has been saved."))
            return redirect("performance:plan_detail", pk)
    status = 422 if form.is_bound else 200
    return render(request, "performance/plan_form.html", {"plan": plan, "form": form}, status=status)


@require_POST
def plan_give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a change that is still being written."""
    plan = selectors.get_plan(actor=request.actor, pk=pk)
    older = plan_changes.give_up_version(plan=plan, actor=request.actor)
    messages.success(request, _("The change has been given up; the plan in force stays."))
    return redirect("performance:plan_detail", older.pk)


@require_GET
def plan_manuals(request: HttpRequest, pk: int) -> HttpResponse:
    """List the indicators of a plan with their manuals."""
    plan = selectors.get_plan(actor=request.actor, pk=pk)
    context = {
        "plan": plan,
        "sheet": manuals.manual_sheet(actor=request.actor, plan=plan),
        "can_write": plan.is_open and policies.can_write_plan(request.actor, plan),
        "can_print": plan.state in plan_documents.SET,
    }
    return render(request, "performance/plan_manuals.html", context)


@form_view
def plan_manual_edit(request: HttpRequest, pk: int, indicator_pk: int) -> HttpResponse:
    """Write the manual of one indicator; what is wrong comes back with everything that was typed."""
    plan = selectors.get_plan(actor=request.actor, pk=pk)
    require(policies.can_write_plan(request.actor, plan))
    row = selectors.get_indicator(actor=request.actor, plan=plan, pk=indicator_pk)
    known = manuals.manual_of(actor=request.actor, plan=plan, indicator=row)
    initial = {name: getattr(known, name) for name in ManualForm.base_fields} if known else {}
    form = ManualForm(request.POST or None, initial=initial or {"measure_unit": row.target_unit})
    if request.method == "POST" and form.is_valid():
        try:
            write_manual(plan=plan, indicator=row, text=form.text(), actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The manual has been saved."))
            return redirect("performance:plan_manuals", pk)
    context = {"plan": plan, "indicator": row, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "performance/plan_manual_edit.html", context, status=status)


@require_GET
def plan_paper(request: HttpRequest, pk: int, paper: str) -> HttpResponse:
    """Hand out the attachment (A.1.8) or the manual (A.1.3) of a plan in force."""
    if paper not in {"attachment", "manual"}:
        raise Http404
    plan = selectors.get_plan(actor=request.actor, pk=pk)
    document = plan_documents.plan_document(plan=plan, actor=request.actor, paper=paper)
    response = file_response(document)
    name = {"attachment": "Lampiran-SKP", "manual": "Manual-SKP"}[paper]
    response["Content-Disposition"] = f'attachment; filename="{name}-{plan.cycle.year}-{document.code}.pdf"'
    return response
