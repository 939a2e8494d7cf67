"""The pages for 403 and 409, whole or as a part for htmx."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from asn_portal.core.access import Conflict, NotAllowed
from asn_portal.core.workflow import SUBJECT_PAGES


def forbidden_response(request: HttpRequest, problem: NotAllowed) -> HttpResponse:
    """Say that this person may see but not do this."""
    return render(request, "403.html", {"message": str(problem) if " " in str(problem) else ""}, status=403)


def conflict_response(request: HttpRequest, problem: Conflict) -> HttpResponse:
    """Say who did what and when, lead to the decision and give back what was typed (ui 13)."""
    context = {
        "last": problem.last,
        "note": problem.note,
        "subject_url": decision_url(problem),
        "back_url": safe_next(request),
        "back_label": _("Back"),
    }
    return render(request, "409.html", context, status=409)


def decision_url(problem: Conflict) -> str:
    """Return the page of what was decided, "" where its process has none."""
    page = SUBJECT_PAGES.get(problem.last.subject_type, "") if problem.last else ""
    return reverse(page, args=[problem.last.subject_id]) if problem.last and page else ""


def safe_next(request: HttpRequest) -> str:
    """Return where the form wanted to go back to, as far as that is a page of ours."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else reverse("home")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was too old to be trusted and how to send it again."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
