"""People as other systems see them through the API."""

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor
from employees.models import Employee


def directory(*, actor: Actor, text: str = "") -> QuerySet[Employee]:
    """Return the people of the actor's scope; `text` is part of a name or of a NIP."""
    rows = Employee.objects.visible_to(actor).select_related("rank", "position", "unit", "evaluator")
    text = text.strip().lower()
    if text:
        rows = rows.filter(Q(sort_name__contains=text) | Q(nip__contains=text.replace(" ", "")))
    return rows


def get_person(*, actor: Actor, pk: int) -> Employee:
    """Return one person of the actor's scope (404 otherwise)."""
    return get_object_or_404(directory(actor=actor), pk=pk)
