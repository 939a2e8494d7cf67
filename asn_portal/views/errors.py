"""The last resort for errors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing here, or nothing for this person."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours and nothing was lost; needs no context."""
    # Without the request no context processor runs: the database may be what failed.
    return HttpResponse(render_to_string("500.html"), status=500)
