"""Feedback given, received and about the people one rates, and to whom one may give it."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor, Role
from asn_portal.core.pagination import Page, keyset_page
from employees.models import Employee, Unit
from performance.enums import BehaviourValue, CycleStatus, FeedbackRole, PlanStatus
from performance.enums.dialogue import FeedbackTone
from performance.models import Cycle, Feedback, WorkResult
from performance.selectors.work_teams import people_in_teams, team_role

SIZE = 30
MOST_FOUND = 60
SHORTEST_SEARCH = 3


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
    in_team = team_role(actor=actor, employee=employee)
    return in_team or (FeedbackRole.OTHER if leads(actor, employee) else None)


def leads(actor: Actor, employee: Employee) -> bool:
    """Tell whether the actor heads a unit above the person's."""
    if not actor.has(Role.HEAD) or employee.unit is None:
        return False
    return actor.covers(employee.unit.path, Role.HEAD)


def reachable_people(*, actor: Actor, with_teams: bool = True) -> QuerySet[Employee]:
    """Return the people the actor may give feedback to: leader, colleagues of one evaluator, own people, teams."""
    me = actor.employee_id
    if me is None or actor.agency_id is None:
        return Employee.objects.none()
    mine = Employee.objects.filter(pk=me).values("evaluator_id")
    wanted = Q(evaluator_id=me) | Q(pk__in=mine) | Q(evaluator_id__in=mine)
    heads = actor.scopes_for(Role.HEAD)
    if with_teams:
        wanted |= people_in_teams(actor=actor)
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
    rows = WorkResult.objects.filter(
        plan__agency_id=actor.agency_id,
        plan__cycle=cycle,
        plan__employee=employee,
        plan__is_current=True,
        plan__state=PlanStatus.APPROVED,
    ).select_related("plan")
    if reachable_people(actor=actor, with_teams=False).filter(pk=employee.pk).exists():
        return rows
    # Somebody of another unit is seen as far as the work for the team's leader goes.
    return rows.filter(leader_result__plan__employee_id=actor.employee_id)


def colleagues_of(*, actor: Actor, employee: Employee) -> QuerySet[Employee]:
    """Return who can be asked for feedback on somebody: their office, their leader and those the actor reaches."""
    unit = employee.unit
    office = Q(unit__opd_id=unit.opd_id) if unit and unit.opd_id else Q(unit_id=employee.unit_id or 0)
    near = office | Q(pk=employee.evaluator_id or 0) | Q(evaluator_id=employee.pk)
    near |= Q(pk__in=reachable_people(actor=actor).order_by().values("pk"))
    people = Employee.objects.filter(near, agency_id=actor.agency_id, is_active=True)
    return people.exclude(pk__in=[employee.pk, actor.employee_id or 0]).select_related("position", "unit")


def can_be_asked(*, actor: Actor, employee: Employee, asked: Employee) -> bool:
    """Tell whether the actor may ask this one for feedback on somebody."""
    return colleagues_of(actor=actor, employee=employee).filter(pk=asked.pk).exists()


def find_to_ask(*, actor: Actor, employee: Employee, text: str) -> list[Employee]:
    """Return those who work closely with somebody, or with three letters those of the office who match."""
    people, words = colleagues_of(actor=actor, employee=employee), text.strip()
    if len(words) >= SHORTEST_SEARCH:
        people = people.filter(Q(sort_name__contains=words.lower()) | Q(nip__startswith=words))
    else:
        close = Q(evaluator_id=employee.pk) | Q(pk=employee.evaluator_id or 0)
        if employee.evaluator_id:
            close |= Q(evaluator_id=employee.evaluator_id)
        people = people.filter(close)
    return list(people.order_by("sort_name", "pk")[:MOST_FOUND])


def get_to_ask(*, actor: Actor, employee: Employee, pk: int) -> Employee:
    """Return somebody who can be asked (404 otherwise)."""
    return get_object_or_404(colleagues_of(actor=actor, employee=employee), pk=pk)


@dataclass(frozen=True)
class FeedbackQuestion:
    """What a list of feedback asks for; empty filters mean all."""

    side: str = "received"
    role: str = ""
    tone: str = ""
    about: str = ""
    token: str = ""


