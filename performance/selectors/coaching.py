"""Coaching records as the person, the coach and the evaluator read them."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from asn_portal.core.access import Actor
from asn_portal.core.models import TransitionLog
from asn_portal.core.pagination import Page, keyset_page
from employees.models import Employee
from performance.enums import PlanStatus
from performance.enums.dialogue import CoachingStatus
from performance.models import (
    Coaching,
    CoachingLine,
    CompetenceEvaluation,
    GuidanceFeedback,
    Indicator,
    TakeOver,
    WorkResult,
)
from performance.policies import coaching as policies
from performance.workflow.coaching import COACHING_FLOW

SIZE = 20
PARTIES = (
    *("employee__evaluator", "employee__position", "employee__unit", "employee__rank"),
    *("coach__position", "coach__unit", "coach__rank", "coach__evaluator", "cycle", "started_by", "agency"),
)


def visible_coachings(*, actor: Actor) -> QuerySet[Coaching]:
    """Return the coachings in scope with the people in them."""
    return Coaching.objects.visible_to(actor).select_related(*PARTIES)


def page_of_coachings(*, actor: Actor, token: str = "") -> Page:
    """Return a page of coachings in scope, the newest first."""
    return keyset_page(visible_coachings(actor=actor), key="id", token=token, size=SIZE, newest_first=True)


def get_coaching(*, actor: Actor, pk: int) -> Coaching:
    """Return one coaching in scope (404 otherwise)."""
    return get_object_or_404(visible_coachings(actor=actor), pk=pk)


@dataclass(frozen=True)
class CoachingScreen:
    """One coaching with what the actor may do now."""

    coaching: Coaching
    lines: list[CoachingLine]
    timeline: QuerySet[TransitionLog]
    takeovers: list[TakeOver]
    has_competences: bool
    has_feedback: bool
    is_overdue: bool
    may: dict[str, bool] = field(default_factory=dict)


def get_coaching_screen(*, actor: Actor, pk: int) -> CoachingScreen:
    """Return the page of one coaching in scope (404 otherwise)."""
    coaching = get_coaching(actor=actor, pk=pk)
    has_feedback = guidance_feedback_of(actor=actor, coaching=coaching) is not None
    has_competences = CompetenceEvaluation.objects.filter(coaching=coaching).exists()
    steps = {
        name: COACHING_FLOW.allows(name, coaching, actor) for name in COACHING_FLOW.by_name if name != "start"
    }
    review_on = coaching.review_on if coaching.state == CoachingStatus.AGREED else None
    return CoachingScreen(
        coaching=coaching,
        lines=list(coaching.lines.all()),
        timeline=COACHING_FLOW.timeline(coaching),
        takeovers=list(coaching.takeovers.select_related("taken_by")),
        has_competences=has_competences,
        has_feedback=has_feedback,
        is_overdue=review_on is not None and review_on < timezone.localdate(),
        may=steps
        | {
            "rate_guidance": policies.can_rate_guidance(actor, coaching) and not has_feedback,
            "evaluate": policies.can_evaluate_competences(actor, coaching) and not has_competences,
            "take_over": policies.can_take_over(actor, coaching),
        },
    )


def guidance_feedback_of(*, actor: Actor, coaching: Coaching) -> GuidanceFeedback | None:
    """Return what the person said about the guidance, for the person and the superior it was handed to."""
    return GuidanceFeedback.objects.visible_to(actor).filter(coaching=coaching).first()


def get_guidance_feedback(*, actor: Actor, coaching_pk: int) -> GuidanceFeedback:
    """Return it, 404 for anybody else, the coach included."""
    rows = GuidanceFeedback.objects.visible_to(actor).select_related(
        "recipient", *(f"coaching__{name}" for name in PARTIES)
    )
    return get_object_or_404(rows, coaching_id=coaching_pk)


def get_competences(*, actor: Actor, coaching: Coaching) -> CompetenceEvaluation:
    """Return the competence evaluation of a coaching in scope (404 where there is none)."""
    rows = CompetenceEvaluation.objects.filter(agency_id=actor.agency_id)
    return get_object_or_404(rows, coaching=coaching)


def received_guidance_feedback(*, actor: Actor) -> list[GuidanceFeedback]:
    """Return what was handed to the actor as superior of a coach, the newest first."""
    rows = GuidanceFeedback.objects.visible_to(actor).filter(recipient_id=actor.employee_id or 0)
    return list(rows.select_related("coaching__employee", "coaching__coach").order_by("-pk")[:SIZE])


def indicators_for(*, actor: Actor, employee: Employee, cycle_id: int) -> QuerySet[Indicator]:
    """Return the indicators of somebody's plan in force; callers have checked the access."""
    return (
        Indicator.objects.filter(
            result__plan__agency_id=actor.agency_id,
            result__plan__employee=employee,
            result__plan__cycle_id=cycle_id,
            result__plan__is_current=True,
            result__plan__state=PlanStatus.APPROVED,
        )
        .select_related("result__plan")
        .order_by("-result__kind", "result__order", "order", "pk")
    )


def coaches_for(*, actor: Actor, employee: Employee) -> list[Employee]:
    """Return who can be given a coaching: the evaluator, and the colleagues of the person."""
    rows = Employee.objects.filter(
        agency_id=actor.agency_id, evaluator_id=actor.employee_id or 0, is_active=True
    )
    people = list(rows.exclude(pk=employee.pk).select_related("position").order_by("sort_name", "pk")[:300])
    me = Employee.objects.filter(pk=actor.employee_id or 0).select_related("position")
    return [*me, *people]


def results_to_take(*, actor: Actor, coaching: Coaching) -> QuerySet[WorkResult]:
    """Return the results of the person's plan in force that have not been taken over yet."""
    taken = TakeOver.objects.filter(cycle_id=coaching.cycle_id, employee_id=coaching.employee_id)
    return (
        WorkResult.objects.filter(
            plan__agency_id=actor.agency_id,
            plan__employee_id=coaching.employee_id,
            plan__cycle_id=coaching.cycle_id,
            plan__is_current=True,
        )
        .exclude(pk__in=taken.filter(result__isnull=False).values("result_id"))
        .select_related("plan")
    )
