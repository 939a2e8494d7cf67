"""HR records posts, ranks, education, discipline, leave and temporary evaluators of somebody."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from employees import policies
from employees.forms.records import RECORDS, EndForm
from employees.selectors import people as selectors
from employees.services.evaluators import end_temporary_evaluator
from employees.services.posts import end_assignment


def history_of(employee) -> str:
    """Return the address of the histories of a person."""
    return f"{reverse('employees:profile', args=[employee.pk])}?tab=riwayat"


@require_http_methods(["GET", "POST"])
def record_add(request, pk, what):
    """Record something about somebody."""
    actor = request.actor
    employee = selectors.get_employee(actor=actor, pk=pk)
    require(policies.can_edit_records(actor, employee))
    if what not in RECORDS:
        raise Http404
    data, initial = request.POST if request.method == "POST" else None, {"code": request.GET.get("code", "")}
    form = RECORDS[what](data, employee=employee, actor=actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            form.save()
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Recorded for %(name)s.") % {"name": employee.name})
            return redirect(history_of(employee))
    return record_page(request, employee, form, what)


def record_page(request, employee, form, what):
    """Show a form about a person; 422 when something is wrong with it."""
    text = request.GET.get("cari", "").strip()
    posts = selectors.search_posts(actor=request.actor, text=text) if form.searches_posts and text else []
    context = {"person": employee, "form": form, "what": what, "text": text, "posts": posts}
    status = 422 if request.method == "POST" else 200
    return render(request, "employees/record_add.html", context, status=status)


@require_http_methods(["GET", "POST"])
def assignment_end(request, pk):
    """End a post that somebody holds."""
    row = selectors.get_assignment(actor=request.actor, pk=pk)
    require(policies.can_edit_records(request.actor, row.employee))
    title = _("End the post %(post)s") % {"post": row.position_name}

    def end(day):
        end_assignment(assignment=row, ends_on=day, actor=request.actor)

    return end_page(request, row.employee, title, end)


@require_http_methods(["GET", "POST"])
def override_end(request, pk):
    """End a temporary evaluator."""
    row = selectors.get_override(actor=request.actor, pk=pk)
    require(policies.can_set_evaluator(request.actor, row.employee))

    def end(day):
        end_temporary_evaluator(override=row, ends_on=day, actor=request.actor)

    return end_page(request, row.employee, _("End the temporary evaluator"), end)


def end_page(request, employee, title, end):
    """Ask for the last day and end."""
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            end(form.cleaned_data["ends_on"])
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Recorded for %(name)s.") % {"name": employee.name})
            return redirect(history_of(employee))
    context = {"person": employee, "form": form, "title": title}
    status = 422 if request.method == "POST" else 200
    return render(request, "employees/record_end.html", context, status=status)
