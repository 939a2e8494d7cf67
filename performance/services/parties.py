"""Who rated whom and who stood above, as they were that day: what the official forms name (10-forms, part D)."""

from collections.abc import Collection
from typing import Any

from asn_portal.core.access import Actor
from employees.models import Employee
from performance.models import Appraisal

Party = dict[str, Any]
PARTS = ("rank", "position", "unit")
NOBODY: Party = {"name": "", "nip": "", "rank": "", "position": "", "unit": ""}


def parties_of(*, appraisal: Appraisal, actor: Actor) -> dict[str, Party]:
    """Return person, evaluator and superior as of now, for `Appraisal.parties`; one query.

    Where the superior of a silent evaluator rates, the evaluator stays named and the superior is who rates
    (form D.1.2).
    """
    return parties_of_many(employee_ids=[appraisal.employee_id], actor=actor)[appraisal.employee_id]


def parties_of_many(*, employee_ids: Collection[int], actor: Actor) -> dict[int, dict[str, Party]]:
    """Return the same for many people whom the actor rates at once; one query at any number."""
    above = [f"evaluator__{part}" for part in PARTS]
    highest = [f"evaluator__evaluator__{part}" for part in PARTS]
    people = Employee.objects.filter(agency_id=actor.agency_id, pk__in=employee_ids)
    rows = people.select_related("evaluator__evaluator", *PARTS, *above, *highest)
    found = {person.pk: _parties(person) for person in rows}
    if any(parties["evaluator"].get("id") != actor.employee_id for parties in found.values()):
        _name_stand_in(found, actor)
    return found


def _parties(person: Employee) -> dict[str, Party]:
    evaluator = person.evaluator
    return {
        "employee": party(person),
        "evaluator": party(evaluator),
        "superior": party(evaluator.evaluator if evaluator else None),
    }


def _name_stand_in(found: dict[int, dict[str, Party]], actor: Actor) -> None:
    """Name the actor as superior where somebody else is the evaluator; one query more."""
    rater = Employee.objects.select_related(*PARTS).filter(pk=actor.employee_id or 0).first()
    for parties in found.values():
        if rater is not None and parties["evaluator"].get("id") != rater.pk:
            parties["superior"] = party(rater)


def party(person: Employee | None) -> Party:
    """Return the five lines of somebody on the form, with the id; empty for nobody."""
    if person is None:
        return dict(NOBODY)
    return {
        "id": person.pk,
        "name": person.full_name,
        "nip": person.nip or "",
        "rank": str(person.rank or ""),
        "position": str(person.position or ""),
        "unit": str(person.unit or ""),
    }
