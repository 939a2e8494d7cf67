"""Credit points written down: PAK set here or from outside, corrections, opening rows, bonus, workbooks."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from asn_portal.core.policies import value_on
from asn_portal.core.spreadsheets import SpreadsheetError, workbook_response
from employees.policies import can_export
from performance.enums.credit import StatementSource
from performance.forms import credit as credit_forms
from performance.policies import credit as policies
from performance.selectors import credit as selectors
from performance.services import credit as services
from performance.services import credit_entries, credit_import, credit_sheets, credit_statements
from performance.views.credit import ticked

form_view = require_http_methods(["GET", "HEAD", "POST"])


def taken(request: HttpRequest, form: forms.Form, work: Callable[[], object]) -> bool:
    """Do the work of a posted form; what a service refuses stands on the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        work()
    except ValidationError as error:
        add_error(form, error)
        return False
    return True


def form_page(request: HttpRequest, employee, form: forms.Form, words: dict[str, str]) -> HttpResponse:
    """Render a form about a person; 422 when something is wrong with it."""
    status = 422 if request.method == "POST" else 200
    context = {"employee": employee, "form": form, **words}
    return render(request, "performance/credit_form.html", context, status=status)


def done(request: HttpRequest, employee) -> HttpResponse:
    """Go back to the account."""
    messages.success(request, _("Recorded for %(name)s.") % {"name": employee.name})
    return redirect("performance:credit_person", employee.pk)


@form_view
def credit_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a PAK or an integration from outside."""
    employee = selectors.get_credit_person(actor=request.actor, pk=pk)
    require(policies.can_record_credit(request.actor, employee))
    form = credit_forms.StatementForm(request.POST or None)

    def work():
        services.record_credit_statement(employee=employee, new=form.new(), actor=request.actor)

    if taken(request, form, work):
        return done(request, employee)
    words = {"title": _("Record a PAK from outside"), "verb": _("Record")}
    return form_page(request, employee, form, words)


@form_view
def credit_statement_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a PAK from outside, or revoke one that was set here."""
    statement = selectors.get_statement(actor=request.actor, pk=pk)
    require(policies.can_record_credit(request.actor, statement.employee))
    is_ours = statement.source == StatementSource.PORTAL
    names = ("source", "points", "as_of", "number", "set_on")
    initial = {} if is_ours else {name: getattr(statement, name) for name in names}
    form_class = credit_forms.RevokeForm if is_ours else credit_forms.CorrectionForm
    form = form_class(request.POST or None, initial=initial)

    def work():
        given = {"statement": statement, "actor": request.actor}
        if is_ours:
            services.revoke_credit_statement(reason=form.cleaned_data["reason"], **given)
        else:
            services.correct_credit_statement(new=form.new(), **given)

    if taken(request, form, work):
        return done(request, statement.employee)
    title = _("Revoke the PAK %(number)s") if is_ours else _("Correct the PAK %(number)s")
    words = {"title": title % {"number": statement.number}, "verb": _("Save with this reason")}
    return form_page(request, statement.employee, form, words)


@form_view
def credit_entry_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Record base credit, integration, transfer or a correction."""
    employee = selectors.get_credit_person(actor=request.actor, pk=pk)
    require(policies.can_record_credit(request.actor, employee))
    form = credit_forms.EntryForm(request.POST or None)

    def work():
        credit_entries.record_entry(employee=employee, new=form.new(), actor=request.actor)

    if taken(request, form, work):
        return done(request, employee)
    words = {"title": _("Add points without a predicate"), "verb": _("Record")}
    return form_page(request, employee, form, words)


# --- PAK set here ---


@form_view
def credit_pak_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the PAK of one person."""
    employee = selectors.get_credit_person(actor=request.actor, pk=pk)
    today = timezone.localdate()
    screen = selectors.get_credit_screen(actor=request.actor, employee=employee, today=today)
    require(policies.can_set_statement(request.actor, employee, setter=screen.settings.setter))
    form = credit_forms.PakForm(request.POST or None, initial={"set_on": today})

    def work():
        credit_statements.set_statement(employee=employee, new=form.new(), actor=request.actor)

    if taken(request, form, work):
        return done(request, employee)
    words = {"title": _("Set the PAK"), "verb": _("Set the PAK"), "screen": screen}
    return form_page(request, employee, form, words)


