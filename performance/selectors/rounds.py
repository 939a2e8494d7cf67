"""Feedback rounds: how far they are for who runs them, one's own answers to give, and the result once closed."""

from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils import timezone

from asn_portal.core.access import Actor, Role
from asn_portal.core.models import TransitionLog
from asn_portal.core.pagination import Page, keyset_page
from employees.models import Employee, Unit
from performance.enums import BehaviourValue
from performance.enums.rounds import RoundStatus
from performance.models import FeedbackRound, RoundAnswer, RoundRespondent, RoundSubject
from performance.policies import rounds as policies
from performance.rules.rounds import GivenAnswer, ItemRow, RoundSheet, Thresholds, in_random_order, summarise
from performance.workflow.rounds import ROUND_FLOW

SIZE = 20
MOST_FOUND = 40
MOST_WAITING = 200


def with_figures(rows: QuerySet[FeedbackRound]) -> QuerySet[FeedbackRound]:
    """Add how many people a round is about, how many answers are asked for and how many are there."""
    people = RoundSubject.objects.filter(round=OuterRef("pk")).order_by().values("round")
    ledger = RoundRespondent.objects.filter(subject__round=OuterRef("pk")).order_by().values("subject__round")
    figures = {
        "people_count": people.annotate(figure=Count("pk")),
        "asked_count": ledger.annotate(figure=Count("pk")),
        "answered_count": ledger.annotate(figure=Count("pk", filter=Q(answered_on__isnull=False))),
    }
    return rows.annotate(
        **{
            name: Coalesce(Subquery(query.values("figure"), output_field=IntegerField()), 0)
            for name, query in figures.items()
        }
    )


@dataclass(frozen=True)
class RoundList:
    """What waits for the actor's answer, the results the actor may read, and the rounds the actor follows."""

    waiting: list[RoundRespondent]
    results: list[RoundSubject]
    page: Page
    can_start: bool


def list_rounds(*, actor: Actor, token: str = "") -> RoundList:
    """Return the three lists, in three queries."""
    results = RoundSubject.objects.visible_to(actor).select_related("employee", "round").order_by("-pk")
    followed = with_figures(FeedbackRound.objects.visible_to(actor))
    return RoundList(
        waiting=list(waiting_answers(actor=actor)[:MOST_WAITING]),
        results=list(results[:SIZE]),
        page=keyset_page(followed, key="id", token=token, size=SIZE, newest_first=True),
        can_start=policies.can_start_any_round(actor),
    )


def waiting_answers(*, actor: Actor) -> QuerySet[RoundRespondent]:
    """Return whom the actor is still asked about, the round that closes first on top."""
    rows = RoundRespondent.objects.visible_to(actor).filter(
        answered_on=None,
        declined_on=None,
        subject__round__state=RoundStatus.OPEN,
        subject__round__closes_on__gte=timezone.localdate(),
    )
    return rows.select_related("subject__employee__position", "subject__round").order_by(
        "subject__round__closes_on", "pk"
    )


def get_respondent(*, actor: Actor, pk: int) -> RoundRespondent:
    """Return an own line of the ledger (404 otherwise)."""
    rows = RoundRespondent.objects.visible_to(actor)
    return get_object_or_404(rows.select_related("subject__employee__position", "subject__round"), pk=pk)


@dataclass(frozen=True)
class RoundScreen:
    """How far a round is; no side, no name and no content of an answer."""

    round: FeedbackRound
    people: list[Employee]
    timeline: QuerySet[TransitionLog]
    is_open: bool
    can_remind: bool


def get_round(*, actor: Actor, pk: int) -> FeedbackRound:
    """Return a round the actor follows (404 otherwise)."""
    rows = with_figures(FeedbackRound.objects.visible_to(actor))
    return get_object_or_404(rows.select_related("unit", "started_by"), pk=pk)


def get_round_screen(*, actor: Actor, pk: int) -> RoundScreen:
    """Return the page of a round the actor follows (404 otherwise)."""
    feedback_round = get_round(actor=actor, pk=pk)
    is_open = feedback_round.state == RoundStatus.OPEN
    people = Employee.objects.filter(pk__in=feedback_round.subjects.values("employee_id"))
    return RoundScreen(
        round=feedback_round,
        people=list(people.select_related("position", "unit").order_by("sort_name", "pk")),
        timeline=ROUND_FLOW.timeline(feedback_round),
        is_open=is_open,
        can_remind=is_open and feedback_round.reminded_on != timezone.localdate(),
    )


@dataclass(frozen=True)
class RoundResult:
    """What a closed round shows of one person."""

    subject: RoundSubject
    sheet: RoundSheet
    rows: list[tuple[str, ItemRow]]
    strengths: tuple[str, ...]
    wishes: tuple[str, ...]


