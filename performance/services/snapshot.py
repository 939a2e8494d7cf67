"""A plan keeps the person and the evaluator as they were (architecture §2.4)."""

from employees.enums import PostFamily
from employees.models import Employee

SHORT, LONG = 80, 200


def person_now(employee_id: int) -> Employee:
    """Return a person with everything that a snapshot copies."""
    parts = ("rank", "position__title", "unit")
    above = tuple(f"evaluator__{part}" for part in parts)
    return Employee.objects.select_related("evaluator", *parts, *above).get(pk=employee_id)


def snapshot_of(employee: Employee) -> dict:
    """Return the columns of a plan that describe the person and the present evaluator."""
    return {
        "unit_id": employee.unit_id,
        "position_id": employee.position_id,
        "is_leader_form": is_leader(employee),
        "employee_name": employee.full_name[:LONG],
        "employee_nip": employee.nip or "",
        "rank_name": str(employee.rank or "")[:SHORT],
        "position_name": named(employee.position),
        "unit_name": named(employee.unit),
        **evaluator_snapshot(employee.evaluator),
    }


def evaluator_snapshot(evaluator: Employee | None) -> dict:
    """Return the columns of a plan that describe the evaluator."""
    return {
        "evaluator_id": evaluator.pk if evaluator else None,
        "evaluator_name": evaluator.full_name[:LONG] if evaluator else "",
        "evaluator_nip": (evaluator.nip or "") if evaluator else "",
        "evaluator_rank": str(evaluator.rank or "")[:SHORT] if evaluator else "",
        "evaluator_position": named(evaluator.position) if evaluator else "",
        "evaluator_unit": named(evaluator.unit) if evaluator else "",
    }


def is_leader(employee: Employee) -> bool:
    """JPT and heads of independent units use the form with perspectives (PermenPANRB 6/2022 annex II)."""
    post, unit = employee.position, employee.unit
    if post is None:
        return False
    return post.title.family == PostFamily.JPT or bool(post.is_head and unit and unit.opd_id == unit.pk)


def named(row) -> str:
    """Return the name of a post or unit, or nothing."""
    return row.name[:LONG] if row else ""
