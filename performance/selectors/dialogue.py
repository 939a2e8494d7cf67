"""Dialogue notes of the actor, with what was agreed."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from asn_portal.core.access import Actor
from asn_portal.core.models import TransitionLog
from asn_portal.core.pagination import Page, keyset_page
from employees.models import Employee
from performance.models import Dialogue, DialogueAction, WorkResult
from performance.policies import dialogue as policies
from performance.workflow.dialogue import DIALOGUE_FLOW

SIZE = 20
MOST_ACTIONS = 60


@dataclass(frozen=True)
class DialogueList:
    """A page of talks and the open actions of the actor's talks, overdue first."""

    page: Page
    actions: list[DialogueAction]
    people: list[Employee]


def visible_dialogues(*, actor: Actor) -> QuerySet[Dialogue]:
    """Return the actor's own talks, from either side."""
    return Dialogue.objects.visible_to(actor).select_related("employee__evaluator", "leader", "cycle")


def list_dialogues(*, actor: Actor, side: str = "", token: str = "") -> DialogueList:
    """Return a page of talks (side "mine" or "team", both otherwise), the open actions and whom to talk with."""
    rows, me = visible_dialogues(actor=actor), actor.employee_id or 0
    if side == "mine":
        rows = rows.filter(employee_id=me)
    elif side == "team":
        rows = rows.filter(leader_id=me)
    waiting = Count("actions", filter=Q(actions__done_on=None))
    rows = rows.annotate(action_count=Count("actions"), open_count=waiting)
    page = keyset_page(rows, key="id", token=token, size=SIZE, newest_first=True)
    return DialogueList(page, actions_of(actor=actor), talk_partners(actor=actor))


def actions_of(*, actor: Actor) -> list[DialogueAction]:
    """Return the open actions of the actor's talks by their day; the view marks what is overdue."""
    talks = Dialogue.objects.visible_to(actor).order_by().values("pk")
    rows = DialogueAction.objects.filter(agency_id=actor.agency_id, dialogue__in=talks, done_on=None)
    found = list(rows.select_related("owner", "dialogue__employee", "dialogue__leader")[:MOST_ACTIONS])
    return marked(found, timezone.localdate())


def marked(actions: list[DialogueAction], today: date) -> list[DialogueAction]:
    """Return actions that know whether they are overdue."""
    for action in actions:
        action.is_overdue = action.done_on is None and action.due_on < today
    return actions


def talk_partners(*, actor: Actor) -> list[Employee]:
    """Return whose talks the actor may write down: the own one first, then those of the people rated today."""
    if actor.employee_id is None:
        return []
    mine = Q(pk=actor.employee_id, evaluator__isnull=False) | Q(evaluator_id=actor.employee_id)
    rows = Employee.objects.filter(mine, agency_id=actor.agency_id, is_active=True)
    people = list(rows.select_related("evaluator", "position").order_by("sort_name", "pk")[:300])
    return sorted(people, key=lambda person: person.pk != actor.employee_id)


def get_talk_person(*, actor: Actor, pk: int) -> Employee:
    """Return somebody whose talk the actor may write down (404 otherwise)."""
    me = actor.employee_id or 0
    rows = Employee.objects.filter(agency_id=actor.agency_id, is_active=True, evaluator__isnull=False)
    rows = rows.filter(Q(pk=me) | Q(evaluator_id=me)).select_related("evaluator", "unit", "position")
    return get_object_or_404(rows, pk=pk)


def plan_results_of(*, actor: Actor, employee_id: int, cycle_id: int) -> QuerySet[WorkResult]:
    """Return the results of somebody's plan in force; callers have checked the access."""
    return WorkResult.objects.filter(
        plan__agency_id=actor.agency_id,
        plan__employee_id=employee_id,
        plan__cycle_id=cycle_id,
        plan__is_current=True,
    ).select_related("plan")


def get_dialogue(*, actor: Actor, pk: int) -> Dialogue:
    """Return one of the actor's talks (404 otherwise)."""
    return get_object_or_404(visible_dialogues(actor=actor), pk=pk)


def get_action(*, actor: Actor, pk: int) -> DialogueAction:
    """Return an action of one of the actor's talks (404 otherwise)."""
    talks = Dialogue.objects.visible_to(actor).order_by().values("pk")
    rows = DialogueAction.objects.filter(dialogue__in=talks)
    return get_object_or_404(rows.select_related("dialogue"), pk=pk)


@dataclass(frozen=True)
class DialogueScreen:
    """One talk as one of the two sees it."""

    dialogue: Dialogue
    actions: list[DialogueAction]
    results: list[WorkResult]
    timeline: QuerySet[TransitionLog]
    other: Employee
    can_change: bool
    can_confirm: bool


def get_dialogue_screen(*, actor: Actor, pk: int) -> DialogueScreen:
    """Return one of the actor's talks with everything in it (404 otherwise)."""
    dialogue = get_dialogue(actor=actor, pk=pk)
    is_person = dialogue.employee_id == actor.employee_id
    return DialogueScreen(
        dialogue=dialogue,
        actions=marked(list(dialogue.actions.select_related("owner")), timezone.localdate()),
        results=list(dialogue.results.all()),
        timeline=DIALOGUE_FLOW.timeline(dialogue),
        other=dialogue.leader if is_person else dialogue.employee,
        can_change=policies.can_change_dialogue(actor, dialogue),
        can_confirm=DIALOGUE_FLOW.allows("confirm", dialogue, actor),
    )
