"""Taking anonymous answers: the ledger says that somebody has answered, the answer does not say who."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import SystemRandom
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, NotAllowed
from performance.enums import BehaviourValue
from performance.enums.rounds import RoundStatus
from performance.models import RoundAnswer, RoundRespondent, RoundSubject
from performance.rules.rounds import HIGHEST, LOWEST


@dataclass(frozen=True)
class AnswerEntry:
    """Marks from 1 to 5 by behaviour, left out where somebody has not seen it, and two free texts."""

    scores: Mapping[str, int] = field(default_factory=dict)
    strength: str = ""
    wish: str = ""

    @property
    def typed(self) -> str:
        """Return the words as one text, for the page of a conflict."""
        return "\n".join(text for text in (self.strength, self.wish) if text.strip())


@transaction.atomic
def answer_round(*, respondent: RoundRespondent, entry: AnswerEntry, actor: Actor) -> None:
    """Take the one answer of a respondent; afterwards nobody, not even the respondent, can find it again.

    All answers about the person are written anew in a random order under new keys, so that neither the order of the
    rows nor a key tells which came last. Raises NotAllowed for anybody else, ValidationError for an empty answer or
    an impossible mark, Conflict (with the texts) for a second answer and once the round is over.
    """
    if respondent.employee_id != actor.employee_id or actor.employee_id is None:
        raise NotAllowed
    check_entry(entry)
    subject = locked_subject(respondent, typed=entry.typed)
    today = timezone.localdate()
    mine = RoundRespondent.objects.filter(pk=respondent.pk, answered_on=None, declined_on=None)
    if not mine.update(answered_on=today):
        raise Conflict(respondent, note=entry.typed)
    rows = list(RoundAnswer.objects.filter(subject=subject))
    RoundAnswer.objects.filter(subject=subject).delete()
    fresh = RoundAnswer(
        subject=subject,
        group=respondent.group,
        scores=dict(entry.scores),
        strength=entry.strength.strip(),
        wish=entry.wish.strip(),
    )
    shuffled = [*rows, fresh]
    for row in shuffled:
        row.pk = uuid4()
    SystemRandom().shuffle(shuffled)
    RoundAnswer.objects.bulk_create(shuffled)


def locked_subject(respondent: RoundRespondent, *, typed: str) -> RoundSubject:
    """Return the person of an open round, locked so that closing and answers do not cross; Conflict otherwise."""
    rows = RoundSubject.objects.select_for_update(of=("self", "round")).select_related("round")
    subject = rows.get(pk=respondent.subject_id, agency_id=respondent.agency_id)
    is_over = subject.round.closes_on < timezone.localdate()
    if subject.round.state != RoundStatus.OPEN or is_over:
        raise Conflict(respondent, note=typed)
    return subject


def check_entry(entry: AnswerEntry) -> None:
    """Raise ValidationError for an answer without a mark, and for marks or behaviours that do not exist."""
    known = set(entry.scores) <= set(BehaviourValue.values)
    if not known or any(not LOWEST <= mark <= HIGHEST for mark in entry.scores.values()):
        raise ValidationError(_("Choose a mark from 1 to 5."), code="mark")
    if not entry.scores:
        raise ValidationError(_("Give a mark for at least one behaviour, or decline."), code="empty")


@transaction.atomic
def decline_round(*, respondent: RoundRespondent, actor: Actor) -> None:
    """Say that one cannot judge; that counts as no answer. Raises NotAllowed, Conflict."""
    if respondent.employee_id != actor.employee_id or actor.employee_id is None:
        raise NotAllowed
    locked_subject(respondent, typed="")
    mine = RoundRespondent.objects.filter(pk=respondent.pk, answered_on=None, declined_on=None)
    if not mine.update(declined_on=timezone.localdate()):
        raise Conflict(respondent)
