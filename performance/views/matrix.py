"""The matrix of roles and results of a unit: entrance, page, cells, division of a column, print."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from performance.forms import cascade as forms
from performance.policies import cascade as policies
from performance.selectors import matrix as selectors
from performance.selectors.matrix_home import matrix_home as home_of
from performance.services import matrix as services
from performance.services.matrix_documents import matrix_pdf as pdf_of
from performance.views.matrix_cells import Cell, edit_cell

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def matrix_home(request: HttpRequest) -> HttpResponse:
    """Show what was handed to the reader, the own matrices and teams, and the units one oversees."""
    text = request.GET.get("q", "").strip()[:80]
    screen = home_of(
        actor=request.actor, today=timezone.localdate(), text=text, token=request.GET.get("after", "")
    )
    context = {
        "screen": screen,
        "text": text,
        "can_see_gaps": policies.can_see_gaps(request.actor),
        "can_write_templates": policies.can_write_templates(request.actor),
    }
    return render(request, "performance/matrix_home.html", context)


@require_GET
def matrix_unit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the matrix of a unit."""
    actor = request.actor
    unit = selectors.get_unit(actor=actor, pk=pk, today=timezone.localdate())
    screen = selectors.matrix_screen(actor=actor, unit=unit, token=request.GET.get("after", ""))
    for row in screen.grid.rows:
        for cell in row.cells:
            cell.url = reverse("performance:matrix_cell", args=[pk, row.employee.pk, cell.column.id])
    context = {
        "screen": screen,
        "unit": unit,
        "grid": screen.grid,
        "can_form": policies.can_form_team(actor, unit),
        "can_fill": screen.can_fill,
    }
    return render(request, "performance/matrix_unit.html", context)


@form_view
def matrix_cell(request: HttpRequest, pk: int, employee_pk: int, column_pk: int) -> HttpResponse:
    """Write one cell of a unit's matrix."""
    actor = request.actor
    unit = selectors.get_unit(actor=actor, pk=pk, today=timezone.localdate())
    place = selectors.unit_place(actor=actor, unit=unit)
    require(services.can_fill(actor, place))
    column = selectors.get_column(actor=actor, plan=place.plan, pk=column_pk)
    person = selectors.get_person(actor=actor, unit=unit, leader_id=place.leader_id, pk=employee_pk)
    back = reverse("performance:matrix_unit", args=[pk])
    return edit_cell(request, Cell(place, person, column, back, unit.name))


@form_view
def matrix_column(request: HttpRequest, pk: int, column_pk: int) -> HttpResponse:
    """Say how a column is divided, and into which regions or aspects."""
    actor = request.actor
    unit = selectors.get_unit(actor=actor, pk=pk, today=timezone.localdate())
    place = selectors.unit_place(actor=actor, unit=unit)
    require(services.can_fill(actor, place))
    column = selectors.get_column(actor=actor, plan=place.plan, pk=column_pk)
    initial = {"method": column.method, "parts": "\n".join(column.parts)}
    form = forms.DivisionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and division_saved(form, place, column, actor):
        messages.success(request, _("Saved."))
        return redirect("performance:matrix_unit", pk)
    context = {"unit": unit, "column": column, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "performance/matrix_column.html", context, status=status)


def division_saved(form, place, column, actor) -> bool:
    """Store how a column is divided; what is wrong goes onto the form."""
    method = form.cleaned_data["method"]
    try:
        services.divide_column(
            place=place, indicator=column.indicator, method=method, parts=form.names(), actor=actor
        )
    except ValidationError as error:
        add_error(form, error)
        return False
    return True


@require_GET
def matrix_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the matrix as form A.1.5, one level or with the teams of the unit."""
    today = timezone.localdate()
    unit = selectors.get_unit(actor=request.actor, pk=pk, today=today)
    content = pdf_of(unit=unit, today=today, actor=request.actor)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="matriks-{unit.pk}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
