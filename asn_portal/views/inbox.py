"""The approvals inbox."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from asn_portal.inbox import FIRST, KINDS, Inbox, load_inbox
from performance.selectors.inbox import blocked_by_me

MOST = 500


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Show what waits for the actor, the oldest first, with what can be decided from the row."""
    only = request.GET.get("jenis", "")
    only = only if only in KINDS else ""
    show = request.GET.get("tampil", "")
    found = load_inbox(
        actor=request.actor,
        only=only,
        show=min(int(show), MOST) if show.isdecimal() and len(show) < len("0000") else FIRST,
    )
    context = {
        "inbox": found,
        "only": only,
        "kinds": kind_chips(found, only),
        "show_next": len(found.rows) + FIRST,
        "has_batch": any(row.select_value for row in found.rows),
        "blocked": blocked_by_me(actor=request.actor),
    }
    return render(request, "inbox/inbox.html", context)


def kind_chips(found: Inbox, only: str) -> list[dict]:
    """Return the filter by kind, with counts."""
    everything = {"label": _("All"), "url": "?", "count": found.total, "is_current": not only}
    return [everything] + [
        {"label": label, "url": f"?jenis={code}", "count": count, "is_current": code == only}
        for code, label, count in found.counts
    ]
