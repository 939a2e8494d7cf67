"""Past years from workbooks: upload, preview, apply, undo."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from asn_portal.core.policies import value_on
from asn_portal.core.spreadsheets import SpreadsheetError, workbook_response, write_error_workbook
from performance.enums.reports import PastKind, PastVerdict
from performance.forms.reports import PastFileForm, UndoForm
from performance.policies import reports as policies
from performance.selectors import past_imports as selectors
from performance.services import past_imports as services
from performance.services.past_sheets import open_sheet, write_template
from performance.workflow.past import PAST_FLOW


@require_http_methods(["GET", "HEAD", "POST"])
def past_list(request: HttpRequest) -> HttpResponse:
    """Upload a workbook of past years, and the list of earlier ones."""
    require(policies.can_import_past(request.actor))
    form = PastFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = services.start_past_import(actor=request.actor, **form.cleaned_data)
        except ValidationError as error:
            add_error(form, error)
        else:
            return redirect("performance:past_detail", run.pk)
    context = {
        "form": form,
        "runs": selectors.list_past_imports(actor=request.actor),
        "kinds": PastKind.choices,
    }
    return render(request, "performance/past_list.html", context, status=422 if form.is_bound else 200)


@require_GET
def past_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show progress, preview and result of one import."""
    run = selectors.get_past_import(actor=request.actor, pk=pk)
    return detail_page(request, run, UndoForm())


def detail_page(request: HttpRequest, run, form: UndoForm, status: int = 200) -> HttpResponse:
    """Show the page of an import; the first verdict with rows is chosen."""
    shown = [verdict for verdict in PastVerdict if run.counts.get(verdict)]
    wanted = request.GET.get("tampil", "")
    first = shown[0] if shown else PastVerdict.NEW
    verdict = PastVerdict(wanted) if wanted in PastVerdict.values else first
    context = {
        "run": run,
        "verdict": verdict,
        "verdicts": [(row, run.counts.get(row.value, 0)) for row in PastVerdict],
        "page": selectors.page_of_rows(
            actor=request.actor, run=run, verdict=verdict, token=request.GET.get("after", "")
        ),
        "ready": run.counts.get("new", 0) + run.counts.get("changed", 0),
        "can": {name: PAST_FLOW.allows(name, run, request.actor) for name in ("apply", "cancel", "undo")},
        "form": form,
    }
    return render(request, "performance/past_detail.html", context, status=status)


@require_POST
def past_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Start writing the accepted rows."""
    run = selectors.get_past_import(actor=request.actor, pk=pk)
    try:
        services.apply_past_import(run=run, actor=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("performance:past_detail", pk)


@require_POST
def past_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop a preview."""
    run = selectors.get_past_import(actor=request.actor, pk=pk)
    services.cancel_past_import(run=run, actor=request.actor)
    messages.success(request, _("The import was cancelled; nothing has been changed."))
    return redirect("performance:past_list")


@require_POST
def past_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what an import wrote."""
    run = selectors.get_past_import(actor=request.actor, pk=pk)
    require(policies.can_import_past(request.actor, run))
    form = UndoForm(request.POST)
    if not form.is_valid():
        return detail_page(request, run, form, status=422)
    try:
        count = services.undo_past_import(run=run, note=form.cleaned_data["note"], actor=request.actor)
    except ValidationError as error:
        add_error(form, error)
        return detail_page(request, run, form, status=422)
    words = ngettext("%(n)d evaluation was taken back.", "%(n)d evaluations were taken back.", count)
    messages.success(request, words % {"n": count})
    return redirect("performance:past_detail", pk)


@require_GET
def past_errors(request: HttpRequest, pk: int) -> HttpResponse:
    """Download the refused rows with reason and remedy; logged."""
    run = selectors.get_past_import(actor=request.actor, pk=pk)
    problems = selectors.refused_rows(actor=request.actor, run=run)
    try:
        with run.file.open("rb") as file:
            sheet = open_sheet(file, run.kind)
    except (SpreadsheetError, FileNotFoundError) as error:
        raise Http404(_("The uploaded file is no longer there.")) from error
    services.note_download(run=run, actor=request.actor)
    rows = (
        (row.number, row.values, " ".join(p[0] for p in found), " ".join(p[1] for p in found))
        for row in sheet.rows
        if (found := problems.get(row.number))
    )
    return workbook_response(
        f"ditolak-{run.pk}",
        lambda target: write_error_workbook(
            target, headers=sheet.headers, rows=rows, title=_("Refused rows")
        ),
    )


@require_GET
def past_template(request: HttpRequest, kind: str) -> HttpResponse:
    """Download a workbook with the columns of SIASN."""
    require(policies.can_import_past(request.actor))
    if kind not in PastKind.values:
        raise Http404
    codes = value_on(policies.SIASN_CODES, agency_id=request.actor.agency_id, day=timezone.localdate())
    return workbook_response(f"templat-{kind}", lambda target: write_template(target, kind=kind, codes=codes))