@form_view
def credit_pak_many(request: HttpRequest) -> HttpResponse:
    """Show whose PAK has to be set, and set those of the ticked people."""
    actor, today = request.actor, timezone.localdate()
    setter = value_on(policies.PAK_SETTER, agency_id=actor.agency_id, day=today)
    require(policies.may_set_statements(actor, setter=setter))
    form = credit_forms.PakForm(request.POST or None, initial={"set_on": today})
    ids = ticked(request, "person")
    if request.method == "POST" and not ids:
        form.add_error(None, _("Tick whose PAK is to be set."))
    if taken(request, form, lambda: set_ticked(request, ids, form)):
        return redirect(request.get_full_path())
    unit = request.GET.get("unit", "")
    unit_id = int(unit) if unit.isascii() and unit.isdigit() and len(unit) < 18 else None
    wanted = selectors.CreditFilter(is_due=True, unit_id=unit_id)
    page = selectors.page_of_accounts(actor=actor, wanted=wanted, token=request.GET.get("after", ""))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "page": page, "ticked": ids}
    return render(request, "performance/credit_pak_many.html", context, status=status)


def set_ticked(request: HttpRequest, ids: list[int], form: forms.Form) -> None:
    """Set the PAK of the ticked people and name who was left out, and why."""
    people = selectors.find_people(actor=request.actor, ids=ids)
    report = credit_statements.set_statements(people=people, new=form.new(), actor=request.actor)
    count = len(report.done)
    messages.success(request, ngettext("%(n)s PAK set.", "%(n)s PAK set.", count) % {"n": count})
    for person, reason in report.skipped[:10]:
        messages.warning(request, f"{person.full_name}: {reason}")


# --- Education bonus ---


@require_POST
def credit_bonus_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Claim the bonus of an own diploma (pk of the diploma)."""
    actor = request.actor
    require(actor.employee_id is not None)
    diploma = selectors.get_own_diploma(actor=actor, pk=pk)
    employee = selectors.get_credit_person(actor=actor, pk=actor.employee_id)
    try:
        credit_entries.claim_bonus(employee=employee, education_id=diploma.pk, actor=actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Claimed. HR checks whether the diploma fits your post."))
    return redirect("performance:credit_own")


@form_view
def credit_bonus(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a claim for the bonus."""
    entry = selectors.get_bonus(actor=request.actor, pk=pk)
    may = policies.can_decide_bonus(request.actor, entry)
    form = credit_forms.BonusForm(request.POST or None)
    if request.method == "POST":
        require(may)

    def work():
        accept, note = "accept" in request.POST, form.cleaned_data["note"]
        credit_entries.decide_bonus(entry=entry, accept=accept, note=note, actor=request.actor)

    if taken(request, form, work):
        return done(request, entry.employee)
    status = 422 if request.method == "POST" else 200
    context = {"entry": entry, "form": form, "can_decide": may and entry.state == "claimed"}
    return render(request, "performance/credit_bonus.html", context, status=status)


# --- Workbooks ---


@require_GET
def credit_template(request: HttpRequest) -> HttpResponse:
    """Download the template of PAK from outside."""
    require(policies.can_import_credit(request.actor))
    return workbook_response("pak", lambda target: credit_sheets.write_template(target, actor=request.actor))


@form_view
def credit_import_page(request: HttpRequest) -> HttpResponse:
    """Upload a workbook and show what it would do."""
    require(policies.can_import_credit(request.actor))
    form = credit_forms.CreditFileForm(request.POST or None, request.FILES or None)
    preview = None
    if request.method == "POST" and form.is_valid():
        try:
            preview = credit_import.preview_workbook(file=form.cleaned_data["file"], actor=request.actor)
        except SpreadsheetError as error:
            form.add_error("file", str(error))
        except ValidationError as error:
            add_error(form, error)
    status = 422 if form.errors else 200
    context = {"form": form, "preview": preview}
    return render(request, "performance/credit_import.html", context, status=status)


@require_POST
def credit_import_apply(request: HttpRequest) -> HttpResponse:
    """Record the good rows of a preview."""
    require(policies.can_import_credit(request.actor))
    try:
        count = credit_import.apply_workbook(token=request.POST.get("token", ""), actor=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        context = {"form": credit_forms.CreditFileForm(), "preview": None}
        return render(request, "performance/credit_import.html", context, status=422)
    messages.success(request, ngettext("%(n)s PAK recorded.", "%(n)s PAK recorded.", count) % {"n": count})
    return redirect("performance:credit_list")


@require_GET
def credit_export(request: HttpRequest) -> HttpResponse:
    """Download the PAK of a year in SIASN field names."""
    require(can_export(request.actor))
    given = request.GET.get("tahun", "")
    this_year = timezone.localdate().year
    year = int(given) if given.isascii() and given.isdigit() and len(given) == 4 else this_year
    return workbook_response(
        f"angka-kredit-{year}",
        lambda target: credit_sheets.write_export(target, actor=request.actor, year=year),
    )
