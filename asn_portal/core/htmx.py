"""One page, one part: the full page includes the partial that htmx receives."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def is_htmx(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a part; history restores ask for the whole page."""
    htmx = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not htmx.history_restore_request and not htmx.boosted


def page_or_part(
    request: HttpRequest, page: str, part: str, context: dict, status: int = 200
) -> HttpResponse:
    """Render the part for htmx and the page that includes it otherwise."""
    return render(request, part if is_htmx(request) else page, context, status=status)
