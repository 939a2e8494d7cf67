"""Writing a plan: results, indicators, attachments, expectations, autosave."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from performance import policies
from performance.enums import ResultKind
from performance.forms import plans as forms
from performance.forms.autosave import read_draft
from performance.selectors import plans as selectors
from performance.services import plan_content
from performance.views.plan_page import Editor, render_plan, saved

form_view = require_http_methods(["GET", "HEAD", "POST"])


def own_plan(request: HttpRequest, pk: int):
    """Return a plan the actor may write into (403 for everybody else who sees it)."""
    plan = selectors.get_plan(actor=request.actor, pk=pk)
    require(policies.can_write_plan(request.actor, plan))
    return plan


def run(request: HttpRequest, plan, editor: Editor, save) -> HttpResponse:
    """Show an editor, or save what it brings: `save(form)` calls the service and names the part that changed.

    What is wrong comes back in the editor with 422 and everything that was typed.
    """
    if request.method != "POST":
        if "batal" in request.GET:
            return render_plan(request, plan, where=editor.where)
        return render_plan(request, plan, editor=editor)
    form = editor.form
    if form.is_valid():
        try:
            return saved(request, plan, save(form) or editor.where)
        except ValidationError as error:
            add_error(form, error)
    return render_plan(request, plan, editor=editor, status=422)


@form_view
def plan_result_add(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Add a work result."""
    plan = own_plan(request, pk)
    kind = kind if kind in ResultKind.values else ResultKind.MAIN
    choices = selectors.leader_choices(actor=request.actor, plan=plan)
    acting = selectors.acting_choices(actor=request.actor, plan=plan) if kind == ResultKind.MAIN else []
    form = forms.ResultForm(
        request.POST or None, choices=choices, plan=plan, acting=acting, prefix=f"new-{kind}"
    )
    editor = Editor("new_result", f"part-{kind}", form, part=kind)

    def save(form):
        plan_content.add_result(plan=plan, kind=kind, text=form.text(), actor=request.actor)

    return run(request, plan, editor, save)


@form_view
def plan_result_edit(request: HttpRequest, pk: int, result_pk: int) -> HttpResponse:
    """Change the words and the link of a work result."""
    plan = own_plan(request, pk)
    result = selectors.get_result(actor=request.actor, plan=plan, pk=result_pk)
    choices = selectors.leader_choices(actor=request.actor, plan=plan)
    acting = selectors.acting_choices(actor=request.actor, plan=plan) if result.kind == "main" else []
    form = forms.ResultForm(
        request.POST or None,
        choices=choices,
        plan=plan,
        acting=acting,
        initial=forms.ResultForm.initial_of(result),
        prefix=f"result-{result.pk}",
    )

    def save(form):
        plan_content.change_result(plan=plan, result=result, text=form.text(result), actor=request.actor)

    return run(request, plan, Editor("result", f"result-{result.pk}", form, result_id=result.pk), save)


@form_view
def plan_result_delete(request: HttpRequest, pk: int, result_pk: int) -> HttpResponse:
    """Ask, then delete a work result with its indicators."""
    plan = own_plan(request, pk)
    result = selectors.get_result(actor=request.actor, plan=plan, pk=result_pk)
    if request.method == "POST":
        plan_content.delete_result(plan=plan, result=result, actor=request.actor)
        return saved(request, plan, f"part-{result.kind}")
    return render_plan(
        request, plan, editor=Editor("delete_result", f"result-{result.pk}", result_id=result.pk)
    )


@require_POST
def plan_result_move(request: HttpRequest, pk: int, result_pk: int) -> HttpResponse:
    """Move a work result up or down."""
    plan = own_plan(request, pk)
    result = selectors.get_result(actor=request.actor, plan=plan, pk=result_pk)
    step = -1 if request.POST.get("ke") == "atas" else 1
    plan_content.move_result(plan=plan, result=result, step=step, actor=request.actor)
    return saved(request, plan, f"part-{result.kind}")