def get_round_result(*, actor: Actor, pk: int) -> RoundResult:
    """Return the result about one person, for the person and the evaluator of today; 404 before the round is closed.

    Everybody who may read it reads the same: no filter, no other cut, so that two looks cannot be compared.
    """
    rows = RoundSubject.objects.visible_to(actor).select_related("employee__position", "round")
    subject = get_object_or_404(rows, pk=pk)
    its = subject.round
    answers = list(RoundAnswer.objects.filter(subject=subject).order_by("pk"))
    given = [GivenAnswer(row.group, row.scores) for row in answers]
    thresholds = Thresholds(its.minimum, its.group_minimum, its.shows_leader)
    sheet = summarise(given, BehaviourValue.values, thresholds)
    shown = answers if sheet.cells else []
    return RoundResult(
        subject=subject,
        sheet=sheet,
        rows=[(str(BehaviourValue(item.value).label), item) for item in sheet.items],
        strengths=in_random_order([(str(row.pk), row.strength) for row in shown], "strength"),
        wishes=in_random_order([(str(row.pk), row.wish) for row in shown], "wish"),
    )


# --- Whom a round is for and who is asked ---


def find_people(*, actor: Actor, text: str) -> list[Employee]:
    """Return people for whom the actor may start a round: those rated today, for HR those of the units."""
    rows = Employee.objects.filter(agency_id=actor.agency_id).planning().exclude(pk=actor.employee_id or 0)
    allowed = Q(evaluator_id=actor.employee_id or 0)
    scopes = actor.scopes_for(Role.HR)
    if any(scope.is_root for scope in scopes):
        allowed = Q()
    elif scopes:
        allowed |= Q(unit_id__in=Unit.objects.in_scopes(scopes).order_by().values("id"))
    words = text.strip().lower()
    if words:
        rows = rows.filter(Q(sort_name__contains=words) | Q(nip__startswith=words))
    found = rows.filter(allowed).select_related("position", "unit")
    return list(found.order_by("sort_name", "pk")[:MOST_FOUND])


def find_units(*, actor: Actor, text: str) -> list[Unit]:
    """Return units for which the actor may start a round: of HR or headed."""
    scopes = actor.scopes_for(Role.HR, Role.HEAD)
    if not scopes:
        return []
    rows = Unit.objects.filter(agency_id=actor.agency_id, ends_on=None).in_scopes(scopes)
    words = text.strip()
    if words:
        rows = rows.filter(name__icontains=words)
    return list(rows[:MOST_FOUND])


def get_round_person(*, actor: Actor, pk: int) -> Employee:
    """Return somebody of the actor's scope with evaluator and unit (404 otherwise)."""
    people = Employee.objects.visible_to(actor).filter(is_active=True)
    return get_object_or_404(people.select_related("unit", "evaluator", "position"), pk=pk)


def get_round_unit(*, actor: Actor, pk: int) -> Unit:
    """Return a unit of the actor's agency (404 otherwise)."""
    return get_object_or_404(Unit.objects.visible_to(actor), pk=pk)


@dataclass(frozen=True)
class Around:
    """Who works around somebody today."""

    employee: Employee
    peers: list[int]
    subordinates: list[int]


def around(*, actor: Actor, people: list[Employee]) -> list[Around]:
    """Return the colleagues of one evaluator and the subordinates of each, in one query."""
    leaders = {person.evaluator_id for person in people if person.evaluator_id} | {row.pk for row in people}
    rows = Employee.objects.filter(agency_id=actor.agency_id, evaluator_id__in=leaders).planning()
    led: dict[int, list[int]] = {}
    for pk, evaluator_id in rows.values_list("pk", "evaluator_id"):
        led.setdefault(evaluator_id, []).append(pk)
    return [
        Around(
            person,
            peers=[pk for pk in led.get(person.evaluator_id or 0, []) if pk != person.pk],
            subordinates=led.get(person.pk, []),
        )
        for person in people
    ]


def people_of_unit(*, actor: Actor, unit: Unit) -> list[Employee]:
    """Return everybody with a plan in a unit and below it."""
    units = Unit.objects.visible_to(actor).under(unit.path).order_by().values("pk")
    rows = Employee.objects.filter(agency_id=actor.agency_id, unit_id__in=units).planning()
    return list(rows.select_related("unit", "evaluator").order_by("sort_name", "pk")[:1_000])


def others_around(*, actor: Actor, employee: Employee) -> QuerySet[Employee]:
    """Return people of the same office who can be asked beside colleagues and subordinates."""
    unit = employee.unit
    office = Q(unit__opd_id=unit.opd_id) if unit and unit.opd_id else Q(unit_id=employee.unit_id or 0)
    rows = Employee.objects.filter(office, agency_id=actor.agency_id).planning()
    rows = rows.exclude(pk__in=[employee.pk, employee.evaluator_id or 0]).exclude(evaluator_id=employee.pk)
    if employee.evaluator_id:
        rows = rows.exclude(evaluator_id=employee.evaluator_id)
    return rows.order_by("sort_name", "pk")[:300]
