"""The bar of a long job."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from asn_portal.core import selectors


@require_GET
def job_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the bar of one job; htmx asks for it every two seconds until it is finished."""
    job = selectors.get_job(actor=request.actor, pk=pk)
    response = render(request, "components/progress.html", {"job": job})
    if job.is_finished and request.htmx:
        response["HX-Refresh"] = "true"
    return response
