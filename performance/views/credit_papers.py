"""The forms on credit points as PDF, each handed out by GET and issued by POST."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from asn_portal.core.documents.files import file_response
from performance.selectors import credit as selectors
from performance.services import credit_papers as services

paper_view = require_http_methods(["GET", "POST"])


def handed_out(request: HttpRequest, kind: str, subject_id: int) -> HttpResponse:
    """Return the PDF in force; 404 before it is issued."""
    document = services.find_paper(kind=kind, subject_id=subject_id, actor=request.actor)
    if document is None:
        raise Http404
    return file_response(document)


@paper_view
def credit_conversion_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The conversion form."""
    row = selectors.get_conversion(actor=request.actor, pk=pk)
    if request.method == "POST":
        services.issue_conversion(row=row, actor=request.actor)
        return redirect("performance:credit_conversion_paper", pk)
    return handed_out(request, services.CONVERSION, pk)


@paper_view
def credit_accumulation(request: HttpRequest, pk: int) -> HttpResponse:
    """The accumulation of the present level."""
    employee = selectors.get_credit_person(actor=request.actor, pk=pk)
    if request.method == "POST":
        today = timezone.localdate()
        screen = selectors.get_credit_screen(actor=request.actor, employee=employee, today=today)
        services.issue_accumulation(person=employee, account=screen.account, actor=request.actor)
        return redirect("performance:credit_accumulation", pk)
    return handed_out(request, services.ACCUMULATION, pk)


@paper_view
def credit_pak_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The PAK."""
    statement = selectors.get_statement(actor=request.actor, pk=pk)
    if request.method == "POST":
        services.issue_pak(statement=statement, actor=request.actor)
        return redirect("performance:credit_pak_paper", pk)
    return handed_out(request, services.PAK, pk)
