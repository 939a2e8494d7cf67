"""What the two keep of their mentoring: goals and sessions, as long as it runs."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from training.models import MentoringGoal, MentoringPair, MentoringSession
from training.notifications import mentoring as notices
from training.policies import mentoring as policies
from training.rules.mentoring import MOST_GOALS
from training.services.mentoring import locked_active, moved_on


@dataclass(frozen=True)
class SessionEntry:
    """What one of the two writes about a meeting."""

    held_on: date
    minutes: int
    topic: str
    agreed: str = ""
    notes: str = ""

    @property
    def typed(self) -> str:
        """Return the words as one text, for the page of a conflict."""
        return "\n".join(text for text in (self.topic, self.agreed, self.notes) if text.strip())


@transaction.atomic
def record_session(*, pair: MentoringPair, entry: SessionEntry, actor: Actor) -> MentoringSession:
    """Add a session to a running mentoring and tell the other one.

    Raises NotAllowed for anybody but the two, ValidationError for a wrong date or a session that is there already,
    Conflict (which keeps the text) once the mentoring has ended.
    """
    require(policies.can_write(actor, pair))
    pair = locked_active(pair, note=entry.typed)
    refuse_day(pair, entry.held_on)
    refuse_double(pair, entry)
    session = MentoringSession.objects.create(
        pair=pair,
        held_on=entry.held_on,
        minutes=entry.minutes,
        topic=entry.topic.strip(),
        agreed=entry.agreed.strip(),
        notes=entry.notes.strip(),
        written_by_id=actor.employee_id,
    )
    notices.session_written(pair, session, actor.employee_id or 0, actor.name)
    return session


@transaction.atomic
def change_session(*, session: MentoringSession, entry: SessionEntry, actor: Actor) -> MentoringSession:
    """Change a session that one wrote oneself; raises as `record_session` does, Conflict when it was taken back."""
    require(policies.can_change_session(actor, session))
    pair = locked_active(session.pair, note=entry.typed)
    if not pair.sessions.filter(pk=session.pk).exists():
        raise moved_on(pair, note=entry.typed)
    refuse_day(pair, entry.held_on)
    refuse_double(pair, entry, besides=session.pk)
    session.held_on, session.minutes = entry.held_on, entry.minutes
    session.topic, session.agreed, session.notes = (
        entry.topic.strip(),
        entry.agreed.strip(),
        entry.notes.strip(),
    )
    session.save(update_fields=["held_on", "minutes", "topic", "agreed", "notes"])
    return session


@transaction.atomic
def delete_session(*, session: MentoringSession, actor: Actor) -> None:
    """Take back a session that one wrote oneself. Raises NotAllowed, and Conflict once the mentoring has ended."""
    require(policies.can_change_session(actor, session))
    locked_active(session.pair)
    session.delete()


def refuse_day(pair: MentoringPair, day: date) -> None:
    """Raise ValidationError for a day to come, or before the mentoring began."""
    if day > timezone.localdate():
        raise ValidationError(
            {"held_on": _("This day is still to come. Record the session once it has been held.")}
        )
    if day < pair.starts_on:
        raise ValidationError({"held_on": _("This day lies before the start of the mentoring.")})


def refuse_double(pair: MentoringPair, entry: SessionEntry, *, besides: int = 0) -> None:
    """Raise ValidationError for the same meeting a second time, as a double click sends it."""
    same = pair.sessions.filter(held_on=entry.held_on, minutes=entry.minutes, topic=entry.topic.strip())
    if same.exclude(pk=besides).exists():
        raise ValidationError(_("This session has been recorded already."), code="double")


# --- Goals ---


@transaction.atomic
def add_goal(*, pair: MentoringPair, text: str, actor: Actor) -> MentoringGoal:
    """Add a goal to a running mentoring. Raises NotAllowed, ValidationError, Conflict."""
    require(policies.can_write(actor, pair))
    pair = locked_active(pair, note=text)
    goals = list(pair.goals.all())
    if len(goals) >= MOST_GOALS:
        raise ValidationError({"text": _("Ten goals are enough; change one of them.")})
    refuse_same_goal(goals, text)
    return pair.goals.create(order=len(goals) + 1, text=text.strip())


@transaction.atomic
def change_goal(*, goal: MentoringGoal, text: str, actor: Actor) -> MentoringGoal:
    """Write a goal anew while the mentoring runs. Raises NotAllowed, ValidationError, Conflict."""
    require(policies.can_write(actor, goal.pair))
    pair = locked_active(goal.pair, note=text)
    refuse_same_goal([row for row in pair.goals.all() if row.pk != goal.pk], text)
    goal.text = text.strip()
    goal.save(update_fields=["text"])
    return goal


def refuse_same_goal(goals: list[MentoringGoal], text: str) -> None:
    """Raise ValidationError for a goal that stands there already."""
    if any(goal.text.casefold() == text.strip().casefold() for goal in goals):
        raise ValidationError({"text": _("This goal stands there already.")})


@transaction.atomic
def mark_goal(*, goal: MentoringGoal, is_reached: bool, actor: Actor) -> MentoringGoal:
    """Say that a goal is reached today, or that it is not after all.

    Raises NotAllowed for anybody but the two, Conflict when it has been said already or the mentoring has ended.
    """
    require(policies.can_write(actor, goal.pair))
    pair = locked_active(goal.pair)
    moved = pair.goals.filter(pk=goal.pk, reached_on__isnull=is_reached).update(
        reached_on=timezone.localdate() if is_reached else None
    )
    if not moved:
        raise moved_on(pair)
    goal.refresh_from_db(fields=["reached_on"])
    return goal
