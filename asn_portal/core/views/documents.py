"""The public check of issued documents (ui 11): no login, nothing stored about the visitor."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from asn_portal.core.documents.checks import Verdict, check_code, is_same_file
from asn_portal.core.documents.forms import CodeForm, CompareForm
from asn_portal.core.documents.throttle import WINDOW, is_over_limit

# An office behind one address checks certificates in the same minute; guessing 40 bits needs far more.
LIMIT = 60
STATUS = {"valid": 200, "revoked": 200, "unknown": 404}


@login_not_required
@never_cache
@require_GET
def document_check(request: HttpRequest) -> HttpResponse:
    """Ask for a code; a typed code leads to its page."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("document_result", form.cleaned_data["code"])
    return _page(request, {"form": form}, 422 if form.is_bound else 200)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def document_result(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether a code is valid, revoked or unknown; a posted PDF is compared and forgotten."""
    if is_over_limit(request, name="document-check", limit=LIMIT):
        response = _page(request, {"form": CodeForm(), "is_busy": True}, 429)
        response["Retry-After"] = str(WINDOW)
        return response
    verdict = check_code(code)
    with timezone.override(verdict.zone):
        if request.method == "POST" and verdict.document:
            return _compare(request, verdict)
        return _page(request, _context(verdict), STATUS[verdict.state])


def _context(verdict: Verdict) -> dict:
    return {"form": CodeForm(), "verdict": verdict, "compare": CompareForm()}


def _compare(request: HttpRequest, verdict: Verdict) -> HttpResponse:
    context = _context(verdict)
    form = CompareForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, {**context, "compare": form}, 422)
    is_same = is_same_file(verdict.document, form.cleaned_data["file"])
    return _page(request, {**context, "compared": "same" if is_same else "different"}, 200)


def _page(request: HttpRequest, context: dict, status: int) -> HttpResponse:
    response = render(request, "core/document_check.html", {**context, "now": timezone.now()}, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
