"""Credit points: the person's page, the list of a unit, conversions to confirm."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from asn_portal.core.redirects import back_or
from performance.enums.credit import Outlook
from performance.forms.credit import CreditFilterForm, MonthsForm, TakeBackForm
from performance.policies import credit as policies
from performance.selectors import credit as selectors
from performance.services import credit_conversions as services
from performance.services.credit_accounts import pak_is_due
from performance.services.credit_papers import CONVERSION, find_paper
from performance.workflow.credit import CREDIT_FLOW

MOST_AT_ONCE = 200
form_view = require_http_methods(["GET", "HEAD", "POST"])


def ticked(request: HttpRequest, name: str) -> list[int]:
    """Return the ids that were ticked."""
    values = request.POST.getlist(name)[:MOST_AT_ONCE]
    return [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 18]


@require_GET
def credit_own(request: HttpRequest) -> HttpResponse:
    """Show the actor's own credit points."""
    actor = request.actor
    require(actor.employee_id is not None)
    employee = selectors.get_credit_person(actor=actor, pk=actor.employee_id)
    return credit_page(request, employee)


@require_GET
def credit_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the credit points of somebody in scope."""
    return credit_page(request, selectors.get_credit_person(actor=request.actor, pk=pk))


def credit_page(request: HttpRequest, employee) -> HttpResponse:
    """Render one account; the verbs depend on who looks."""
    actor = request.actor
    screen = selectors.get_credit_screen(actor=actor, employee=employee, today=timezone.localdate())
    context = {
        "screen": screen,
        "account": screen.account,
        "employee": employee,
        "is_own": employee.pk == actor.employee_id,
        "is_pak_due": pak_is_due(screen.account, screen.newest_statement),
        "can_record": policies.can_record_credit(actor, employee),
        "can_set": policies.can_set_statement(actor, employee, setter=screen.settings.setter),
        "can_convert": policies.can_convert_periods(actor, employee),
    }
    return render(request, "performance/credit_person.html", context)


@require_GET
def credit_list(request: HttpRequest) -> HttpResponse:
    """Show who reaches what by when."""
    actor = request.actor
    require(policies.can_list_credit(actor))
    form = CreditFilterForm(request.GET, units=selectors.unit_choices(actor=actor))
    wanted = form.wanted()
    page = selectors.page_of_accounts(actor=actor, wanted=wanted, token=request.GET.get("after", ""))
    counts = selectors.outlook_counts(actor=actor)
    context = {
        "form": form,
        "wanted": wanted,
        "page": page,
        "chips": outlook_chips(counts, wanted),
        "due": counts["due"],
        "can_import": policies.can_import_credit(actor),
    }
    return render(request, "performance/credit_list.html", context)


def outlook_chips(counts: dict[str, int], wanted) -> list[dict]:
    """Return one chip for each outlook that somebody has."""
    base = reverse("performance:credit_list")
    chips = [{"label": _("All"), "url": base, "is_current": not wanted.count}]
    chips += [
        {
            "label": outlook.label,
            "url": f"{base}?arah={outlook.value}",
            "count": counts[outlook.value],
            "is_current": wanted.outlook == outlook.value,
        }
        for outlook in Outlook
        if counts.get(outlook.value)
    ]
    return chips


@form_view
def credit_waiting(request: HttpRequest) -> HttpResponse:
    """Show the conversions that wait for the evaluator, and confirm the ticked ones."""
    actor = request.actor
    require(actor.employee_id is not None)
    if request.method == "POST":
        confirm_ticked(request)
        return redirect("performance:credit_waiting")
    page = selectors.page_of_waiting(actor=actor, token=request.GET.get("after", ""))
    return render(request, "performance/credit_waiting.html", {"page": page})


def confirm_ticked(request: HttpRequest) -> None:
    """Confirm what was ticked and name what was skipped."""
    ids = ticked(request, "conversion")
    if not ids:
        messages.warning(request, _("Nothing was ticked."))
        return
    rows = selectors.find_conversions(actor=request.actor, ids=ids)
    report = services.confirm_conversions(rows=rows, actor=request.actor)
    done, gone = len(report.confirmed), len(ids) - len(report.confirmed)
    words = ngettext("%(n)s conversion confirmed.", "%(n)s conversions confirmed.", done) % {"n": done}
    messages.success(request, words)
    if gone:
        words = ngettext("%(n)s had changed meanwhile.", "%(n)s had changed meanwhile.", gone) % {"n": gone}
        messages.warning(request, words)


@require_GET
def credit_conversion(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one conversion: how it came about, its history, its form."""
    row = selectors.get_conversion(actor=request.actor, pk=pk)
    return conversion_page(request, row, status=200)


def conversion_page(request: HttpRequest, row, *, status: int, months=None, taking=None) -> HttpResponse:
    """Render a conversion with the forms of HR as they were left."""
    actor = request.actor
    months = months or MonthsForm(initial={"starts_on": row.starts_on, "ends_on": row.ends_on})
    context = {
        "row": row,
        "line": selectors.shown_conversion(row),
        "months": months,
        "taking": taking or TakeBackForm(),
        "can_confirm": CREDIT_FLOW.allows("confirm", row, actor),
        "can_correct": CREDIT_FLOW.allows("correct", row, actor),
        "can_take_back": CREDIT_FLOW.allows("take_back", row, actor),
        "timeline": CREDIT_FLOW.timeline(row),
        "versions": selectors.conversion_history(actor=actor, row=row)[1:],
        "document": find_paper(kind=CONVERSION, subject_id=row.pk, actor=actor),
    }
    return render(request, "performance/credit_conversion.html", context, status=status)


@require_POST
def credit_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm one conversion."""
    row = selectors.get_conversion(actor=request.actor, pk=pk)
    services.confirm_conversion(row=row, actor=request.actor)
    messages.success(request, _("%(name)s: credit points confirmed.") % {"name": row.employee.name})
    return back_or(request, "performance:credit_conversion", row.pk)


@require_POST
def credit_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the months of a conversion."""
    row = selectors.get_conversion(actor=request.actor, pk=pk)
    require(policies.can_correct_conversion(request.actor, row))
    form = MonthsForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            services.correct_conversion(
                row=row,
                first=data["starts_on"],
                last=data["ends_on"],
                note=data["note"],
                actor=request.actor,
            )
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Corrected; the evaluator confirms it again."))
            return redirect("performance:credit_conversion", pk)
    return conversion_page(request, row, status=422, months=form)


@require_POST
def credit_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a conversion back."""
    row = selectors.get_conversion(actor=request.actor, pk=pk)
    require(policies.can_correct_conversion(request.actor, row))
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        return conversion_page(request, row, status=422, taking=form)
    services.take_back_conversion(row=row, note=form.cleaned_data["note"], actor=request.actor)
    messages.success(request, _("Taken back; it no longer counts."))
    return redirect("performance:credit_conversion", pk)


@require_POST
def credit_periods(request: HttpRequest, pk: int) -> HttpResponse:
    """Convert single periods because a promotion needs them."""
    employee = selectors.get_credit_person(actor=request.actor, pk=pk)
    try:
        fresh = services.convert_periods(employee=employee, actor=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        words = ngettext("%(n)s period converted.", "%(n)s periods converted.", len(fresh))
        messages.success(request, words % {"n": len(fresh)})
    return redirect("performance:credit_person", pk)
