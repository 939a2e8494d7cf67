"""Coaching when results are behind (form B.1.6), what is said about it, and results taken over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, require
from asn_portal.core.workflow import record_transition
from employees.models import Employee
from performance.enums.dialogue import CoachingOutcome
from performance.models import Coaching, CoachingLine, Cycle, Indicator
from performance.notifications import coaching as notices
from performance.policies import coaching as policies
from performance.workflow.coaching import COACHING_FLOW, START

MOST_LINES = 12
PERSON_PARTS = ("baseline", "strategy", "progress", "problem", "cause")


@dataclass(frozen=True)
class NewCoaching:
    """Why somebody is coached, by whom, and on which indicators of the plan in force."""

    reason: str
    coach: Employee
    indicators: Sequence[Indicator]


@dataclass(frozen=True)
class CoachingEntry:
    """What the person writes: the parts of each line by its id, and the opportunities."""

    parts: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    opportunities: str = ""

    @property
    def typed(self) -> str:
        """Return the words as one text, for the page of a conflict."""
        texts = [text for parts in self.parts.values() for text in parts.values()]
        return "\n".join(text for text in (*texts, self.opportunities) if text.strip())


@dataclass(frozen=True)
class StepsEntry:
    """What the coach proposes: a step and whether the target is adjusted, by line; the day to look again."""

    steps: Mapping[int, tuple[str, bool]]
    review_on: date

    @property
    def typed(self) -> str:
        """Return the words as one text, for the page of a conflict."""
        return "\n".join(text for text, _adjusts in self.steps.values() if text.strip())


@transaction.atomic
def start_coaching(*, employee: Employee, cycle: Cycle, new: NewCoaching, actor: Actor) -> Coaching:
    """Offer coaching to one of one's people.

    Raises NotAllowed for anybody but the evaluator of today, ValidationError without indicators of the person's plan,
    for a coach who is the person, and while a coaching of the two runs.
    """
    require(policies.can_start_coaching(actor, employee) and cycle.agency_id == actor.agency_id)
    refuse_new(new, employee)
    coaching = Coaching(
        agency_id=employee.agency_id,
        cycle=cycle,
        employee=employee,
        unit_id=employee.unit_id,
        coach=new.coach,
        started_by_id=actor.employee_id,
        reason=new.reason.strip(),
    )
    try:
        with transaction.atomic():
            coaching.save()
    except IntegrityError:
        raise ValidationError(_("A coaching of these two is running already."), code="running") from None
    CoachingLine.objects.bulk_create(
        [line_of(coaching, order, row) for order, row in enumerate(new.indicators, start=1)]
    )
    record_transition("coaching", coaching, START, before="", actor=actor)
    notices.moved(coaching, notices.STARTED, employee.pk, name=actor.name)
    return coaching


def refuse_new(new: NewCoaching, employee: Employee) -> None:
    """Raise ValidationError for what cannot be begun."""
    if new.coach.pk == employee.pk or new.coach.agency_id != employee.agency_id:
        raise ValidationError({"coach": _("Choose somebody else as coach.")})
    if not 1 <= len(new.indicators) <= MOST_LINES:
        message = _("Choose between 1 and %(count)s indicators.") % {"count": MOST_LINES}
        raise ValidationError({"indicators": message})
    if any(row.result.plan.employee_id != employee.pk for row in new.indicators):
        raise ValidationError({"indicators": _("Choose indicators of this person.")})


def line_of(coaching: Coaching, order: int, indicator: Indicator) -> CoachingLine:
    """Return the line of an indicator, with its words as they are now."""
    return CoachingLine(
        coaching=coaching,
        order=order,
        indicator=indicator,
        statement=indicator.statement,
        target=f"{indicator.target} {indicator.target_unit}".strip(),
    )


@transaction.atomic
def write_coaching(*, coaching: Coaching, entry: CoachingEntry, hands_in: bool, actor: Actor) -> Coaching:
    """Save goal, facts and opportunities, and hand them in where the person is done.

    Raises NotAllowed, ValidationError when something is missing at the handing in, Conflict (with the texts).
    """
    lines = list(coaching.lines.all())
    for line in lines:
        for part, text in entry.parts.get(line.pk, {}).items():
            if part in PERSON_PARTS:
                setattr(line, part, text.strip())
    if hands_in:
        refuse_gaps(lines, entry.opportunities)
    changes = {"opportunities": entry.opportunities.strip()}
    stamps = {"handed_in_at": timezone.now()} if hands_in else {}
    step(coaching, "hand_in" if hands_in else "save", actor, typed=entry.typed, **changes, **stamps)
    CoachingLine.objects.bulk_update(lines, list(PERSON_PARTS))
    if hands_in:
        notices.moved(coaching, notices.HANDED_IN, coaching.coach_id, name=actor.name)
    return coaching


def refuse_gaps(lines: Sequence[CoachingLine], opportunities: str) -> None:
    """Raise ValidationError, at the field, for parts of the form that are empty (the baseline may be)."""
    problems = {
        f"line-{line.pk}-{part}": _("Please write this part; a few words are enough.")
        for line in lines
        for part in PERSON_PARTS
        if part != "baseline" and not getattr(line, part)
    }
    if not opportunities.strip():
        problems["opportunities"] = _("Please write this part; a few words are enough.")
    if problems:
        raise ValidationError(problems)


@transaction.atomic
def propose_steps(*, coaching: Coaching, entry: StepsEntry, actor: Actor) -> Coaching:
    """Write the steps ahead. Raises NotAllowed, ValidationError for a missing step or day, Conflict (with texts)."""
    lines = list(coaching.lines.all())
    problems: dict[str, str] = {}
    for line in lines:
        text, line.adjusts = entry.steps.get(line.pk, ("", False))
        line.step = text.strip()
        if not line.step:
            problems[f"line-{line.pk}-step"] = _("Please write this part; a few words are enough.")
    if entry.review_on <= timezone.localdate():
        problems["review_on"] = _("Choose a day that is still to come.")
    if problems:
        raise ValidationError(problems)
    changes = {"proposed_at": timezone.now(), "review_on": entry.review_on, "objection": ""}
    step(coaching, "propose", actor, typed=entry.typed, **changes)
    CoachingLine.objects.bulk_update(lines, ["step", "adjusts"])
    notices.moved(coaching, notices.PROPOSED, coaching.employee_id, name=actor.name)
    return coaching


@transaction.atomic
def agree_steps(*, coaching: Coaching, actor: Actor) -> Coaching:
    """Agree with the steps. Raises NotAllowed, Conflict."""
    step(coaching, "agree", actor, agreed_at=timezone.now())
    notices.moved(coaching, notices.AGREED, coaching.coach_id, name=actor.name)
    return coaching


@transaction.atomic
def ask_for_other_steps(*, coaching: Coaching, note: str, actor: Actor) -> Coaching:
    """Say what does not fit; the coach reads it and proposes anew. The words stay out of the log.

    Raises NotAllowed, ValidationError without words, Conflict (with them).
    """
    if not note.strip():
        raise ValidationError({"note": _("Please write the reason; the person will read it.")})
    step(coaching, "object", actor, typed=note, proposed_at=None, objection=note.strip())
    notices.moved(coaching, notices.OBJECTED, coaching.coach_id, name=actor.name)
    return coaching


@transaction.atomic
def close_coaching(*, coaching: Coaching, outcome: str, note: str, actor: Actor) -> Coaching:
    """Say what came of it. Raises NotAllowed, ValidationError without an outcome or words, Conflict (with them)."""
    require(policies.can_close_coaching(actor, coaching))
    problems = {}
    if outcome not in CoachingOutcome.values:
        problems["outcome"] = _("Choose what came of it.")
    if not note.strip():
        problems["note"] = _("Write what was reached.")
    if problems:
        raise ValidationError(problems)
    changes = {"outcome": outcome, "outcome_note": note.strip(), "closed_at": timezone.now()}
    step(coaching, "close", actor, typed=note, **changes)
    notices.closed(coaching)
    return coaching


def step(coaching: Coaching, name: str, actor: Actor, *, typed: str = "", **changes) -> None:
    """Take a step; a conflict keeps what was typed. The texts stay out of the log."""
    try:
        COACHING_FLOW.apply(name, coaching, actor=actor, **changes)
    except Conflict as problem:
        raise Conflict(coaching, last=problem.last, note=typed) from None
