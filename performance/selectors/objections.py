"""Objections: one, lists for the person, the superior, the evaluator and HR, and whether one may be filed."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from asn_portal.core.access import Actor
from asn_portal.core.calendar import WorkCalendar
from asn_portal.core.pagination import Page, keyset_page
from asn_portal.core.requirements import Checklist
from asn_portal.core.selectors import work_calendar
from employees.models import Employee
from performance.enums import Predicate, Rating
from performance.enums.objections import ObjectionStatus
from performance.models import Appraisal, Objection, ObjectionHearing
from performance.policies import objections as policies
from performance.rules.deadlines import Deadline
from performance.rules.evaluation_clocks import ClockRules, objection_deadline, received_on
from performance.rules.objections import ObjectionFacts, objection_checklist
from performance.selectors.receipts import (
    calendar_of,
    clock_rules,
    facts_of,
    final_reason,
    newest_objection,
)
from performance.selectors.superiors import superior_of
from performance.workflow.objections import OBJECTION_FLOW

SIZE = 30
PARTS = ("saya", "putuskan", "penjelasan", "semua")


def objections(*, actor: Actor) -> QuerySet[Objection]:
    """Return the objections in scope with what pages show of them."""
    return Objection.objects.visible_to(actor).select_related(
        "appraisal__period__cycle",
        "employee__position",
        "employee__unit",
        "unit",
        "evaluator__position",
        "decider__position",
        "decided_by__position",
    )


def get_objection(*, actor: Actor, pk: int) -> Objection:
    """Return an objection in scope, 404 otherwise."""
    return get_object_or_404(objections(actor=actor), pk=pk)


@dataclass(frozen=True)
class Frame:
    """Everything that decides about an objection to one rating today."""

    checklist: Checklist
    superior: Employee | None
    received_on: date
    last_day: Deadline
    calendar: WorkCalendar
    rules: ClockRules


def get_frame(*, actor: Actor, appraisal: Appraisal, is_preview: bool = False) -> Frame:
    """Return whether the person may object today, who would decide and until when.

    A preview takes the superior from the maintained columns where these cannot be wrong: five queries less.
    Who has not confirmed the receipt receives the document by objecting: the clock begins that day.
    """
    today = timezone.localdate()
    rules = clock_rules(actor=actor, day=today)
    calendar = calendar_of(work_calendar(actor=actor), appraisal, day=today)
    received = receipt_day(appraisal, calendar=calendar, rules=rules, today=today)
    last_day = objection_deadline(received, calendar=calendar, rules=rules)
    earlier = newest_objection(actor=actor, appraisal=appraisal)
    superior = known_superior(actor=actor, appraisal=appraisal) if is_preview else None
    superior = superior or decider_of(actor=actor, appraisal=appraisal, day=today)
    facts = ObjectionFacts(
        is_released=appraisal.released_at is not None,
        received_on=received,
        last_day=last_day,
        superior=superior.full_name if superior else "",
        final_reason=final_reason(appraisal, day=today),
        earlier="" if earlier is None else ("decided" if earlier.get_state().is_decided else "filed"),
    )
    checklist = objection_checklist(facts, today=today)
    return Frame(checklist, superior, received, last_day, calendar, rules)


def receipt_day(appraisal: Appraisal, *, calendar: WorkCalendar, rules: ClockRules, today: date) -> date:
    """Return when the person received the document: confirmed, deemed, or else today."""
    found, _deemed = received_on(facts_of(appraisal, None), calendar=calendar, rules=rules, today=today)
    return found or today


def known_superior(*, actor: Actor, appraisal: Appraisal) -> Employee | None:
    """Return the evaluator of who rated as the columns have it today, None where the chart has to be asked.

    That is where who rated has moved since, or where the column names the person.
    """
    rater = appraisal.rated_by
    if rater is None or rater.evaluator_id in {None, appraisal.employee_id} or appraisal.rated_at is None:
        return None
    if (rater.position_effective_on or date.max) > timezone.localtime(appraisal.rated_at).date():
        return None
    rows = Employee.objects.filter(agency_id=actor.agency_id, is_active=True, pk=rater.evaluator_id)
    return rows.select_related("position").first()


def decider_of(*, actor: Actor, appraisal: Appraisal, day: date) -> Employee | None:
    """Return the superior of who rated, on the day asked for; neither the person nor the one who rated."""
    rater = appraisal.rated_by
    if rater is None or appraisal.rated_at is None:
        return None
    rated_on = timezone.localtime(appraisal.rated_at).date()
    return superior_of(
        actor=actor, rater=rater, day=day, rated_on=rated_on, besides={appraisal.employee_id, rater.pk}
    )


@dataclass(frozen=True)
class Desk:
    """The page of objections: which part, how many in each, and a page of rows."""

    part: str
    counts: dict[str, int]
    page: Page
    today: date


def get_desk(*, actor: Actor, part: str = "", token: str = "") -> Desk:
    """Return one part of the objections with the counts of all; two queries at any size."""
    rows, me = objections(actor=actor), actor.employee_id or 0
    questions = {
        "saya": Q(employee_id=me),
        "putuskan": Q(decider_id=me),
        "penjelasan": Q(evaluator_id=me),
    }
    if policies.can_follow_objections(actor):
        questions["semua"] = Q()
    counts = Objection.objects.visible_to(actor).aggregate(
        **{name: Count("pk", filter=question & ~Q(pk=None)) for name, question in questions.items()},
        **{
            f"{name}_open": Count("pk", filter=question & Q(state=ObjectionStatus.FILED))
            for name, question in questions.items()
        },
    )
    chosen = part if part in questions else first_part(counts, list(questions))
    page = keyset_page(
        rows.filter(questions[chosen]), key="filed_at", token=token, size=SIZE, newest_first=True
    )
    return Desk(chosen, counts, page, timezone.localdate())


def first_part(counts: dict[str, int], parts: list[str]) -> str:
    """Return where something waits, else the part with rows, else the own ones."""
    order = [name for name in ("putuskan", "penjelasan", "semua", "saya") if name in parts]
    waiting = [name for name in order if counts[f"{name}_open"]]
    filled = [name for name in order if counts[name]]
    return next(iter(waiting or filled), "saya")


@dataclass(frozen=True)
class ObjectionSheet:
    """The page of one objection."""

    hearings: list[ObjectionHearing]
    timeline: list
    is_own: bool
    is_heard: bool
    is_overdue: bool
    days_left: int
    can_state: bool
    can_examine: bool
    can_withdraw: bool
    can_redirect: bool
    can_sign: bool


def get_objection_sheet(*, actor: Actor, objection: Objection) -> ObjectionSheet:
    """Return who was heard, what happened and what the actor may do; four queries."""
    today = timezone.localdate()
    heard = list(ObjectionHearing.objects.filter(agency_id=actor.agency_id, objection=objection))
    flow = OBJECTION_FLOW
    is_open = objection.state == ObjectionStatus.FILED
    calendar = work_calendar(actor=actor)
    return ObjectionSheet(
        hearings=[row for row in heard if policies.sees_hearing(actor, objection, row.party)],
        timeline=list(flow.timeline(objection)),
        is_own=objection.employee_id == actor.employee_id,
        is_heard=is_evaluator_heard(objection, heard),
        is_overdue=is_open and objection.due_on < today,
        days_left=calendar.count_between(today, objection.due_on),
        can_state=flow.allows("state", objection, actor),
        can_examine=flow.allows("confirm", objection, actor),
        can_withdraw=flow.allows("withdraw", objection, actor),
        can_redirect=flow.allows("redirect", objection, actor),
        can_sign=objection.get_state().is_decided
        and objection.signed_at is None
        and policies.can_sign_decision(actor, objection),
    )


def is_evaluator_heard(objection: Objection, hearings: list[ObjectionHearing]) -> bool:
    """Tell whether who rated has been asked: in writing or in a hearing (annex V p. 117)."""
    return bool(objection.statement) or any(row.party == "evaluator" for row in hearings)


@dataclass(frozen=True)
class RatingView:
    """One side of the comparison: both ratings with their reasons, and the predicate."""

    result: Rating
    result_reason: str
    behaviour: Rating
    behaviour_reason: str
    predicate: Predicate
    recommendation: str


def rating_before(objection: Objection) -> RatingView:
    """Return the frozen rating."""
    old = objection.original
    return RatingView(
        Rating(old["result_rating"]),
        old["result_reason"],
        Rating(old["behaviour_rating"]),
        old["behaviour_reason"],
        Predicate(old["predicate"]),
        old["recommendation"],
    )


def rating_after(objection: Objection) -> RatingView | None:
    """Return the rating of the decision, None where nothing was changed."""
    if objection.state != ObjectionStatus.CHANGED:
        return None
    return RatingView(
        Rating(objection.result_rating),
        objection.result_reason,
        Rating(objection.behaviour_rating),
        objection.behaviour_reason,
        Predicate(objection.predicate),
        objection.recommendation,
    )
