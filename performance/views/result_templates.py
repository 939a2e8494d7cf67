"""Results for many people: writing a template, handing it out, and what happened."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from performance.forms import cascade as forms
from performance.policies import cascade as policies
from performance.selectors import result_templates as selectors
from performance.selectors.cycles import open_cycle
from performance.selectors.standard_offers import get_offer, search_indicators
from performance.services import handouts
from performance.services import result_templates as services
from performance.views.parts import is_id

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def result_template_list(request: HttpRequest) -> HttpResponse:
    """Show the templates one works with."""
    require(policies.can_write_templates(request.actor))
    page = selectors.list_templates(actor=request.actor, token=request.GET.get("after", ""))
    return render(request, "performance/result_template_list.html", {"page": page})


@form_view
def result_template_new(request: HttpRequest) -> HttpResponse:
    """Start a template."""
    require(policies.can_write_templates(request.actor))
    return template_form(request, None)


@form_view
def result_template_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of a template."""
    template = selectors.get_template(actor=request.actor, pk=pk)
    require(policies.can_write_template(request.actor, template))
    return template_form(request, template)


def template_form(request: HttpRequest, template) -> HttpResponse:
    """Show the form or save it."""
    names = ("statement", "kind", "assigned_by")
    initial = {name: getattr(template, name) for name in names} if template else {}
    initial["leader_result"] = str(template.leader_result_id or "") if template else ""
    choices = selectors.own_results(actor=request.actor)
    form = forms.TemplateForm(request.POST or None, initial=initial, choices=choices)
    if request.method == "POST" and form.is_valid():
        try:
            text = form.written(template)
            stored = services.write_template(text=text, template=template, actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            return redirect("performance:result_template", stored.pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "template": template}
    return render(request, "performance/result_template_form.html", context, status=status)


@form_view
def result_template(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a template with its indicators and handings out; a POST adds an indicator."""
    actor = request.actor
    template = selectors.get_template(actor=actor, pk=pk)
    form = forms.MeasureForm(request.POST or None)
    if request.method == "POST":
        require(policies.can_write_template(actor, template))
        if form.is_valid() and add_measure(form, template, actor):
            messages.success(request, _("The indicator has been added."))
            return redirect("performance:result_template", pk)
    context = {
        "template": template,
        "form": form,
        "handouts": selectors.handouts_of(actor=actor, template=template),
        "answers": selectors.answers_of(actor=actor, template=template),
        "can_write": policies.can_write_template(actor, template),
    }
    status = 422 if form.is_bound else 200
    return render(request, "performance/result_template.html", context, status=status)


def add_measure(form, template, actor) -> bool:
    """Store an indicator; what is wrong goes onto the form."""
    try:
        services.add_measure(template=template, measure=form.measure(), actor=actor)
    except ValidationError as error:
        add_error(form, error)
        return False
    return True


@form_view
def result_template_standard(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose an indicator of a standard for a template."""
    actor, today = request.actor, timezone.localdate()
    template = selectors.get_template(actor=actor, pk=pk)
    require(policies.can_write_template(actor, template))
    if request.method == "POST":
        chosen = request.POST.get("standard", "")
        standard = get_offer(actor=actor, pk=int(chosen) if is_id(chosen) else 0, today=today)
        try:
            measure = services.measure_of(standard)
            services.add_measure(template=template, measure=measure, standard=standard, actor=actor)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        return redirect("performance:result_template", pk)
    text = request.GET.get("q", "").strip()[:80]
    rows = search_indicators(actor=actor, today=today, text=text)
    context = {"template": template, "rows": rows, "text": text}
    return render(request, "performance/result_template_standard.html", context)


@require_POST
def result_template_measure_delete(request: HttpRequest, pk: int, measure_pk: int) -> HttpResponse:
    """Take an indicator out of a template."""
    template = selectors.get_template(actor=request.actor, pk=pk)
    services.delete_measure(template=template, pk=measure_pk, actor=request.actor)
    return redirect("performance:result_template", pk)


@form_view
def result_template_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose people and hand the template to them."""
    actor = request.actor
    template = selectors.get_template(actor=actor, pk=pk)
    require(policies.can_write_template(actor, template))
    form = forms.PeopleForm(request.GET, titles=selectors.title_choices(actor=actor))
    wanted = question(form)
    error, cycle = "", open_cycle(actor=actor)
    if request.method == "POST" and cycle is not None:
        given, error = try_to_give(request, template, cycle, wanted)
        if given is not None:
            return redirect("performance:result_handout", pk, given.pk)
    context = give_context(request, template, wanted)
    context |= {"form": form, "error": error, "has_year": cycle is not None}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/result_template_give.html", context, status=status)


def try_to_give(request: HttpRequest, template, cycle, wanted) -> tuple:
    """Hand out and return the report, or what is wrong in words."""
    into_plans = request.POST.get("cara") == "langsung"
    people = chosen_people(request, wanted)
    try:
        given = handouts.hand_out(
            template=template, cycle=cycle, people=people, into_plans=into_plans, actor=request.actor
        )
    except ValidationError as problem:
        return None, " ".join(problem.messages)
    return given, ""


def give_context(request: HttpRequest, template, wanted) -> dict:
    """Return the page of people with who has the template already and who was ticked."""
    page = selectors.page_of_people(actor=request.actor, wanted=wanted, token=request.GET.get("after", ""))
    ticked = {int(value) for value in request.POST.getlist("orang") if is_id(value)}
    return {
        "template": template,
        "page": page,
        "has_it": selectors.who_has(actor=request.actor, template=template, people=page.items),
        "ticked": ticked,
        "everybody": selectors.all_ids(actor=request.actor, wanted=wanted),
    }


def question(form) -> selectors.PeopleQuestion:
    """Return whom the address asks for; what is no choice does not count."""
    values = form.cleaned_data if form.is_valid() else {}
    title = values.get("jabatan") or ""
    return selectors.PeopleQuestion(text=values.get("q", ""), title_id=int(title) if title else None)


def chosen_people(request: HttpRequest, wanted) -> list[int]:
    """Return the ticked people, or everybody who fits the question."""
    if request.POST.get("semua"):
        return selectors.all_ids(actor=request.actor, wanted=wanted)
    return [int(value) for value in request.POST.getlist("orang") if value.isdecimal() and len(value) < 12]  # noqa: PLR2004


@require_GET
def result_handout(request: HttpRequest, pk: int, handout_pk: int) -> HttpResponse:
    """Show what happened: how many got it, who was left out and why."""
    template = selectors.get_template(actor=request.actor, pk=pk)
    handout = selectors.get_handout(actor=request.actor, template=template, pk=handout_pk)
    return render(request, "performance/result_handout.html", {"template": template, "handout": handout})
