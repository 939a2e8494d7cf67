"""People for mentoring: who is new and has no mentor, who may be paired, and who could be the senior."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils import timezone

from asn_portal.core.access import Actor, Role
from asn_portal.core.pagination import Page, keyset_page
from asn_portal.core.policies import value_on
from employees.enums import EmployeeKind
from employees.models import Assignment, Employee, Unit
from employees.rules.names import sort_name
from training.enums import PairStatus
from training.models import MentoringPair
from training.policies.mentoring import NEW_EMPLOYEE_MONTHS, can_pair
from training.rules.mentoring import has_less_service, months_before, years_of_service

SIZE = 20
FOUND = 20
SUGGESTED = 8
SHORTEST = 2
PPPK = [EmployeeKind.PPPK, EmployeeKind.PPPK_PART]
OPEN = [PairStatus.PROPOSED, PairStatus.ACTIVE]


def with_service(people: QuerySet[Employee]) -> QuerySet[Employee]:
    """Add `serves_since`: the CPNS day, for PPPK the first post; unknown stays NULL."""
    first = Assignment.objects.filter(employee=OuterRef("pk")).order_by().values("employee")
    pppk = Coalesce(Subquery(first.annotate(day=Min("starts_on")).values("day")), "position_effective_on")
    return people.annotate(serves_since=Case(When(kind__in=PPPK, then=pppk), default=F("cpns_on")))


def without_mentor(people: QuerySet[Employee]) -> QuerySet[Employee]:
    """Leave out who has a mentor, has been proposed one, or has been through a mentoring with its review."""
    pairs = MentoringPair.objects.filter(junior=OuterRef("pk"))
    reviewed = Q(state=PairStatus.CLOSED) & ~Q(review="")
    return people.filter(~Exists(pairs.filter(Q(state__in=OPEN) | reviewed)))


def new_without_mentor(*, actor: Actor) -> QuerySet[Employee]:
    """Return the new employees of the actor's people who have no mentor, with `serves_since`.

    New is who became CPNS, or as PPPK took the first post, within the agency's months. Somebody whose first day is
    not on record is not called new. The plain conditions come first, so that the database looks at few people.
    """
    today = timezone.localdate()
    months = value_on(NEW_EMPLOYEE_MONTHS, agency_id=actor.agency_id, day=today)
    since = months_before(today, months)
    people = without_mentor(Employee.objects.visible_to(actor).planning())
    earlier = Assignment.objects.filter(employee=OuterRef("pk"), starts_on__lt=since)
    recent = Q(cpns_on__gte=since) & ~Q(kind__in=PPPK)
    contract = Q(position_effective_on__gte=since, kind__in=PPPK) & ~Exists(earlier)
    return with_service(people.filter(recent | contract).exclude(pk=actor.employee_id or 0))


def page_of_new(*, actor: Actor, token: str, size: int = SIZE) -> Page:
    """Return one page of the new employees without a mentor, by name, with `may_be_paired` by the actor."""
    mine = Case(When(pairable_by(actor), then=Value(True)), default=Value(False))
    rows = new_without_mentor(actor=actor).annotate(may_be_paired=mine).select_related("position", "unit")
    return keyset_page(rows, key="sort_name", token=token, size=size)


def count_new_without_mentor(*, actor: Actor) -> int:
    """Return how many new employees of the actor's people have no mentor."""
    if not (actor.is_evaluator or actor.scopes):
        return 0
    return new_without_mentor(actor=actor).count()


def find_juniors(*, actor: Actor, text: str) -> list[Employee]:
    """Return people the actor may pair, by part of a name or NIP, with `has_mentor`."""
    rows = pairable(actor=actor)
    taken = MentoringPair.objects.filter(junior=OuterRef("pk"), state__in=OPEN)
    rows = by_text(rows, text).annotate(has_mentor=Exists(taken)).select_related("position", "unit")
    return list(rows.order_by("sort_name", "pk")[:FOUND]) if len(text) >= SHORTEST else []


