"""From an account to an actor: role grants of the day and the units one heads that day."""

from datetime import date

from asn_portal.core.access import Actor, Role, Scope
from employees.models import Assignment, Employee, RoleGrant, Unit, User


def actor_of(user: User, *, today: date) -> Actor:
    """Return the actor of an account on a day; definitive and acting (Plt, Plh) heads count alike.

    Reads three or four small queries: the person, the grants, the headed units, and whether somebody is rated.
    """
    employee = (
        Employee.objects.filter(user=user, is_active=True).select_related("position").only(
            "id", "agency_id", "name", "front_title", "back_title", "position__name"
        ).first()
    )
    agency_id = employee.agency_id if employee else user.agency_id
    if agency_id is None:
        return Actor(agency_id=None, user_id=user.pk, name=user.get_full_name())
    scopes = granted_scopes(user, agency_id, today)
    if employee:
        scopes += headed_scopes(employee, today)
    return Actor(
        agency_id=agency_id,
        user_id=user.pk,
        employee_id=employee.pk if employee else None,
        name=employee.full_name if employee else user.get_full_name(),
        title=employee.position.name if employee and employee.position else "",
        scopes=tuple(scopes),
        is_evaluator=bool(employee) and Employee.objects.filter(evaluator=employee, is_active=True).exists(),
    )


def granted_scopes(user: User, agency_id: int, today: date) -> list[Scope]:
    """Return the scopes of the role grants in force."""
    grants = RoleGrant.objects.in_force(today).filter(user=user, agency_id=agency_id)
    return [
        Scope(role=role, unit_id=unit_id, path=path, is_root=depth == 1)
        for role, unit_id, path, depth in grants.values_list("role", "unit_id", "unit__path", "unit__depth")
    ]


def headed_scopes(employee: Employee, today: date) -> list[Scope]:
    """Return one scope for each unit whose head's post the person holds today."""
    posts = Assignment.objects.on(today).filter(employee=employee, position__isnull=False).values("position_id")
    units = Unit.objects.filter(agency_id=employee.agency_id, head_position__in=posts)
    return [
        Scope(role=Role.HEAD, unit_id=pk, path=path, is_root=depth == 1)
        for pk, path, depth in units.values_list("pk", "path", "depth")
    ]
