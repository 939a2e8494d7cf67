"""What lists with ticks share: which rows, and what is said about those left alone."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

MOST_TICKED = 200
MOST_NAMED = 5
LONGEST_ID = 18


def ticked_ids(request: HttpRequest, name: str) -> list[int]:
    """Return the ids that were ticked; what is no id does not count."""
    values = request.POST.getlist(name)[:MOST_TICKED]
    return [
        int(value) for value in values if value.isdecimal() and value.isascii() and len(value) <= LONGEST_ID
    ]


def say_skipped(request: HttpRequest, skipped: Iterable) -> None:
    """Name those whom a batch left alone, with the reason; a long list is cut."""
    rows = list(skipped)
    for row in rows[:MOST_NAMED]:
        words = {"name": row.name, "reason": row.reason}
        messages.warning(request, _("%(name)s was left out: %(reason)s") % words)
    if len(rows) > MOST_NAMED:
        messages.warning(request, _("%(count)d more were left out.") % {"count": len(rows) - MOST_NAMED})
