"""Certificates: handing one in, the queue of HR, one of them, its file and its PDF."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.documents.files import file_response
from asn_portal.core.forms import add_error
from performance.rules.evidence_files import TYPES
from training.forms.certificates import (
    VERIFY,
    CertificateDecisionForm,
    CertificateFilterForm,
    CertificateForm,
    ReasonForm,
)
from training.policies import certificates as policies
from training.selectors import certificates as selectors
from training.selectors import hours
from training.services import certificate_documents, certificates, outside_certificates

# Nothing a person uploaded may run or load anything. A sandbox would also keep browsers from showing a PDF.
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'"


@require_http_methods(["GET", "POST"])
def certificate_new(request):
    """Hand in a certificate from outside."""
    actor = request.actor
    require(actor.employee_id is not None)
    person = hours.get_person(actor=actor, pk=actor.employee_id)
    form = CertificateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = outside_certificates.submit_certificate(employee=person, proof=form.proof(), actor=actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Your certificate is with HR. Its hours count once it is verified."))
            return redirect("training:certificate_detail", made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "training/certificate_new.html", {"form": form}, status=status)


@require_GET
def certificate_list(request):
    """Show what waits for HR, oldest first, or what has been decided."""
    actor = request.actor
    require(policies.can_see_queue(actor))
    decided = request.GET.get("tampil") == "selesai"
    form = CertificateFilterForm(request.GET)
    wanted = form.wanted(decided=decided)
    page = selectors.page_of_certificates(actor=actor, wanted=wanted, token=request.GET.get("after", ""))
    context = {
        "form": form,
        "page": page,
        "decided": decided,
        "active": wanted.active,
        "classes": [] if decided else selectors.classes_without_certificates(actor=actor),
        "tabs": list_tabs(decided, selectors.waiting_count(actor=actor)),
    }
    return render(request, "training/certificate_list.html", context)


def list_tabs(decided: bool, waiting: int) -> list[dict]:
    """Return the two halves of the queue."""
    url = reverse("training:certificate_list")
    return [
        {"label": _("Waiting"), "url": url, "count": waiting, "is_current": not decided},
        {"label": _("Decided"), "url": f"{url}?tampil=selesai", "is_current": decided},
    ]


@require_GET
def certificate_detail(request, pk):
    """Show one certificate: HR decides, the person follows and downloads."""
    certificate = selectors.get_certificate(actor=request.actor, pk=pk)
    return detail_page(request, certificate)


def detail_page(request, certificate, *, decision=None, reason=None, status=200):
    """Render the page of a certificate, with a form as typed where one was refused."""
    actor = request.actor
    is_hr = policies.can_verify_certificate(actor, certificate)
    decides = is_hr and certificate.state == "submitted"
    exceeds = decides and outside_certificates.exceeds_ceiling(certificate)
    context = {
        "certificate": certificate,
        "person": certificate.employee,
        "is_own": policies.is_own(actor, certificate),
        "opens_proof": policies.can_open_proof(actor, certificate),
        "decides": decides,
        "exceeds": exceeds,
        "revokes": policies.can_revoke_certificate(actor, certificate),
        "similar": selectors.similar_certificates(actor=actor, certificate=certificate) if is_hr else [],
        "form": decision or CertificateDecisionForm(exceeds=exceeds),
        "reason_form": reason or ReasonForm(),
        "timeline": selectors.certificate_timeline(actor=actor, certificate=certificate),
    }
    response = render(request, "training/certificate_detail.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def certificate_decide(request, pk):
    """Verify or refuse."""
    certificate = selectors.get_certificate(actor=request.actor, pk=pk)
    require(policies.can_verify_certificate(request.actor, certificate))
    exceeds = outside_certificates.exceeds_ceiling(certificate)
    form = CertificateDecisionForm(request.POST, exceeds=exceeds)
    if form.is_valid():
        try:
            decide(certificate, form.cleaned_data, request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(
                request, _("Your answer has been sent to %(name)s.") % {"name": certificate.employee_name}
            )
            return redirect("training:certificate_list")
    return detail_page(request, certificate, decision=form, status=422)


def decide(certificate, data: dict, actor) -> None:
    """Hand the decision to its service."""
    if data["decision"] == VERIFY:
        outside_certificates.verify_certificate(
            certificate=certificate,
            note=data["note"],
            as_own_initiative=data.get("as_own_initiative", False),
            actor=actor,
        )
    else:
        outside_certificates.refuse_certificate(certificate=certificate, reason=data["note"], actor=actor)


@require_POST
def certificate_withdraw(request, pk):
    """Take the own certificate back."""
    certificate = selectors.get_certificate(actor=request.actor, pk=pk)
    outside_certificates.withdraw_certificate(certificate=certificate, actor=request.actor)
    messages.success(request, _("Your certificate has been withdrawn."))
    return redirect("training:my_hours")


@require_POST
def certificate_revoke(request, pk):
    """Take a verified certificate back, with the reason."""
    certificate = selectors.get_certificate(actor=request.actor, pk=pk)
    require(policies.can_revoke_certificate(request.actor, certificate))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return detail_page(request, certificate, reason=form, status=422)
    certificates.revoke_certificate(
        certificate=certificate, reason=form.cleaned_data["note"], actor=request.actor
    )
    messages.success(request, _("The certificate has been revoked; its hours no longer count."))
    return redirect("training:certificate_detail", certificate.pk)


@require_POST
def certificate_reissue(request, pk):
    """Issue a revoked certificate of a class anew."""
    certificate = selectors.get_certificate(actor=request.actor, pk=pk)
    try:
        made = certificates.reissue_certificate(certificate=certificate, actor=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("training:certificate_detail", certificate.pk)
    messages.success(request, _("The certificate has been issued anew."))
    return redirect("training:certificate_detail", made.pk)


@require_POST
def certificates_issue(request, pk):
    """Issue the certificates of a finished class to everybody who attended."""
    training_class = selectors.get_class(actor=request.actor, pk=pk)
    issued = certificates.issue_certificates(training_class=training_class, actor=request.actor)
    words = ngettext(
        "%(count)s certificate has been issued.", "%(count)s certificates have been issued.", issued.count
    )
    messages.success(request, words % {"count": issued.count})
    if issued.doubles:
        doubles = ngettext(
            "%(count)s person has handed in the same training already.",
            "%(count)s people have handed in the same training already.",
            issued.doubles,
        )
        messages.warning(request, doubles % {"count": issued.doubles})
    return redirect("training:class_evaluation", training_class.pk)


@require_GET
def certificate_pdf(request, pk):
    """Hand out the PDF of a certificate of a class; it is made at the first download."""
    certificate = selectors.get_certificate(actor=request.actor, pk=pk)
    document = certificate_documents.certificate_document(certificate=certificate, actor=request.actor)
    return file_response(document)


@require_GET
def certificate_file(request, pk):
    """Hand out the uploaded file to the person, HR and superiors; never to be run."""
    certificate = selectors.get_certificate(actor=request.actor, pk=pk)
    require(policies.can_open_proof(request.actor, certificate))
    kind = TYPES.get(certificate.file_type)
    if not certificate.file or kind is None:
        raise Http404
    try:
        stored = certificate.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(stored, filename=certificate.file_name, content_type=kind.media_type)
    sandbox = "; sandbox" if kind.media_type.startswith("image/") else ""
    response["Content-Security-Policy"] = FILE_POLICY + sandbox
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
