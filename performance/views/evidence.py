"""Evidence: the sheet of a period, an entry, its file."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import NotAllowed, require
from asn_portal.core.forms import add_error
from performance import policies
from performance.forms.evidence import EvidenceForm
from performance.rules.evidence_files import TYPES
from performance.selectors import evidence as selectors
from performance.services import evidence as services

# Nothing a person uploaded may run or load anything. A sandbox would also keep browsers from showing a PDF.
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'"


@require_GET
def evidence_index(request):
    """Lead to the period of today."""
    period = selectors.present_period(actor=request.actor, today=timezone.localdate())
    if period is None:
        return render(request, "performance/evidence_none.html")
    return redirect("performance:evidence_period", period.pk)


@require_GET
def evidence_period(request, pk):
    """Show the own plan with what was recorded in one period."""
    actor = request.actor
    if actor.employee_id is None:
        raise NotAllowed
    period = selectors.get_period(actor=actor, pk=pk)
    plan = selectors.get_own_plan(actor=actor, cycle_id=period.cycle_id)
    locked = selectors.is_locked(actor=actor, period_id=period.pk)
    can_write = plan is not None and policies.can_record_evidence(actor, plan) and not locked
    sheet = selectors.evidence_sheet(
        actor=actor, employee_id=actor.employee_id, cycle_id=period.cycle_id, periods=[period.pk]
    )
    chips = [
        {
            "label": item.label,
            "url": reverse("performance:evidence_period", args=[item.pk]),
            "is_current": item.pk == period.pk,
        }
        for item in selectors.periods_of(actor=actor, cycle_id=period.cycle_id)
    ]
    context = {"period": period, "plan": plan, "sheet": sheet, "locked": locked, "can_write": can_write}
    return render(request, "performance/evidence_period.html", context | {"chips": chips})


@require_http_methods(["GET", "POST"])
def evidence_add(request, pk, indicator_pk):
    """Add an entry to one indicator."""
    period = selectors.get_period(actor=request.actor, pk=pk)
    indicator = selectors.get_own_indicator(actor=request.actor, pk=indicator_pk)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        entry, actor = form.entry(), request.actor
        try:
            evidence = services.record_evidence(period=period, indicator=indicator, entry=entry, actor=actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            return saved(request, evidence)
    return form_page(request, form, period=period, indicator=indicator)


@require_http_methods(["GET", "POST"])
def evidence_edit(request, pk):
    """Change an own entry."""
    evidence = selectors.get_evidence(actor=request.actor, pk=pk)
    require(policies.can_change_evidence(request.actor, evidence))
    form = EvidenceForm(request.POST or None, request.FILES or None, evidence=evidence)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_evidence(evidence=evidence, entry=form.entry(), actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            return saved(request, evidence)
    context = {"period": evidence.period, "indicator": evidence.indicator, "evidence": evidence}
    return form_page(request, form, **context)


def form_page(request, form, *, period, indicator, evidence=None):
    """Show the form of an entry; 422 when something was refused."""
    context = {"form": form, "period": period, "indicator": indicator, "evidence": evidence}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/evidence_form.html", context, status=status)


def saved(request, evidence):
    """Say that it is kept, warn when it reads like an activity, and go back to the indicator."""
    messages.success(request, _("Evidence saved."))
    for remark in selectors.warnings_of(evidence):
        messages.warning(request, remark.message)
    target = reverse("performance:evidence_period", args=[evidence.period_id])
    return redirect(f"{target}#indicator-{evidence.indicator_id}")


@require_POST
def evidence_delete(request, pk):
    """Take an own entry back."""
    evidence = selectors.get_evidence(actor=request.actor, pk=pk)
    period_id = evidence.period_id
    services.delete_evidence(evidence=evidence, actor=request.actor)
    messages.success(request, _("Evidence deleted."))
    return redirect("performance:evidence_period", period_id)


@require_GET
def evidence_file(request, pk):
    """Hand out the file of an entry in scope; never from the web root, never to be run."""
    return hand_out(selectors.get_evidence(actor=request.actor, pk=pk))


def hand_out(evidence):
    """Return the stored file of a row with `file`, `file_name` and `file_type`; 404 when there is none."""
    kind = TYPES.get(evidence.file_type)
    if not evidence.file or kind is None:
        raise Http404
    try:
        stored = evidence.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        stored, as_attachment=not kind.is_inline, filename=evidence.file_name, content_type=kind.media_type
    )
    sandbox = "; sandbox" if kind.media_type.startswith("image/") else ""
    response["Content-Security-Policy"] = FILE_POLICY + sandbox
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
