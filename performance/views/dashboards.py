"""Dashboards of the performance year: by office, by unit, and the people behind each figure."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from performance.forms.reports import period_label
from performance.selectors import dashboard as selectors
from performance.selectors.dashboard_people import Question, people_behind


def number_in(data, name: str) -> int | None:
    """Return a whole number of an address; None for anything else."""
    value = data.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 18 else None


@require_GET
def performance_dashboard(request: HttpRequest) -> HttpResponse:
    """Show the figures below a unit in a period."""
    board = selectors.get_dashboard(
        actor=request.actor,
        unit_id=number_in(request.GET, "unit"),
        period_id=number_in(request.GET, "periode"),
        today=timezone.localdate(),
    )
    periods = [(row.pk, period_label(row)) for row in board.periods]
    chosen = f"unit={board.unit_id}&periode={board.period.pk if board.period else ''}"
    base_url = f"{reverse('performance:performance_people')}?{chosen}&tampil="
    context = {"board": board, "periods": periods, "base_url": base_url}
    return render(request, "performance/dashboard.html", context)


@require_GET
def performance_people(request: HttpRequest) -> HttpResponse:
    """List the people behind a figure."""
    question = Question(
        unit_id=number_in(request.GET, "unit"),
        period_id=number_in(request.GET, "periode"),
        is_direct=request.GET.get("langsung") == "1",
        show=request.GET.get("tampil", ""),
        token=request.GET.get("after", ""),
    )
    behind = people_behind(actor=request.actor, question=question)
    label = period_label(behind.period) if behind.period else ""
    return render(request, "performance/dashboard_people.html", {"behind": behind, "period_label": label})