def page_of_feedback(*, actor: Actor, question: FeedbackQuestion) -> Page:
    """Return a page of feedback, newest first: received, given, or team (about the people the actor rates today)."""
    me = actor.employee_id
    if me is None:
        return Page(items=[])
    sides = {
        "received": Q(employee_id=me),
        "given": Q(author_id=me),
        "team": Q(employee__evaluator_id=me) & (Q(author=None) | ~Q(author_id=me)),
    }
    rows = Feedback.objects.visible_to(actor).filter(sides[question.side])
    rows = narrowed(rows, question).select_related("employee", "author__position", "result")
    return keyset_page(rows, key="id", token=question.token, size=SIZE, newest_first=True)


def narrowed(rows: QuerySet[Feedback], question: FeedbackQuestion) -> QuerySet[Feedback]:
    """Return the rows that fit the filters; unknown values filter nothing."""
    if question.role in FeedbackRole.values:
        rows = rows.filter(role=question.role)
    if question.tone in FeedbackTone.values:
        rows = rows.filter(tone=question.tone)
    if question.about in BehaviourValue.values:
        rows = rows.filter(behaviour=question.about)
    elif question.about == "result":
        rows = rows.filter(behaviour="")
    return rows


def get_feedback(*, actor: Actor, pk: int) -> Feedback:
    """Return one piece of feedback in the actor's scope (404 otherwise)."""
    return get_object_or_404(Feedback.objects.visible_to(actor), pk=pk)


@dataclass(frozen=True)
class FeedbackSubject:
    """The page of one work result or one behaviour of somebody: everything said about it."""

    employee: Employee
    title: str
    page: Page
    tones: dict[str, int]
    result: WorkResult | None = None
    behaviour: str = ""

    @property
    def about(self) -> str:
        """Return the value of a form field that means this subject."""
        return f"result:{self.result.pk}" if self.result else f"behaviour:{self.behaviour}"


def get_person(*, actor: Actor, pk: int) -> Employee:
    """Return somebody in the actor's scope with unit and post (404 otherwise)."""
    people = Employee.objects.visible_to(actor).select_related("unit", "position", "evaluator")
    return get_object_or_404(people, pk=pk)


def feedback_on_result(*, actor: Actor, pk: int, result_pk: int, token: str = "") -> FeedbackSubject:
    """Return what was said about one result of somebody in scope (404 otherwise)."""
    person = get_person(actor=actor, pk=pk)
    results = WorkResult.objects.filter(plan__agency_id=actor.agency_id, plan__employee=person)
    result = get_object_or_404(results, pk=result_pk)
    rows = Feedback.objects.visible_to(actor).filter(employee=person, result=result)
    return FeedbackSubject(person, result.statement, paged(rows, token), tones_of(rows), result=result)


def feedback_on_behaviour(*, actor: Actor, pk: int, value: str, token: str = "") -> FeedbackSubject:
    """Return what was said about one behaviour of somebody in scope (404 otherwise)."""
    person = get_person(actor=actor, pk=pk)
    if value not in BehaviourValue.values:
        raise Http404
    rows = Feedback.objects.visible_to(actor).filter(employee=person, behaviour=value)
    title = str(BehaviourValue(value).label)
    return FeedbackSubject(person, title, paged(rows, token), tones_of(rows), behaviour=value)


def paged(rows: QuerySet[Feedback], token: str) -> Page:
    """Return a page of feedback, newest first."""
    rows = rows.select_related("employee", "author__position", "result")
    return keyset_page(rows, key="id", token=token, size=SIZE, newest_first=True)


def tones_of(rows: QuerySet[Feedback]) -> dict[str, int]:
    """Return how much praises and how much warns."""
    return dict(rows.exclude(tone="").order_by().values_list("tone").annotate(count=Count("pk")))


def feedback_about(*, actor: Actor, employee_id: int, cycle_id: int) -> list[Feedback]:
    """Return what was said about one person in a year, as far as the actor may see it, newest first."""
    rows = Feedback.objects.visible_to(actor).filter(employee_id=employee_id, cycle_id=cycle_id)
    return list(rows.select_related("author__position")[:200])
