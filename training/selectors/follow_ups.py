"""Promises and reactions: the own ones, those of one class as averages, and what is due."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor, Role
from asn_portal.core.models import TransitionLog
from employees.models import Unit
from training.enums import EnrolmentStatus, FollowUpStatus
from training.models import Enrolment, FollowUp, Reaction, TrainingClass
from training.policies import follow_ups as policies
from training.rules.follow_ups import shown_answers
from training.workflow.follow_ups import FOLLOW_UP_FLOW

PARTS = ("agency", "employee__position", "employee__unit", "unit", "enrolment__training_class__programme")
MARKS = ("content", "teaching", "organisation")


@dataclass(frozen=True)
class Evaluation:
    """What a class was worth: averages of whole groups of answers, never of one person; and the promises."""

    attended: int
    answers: int
    averages: list[tuple[str, float]]
    comments: list[str]
    follow_ups: list[tuple[FollowUpStatus, int]]


def get_feedback_enrolment(*, actor: Actor, pk: int) -> Enrolment:
    """Return an enrolment in the actor's scope with what has been said of it (404 otherwise)."""
    rows = Enrolment.objects.visible_to(actor).select_related(
        "employee", "training_class__programme__provider", "reaction", "follow_up"
    )
    return get_object_or_404(rows, pk=pk)


def feedback_of(enrolment: Enrolment) -> tuple[Reaction | None, FollowUp | None]:
    """Return what has been said of an enrolment."""
    return getattr(enrolment, "reaction", None), getattr(enrolment, "follow_up", None)


def feedback_open(*, actor: Actor, since: date, limit: int = 5) -> list[Enrolment]:
    """Return the actor's own attended classes, not long over, of which nothing has been said."""
    if actor.employee_id is None:
        return []
    rows = Enrolment.objects.filter(
        agency_id=actor.agency_id,
        employee_id=actor.employee_id,
        state=EnrolmentStatus.ATTENDED,
        reaction=None,
        training_class__ends_on__gte=since,
    )
    return list(rows.select_related("training_class__programme").order_by("-training_class__ends_on")[:limit])


def get_follow_up(*, actor: Actor, pk: int) -> FollowUp:
    """Return a promise in the actor's scope (404 otherwise)."""
    return get_object_or_404(FollowUp.objects.visible_to(actor).select_related(*PARTS), pk=pk)


def follow_ups_of(*, actor: Actor, employee_id: int, limit: int = 20) -> list[FollowUp]:
    """Return the promises of a person, as far as the actor sees them, newest first."""
    rows = FollowUp.objects.visible_to(actor).filter(employee_id=employee_id)
    return list(rows.select_related("enrolment__training_class__programme").order_by("-pk")[:limit])


def follow_up_timeline(*, actor: Actor, follow_up: FollowUp) -> QuerySet[TransitionLog]:
    """Return what happened to a promise somebody has been shown."""
    return FOLLOW_UP_FLOW.timeline(follow_up)


def may_answer(actor: Actor, follow_up: FollowUp) -> bool:
    """Tell whether the answer form is shown."""
    return follow_up.state == FollowUpStatus.ASKED and policies.can_answer_follow_up(actor, follow_up)


def follow_ups_to_answer(*, actor: Actor) -> QuerySet[FollowUp]:
    """Return the promises the actor is asked about: as evaluator of today, as HR of people without one."""
    rows = FollowUp.objects.visible_to(actor).filter(state=FollowUpStatus.ASKED)
    mine = Q(pk__in=[])
    if actor.employee_id is not None:
        mine |= Q(employee__evaluator_id=actor.employee_id)
    scopes = actor.scopes_for(Role.HR)
    if scopes:
        orphans = Q(employee__evaluator=None) & ~Q(employee_id=actor.employee_id or 0)
        if not any(scope.is_root for scope in scopes):
            orphans &= Q(employee__unit_id__in=Unit.objects.in_scopes(scopes).order_by().values("id"))
        mine |= orphans
    return rows.filter(mine, employee__is_active=True)


def due_follow_ups(*, actor: Actor, today: date, most_times: int, limit: int) -> list[FollowUp]:
    """Return promises of employed people whose day has come, locked; the clock asks about them."""
    mine = FollowUp.objects.visible_to(actor)
    rows = mine.select_for_update(of=("self",), skip_locked=True).filter(
        Q(state=FollowUpStatus.PROMISED) | Q(state=FollowUpStatus.NOT_APPLIED, asked_times__lt=most_times),
        due_on__lte=today,
        employee__is_active=True,
    )
    return list(
        rows.select_related("employee", "enrolment__training_class__programme").order_by("pk")[:limit]
    )


def evaluation_of(*, actor: Actor, training_class: TrainingClass) -> Evaluation:
    """Return what a class was worth; answers are taken in by whole groups, so that none can be told apart."""
    classes = TrainingClass.objects.visible_to(actor).filter(pk=training_class.pk)
    enrolments = Enrolment.objects.filter(training_class__in=classes, state=EnrolmentStatus.ATTENDED)
    reactions = Reaction.objects.filter(enrolment__training_class__in=classes)
    shown = list(reactions.order_by("pk").values_list("pk", flat=True))
    shown = shown[: shown_answers(len(shown))]
    averages = reactions.filter(pk__in=shown).aggregate(**{name: Avg(name) for name in MARKS})
    texts = reactions.filter(pk__in=shown).exclude(comment="").values_list("comment", flat=True)
    rows = FollowUp.objects.filter(enrolment__training_class__in=classes).values_list("state")
    counts = dict(rows.annotate(count=Count("pk")).order_by())
    labels = {field.name: str(field.verbose_name) for field in Reaction._meta.fields}
    return Evaluation(
        attended=enrolments.count(),
        answers=len(shown),
        averages=[(labels[name], averages[name]) for name in MARKS if shown],
        comments=sorted(texts, key=str.casefold),
        follow_ups=[(state, counts[state]) for state in FollowUpStatus if counts.get(state)],
    )
