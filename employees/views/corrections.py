"""Corrections: asking for one, the own list, the queue of HR, and the answer."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import Role, require
from asn_portal.core.forms import add_error
from asn_portal.core.selectors import work_calendar
from employees import policies
from employees.enums import EmployeeKind
from employees.forms.corrections import ACCEPT, CorrectionAnswerForm, CorrectionFilterForm, CorrectionForm
from employees.rules.correctable import FIELDS
from employees.selectors import corrections as selectors
from employees.services import corrections as services

# Where HR puts a field right that has records of its own.
RECORD_PAGES = {
    "evaluator": "penilai",
    "rank": "pangkat",
    "position": "jabatan",
    "unit": "jabatan",
    "education": "pendidikan",
}


@require_http_methods(["GET", "POST"])
def correction_new(request):
    """Ask for a correction of one field; without a field the list of fields is shown."""
    employee = selectors.own_record(actor=request.actor)
    field = FIELDS.get(request.GET.get("field", ""))
    if field is None:
        return render(request, "employees/correction_fields.html", {"fields": FIELDS.values()})
    form = CorrectionForm(request.POST or None, field=field)
    if request.method == "POST" and form.is_valid():
        wish = services.Wish(
            field=field.key, value=form.cleaned_data["requested_value"], note=form.cleaned_data["note"]
        )
        try:
            made = services.request_correction(employee=employee, wish=wish, actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Your request is with HR."))
            return redirect("employees:correction_answer", pk=made.pk)
    context = {
        "form": form,
        "field": field,
        "current": selectors.shown_value(field, selectors.recorded_value(employee, field)),
        "waiting": selectors.open_request(actor=request.actor, field=field.key),
    }
    return render(request, "employees/correction_new.html", context, status=422 if form.errors else 200)


@require_GET
def correction_list(request):
    """Show the own requests."""
    rows = selectors.own_corrections(actor=request.actor)
    context = {"rows": selectors.as_rows(rows, calendar=None, today=timezone.localdate())}
    return render(request, "employees/correction_list.html", context)


@require_GET
def correction_queue(request):
    """Show what waits for HR, the nearest deadline first."""
    actor = request.actor
    require(actor.has(Role.HR, Role.INSPECTOR))
    form = CorrectionFilterForm(request.GET)
    answered = request.GET.get("tampil") == "selesai"
    field = form.cleaned_data["field"] if form.is_valid() else ""
    wanted = selectors.CorrectionFilter(answered=answered, field=field)
    page = selectors.page_of_corrections(actor=actor, wanted=wanted, token=request.GET.get("after", ""))
    rows = selectors.as_rows(page.items, calendar=work_calendar(actor=actor), today=timezone.localdate())
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "answered": answered,
        "active": int(bool(field)),
        "late": sum(row.is_late for row in rows),
        "tabs": queue_tabs(answered, selectors.open_corrections_count(actor=actor)),
    }
    return render(request, "employees/correction_queue.html", context)


def queue_tabs(answered: bool, waiting: int) -> list[dict]:
    """Return the two halves of the queue."""
    url = reverse("employees:correction_queue")
    return [
        {"label": _("Waiting"), "url": url, "count": waiting, "is_current": not answered},
        {"label": _("Answered"), "url": f"{url}?tampil=selesai", "is_current": answered},
    ]


@require_http_methods(["GET", "POST"])
def correction_answer(request, pk):
    """Show one request: HR answers it, the person follows it."""
    correction = selectors.get_correction(actor=request.actor, pk=pk)
    require(request.method == "GET" or policies.can_answer_correction(request.actor, correction))
    field = FIELDS.get(correction.field, FIELDS["other"])
    form = CorrectionAnswerForm(
        request.POST or None, field=field, initial={"value": correction.requested_value, "decision": ACCEPT}
    )
    if request.method == "POST" and form.is_valid():
        try:
            answer(request, correction, form.cleaned_data)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(
                request, _("Your answer has been sent to %(name)s.") % {"name": correction.employee.name}
            )
            return redirect("employees:correction_queue")
    services.note_reading(request=correction, actor=request.actor)
    context = answer_context(request, correction, field) | {"form": form}
    response = render(
        request, "employees/correction_answer.html", context, status=422 if form.errors else 200
    )
    response["Cache-Control"] = "private, no-store"
    return response


def answer(request, correction, data: dict) -> None:
    """Hand the decision to its service."""
    if data["decision"] == ACCEPT:
        services.accept_correction(
            request=correction, value=data.get("value", ""), answer=data["answer"], actor=request.actor
        )
    else:
        services.refuse_correction(request=correction, answer=data["answer"], actor=request.actor)


def answer_context(request, correction, field) -> dict:
    """Return what the page of a request shows."""
    actor, person = request.actor, correction.employee
    now = selectors.recorded_value(person, field) if field.column else correction.current_value
    page = RECORD_PAGES.get(field.key, "")
    row = selectors.as_rows([correction], calendar=work_calendar(actor=actor), today=timezone.localdate())[0]
    return {
        "correction": correction,
        "row": row,
        "person": person,
        "person_kind": EmployeeKind(person.kind).label,
        "was": selectors.shown_value(field, correction.current_value),
        "wished": selectors.shown_value(field, correction.requested_value),
        "changed_since": selectors.shown_value(field, now) if now != correction.current_value else "",
        "is_own": correction.employee_id == actor.employee_id,
        "may_answer": selectors.may_answer(actor, correction),
        "writes_value": bool(field.column),
        "record_url": reverse("employees:record_add", args=[person.pk, page]) if page else "",
        "timeline": selectors.correction_timeline(actor=actor, request=correction),
    }


@require_POST
def correction_withdraw(request, pk):
    """Take the own request back."""
    correction = selectors.get_correction(actor=request.actor, pk=pk)
    services.withdraw_correction(request=correction, actor=request.actor)
    messages.success(request, _("Your request has been withdrawn."))
    return redirect("employees:correction_list")
