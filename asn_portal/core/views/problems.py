"""The pages for 403 and 409, whole or as a part for htmx."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from asn_portal.core.access import Conflict, NotAllowed


def forbidden_response(request: HttpRequest, problem: NotAllowed) -> HttpResponse:
    """Say that this person may see but not do this."""
    return render(request, "403.html", {"message": str(problem) if " " in str(problem) else ""}, status=403)


def conflict_response(request: HttpRequest, problem: Conflict) -> HttpResponse:
    """Say who did what and when, and give back what was typed (ui 13)."""
    context = {"last": problem.last, "note": problem.note, "subject": problem.subject}
    return render(request, "409.html", context, status=409)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was too old to be trusted and how to send it again."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
