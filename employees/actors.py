"""From an account to an actor: role grants of the day and the units one heads that day."""

from datetime import date

from django.db.models import CharField, Exists, F, OuterRef, Value

from asn_portal.core.access import Actor, Role, Scope
from employees.models import Assignment, Employee, RoleGrant, Unit, User


def actor_of(user: User, *, today: date) -> Actor:
    """Return the actor of an account on a day; definitive and acting (Plt, Plh) heads count alike.

    Two queries: the person (and whether somebody is rated), then grants and headed units together.
    """
    employee = person_of(user)
    agency_id = employee.agency_id if employee else user.agency_id
    if agency_id is None:
        return Actor(agency_id=None, user_id=user.pk, name=user.get_full_name())
    return Actor(
        agency_id=agency_id,
        user_id=user.pk,
        employee_id=employee.pk if employee else None,
        name=employee.full_name if employee else user.get_full_name(),
        title=employee.position.name if employee and employee.position else "",
        scopes=scopes_of(user, employee, agency_id=agency_id, today=today),
        is_evaluator=bool(employee and employee.has_reports),  # type: ignore[attr-defined]
    )


def person_of(user: User) -> Employee | None:
    """Return the active employee of an account, with `has_reports`."""
    reports = Employee.objects.filter(evaluator_id=OuterRef("pk"), is_active=True)
    return (
        Employee.objects.filter(user=user, is_active=True)
        .annotate(has_reports=Exists(reports))
        .select_related("position")
        .only("id", "agency_id", "name", "front_title", "back_title", "position__name")
        .first()
    )


def scopes_of(user: User, employee: Employee | None, *, agency_id: int, today: date) -> tuple[Scope, ...]:
    """Return the scopes of the grants in force and of the units whose head's post the person holds today."""
    rows = (
        RoleGrant.objects.in_force(today)
        .filter(user=user, agency_id=agency_id)
        .annotate(path=F("unit__path"), depth=F("unit__depth"))
        .values_list("role", "unit_id", "path", "depth")
    )
    if employee:
        posts = (
            Assignment.objects.on(today)
            .filter(employee=employee, position__isnull=False)
            .values("position_id")
        )
        headed = (
            Unit.objects.filter(agency_id=agency_id, head_position__in=posts)
            .order_by()
            .annotate(role=Value(Role.HEAD.value, output_field=CharField()))
            .values_list("role", "pk", "path", "depth")
        )
        rows = rows.union(headed)
    return tuple(
        Scope(role=role, unit_id=pk, path=path, is_root=depth == 1) for role, pk, path, depth in rows
    )
