"""One cell of a matrix, of a unit or of a team: the same form; and what the person answers."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from performance.forms import cascade as forms
from performance.policies import cascade as policies
from performance.selectors import matrix as selectors
from performance.selectors.matrix_home import get_role
from performance.selectors.matrix_rows import Column, Place, cell_token
from performance.services import matrix as services
from performance.services import matrix_offers

form_view = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Cell:
    """Which cell is written, and where one came from."""

    place: Place
    person: object
    column: Column
    back: str
    title: str


def edit_cell(request: HttpRequest, cell: Cell) -> HttpResponse:
    """Show the form of a cell, or save it; who comes second gets 409 with both texts and loses nothing."""
    stored = selectors.cell_roles(
        actor=request.actor, place=cell.place, employee=cell.person, column=cell.column
    )
    if request.method != "POST":
        return show_cell(request, cell, stored, bound=None)
    form = forms.CellForm(request.POST)
    lines = forms.LineFormSet(request.POST, form_kwargs={"column": cell.column})
    status = 422
    if form.is_valid() and lines.is_valid():
        try:
            text = forms.cell_text(form, lines)
            count = services.write_cell(
                place=cell.place, employee=cell.person, column=cell.column, text=text, actor=request.actor
            )
        except ValidationError as error:
            add_error(form, error)
        except services.CellChanged:
            status = 409
        else:
            return cell_saved(request, cell, count)
    return show_cell(request, cell, stored, bound=(form, lines), status=status)


def cell_saved(request: HttpRequest, cell: Cell, count: int) -> HttpResponse:
    """Say what happened and go back to the row."""
    if count:
        messages.success(request, _("Saved; %(name)s gets the result as an offer.") % {"name": cell.person})
    else:
        messages.success(request, _("Saved."))
    return redirect(f"{cell.back}#orang-{cell.person.pk}")


def show_cell(request: HttpRequest, cell: Cell, stored: list, *, bound, status: int = 200) -> HttpResponse:
    """Render the form: what is stored, or what was typed; after a conflict with the newer cell beside it."""
    if bound is None:
        roles = [row for row in stored if row.text]
        initial = {"token": cell_token(stored), "is_none": len(stored) > len(roles)}
        form = forms.CellForm(initial=initial)
        lines = forms.LineFormSet(initial=forms.stored_lines(roles), form_kwargs={"column": cell.column})
        lines.extra = 1 if roles else forms.BLANK
    else:
        form, lines = bound
    context = {
        "cell": cell,
        "form": form,
        "lines": lines,
        "newer": stored if status == 409 else [],  # noqa: PLR2004
        "is_conflict": status == 409,  # noqa: PLR2004
    }
    return render(request, "performance/matrix_cell.html", context, status=status)


@require_POST
def role_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a result into the own plan with one click."""
    role = get_role(actor=request.actor, pk=pk)
    try:
        plan = matrix_offers.take_role(role=role, actor=request.actor)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return redirect("performance:matrix_home")
    messages.success(request, _("The result stands in your plan. Complete its indicators and targets."))
    return redirect("performance:plan_detail", plan.pk)


@form_view
def role_decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then say no."""
    role = get_role(actor=request.actor, pk=pk)
    require(policies.can_answer_role(request.actor, role))
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            matrix_offers.decline_role(role=role, reason=reason, actor=request.actor)
        except ValidationError as error:
            form.add_error("reason", error)
        else:
            messages.success(request, _("Your leader has been told."))
            return redirect("performance:matrix_home")
    status = 422 if form.is_bound else 200
    return render(request, "performance/role_decline.html", {"role": role, "form": form}, status=status)


@require_POST
def role_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a role, for example one whose column is gone."""
    role = get_role(actor=request.actor, pk=pk)
    services.withdraw_role(role=role, actor=request.actor)
    messages.success(request, _("The role has been taken back."))
    if role.team_id:
        return redirect("performance:work_team", role.team_id)
    return (
        redirect("performance:matrix_unit", role.unit_id)
        if role.unit_id
        else redirect("performance:matrix_home")
    )
