"""The career page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from employees.selectors.evaluators import chain_of_superiors
from promotions.policies.rank import can_record_exam
from promotions.selectors.career import get_career
from promotions.selectors.career_lanes import career_lanes
from promotions.selectors.proposals import current_proposal


@require_GET
def my_career(request: HttpRequest) -> HttpResponse:
    """Show the actor's own career."""
    if request.actor.employee_id is None:
        raise Http404
    return career_page(request, request.actor.employee_id)


@require_GET
def career_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the career of somebody in the actor's scope."""
    return career_page(request, pk)


def career_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Render the career of a person the actor may see."""
    career = get_career(actor=request.actor, pk=pk)
    context = {
        "career": career,
        "employee": career.employee,
        "lanes": career_lanes(actor=request.actor, career=career),
        "superiors": chain_of_superiors(actor=request.actor, employee=career.employee),
        "is_own": pk == request.actor.employee_id,
        "proposal": current_proposal(actor=request.actor, employee=career.employee),
        "can_record": can_record_exam(request.actor, career.employee),
    }
    return render(request, "promotions/career.html", context)
