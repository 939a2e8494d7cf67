"""HR records exams and credit points of somebody, reached from the career page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from employees.selectors.people import get_employee
from promotions.forms.exams import AboutPersonForm, CreditForm, ExamForm
from promotions.policies import rank as policies

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
def exam_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Record an exam that somebody passed."""
    return record_page(request, pk, ExamForm)


@form_view
def credit_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the credit points that a PAK states."""
    return record_page(request, pk, CreditForm)


def record_page(request: HttpRequest, pk: int, form_class: type[AboutPersonForm]) -> HttpResponse:
    """Show and take a form about a person; 422 when something is wrong with it."""
    employee = get_employee(actor=request.actor, pk=pk)
    require(policies.can_record_exam(request.actor, employee))
    form = form_class(request.POST or None, employee=employee, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            form.save()
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Recorded for %(name)s.") % {"name": employee.name})
            return redirect("promotions:career_detail", pk)
    context = {"person": employee, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "promotions/exam_add.html", context, status=status)