def pairable(*, actor: Actor) -> QuerySet[Employee]:
    """Return the people at work for whom the actor may look for a mentor."""
    people = Employee.objects.visible_to(actor).planning()
    return people.filter(pairable_by(actor)).exclude(pk=actor.employee_id or 0)


def pairable_by(actor: Actor) -> Q:
    """Return the condition of `can_pair` for many people: HR and heads their units, evaluators their own people."""
    wanted = Q(evaluator_id=actor.employee_id or 0)
    scopes = actor.scopes_for(Role.HR, Role.HEAD)
    if scopes:
        wanted |= Q(unit_id__in=Unit.objects.in_scopes(scopes).order_by().values("id"))
    return wanted


def get_junior(*, actor: Actor, pk: int) -> Employee:
    """Return somebody of the actor's scope who could get a mentor (404 otherwise)."""
    people = with_service(Employee.objects.visible_to(actor).planning())
    return get_object_or_404(people.select_related("position", "unit"), pk=pk)


@dataclass(frozen=True)
class Candidate:
    """Somebody who could be the senior: years of service, and whether these are fewer than the junior's."""

    person: Employee
    years: int | None
    is_shorter: bool | None
    running: int


def seniors_for(*, actor: Actor, junior: Employee) -> QuerySet[Employee]:
    """Return the active people the actor sees, and those of the junior's own office, without the junior."""
    visible = Employee.objects.visible_to(actor).order_by().values("pk")
    wanted = Q(pk__in=visible)
    if junior.unit and junior.unit.opd_id:
        wanted |= Q(unit__opd_id=junior.unit.opd_id)
    people = Employee.objects.filter(agency_id=junior.agency_id).planning().exclude(pk=junior.pk)
    running = MentoringPair.objects.filter(senior=OuterRef("pk"), state__in=OPEN).order_by().values("senior")
    count = Coalesce(Subquery(running.annotate(count=Count("pk")).values("count")), Value(0))
    people = with_service(people.filter(wanted)).annotate(running=count)
    return people.select_related("position", "unit")


def find_seniors(*, actor: Actor, junior: Employee, text: str) -> list[Candidate]:
    """Return seniors by part of a name or NIP; without words the junior's unit, the same kind of post first."""
    if not can_pair(actor, junior):
        return []
    rows = seniors_for(actor=actor, junior=junior)
    if len(text) >= SHORTEST:
        rows = by_text(rows, text).order_by("sort_name", "pk")[:FOUND]
    else:
        rows = rows.filter(
            unit_id=junior.unit_id, serves_since__lte=service_of(junior) or timezone.localdate()
        )
        rows = rows.annotate(same_post=Case(When(position__title=title_of(junior), then=0), default=1))
        rows = rows.order_by("same_post", "serves_since", "pk")[:SUGGESTED]
    return [as_candidate(person, junior) for person in rows]


def get_senior(*, actor: Actor, junior: Employee, pk: int) -> Candidate:
    """Return one of them (404 for anybody else)."""
    rows = seniors_for(actor=actor, junior=junior)
    return as_candidate(get_object_or_404(rows, pk=pk), junior)


def as_candidate(person: Employee, junior: Employee) -> Candidate:
    """Return a person of `seniors_for` beside a junior of `get_junior`."""
    since = service_of(person)
    return Candidate(
        person=person,
        years=years_of_service(since, timezone.localdate()),
        is_shorter=has_less_service(since, service_of(junior)),
        running=person.running,
    )


def title_of(person: Employee) -> int:
    """Return the kind of post of a person, 0 for none."""
    return person.position.title_id if person.position else 0


def service_of(person: Employee) -> date | None:
    """Return the first day of service that `with_service` has added."""
    return person.serves_since


def by_text(people: QuerySet[Employee], text: str) -> QuerySet[Employee]:
    """Narrow people to those whose name or NIP holds the words."""
    digits = "".join(text.split())
    if digits.isdigit():
        return people.filter(nip__contains=digits)
    return people.filter(sort_name__contains=sort_name(text))
