"""The bell: notices of the person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from asn_portal.core import notices, selectors, services


@require_GET
def notice_list(request: HttpRequest) -> HttpResponse:
    """Show the newest notices."""
    return render(
        request, "core/notice_list.html", {"messages_list": selectors.list_notices(actor=request.actor)}
    )


@require_POST
def notice_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice as read and go where it leads."""
    notice = selectors.get_notice(actor=request.actor, pk=pk)
    services.mark_read(notice=notice, actor=request.actor)
    return redirect(notices.render(notice).url)


@require_POST
def notice_read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    services.mark_all_read(actor=request.actor)
    return redirect("notice_list")
