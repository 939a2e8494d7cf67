"""Feedback given, received and about the people one rates, and to whom one may give it."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor, Role
from employees.models import Employee, Unit
from performance.enums import CycleStatus, FeedbackRole, PlanStatus
from performance.models import Cycle, Feedback, WorkResult

NEWEST = 50
MOST_FOUND = 60


@dataclass(frozen=True)
class Reachable:
    """Somebody the actor may give feedback to, and as what."""

    employee: Employee
    role: FeedbackRole


def running_cycle(*, actor: Actor) -> Cycle | None:
    """Return the newest open year of the agency."""
    return Cycle.objects.visible_to(actor).filter(state=CycleStatus.OPEN).order_by("-year").first()


def role_of(*, actor: Actor, employee: Employee) -> FeedbackRole | None:
    """Return as what the actor speaks about somebody, None where there is no relation today."""
    me = actor.employee_id
    if me is None or employee.pk == me or employee.agency_id != actor.agency_id:
        return None
    if employee.evaluator_id == me:
        return FeedbackRole.LEADER
    mine = (
        Employee.objects.filter(agency_id=actor.agency_id, pk=me)
        .values_list("evaluator_id", flat=True)
        .first()
    )
    if mine == employee.pk:
        return FeedbackRole.SUBORDINATE
    if mine and mine == employee.evaluator_id:
        return FeedbackRole.PEER
    return FeedbackRole.OTHER if leads(actor, employee) else None


def leads(actor: Actor, employee: Employee) -> bool:
    """Tell whether the actor heads a unit above the person's."""
    if not actor.has(Role.HEAD) or employee.unit is None:
        return False
    return actor.covers(employee.unit.path, Role.HEAD)


def reachable_people(*, actor: Actor) -> QuerySet[Employee]:
    """Return the people the actor may give feedback to: leader, colleagues of one evaluator, own people."""
    me = actor.employee_id
    if me is None or actor.agency_id is None:
        return Employee.objects.none()
    mine = Employee.objects.filter(pk=me).values("evaluator_id")
    wanted = Q(evaluator_id=me) | Q(pk__in=mine) | Q(evaluator_id__in=mine)
    heads = actor.scopes_for(Role.HEAD)
    if heads:
        wanted |= Q(unit_id__in=Unit.objects.in_scopes(heads).order_by().values("id"))
    people = Employee.objects.filter(agency_id=actor.agency_id, is_active=True).exclude(pk=me)
    return people.filter(wanted).select_related("position", "unit")


def find_people(*, actor: Actor, text: str = "") -> list[Employee]:
    """Return those of them whose name or NIP holds the text, by name, the first sixty."""
    people = reachable_people(actor=actor)
    words = text.strip()
    if words:
        people = people.filter(
            Q(sort_name__contains=words.lower()) | Q(name__icontains=words) | Q(nip__startswith=words)
        )
    return list(people.order_by("sort_name", "pk")[:MOST_FOUND])


def get_reachable(*, actor: Actor, pk: int) -> Reachable:
    """Return one of them with the role; 404 for anybody else."""
    employee = get_object_or_404(reachable_people(actor=actor), pk=pk)
    role = role_of(actor=actor, employee=employee) or FeedbackRole.OTHER
    return Reachable(employee=employee, role=role)


def results_of(*, actor: Actor, employee: Employee, cycle: Cycle | None) -> QuerySet[WorkResult]:
    """Return the work results of the person's plan in force, for somebody who may give feedback on them."""
    if cycle is None or not reachable_people(actor=actor).filter(pk=employee.pk).exists():
        return WorkResult.objects.none()
    return WorkResult.objects.filter(
        plan__agency_id=actor.agency_id,
        plan__cycle=cycle,
        plan__employee=employee,
        plan__is_current=True,
        plan__state=PlanStatus.APPROVED,
    ).select_related("plan")


def list_feedback(*, actor: Actor, side: str) -> list[Feedback]:
    """Return the newest feedback: "received", "given", or "team" (about the people the actor rates today)."""
    me = actor.employee_id
    if me is None:
        return []
    sides = {
        "received": Q(employee_id=me),
        "given": Q(author_id=me),
        "team": Q(employee__evaluator_id=me) & ~Q(author_id=me),
    }
    rows = Feedback.objects.visible_to(actor).filter(sides[side])
    return list(rows.select_related("employee", "author__position", "result")[:NEWEST])


def feedback_about(*, actor: Actor, employee_id: int, cycle_id: int) -> list[Feedback]:
    """Return what was said about one person in a year, as far as the actor may see it, newest first."""
    rows = Feedback.objects.visible_to(actor).filter(employee_id=employee_id, cycle_id=cycle_id)
    return list(rows.select_related("author__position")[:200])
