"""Search at the top: people, units and documents inside the actor's scope."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from asn_portal.core.documents.codes import normalise_code
from employees.selectors.people import PeopleFilter, page_of_people
from employees.selectors.units import find_units

SHORTEST = 2
DOCUMENT_CODE = re.compile(r"[A-Za-z0-9]{1,12}-[A-Za-z0-9]{4}-[A-Za-z0-9]{4}")


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Find people by part of a name or NIP, units by part of a name; a document code leads to its check page."""
    text = request.GET.get("q", "").strip()[:100]
    if DOCUMENT_CODE.fullmatch(text):
        return redirect("document_result", normalise_code(text))
    context = {"text": text, "is_short": len(text) < SHORTEST, "people": [], "units": []}
    if not context["is_short"]:
        context["people"] = page_of_people(
            actor=request.actor, wanted=PeopleFilter(text=text), token=""
        ).items[:20]
        context["units"] = find_units(actor=request.actor, text=text)
    return render(request, "search/results.html", context)
