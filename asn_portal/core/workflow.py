"""Workflow as data: transitions applied by one guarded UPDATE, each with a log row (ADR 0003)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor, Conflict, NotAllowed
from asn_portal.core.models import TransitionLog

# What each step is called once it is done, by subject type and step name; timelines read it.
STEP_LABELS: dict[tuple[str, str], Any] = {}
# Where a document of each subject type is looked at; the conflict page leads there.
SUBJECT_PAGES: dict[str, str] = {}


class NoteRequired(ValidationError):
    """The transition asks for a reason and none was given."""

    def __init__(self):
        super().__init__(_("Please write the reason; the person will read it."), code="note_required")


@dataclass(frozen=True)
class Transition:
    """One allowed step: its name, source states, target, who may, and whether a note is required."""

    name: str
    sources: frozenset[str]
    target: str
    policy: Callable[[Actor, Any], bool]
    label: Any = ""
    note_required: bool = False
    role: str = ""


@dataclass(frozen=True)
class Workflow:
    """The transitions of one kind of document; `subject_type` names it in the log, `url_name` its page."""

    subject_type: str
    transitions: tuple[Transition, ...]
    url_name: str = ""
    by_name: dict[str, Transition] = field(init=False, repr=False)

    def __post_init__(self):
        object.__setattr__(self, "by_name", {step.name: step for step in self.transitions})
        SUBJECT_PAGES[self.subject_type] = self.url_name
        STEP_LABELS.update(
            {(self.subject_type, step.name): step.label for step in self.transitions if step.label}
        )

    def __getitem__(self, name: str) -> Transition:
        return self.by_name[name]

    def allows(self, name: str, subject, actor: Actor) -> bool:
        """Tell whether the actor may take this step now; screens show only such buttons."""
        step = self.by_name[name]
        return subject.state in step.sources and step.policy(actor, subject)

    def apply(self, name: str, subject: Any, *, actor: Actor, note: str = "", **changes) -> None:
        """Move `subject` (with agency, state, revision) and write the log row, in one transaction.

        Raises NotAllowed when the policy refuses, NoteRequired, and Conflict when somebody was faster: the source
        state and the revision stand in the WHERE, so of two clicks one wins (scale D10).
        """
        step = self.by_name[name]
        if not step.policy(actor, subject):
            raise NotAllowed(name)
        note = note.strip()
        if step.note_required and not note:
            raise NoteRequired
        before = subject.state
        with transaction.atomic():
            moved = (
                type(subject)
                ._default_manager.filter(
                    pk=subject.pk,
                    agency_id=subject.agency_id,
                    state__in=step.sources,
                    revision=subject.revision,
                )
                .update(state=step.target, revision=F("revision") + 1, **changes)
            )
            if not moved:
                raise Conflict(subject, last=self.timeline(subject).last(), note=note)
            record_transition(self.subject_type, subject, step, before=before, actor=actor, note=note)
        subject.state, subject.revision = step.target, subject.revision + 1
        for attribute, value in changes.items():
            setattr(subject, attribute, value)

    def timeline(self, subject) -> models.QuerySet[TransitionLog]:
        """Return the log of one document, oldest first."""
        return timeline(self.subject_type, subject.pk, agency_id=subject.agency_id)


def record_transition(
    subject_type: str, subject, step: Transition, *, before: str, actor: Actor, note: str = ""
) -> None:
    """Write the log row of a step that has just been taken."""
    TransitionLog.objects.create(
        agency_id=subject.agency_id,
        subject_type=subject_type,
        subject_id=subject.pk,
        transition=step.name,
        from_state=before,
        to_state=step.target,
        user_id=actor.user_id,
        actor_name=actor.name,
        actor_title=actor.title,
        role=step.role,
        note=note,
    )


def timeline(subject_type: str, subject_id: int, *, agency_id: int) -> models.QuerySet[TransitionLog]:
    """Return the log of one document by its id, oldest first."""
    return TransitionLog.objects.filter(
        agency_id=agency_id, subject_type=subject_type, subject_id=subject_id
    ).order_by("id")


def states(values: Iterable[str]) -> frozenset[str]:
    """Return source states as the guard needs them."""
    return frozenset(str(value) for value in values)
