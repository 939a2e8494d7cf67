"""Mentoring pairs: proposed, consented to by both, closed with a review or ended with a reason."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, require
from asn_portal.core.workflow import record_transition
from employees.models import Employee
from training.enums import PairStatus
from training.models import MentoringPair
from training.notifications import mentoring as notices
from training.policies import mentoring as policies
from training.rules.mentoring import LONGEST_DAYS, START_WITHIN_DAYS
from training.workflow.mentoring import MENTORING_FLOW, PROPOSE


@dataclass(frozen=True)
class NewPair:
    """Who mentors whom, what for, and from when to when."""

    senior: Employee
    junior: Employee
    purpose: str
    starts_on: date
    ends_on: date


@transaction.atomic
def propose_pair(*, new: NewPair, actor: Actor) -> MentoringPair:
    """Pair a senior with a junior; both are asked for their consent.

    Raises NotAllowed for anybody but HR, a head or the evaluator of the junior; ValidationError for people who do
    not work today, for wrong dates, and while the junior has a mentor already.
    """
    require(policies.can_pair(actor, new.junior))
    refuse_unfit(senior=new.senior, junior=new.junior)
    refuse_dates(new.starts_on, new.ends_on)
    pair = MentoringPair(
        agency_id=new.junior.agency_id,
        senior=new.senior,
        junior=new.junior,
        unit=new.junior.unit,
        purpose=new.purpose.strip(),
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        proposed_by_id=actor.employee_id,
    )
    try:
        with transaction.atomic():
            pair.save()
    except IntegrityError:
        raise ValidationError(
            _("%(name)s already has a mentor, or has been proposed one. That pair has to end first."),
            params={"name": new.junior.full_name},
            code="has_mentor",
        ) from None
    record_transition("mentoring", pair, PROPOSE, before="", actor=actor)
    notices.pair_proposed(pair)
    return pair


def refuse_unfit(*, senior: Employee, junior: Employee) -> None:
    """Raise ValidationError unless both are two people of one government who work today."""
    if senior.pk == junior.pk:
        raise ValidationError(_("Nobody mentors themselves."), code="same_person")
    if senior.agency_id != junior.agency_id:
        raise ValidationError(_("Both must work for the same government."), code="other_agency")
    at_work = set(
        Employee.objects.planning().filter(pk__in=[senior.pk, junior.pk]).values_list("pk", flat=True)
    )
    for person in (senior, junior):
        if person.pk not in at_work:
            message = _(
                "%(name)s is not at work any more (%(standing)s), so that this mentoring cannot begin."
            )
            words = {"name": person.full_name, "standing": person.get_standing().label}
            raise ValidationError(message, params=words, code="not_at_work")


def refuse_dates(starts_on: date, ends_on: date) -> None:
    """Raise ValidationError, at the field, for dates that cannot be meant."""
    today = timezone.localdate()
    if abs((starts_on - today).days) > START_WITHIN_DAYS:
        raise ValidationError({"starts_on": _("Choose a start within a year of today.")})
    if ends_on < starts_on:
        raise ValidationError({"ends_on": _("The end lies before the start.")})
    if ends_on < today:
        raise ValidationError({"ends_on": _("This day has passed. Choose an end that is still to come.")})
    if ends_on - starts_on > timedelta(days=LONGEST_DAYS):
        raise ValidationError(
            {"ends_on": _("A mentoring lasts three years at most; agree on a new one then.")}
        )


@transaction.atomic
def accept_pair(*, pair: MentoringPair, actor: Actor) -> MentoringPair:
    """Give one's own consent; the second of the two makes the mentoring run, in one guarded step.

    Raises NotAllowed for anybody but the two, Conflict for a second click, ValidationError when one of the two no
    longer works there and once the agreed end has passed.
    """
    require(policies.can_answer(actor, pair))
    pair = locked(pair)
    mine, theirs = sides(pair, actor)
    if pair.state != PairStatus.PROPOSED or getattr(pair, mine) is not None:
        raise moved_on(pair)
    refuse_unfit(senior=pair.senior, junior=pair.junior)
    if pair.ends_on < timezone.localdate():
        raise ValidationError(
            _(
                "The agreed end has passed, so that this mentoring cannot begin any more. It can be proposed anew."
            ),
            code="over",
        )
    is_second, me = getattr(pair, theirs) is not None, actor.employee_id or 0
    step = "start" if is_second else "accept"
    consent: dict[str, Any] = {mine: timezone.now()}
    MENTORING_FLOW.apply(step, pair, actor=actor, **consent)
    if is_second:
        notices.pair_running(pair, me)
    else:
        notices.pair_accepted(pair, me, actor.name)
    return pair


def sides(pair: MentoringPair, actor: Actor) -> tuple[str, str]:
    """Return the columns of the actor's own consent and of the other one's."""
    columns = ("senior_accepted_at", "junior_accepted_at")
    return columns if pair.senior_id == actor.employee_id else (columns[1], columns[0])


@transaction.atomic
def decline_pair(*, pair: MentoringPair, note: str, actor: Actor) -> MentoringPair:
    """Say no, with the reason that the other one and the superior read. Raises NotAllowed, NoteRequired, Conflict."""
    MENTORING_FLOW.apply("decline", pair, actor=actor, note=note)
    notices.pair_declined(pair, actor.employee_id or 0, actor.name, note.strip())
    return pair


@transaction.atomic
def close_pair(*, pair: MentoringPair, review: str, actor: Actor) -> MentoringPair:
    """Close a running mentoring with a review of what was reached, by one of the two.

    Raises NotAllowed, ValidationError without a review, and Conflict (which keeps the review) when it has ended.
    """
    require(policies.can_write(actor, pair))
    review = review.strip()
    if not review:
        raise ValidationError({"review": _("Write what was reached.")})
    try:
        MENTORING_FLOW.apply("close", pair, actor=actor, review=review, closed_at=timezone.now())
    except Conflict as problem:
        raise Conflict(pair, last=problem.last, note=review) from None
    notices.pair_closed(pair, actor.employee_id, actor.name)
    return pair


@transaction.atomic
def end_pair(*, pair: MentoringPair, note: str, actor: Actor) -> MentoringPair:
    """End a pair that does not work, by the superior or HR. Raises NotAllowed, NoteRequired, Conflict."""
    MENTORING_FLOW.apply("end", pair, actor=actor, note=note, closed_at=timezone.now())
    notices.pair_ended(pair, actor.name, note.strip())
    return pair


def locked(pair: MentoringPair) -> MentoringPair:
    """Return the pair as it stands now, locked, so that two clicks cannot cross."""
    rows = MentoringPair.objects.select_for_update(of=("self",)).select_related("senior", "junior__unit")
    return rows.get(pk=pair.pk, agency_id=pair.agency_id)


def locked_active(pair: MentoringPair, *, note: str = "") -> MentoringPair:
    """Return the locked pair if it runs; Conflict otherwise, with what the person had typed."""
    pair = locked(pair)
    if pair.state != PairStatus.ACTIVE:
        raise moved_on(pair, note=note)
    return pair


def moved_on(pair: MentoringPair, note: str = "") -> Conflict:
    """Return the conflict of a pair that is further than the page somebody looked at."""
    return Conflict(pair, last=MENTORING_FLOW.timeline(pair).last(), note=note)