@form_view
def plan_indicator_add(request: HttpRequest, pk: int, result_pk: int) -> HttpResponse:
    """Add an indicator to a work result."""
    plan = own_plan(request, pk)
    result = selectors.get_result(actor=request.actor, plan=plan, pk=result_pk)
    form = forms.IndicatorForm(request.POST or None, plan=plan, prefix=f"new-indicator-{result.pk}")

    def save(form):
        plan_content.add_indicator(plan=plan, result=result, text=form.text(), actor=request.actor)

    return run(request, plan, Editor("new_indicator", f"result-{result.pk}", form, result_id=result.pk), save)


@form_view
def plan_indicator_edit(request: HttpRequest, pk: int, indicator_pk: int) -> HttpResponse:
    """Change an indicator."""
    plan = own_plan(request, pk)
    row = selectors.get_indicator(actor=request.actor, plan=plan, pk=indicator_pk)
    initial = forms.IndicatorForm.initial_of(row)
    form = forms.IndicatorForm(request.POST or None, plan=plan, initial=initial, prefix=f"indicator-{row.pk}")
    editor = Editor(
        "indicator", f"result-{row.result_id}", form, result_id=row.result_id, indicator_id=row.pk
    )

    def save(form):
        plan_content.change_indicator(plan=plan, indicator=row, text=form.text(row), actor=request.actor)

    return run(request, plan, editor, save)


@form_view
def plan_indicator_delete(request: HttpRequest, pk: int, indicator_pk: int) -> HttpResponse:
    """Ask, then delete an indicator."""
    plan = own_plan(request, pk)
    row = selectors.get_indicator(actor=request.actor, plan=plan, pk=indicator_pk)
    where = f"result-{row.result_id}"
    if request.method == "POST":
        plan_content.delete_indicator(plan=plan, indicator=row, actor=request.actor)
        return saved(request, plan, where)
    editor = Editor("delete_indicator", where, result_id=row.result_id, indicator_id=row.pk)
    return render_plan(request, plan, editor=editor)


@form_view
def plan_attachments(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the three parts of the attachment."""
    plan = own_plan(request, pk)
    initial = selectors.attachment_texts(actor=request.actor, plan=plan)
    form = forms.AttachmentForm(request.POST or None, initial=initial, prefix="attachment")

    def save(form):
        plan_content.write_attachments(plan=plan, texts=form.cleaned_data, actor=request.actor)

    return run(request, plan, Editor("attachments", "attachments", form), save)


@form_view
def plan_expectations(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the leader's special expectations."""
    plan = selectors.get_plan(actor=request.actor, pk=pk)
    require(policies.can_set_expectations(request.actor, plan))
    initial = {row.value: row.text for row in selectors.behaviour_rows(plan)}
    form = forms.ExpectationForm(request.POST or None, initial=initial, prefix="expectation")

    def save(form):
        plan_content.set_expectations(plan=plan, texts=form.cleaned_data, actor=request.actor)

    return run(request, plan, Editor("expectations", "behaviours", form), save)


@require_POST
def plan_expectations_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm having read the leader's expectations."""
    plan = selectors.get_plan(actor=request.actor, pk=pk)
    plan_content.confirm_expectations(plan=plan, actor=request.actor)
    return saved(request, plan, "behaviours")


@require_POST
def plan_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy last year's results into an empty plan."""
    plan = own_plan(request, pk)
    source = get_object_or_404(selectors.copy_sources(actor=request.actor, plan=plan))
    try:
        count = plan_content.copy_last_year(plan=plan, source=source, actor=request.actor)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        text = ngettext("%(count)d work result copied.", "%(count)d work results copied.", count)
        messages.success(request, text % {"count": count})
    return redirect("performance:plan_detail", pk)


@require_POST
def plan_autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """Store what is typed, field by field; what is not valid yet stays on the device (422)."""
    plan = own_plan(request, pk)
    choices = selectors.leader_choices(actor=request.actor, plan=plan)
    draft = read_draft(request.POST, plan=plan, choices=choices)
    try:
        plan_content.save_draft(plan=plan, changes=draft.changes, note=draft.note, actor=request.actor)
    except ValidationError as error:
        return JsonResponse({"errors": {"leader_result": error.messages}}, status=422)
    if draft.errors:
        return JsonResponse(
            {"errors": draft.errors, "message": _("Some fields are not complete yet.")}, status=422
        )
    return HttpResponse(status=204)
