"""Rank proposals: the list, a new one, one of them, its export."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import Role, require
from asn_portal.core.forms import add_error
from asn_portal.core.selectors import work_calendar
from asn_portal.core.spreadsheets import workbook_response
from employees.policies import can_export
from promotions.forms import proposals as forms
from promotions.policies import proposals as policies
from promotions.rules.proposals import unmet_codes
from promotions.selectors import proposals as selectors
from promotions.selectors.proposal_sheet import rights_of
from promotions.services import proposals as services
from promotions.services.exports import export_proposals
from promotions.views.ticked import LONGEST_ID

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Show the proposals in scope: what is on its way by its days at the desk, or what is finished."""
    actor, finished = request.actor, request.GET.get("tampil") == "selesai"
    form = forms.ProposalFilterForm(request.GET, actor=actor)
    page = selectors.page_of_proposals(
        actor=actor, wanted=form.wanted(finished=finished), token=request.GET.get("after", "")
    )
    query = request.GET.copy()
    query.pop("after", None)
    context = {
        "form": form,
        "page": page,
        "rows": selectors.as_rows(page, calendar=work_calendar(actor=actor), today=timezone.localdate()),
        "finished": finished,
        "tabs": list_tabs(request, finished),
        "chips": chips_of(request, form),
        "query": query.urlencode(),
        "oversees": policies.sees_every_desk(actor),
        "may_propose": policies.proposes_others(actor) or selectors.can_rise(actor=actor),
    }
    return render(request, "promotions/proposal_list.html", context)


def list_tabs(request: HttpRequest, finished: bool) -> list[dict]:
    """Return the two halves of the list, and for HR the way to the nominative lists."""
    url = reverse("promotions:proposal_list")
    tabs = [
        {"label": _("On the way"), "url": url, "is_current": not finished},
        {"label": _("Finished"), "url": f"{url}?tampil=selesai", "is_current": finished},
    ]
    if request.actor.has(Role.HR):
        nominative = reverse("promotions:nominative_list")
        tabs.append({"label": _("Nominative lists"), "url": nominative, "is_current": False})
    return tabs


def chips_of(request: HttpRequest, form: forms.ProposalFilterForm) -> list[dict]:
    """Return the filters that narrow the list, each with the address without it."""
    query = {key: value for key, value in request.GET.items() if value and key != "after"}
    return [
        {
            "label": words,
            "url": f"?{urlencode({key: value for key, value in query.items() if key != name})}",
        }
        for name, words in form.active()
    ]


@require_GET
def proposal_export(request: HttpRequest) -> HttpResponse:
    """Download exactly the proposals of the filter."""
    require(can_export(request.actor))
    form = forms.ProposalFilterForm(request.GET, actor=request.actor)
    wanted = form.wanted(finished=request.GET.get("tampil") == "selesai")
    words = " · ".join(words for _name, words in form.active())
    return workbook_response(
        str(_("Rank proposals")),
        lambda file: export_proposals(wanted=wanted, words=words, target=file, actor=request.actor),
    )


@form_view
def proposal_new(request: HttpRequest) -> HttpResponse:
    """Propose the own promotion, or with `?person=` that of somebody in HR's scope."""
    actor, wanted = request.actor, request.GET.get("person", "")[:LONGEST_ID]
    if not wanted and not request.GET.get("nip") and actor.employee_id is None:
        return render(request, "promotions/proposal_choose.html", {})
    employee = selectors.get_candidate(
        actor=actor, pk=int(wanted) if wanted.isdecimal() else None, nip=request.GET.get("nip", "")
    )
    require(policies.can_propose(actor, employee))
    form = proposal_form(request, employee)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.propose_promotion(employee=employee, wish=wish_of(form), actor=actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The proposal is on its way."))
            return redirect("promotions:proposal_detail", made.pk)
    return form_page(request, employee, form)


@form_view
def proposal_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a returned proposal and send it again."""
    actor, proposal = request.actor, selectors.get_proposal(actor=request.actor, pk=pk)
    require(policies.can_submit_again(actor, proposal))
    if request.method != "POST" and not rights_of(actor=actor, proposal=proposal)["submit_again"]:
        return redirect("promotions:proposal_detail", pk)
    employee = selectors.get_candidate(actor=actor, pk=proposal.employee_id)
    proposal.employee = employee
    form = proposal_form(request, employee)
    if request.method == "POST" and form.is_valid():
        try:
            services.submit_again(proposal=proposal, wish=wish_of(form), actor=actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The proposal is on its way again."))
            return redirect("promotions:proposal_detail", pk)
    return form_page(request, employee, form, proposal=proposal)


def proposal_form(request: HttpRequest, employee) -> forms.ProposalForm:
    """Return the form, with the reason to let pass only for who may give one."""
    return forms.ProposalForm(
        request.POST if request.method == "POST" else None,
        may_override=policies.can_override(request.actor, employee),
    )


def wish_of(form: forms.ProposalForm) -> services.Wish:
    """Return what the form asks for."""
    data = form.cleaned_data
    return services.Wish(data["kind"], data["target_on"], data.get("override_reason", "").strip())


def form_page(request: HttpRequest, employee, form: forms.ProposalForm, proposal=None) -> HttpResponse:
    """Show paths, TMT and the checklist of what is chosen; what was posted is kept."""
    actor, may_override = request.actor, "override_reason" in form.fields
    kind, start = choice_of(request, proposal)
    target_on = start.target_on()
    paths = selectors.checklists_for(actor=actor, employee=employee, target_on=target_on)
    path = next((path for path in paths if path.kind == kind), paths[0])
    context = {
        "person": employee,
        "is_own": employee.pk == actor.employee_id,
        "form": form,
        "start": start,
        "target_on": target_on,
        "path": path,
        "path_chips": path_chips(request, paths, path, target_on),
        "proposal": proposal,
        "open_proposal": None if proposal else selectors.open_proposal(actor=actor, employee=employee),
        "may_override": may_override,
        "is_blocked": bool(unmet_codes(path.checklist)) and not may_override,
        "earliest": path.checklist.earliest_if_verified,
        "proposes_others": policies.proposes_others(actor),
    }
    return render(request, "promotions/proposal_new.html", context, status=422 if form.errors else 200)


def choice_of(request: HttpRequest, proposal) -> tuple[str, forms.StartForm]:
    """Return path and TMT as posted, as in the address, or as the proposal had them."""
    kind = request.POST.get("kind") or request.GET.get("jalur", "")
    tmt = request.POST.get("target_on") or request.GET.get("tmt", "")
    if proposal:
        kind, tmt = kind or proposal.path, tmt or proposal.target_on.isoformat()
    return kind, forms.StartForm({"tmt": tmt})


def path_chips(request: HttpRequest, paths, chosen, target_on) -> list[dict]:
    """Return the paths to choose from; one alone needs no choice."""
    if len(paths) == 1:
        return []
    query = {key: request.GET[key] for key in ("person", "nip") if request.GET.get(key)}
    query["tmt"] = target_on.isoformat()
    return [
        {
            "label": path.kind.label,
            "url": f"?{urlencode(query | {'jalur': path.kind.value})}",
            "is_current": path is chosen,
        }
        for path in paths
    ]


@require_POST
def proposal_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposal back."""
    proposal = selectors.get_proposal(actor=request.actor, pk=pk)
    services.withdraw_proposal(proposal=proposal, actor=request.actor)
    messages.success(request, _("The proposal has been withdrawn."))
    return redirect("promotions:proposal_detail", pk)
