"""The home page: it answers the first question of each person (ui.md)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Answer the first question of each person."""
    return render(request, "home/home.html", {})
