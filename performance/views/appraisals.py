"""Appraisals: rating, approving, returning, reading."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.documents.files import file_response
from asn_portal.core.forms import add_error
from asn_portal.core.redirects import back_or
from performance import policies
from performance.enums import Rating
from performance.forms.appraisals import RatingForm, ReturnForm
from performance.rules.predicate import MATRIX
from performance.selectors import appraisals as selectors
from performance.selectors.appraisal_sheet import get_appraisal_sheet
from performance.selectors.rating_spread import chosen_predicate, rating_spread
from performance.selectors.receipts import get_receipt
from performance.services import appraisals as services
from performance.services.evaluation_documents import find_evaluation, issue_evaluation
from performance.views.pictures import spread_context


def matrix_rows(result: str = "", behaviour: str = "") -> list[dict]:
    """Return the official matrix, above first, with the live cell marked."""
    order = [Rating.ABOVE, Rating.AS_EXPECTED, Rating.BELOW]
    return [
        {
            "rating": row,
            "cells": [
                {
                    "key": f"{row.value}-{column.value}",
                    "predicate": MATRIX[row, column],
                    "is_live": (row.value, column.value) == (result, behaviour),
                }
                for column in reversed(order)
            ],
        }
        for row in order
    ]


@require_http_methods(["GET", "POST"])
def appraisal_rate(request, pk):
    """Rate one person, then go on to the next."""
    actor = request.actor
    try:
        appraisal = selectors.get_appraisal_to_rate(actor=actor, pk=pk)
    except Http404:
        return moved_page(request, None) if typed_of(request) else not_found()
    if not policies.can_rate(actor, appraisal):
        return moved_page(request, appraisal)
    form = RatingForm(request.POST or None, appraisal=appraisal)
    if request.method == "POST" and form.is_valid():
        after = selectors.next_to_rate(actor=actor, appraisal=appraisal)
        try:
            services.rate_appraisal(
                appraisal=appraisal, judgement=form.judgement(), actor=actor, seen=form.seen()
            )
        except ValidationError as error:
            add_error(form, error)
        else:
            return rated(request, appraisal, after)
    if request.method == "GET" and not selectors.is_waiting(appraisal):
        return redirect("performance:appraisal_detail", appraisal.pk)
    return rating_page(request, appraisal, form)


def typed_of(request) -> str:
    """Return what somebody wrote into the rating form."""
    names = ("result_reason", "behaviour_reason", "recommendation")
    return "\n".join(text for text in (request.POST.get(name, "").strip() for name in names) if text)


def not_found():
    """Say that there is no such page."""
    raise Http404


def moved_page(request, appraisal):
    """Say that somebody else rates this person now, and give back what was typed.

    Outside the scope (404) it says the same for every number, so that nothing is disclosed.
    """
    context = {"appraisal": appraisal, "typed": typed_of(request)}
    return render(request, "performance/rating_moved.html", context, status=403 if appraisal else 404)


def rating_page(request, appraisal, form):
    """Show the rating screen; 422 when something is missing."""
    screen = selectors.get_rating_screen(actor=request.actor, appraisal=appraisal)
    names = ("result_rating", "behaviour_rating", "predicate")
    chosen = [str(form[name].value() or "") if name in form.fields else "" for name in names]
    live = chosen_predicate(*chosen)
    spread = rating_spread(actor=request.actor, appraisal=appraisal, chosen=live, peers=screen.strip.peers)
    context = {
        "appraisal": appraisal,
        "form": form,
        "screen": screen,
        "matrix": matrix_rows(*chosen[:2]),
        "live": live,
        "values": [
            (behaviour, field)
            for behaviour, (_value, field) in zip(screen.behaviours, form.value_fields(), strict=True)
        ],
        **spread_context(spread),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/appraisal_rate.html", context, status=status)


def rated(request, appraisal, after):
    """Say what was saved and go to the next person who waits, or to the team."""
    words = {"name": appraisal.employee.name, "predicate": appraisal.get_predicate().label}
    if appraisal.released_at:
        messages.success(request, _("%(name)s: %(predicate)s. Released.") % words)
    else:
        messages.success(request, _("%(name)s: %(predicate)s. Waits for the head of the office.") % words)
    if after is None:
        return redirect("performance:team")
    return redirect("performance:appraisal_rate", after.id)


@require_GET
def appraisal_list(request):
    """Show the own appraisals."""
    require(request.actor.employee_id is not None)
    rows = selectors.list_own_appraisals(actor=request.actor)
    return render(request, "performance/appraisal_list.html", {"rows": rows})


@require_GET
def appraisal_detail(request, pk):
    """Show one appraisal: to the person once released, to everybody else in scope at any time."""
    appraisal = selectors.get_appraisal(actor=request.actor, pk=pk)
    return detail_page(request, appraisal, ReturnForm())


def detail_page(request, appraisal, note_form, status=200):
    """Show the page of an appraisal."""
    sheet = get_appraisal_sheet(actor=request.actor, appraisal=appraisal)
    context = {
        "appraisal": appraisal,
        "sheet": sheet,
        "note_form": note_form,
        "matrix": matrix_rows(appraisal.result_rating, appraisal.behaviour_rating),
        "receipt": get_receipt(actor=request.actor, appraisal=appraisal),
        "document": appraisal.released_at and appraisal.has_document,
    }
    return render(request, "performance/appraisal_detail.html", context, status=status)


def back(request, appraisal):
    """Return to where the button stood, if that is a page of ours."""
    return back_or(request, "performance:appraisal_detail", appraisal.pk)


@require_POST
def appraisal_approve(request, pk):
    """Release a rated appraisal."""
    appraisal = selectors.get_appraisal(actor=request.actor, pk=pk)
    services.approve_appraisal(appraisal=appraisal, actor=request.actor)
    messages.success(request, _("%(name)s: released.") % {"name": appraisal.employee.name})
    return back(request, appraisal)


@require_POST
def appraisal_return(request, pk):
    """Send a rated appraisal back to the evaluator with a note."""
    appraisal = selectors.get_appraisal(actor=request.actor, pk=pk)
    require(policies.can_approve_appraisal(request.actor, appraisal))
    form = ReturnForm(request.POST)
    if form.is_valid():
        try:
            services.return_appraisal(
                appraisal=appraisal, actor=request.actor, note=form.cleaned_data["note"]
            )
        except ValidationError as error:
            form.add_error("note", error)
        else:
            messages.success(request, _("Returned to the evaluator."))
            return back(request, appraisal)
    return detail_page(request, appraisal, form, status=422)


@require_POST
def appraisal_read(request, pk):
    """Note that the person has read the appraisal."""
    appraisal = selectors.get_appraisal(actor=request.actor, pk=pk)
    services.confirm_reading(appraisal=appraisal, actor=request.actor)
    return redirect("performance:appraisal_detail", appraisal.pk)


@require_http_methods(["GET", "POST"])
def appraisal_document(request, pk):
    """Hand out the evaluation document; a POST issues it, once."""
    appraisal = selectors.get_appraisal(actor=request.actor, pk=pk)
    if request.method == "POST":
        issue_evaluation(appraisal=appraisal, actor=request.actor)
        return redirect("performance:appraisal_document", appraisal.pk)
    document = find_evaluation(appraisal=appraisal, actor=request.actor)
    if document is None:
        raise Http404
    return file_response(document)
