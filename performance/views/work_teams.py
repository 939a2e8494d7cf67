"""Teams across units: page with the second-level matrix, forming, calling members, consent."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from performance.forms import cascade as forms
from performance.policies import cascade as policies
from performance.selectors import work_teams as selectors
from performance.selectors.cycles import open_cycle
from performance.selectors.matrix import people_of
from performance.services import matrix as matrix_services
from performance.services import work_teams as services
from performance.views.matrix_cells import Cell, edit_cell

form_view = require_http_methods(["GET", "HEAD", "POST"])
SUGGESTED = 200


@require_GET
def work_team(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a team, its members, and the matrix of its leader's results."""
    team = selectors.get_team(actor=request.actor, pk=pk)
    page = selectors.team_page(actor=request.actor, team=team)
    for row in page.grid.rows:
        for cell in row.cells:
            cell.url = reverse("performance:work_team_cell", args=[pk, row.employee.pk, cell.column.id])
    context = {
        "team": team,
        "page": page,
        "grid": page.grid,
        "can_fill": page.can_fill,
        "volunteer_form": forms.ReasonForm(),
        "is_over": not team.is_at_work(timezone.localdate()),
    }
    return render(request, "performance/work_team.html", context)


@form_view
def work_team_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Form a team of a unit."""
    unit = get_object_or_404(selectors.units_to_form(actor=request.actor), pk=pk)
    cycle = open_cycle(actor=request.actor)
    initial = {"starts_on": timezone.localdate(), "ends_on": cycle.ends_on if cycle else None}
    form = forms.TeamForm(request.POST or None, initial=initial)

    def save(text):
        return services.form_team(unit=unit, cycle=cycle, text=text, actor=request.actor)

    return team_form(request, form, unit, save if cycle else None)


@form_view
def work_team_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a team."""
    team = selectors.get_team(actor=request.actor, pk=pk)
    require(policies.can_change_team(request.actor, team))
    names = ("name", "purpose", "starts_on", "ends_on", "is_open", "revision")
    initial = {name: getattr(team, name) for name in names} | {"nip": team.leader.nip}
    form = forms.TeamForm(request.POST or None, initial=initial)

    def save(text):
        revision = form.cleaned_data["revision"] or 0
        return services.change_team(team=team, text=text, revision=revision, actor=request.actor)

    return team_form(request, form, team.unit, save, team)


def team_form(request: HttpRequest, form, unit, save, team=None) -> HttpResponse:
    """Show the form of a team or save it; without an open year it only explains."""
    if request.method == "POST" and save is not None and form.is_valid():
        try:
            stored = save(read_team(request, form))
        except ValidationError as error:
            named = getattr(error, "error_dict", {})
            if "leader" in named:
                error = ValidationError({"nip": named["leader"]})
            add_error(form, error)
        else:
            messages.success(request, _("The team has been saved."))
            return redirect("performance:work_team", stored.pk)
    leader_id = team.leader_id if team else None
    people = people_of(actor=request.actor, unit=unit, leader_id=leader_id).order_by("sort_name")[:SUGGESTED]
    context = {"form": form, "unit": unit, "team": team, "people": people, "has_year": save is not None}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/work_team_form.html", context, status=status)


def read_team(request: HttpRequest, form) -> services.TeamText:
    """Return what was written; the leader is found by NIP."""
    values = {name: value for name, value in form.cleaned_data.items() if name not in {"nip", "revision"}}
    leader = selectors.find_person(actor=request.actor, nip=form.cleaned_data["nip"])
    if leader is None:
        raise ValidationError({"nip": _("Nobody of your government has this NIP.")})
    return services.TeamText(leader=leader, **values)


@form_view
def work_team_cell(request: HttpRequest, pk: int, employee_pk: int, column_pk: int) -> HttpResponse:
    """Write one cell of a team's matrix."""
    actor = request.actor
    team = selectors.get_team(actor=actor, pk=pk)
    place = selectors.team_place(actor=actor, team=team)
    require(matrix_services.can_fill(actor, place))
    column = selectors.get_team_column(actor=actor, place=place, pk=column_pk)
    person = selectors.get_team_person(actor=actor, team=team, pk=employee_pk)
    return edit_cell(
        request, Cell(place, person, column, reverse("performance:work_team", args=[pk]), team.name)
    )


@form_view
def work_team_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Search for somebody of any unit and ask for them."""
    team = selectors.get_team(actor=request.actor, pk=pk)
    require(policies.can_call_members(request.actor, team))
    form = forms.CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = selectors.find_person(actor=request.actor, nip=form.cleaned_data["nip"])
        if person is None:
            form.add_error("nip", _("Nobody of your government has this NIP."))
        else:
            try:
                member = services.call_member(
                    team=team, employee=person, reason=form.cleaned_data["reason"], actor=request.actor
                )
            except ValidationError as error:
                add_error(form, error)
            else:
                return member_called(request, member)
    text = request.GET.get("q", "").strip()[:80]
    people = selectors.find_people(actor=request.actor, text=text)
    context = {"team": team, "form": form, "text": text, "people": people}
    return render(request, "performance/work_team_call.html", context, status=422 if form.is_bound else 200)


def member_called(request: HttpRequest, member) -> HttpResponse:
    """Say whether the evaluator has to agree first."""
    if member.state == "proposed":
        messages.success(request, _("The evaluator has been asked; the person joins once they agree."))
    else:
        messages.success(request, _("The person is in the team."))
    return redirect("performance:work_team", member.team_id)


@require_POST
def work_team_volunteer(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer oneself to an open team."""
    team = selectors.get_team(actor=request.actor, pk=pk)
    reason = request.POST.get("reason", "").replace("\x00", "")[:300]
    try:
        services.volunteer(team=team, reason=reason, actor=request.actor)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("Your evaluator has been asked."))
    return redirect("performance:work_team", pk)


@require_GET
def team_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who is asked for which team, for the evaluator's decision."""
    member = selectors.get_member(actor=request.actor, pk=pk)
    return show_member(request, member, forms.ReasonForm())


def show_member(request: HttpRequest, member, form, status: int = 200) -> HttpResponse:
    """Render the decision."""
    can_decide = member.state == "proposed" and policies.can_decide_member(request.actor, member)
    can_end = member.state in {"proposed", "active"} and policies.can_end_member(request.actor, member)
    context = {
        "member": member,
        "team": member.team,
        "form": form,
        "can_decide": can_decide,
        "can_end": can_end,
    }
    return render(request, "performance/team_member.html", context, status=status)


@require_POST
def team_member_agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree as the evaluator."""
    member = selectors.get_member(actor=request.actor, pk=pk)
    services.agree_member(member=member, actor=request.actor)
    messages.success(request, _("Agreed; the team leader and the person have been told."))
    return redirect("performance:team_member", pk)


@require_POST
def team_member_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not agree, with a reason (422 without one)."""
    member = selectors.get_member(actor=request.actor, pk=pk)
    require(policies.can_decide_member(request.actor, member))
    form = forms.ReasonForm(request.POST)
    if form.is_valid():
        try:
            services.refuse_member(member=member, reason=form.cleaned_data["reason"], actor=request.actor)
        except ValidationError as error:
            form.add_error("reason", error)
        else:
            messages.success(request, _("The team leader and the person read your reason."))
            return redirect("performance:team_member", pk)
    return show_member(request, member, form, status=422)


@require_POST
def team_member_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a member go."""
    member = selectors.get_member(actor=request.actor, pk=pk)
    services.end_member(member=member, actor=request.actor)
    messages.success(request, _("The membership has ended."))
    return redirect("performance:work_team", member.team_id)
