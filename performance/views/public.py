"""Pages for citizens: the standards of service and what the offices reached. No account is needed."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from performance.selectors import public_standards as selectors


@login_not_required
@require_GET
def public_agencies(request: HttpRequest) -> HttpResponse:
    """Show the governments that publish; where there is one, its page at once."""
    agencies = selectors.publishing_agencies(today=timezone.localdate())
    if len(agencies) == 1:
        return redirect("performance:public_standards", agencies[0].code.lower())
    return render(request, "performance/public_agencies.html", {"agencies": agencies})


@login_not_required
@require_GET
def public_standards(request: HttpRequest, code: str) -> HttpResponse:
    """Show the offices of a government with how many of their indicators are reached."""
    today = timezone.localdate()
    agency = selectors.get_publishing_agency(code=code, today=today)
    offices = selectors.list_offices(agency=agency, today=today)
    return render(request, "performance/public_standards.html", {"agency": agency, "offices": offices})


@login_not_required
@require_GET
def public_office(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Show the standards of one office and the values it reached."""
    today = timezone.localdate()
    agency = selectors.get_publishing_agency(code=code, today=today)
    office = selectors.get_office(agency=agency, pk=pk, today=today)
    return render(request, "performance/public_office.html", {"agency": agency, "office": office})
