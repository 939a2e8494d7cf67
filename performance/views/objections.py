"""Objections: the desk, filing, one objection with its steps, its documents."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.documents.files import file_response
from asn_portal.core.forms import add_error
from performance.forms.objections import (
    HearingForm,
    ObjectionDecisionForm,
    ObjectionForm,
    StatementForm,
)
from performance.policies import objections as policies
from performance.rules.evidence_files import TYPES
from performance.selectors import objections as selectors
from performance.selectors.appraisals import get_appraisal
from performance.services import objections as services
from performance.services.evaluation_documents import find_decision, has_form, issue_decision
from performance.services.objection_decisions import sign_decision

# Nothing a person uploaded may run or load anything.
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'"


@require_GET
def objection_list(request: HttpRequest) -> HttpResponse:
    """Show own objections, those to decide and to explain, and all for HR and inspectors."""
    desk = selectors.get_desk(
        actor=request.actor, part=request.GET.get("bagian", ""), token=request.GET.get("after", "")
    )
    address = reverse("performance:objection_list")
    tabs = [
        {
            "label": label(name),
            "url": f"{address}?bagian={name}",
            "is_current": name == desk.part,
            "count": desk.counts[f"{name}_open"],
        }
        for name in ("putuskan", "penjelasan", "saya", "semua")
        if name in desk.counts
    ]
    return render(request, "performance/objection_list.html", {"desk": desk, "tabs": tabs})


def label(part: str) -> str:
    """Return the name of a part in the reader's language."""
    return {
        "putuskan": _("To decide"),
        "penjelasan": _("About my ratings"),
        "saya": _("My objections"),
        "semua": _("All"),
    }[part]


@require_http_methods(["GET", "POST"])
def objection_new(request: HttpRequest, pk: int) -> HttpResponse:
    """File an objection to an own rating, or say why that is not possible."""
    actor = request.actor
    appraisal = get_appraisal(actor=actor, pk=pk)
    require(policies.can_object(actor, appraisal))
    form = ObjectionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            objection = services.file_objection(appraisal=appraisal, entry=form.entry(), actor=actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Your objection is with %(name)s.") % {"name": objection.decider})
            return redirect("performance:objection_detail", objection.pk)
    context = {
        "appraisal": appraisal,
        "form": form,
        "frame": selectors.get_frame(actor=actor, appraisal=appraisal, is_preview=True),
    }
    return render(request, "performance/objection_new.html", context, status=status_of(request))


def status_of(request: HttpRequest) -> int:
    """Return 422 for a form that comes back."""
    return 422 if request.method == "POST" else 200


@require_GET
def objection_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one objection; each side finds its own step."""
    objection = selectors.get_objection(actor=request.actor, pk=pk)
    return detail_page(request, objection)


def detail_page(request: HttpRequest, objection, status: int = 200, **forms: Any) -> HttpResponse:
    """Render one objection with the forms of the actor's steps, or those that came back."""
    sheet = selectors.get_objection_sheet(actor=request.actor, objection=objection)
    fresh = {
        "statement_form": StatementForm(objection=objection),
        "hearing_form": HearingForm(),
        "decision_form": ObjectionDecisionForm(objection=objection, is_heard=sheet.is_heard),
    }
    context = {
        "objection": objection,
        "sheet": sheet,
        "old": selectors.rating_before(objection),
        "new": selectors.rating_after(objection),
        "has_form": has_form(objection),
        "document": find_decision(objection=objection, actor=request.actor) if has_form(objection) else None,
    }
    response = render(request, "performance/objection_detail.html", context | fresh | forms, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def objection_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the own objection back."""
    objection = selectors.get_objection(actor=request.actor, pk=pk)
    services.withdraw_objection(objection=objection, actor=request.actor)
    messages.success(request, _("The objection has been withdrawn."))
    return redirect("performance:objection_detail", pk)


@require_GET
def objection_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out the evidence of an objection in scope; never to be run."""
    objection = selectors.get_objection(actor=request.actor, pk=pk)
    kind = TYPES.get(objection.file_type)
    if not objection.file or kind is None:
        raise Http404
    try:
        stored = objection.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        stored, as_attachment=not kind.is_inline, filename=objection.file_name, content_type=kind.media_type
    )
    sandbox = "; sandbox" if kind.media_type.startswith("image/") else ""
    response["Content-Security-Policy"] = FILE_POLICY + sandbox
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
def objection_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out form D.1.3; a POST issues it, once."""
    objection = selectors.get_objection(actor=request.actor, pk=pk)
    if request.method == "POST":
        issue_decision(objection=objection, actor=request.actor)
        return redirect("performance:objection_document", pk)
    document = find_decision(objection=objection, actor=request.actor)
    if document is None:
        raise Http404
    return file_response(document)


@require_POST
def objection_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the person received the decision."""
    objection = selectors.get_objection(actor=request.actor, pk=pk)
    sign_decision(objection=objection, actor=request.actor)
    messages.success(request, _("Signed."))
    return redirect("performance:objection_detail", pk)
