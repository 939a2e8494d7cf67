"""Pages of imports: upload, preview, apply, report; templates and exports."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from asn_portal.core.htmx import page_or_part
from asn_portal.core.spreadsheets import SpreadsheetError, workbook_response
from employees.enums import ImportKind, RowVerdict
from employees.forms.imports import MapUnitForm, UploadForm
from employees.imports import exporting, preview
from employees.imports.pipeline import open_sheet
from employees.selectors import imports as selectors
from employees.services import imports as services
from employees.workflow.imports import IMPORT_FLOW, can_import


@require_http_methods(["GET", "POST"])
def import_list(request: HttpRequest) -> HttpResponse:
    """Upload a workbook, and the list of past imports."""
    require(can_import(request.actor))
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = services.start_import(actor=request.actor, **form.cleaned_data)
        except ValidationError as error:
            add_error(form, error)
        else:
            return redirect("employees:import_detail", pk=run.pk)
    context = {
        "form": form,
        "runs": selectors.list_imports(actor=request.actor),
        "kinds": ImportKind,
        "unmapped": selectors.count_unmapped(actor=request.actor),
    }
    return render(request, "employees/import_list.html", context, status=422 if form.errors else 200)


@require_GET
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Preview, progress and report of one import."""
    run = selectors.get_import(actor=request.actor, pk=pk)
    wanted = row_filter(request, run)
    page = selectors.list_rows(actor=request.actor, run=run, wanted=wanted)
    context = {
        "run": run,
        "wanted": wanted,
        "verdict": RowVerdict(wanted.verdict),
        "total": run.counts.get(wanted.verdict, 0),
        "rows": preview.shown_rows(page.rows, selectors.rank_labels(actor=request.actor)),
        "next": page.next,
        "overview": preview.overview(run, verdict=wanted.verdict, flag=wanted.flag),
        "ready": run.counts.get("new", 0) + run.counts.get("changed", 0),
        "can_apply": IMPORT_FLOW.allows("apply", run, request.actor),
        "can_cancel": IMPORT_FLOW.allows("cancel", run, request.actor),
        "unmapped": selectors.count_unmapped(actor=request.actor),
    }
    return page_or_part(request, "employees/import_detail.html", "employees/import_more.html", context)


def row_filter(request: HttpRequest, run) -> selectors.RowFilter:
    """Read which rows to show; anything odd in the address means the default."""
    verdict = request.GET.get("tampil", "")
    if verdict not in preview.SHOWN:
        counts = run.counts
        verdict = next((name for name in ("changed", "new", "refused") if counts.get(name)), "changed")
    after = request.GET.get("setelah", "")
    flag = request.GET.get("sentuh", "")
    number = int(after) if after.isascii() and after.isdigit() and len(after) < 10 else 0
    return selectors.RowFilter(verdict, flag if flag in {"r", "p"} else "", number)


@require_POST
def import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Start applying the accepted rows."""
    run = selectors.get_import(actor=request.actor, pk=pk)
    try:
        services.apply_import(run=run, actor=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("employees:import_detail", pk=pk)


@require_POST
def import_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop a preview."""
    run = selectors.get_import(actor=request.actor, pk=pk)
    services.cancel_import(run=run, actor=request.actor)
    messages.success(request, _("The import was cancelled; nothing has been changed."))
    return redirect("employees:import_list")


@require_GET
def import_errors(request: HttpRequest, pk: int) -> HttpResponse:
    """Download the refused rows with reason and remedy."""
    run = selectors.get_import(actor=request.actor, pk=pk)
    problems = selectors.refused_problems(actor=request.actor, run=run)
    try:
        with run.file.open("rb") as file:
            sheet = open_sheet(file, run.kind)
    except (SpreadsheetError, FileNotFoundError) as error:
        raise Http404(_("The uploaded file is no longer there.")) from error
    services.note_download(actor=request.actor, what="import_errors", subject_id=run.pk)
    return workbook_response(
        f"ditolak-{run.pk}", lambda target: exporting.write_errors(target, sheet, problems)
    )


@require_GET
def import_template(request: HttpRequest, kind: str) -> HttpResponse:
    """Download an empty workbook with the columns and their explanation."""
    require(can_import(request.actor))
    known_kind(kind)
    return workbook_response(f"templat-{kind}", lambda target: exporting.write_template(target, kind))


@require_POST
def import_export(request: HttpRequest, kind: str) -> HttpResponse:
    """Download the present data in the columns of the import; logged, with NIK only when asked for."""
    require(can_import(request.actor))
    known_kind(kind)
    actor = request.actor
    with_nik = request.POST.get("nik") == "1"
    what = f"export_{kind}_nik" if with_nik else f"export_{kind}"
    services.note_download(actor=actor, what=what, subject_id=actor.agency_id)
    return workbook_response(
        f"ekspor-{kind}",
        lambda target: exporting.write_export(target, kind, agency_id=actor.agency_id, with_nik=with_nik),
    )


def known_kind(kind: str) -> None:
    """Raise 404 for a kind of import that does not exist."""
    if kind not in ImportKind.values:
        raise Http404


@require_GET
def unit_alias_list(request: HttpRequest) -> HttpResponse:
    """Unit codes of the export that wait for mapping, and those already mapped."""
    require(can_import(request.actor))
    aliases = list(selectors.list_unit_aliases(actor=request.actor))
    context = {
        "waiting": [alias for alias in aliases if alias.unit_id is None],
        "mapped": [alias for alias in aliases if alias.unit_id is not None],
    }
    return render(request, "employees/import_units.html", context)


@require_http_methods(["GET", "POST"])
def unit_alias_map(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which unit a code means."""
    alias = selectors.get_unit_alias(actor=request.actor, pk=pk)
    form = MapUnitForm(request.POST or None, actor=request.actor, initial={"unit": alias.unit_id})
    if request.method == "POST" and form.is_valid():
        moved = services.map_unit(alias=alias, unit=form.cleaned_data["unit"], actor=request.actor)
        words = ngettext("Mapped; %(n)d person moved.", "Mapped; %(n)d people moved.", moved)
        messages.success(request, words % {"n": moved})
        return redirect("employees:unit_alias_list")
    context = {"alias": alias, "form": form}
    return render(request, "employees/import_unit_map.html", context, status=422 if form.errors else 200)
