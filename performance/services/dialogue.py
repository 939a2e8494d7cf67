"""Dialogue notes and what was agreed (dialog kinerja, PermenPANRB 6/2022 art. 7 and 18)."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, NotAllowed, require
from asn_portal.core.workflow import record_transition
from employees.models import Employee
from performance.enums.dialogue import DialogueStatus
from performance.models import Cycle, Dialogue, DialogueAction, WorkResult
from performance.notifications import dialogue as notices
from performance.policies import dialogue as policies
from performance.workflow.dialogue import DIALOGUE_FLOW, WRITE

MOST_ACTIONS = 30
# Expectations are talked about before the year, its evaluation after it.
A_QUARTER = timedelta(days=92)


@dataclass(frozen=True)
class DialogueEntry:
    """What one of the two writes about a talk."""

    topic: str
    held_on: date
    notes: str
    results: list[WorkResult] = field(default_factory=list)


@dataclass(frozen=True)
class ActionEntry:
    """What somebody promises, who, and by when."""

    text: str
    owner_id: int
    due_on: date


@transaction.atomic
def write_dialogue(*, employee: Employee, cycle: Cycle, entry: DialogueEntry, actor: Actor) -> Dialogue:
    """Write down a talk of a person with the evaluator; the other one is asked to confirm.

    Raises NotAllowed for anybody but the two, ValidationError for a day to come or before the year, and for results
    of somebody else.
    """
    require(policies.can_write_dialogue(actor, employee) and cycle.agency_id == actor.agency_id)
    refuse_entry(entry, employee, cycle)
    dialogue = Dialogue.objects.create(
        agency_id=employee.agency_id,
        cycle=cycle,
        employee=employee,
        leader_id=employee.evaluator_id,
        topic=entry.topic,
        held_on=entry.held_on,
        notes=entry.notes.strip(),
        written_by_id=actor.employee_id,
    )
    dialogue.results.set(entry.results)
    record_transition("dialogue", dialogue, WRITE, before="", actor=actor)
    notices.dialogue_written(dialogue, name=actor.name)
    return dialogue


def refuse_entry(entry: DialogueEntry, employee: Employee, cycle: Cycle) -> None:
    """Raise ValidationError, at the field, for what cannot be meant."""
    if entry.held_on > timezone.localdate():
        raise ValidationError({"held_on": _("This day has not come yet.")})
    if entry.held_on < cycle.starts_on - A_QUARTER or entry.held_on > cycle.ends_on + A_QUARTER:
        message = _("This day does not belong to the year %(year)s.") % {"year": cycle.year}
        raise ValidationError({"held_on": message})
    if any(result.plan.employee_id != employee.pk for result in entry.results):
        raise ValidationError({"results": _("Choose work results of this person.")})


@transaction.atomic
def change_dialogue(*, dialogue: Dialogue, entry: DialogueEntry, actor: Actor) -> Dialogue:
    """Write an own note anew before the other one has confirmed it.

    Raises NotAllowed, ValidationError, and Conflict (with the notes) when it has been confirmed meanwhile.
    """
    if dialogue.written_by_id != actor.employee_id:
        raise NotAllowed
    refuse_entry(entry, dialogue.employee, dialogue.cycle)
    changes = {"topic": entry.topic, "held_on": entry.held_on, "notes": entry.notes.strip()}
    apply(dialogue, "change", actor, typed=entry.notes, **changes)
    dialogue.results.set(entry.results)
    notices.dialogue_written(dialogue, name=actor.name)
    return dialogue


@transaction.atomic
def confirm_dialogue(*, dialogue: Dialogue, remark: str, actor: Actor) -> Dialogue:
    """Confirm the note of the other one, with an own remark where it reads differently.

    Raises NotAllowed for who wrote it, Conflict (with the remark) when it has been confirmed or changed meanwhile.
    """
    if not policies.can_confirm_dialogue(actor, dialogue):
        raise NotAllowed
    apply(dialogue, "confirm", actor, typed=remark, remark=remark.strip(), confirmed_at=timezone.now())
    notices.dialogue_confirmed(dialogue, name=actor.name)
    return dialogue


def apply(dialogue: Dialogue, step: str, actor: Actor, *, typed: str, **changes) -> None:
    """Take a step; a conflict keeps what was typed."""
    if dialogue.state != DialogueStatus.WRITTEN:
        raise Conflict(dialogue, last=DIALOGUE_FLOW.timeline(dialogue).last(), note=typed)
    try:
        DIALOGUE_FLOW.apply(step, dialogue, actor=actor, **changes)
    except Conflict as problem:
        raise Conflict(dialogue, last=problem.last, note=typed) from None


@transaction.atomic
def add_action(*, dialogue: Dialogue, entry: ActionEntry, actor: Actor) -> DialogueAction:
    """Add something one of the two promises.

    Raises NotAllowed for anybody but the two, ValidationError for somebody else, a day before the talk, or too many.
    """
    require(policies.is_party(actor, dialogue))
    if entry.owner_id not in (dialogue.employee_id, dialogue.leader_id):
        raise ValidationError({"owner": _("Choose one of the two.")})
    if entry.due_on < dialogue.held_on:
        raise ValidationError({"due_on": _("This day lies before the talk.")})
    Dialogue.objects.select_for_update(of=("self",)).get(pk=dialogue.pk)
    if dialogue.actions.count() >= MOST_ACTIONS:
        raise ValidationError(_("There are enough actions in this dialogue; begin a new one."), code="most")
    return DialogueAction.objects.create(
        dialogue=dialogue,
        agency_id=dialogue.agency_id,
        text=entry.text.strip(),
        owner_id=entry.owner_id,
        due_on=entry.due_on,
    )


@transaction.atomic
def mark_action(*, action: DialogueAction, is_done: bool, actor: Actor) -> DialogueAction:
    """Say that an action is done, or open again; either of the two may. A second click changes nothing."""
    require(policies.is_party(actor, action.dialogue))
    action.done_on = (action.done_on or timezone.localdate()) if is_done else None
    action.save(update_fields=["done_on"])
    return action
