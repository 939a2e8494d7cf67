"""Feedback rounds from all sides: starting, reminding, cancelling, closing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import SystemRandom

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require, system_actor
from asn_portal.core.policies import value_on
from asn_portal.core.workflow import record_transition
from employees.models import Employee, Unit
from performance.enums.rounds import RoundGroup, RoundStatus
from performance.models import Cycle, FeedbackRound, RoundAnswer, RoundRespondent, RoundSubject
from performance.notifications import rounds as notices
from performance.policies import rounds as policies
from performance.workflow.rounds import ROUND_FLOW, START

MOST_PER_SIDE = 10
MOST_PEOPLE = 200


@dataclass(frozen=True)
class NewRound:
    """What a round is called and how long it runs."""

    title: str
    opens_on: date
    closes_on: date


@dataclass
class Panel:
    """Who is asked about one person, by side."""

    employee: Employee
    sides: dict[int, str] = field(default_factory=dict)

    def is_enough(self, minimum: int) -> bool:
        """Tell whether so many are asked beside leaders that something can be shown at all."""
        return sum(side != RoundGroup.LEADER for side in self.sides.values()) >= minimum


def panel_of(
    employee: Employee, *, peers: Iterable[int], subordinates: Iterable[int], others: Iterable[int] = ()
) -> Panel:
    """Return who is asked: the evaluator as leader, at most ten of each side, drawn by lot."""
    draw = SystemRandom()
    panel = Panel(employee)
    named = ((RoundGroup.PEER, peers), (RoundGroup.SUBORDINATE, subordinates), (RoundGroup.OTHER, others))
    for side, people in named:
        pool = [pk for pk in people if pk != employee.pk and pk not in panel.sides]
        chosen = pool if len(pool) <= MOST_PER_SIDE else draw.sample(pool, MOST_PER_SIDE)
        panel.sides |= dict.fromkeys(chosen, side.value)
    if employee.evaluator_id:
        panel.sides[employee.evaluator_id] = RoundGroup.LEADER.value
    return panel


@transaction.atomic
def start_round(*, panel: Panel, cycle: Cycle, new: NewRound, actor: Actor) -> FeedbackRound:
    """Start a round about one person.

    Raises NotAllowed, ValidationError for wrong dates, too few respondents, respondents who may not be asked, and a
    round of the same person that runs or has just ended.
    """
    require(policies.can_start_round(actor, panel.employee) and cycle.agency_id == actor.agency_id)
    feedback_round = new_round(cycle, new, unit=panel.employee.unit, actor=actor)
    refuse_panel(panel, feedback_round)
    refuse_recent(panel.employee, day=new.opens_on)
    feedback_round.save()
    fill(feedback_round, [panel], actor)
    return feedback_round


@transaction.atomic
def start_unit_round(
    *, unit: Unit, panels: list[Panel], cycle: Cycle, new: NewRound, actor: Actor
) -> tuple[FeedbackRound, list[Employee]]:
    """Start a round about everybody of a unit for whom enough can be asked; returns it and who was left out.

    Raises NotAllowed, and ValidationError for wrong dates, too many people, and when nobody is left.
    """
    require(policies.can_start_unit_round(actor, unit) and cycle.agency_id == actor.agency_id)
    feedback_round = new_round(cycle, new, unit=unit, actor=actor)
    recent = recent_people(
        [panel.employee.pk for panel in panels], agency_id=unit.agency_id, day=new.opens_on
    )
    fit = [
        panel
        for panel in panels
        if panel.is_enough(feedback_round.minimum)
        and panel.employee.pk not in recent
        and panel.employee.pk != actor.employee_id
    ]
    left_out = [panel.employee for panel in panels if panel not in fit]
    if not fit:
        raise ValidationError(_("Nobody of this unit has enough people around to be asked."), code="nobody")
    if len(fit) > MOST_PEOPLE:
        raise ValidationError(
            _("A round is for %(count)s people at most; choose smaller units."),
            params={"count": MOST_PEOPLE},
            code="many",
        )
    feedback_round.save()
    fill(feedback_round, fit, actor)
    return feedback_round, left_out


def new_round(cycle: Cycle, new: NewRound, *, unit: Unit | None, actor: Actor) -> FeedbackRound:
    """Return an unsaved round with the thresholds of today; raises ValidationError for wrong dates."""
    today, agency_id = timezone.localdate(), cycle.agency_id
    if new.opens_on != today:
        raise ValidationError({"opens_on": _("A round begins on the day it is started.")})
    longest = value_on(policies.LONGEST_DAYS, agency_id=agency_id, day=today)
    if not today < new.closes_on <= today + timedelta(days=longest):
        message = _("Choose a day within the next %(days)s days.") % {"days": longest}
        raise ValidationError({"closes_on": message})
    group_minimum = max(2, value_on(policies.GROUP_MINIMUM, agency_id=agency_id, day=today))
    return FeedbackRound(
        agency_id=agency_id,
        cycle=cycle,
        unit=unit,
        title=new.title.strip(),
        opens_on=new.opens_on,
        closes_on=new.closes_on,
        minimum=max(group_minimum, value_on(policies.MINIMUM, agency_id=agency_id, day=today)),
        group_minimum=group_minimum,
        shows_leader=bool(value_on(policies.SHOWS_LEADER, agency_id=agency_id, day=today)),
        started_by_id=actor.user_id,
    )


def refuse_panel(panel: Panel, feedback_round: FeedbackRound) -> None:
    """Raise ValidationError unless enough people of the same government who work today are asked."""
    known = Employee.objects.filter(
        agency_id=feedback_round.agency_id, pk__in=list(panel.sides), is_active=True
    ).exclude(pk=panel.employee.pk)
    if known.count() != len(panel.sides):
        raise ValidationError({"others": _("Choose people who work here today.")})
    if not panel.is_enough(feedback_round.minimum):
        message = _(
            "At least %(count)s people beside the leader have to be asked; otherwise nothing can be shown."
        )
        raise ValidationError({"others": message % {"count": feedback_round.minimum}})


def refuse_recent(employee: Employee, *, day: date) -> None:
    """Raise ValidationError while a round of the person runs or has just ended."""
    if recent_people([employee.pk], agency_id=employee.agency_id, day=day):
        raise ValidationError(
            _(
                "A round about %(name)s is running or has ended not long ago. Two rounds close together could tell "
                "who said what."
            ),
            params={"name": employee.full_name},
            code="recent",
        )


def recent_people(people: Iterable[int], *, agency_id: int, day: date) -> set[int]:
    """Return those about whom a round runs or has ended within the gap; a cancelled one showed nothing."""
    gap = value_on(policies.GAP_DAYS, agency_id=agency_id, day=day)
    # The people are locked, so that two rounds started in the same moment do not slip past each other.
    list(Employee.objects.select_for_update(of=("self",)).filter(pk__in=list(people)).values_list("pk"))
    rows = RoundSubject.objects.filter(agency_id=agency_id, employee_id__in=list(people))
    rows = rows.exclude(round__state=RoundStatus.CANCELLED)
    return set(
        rows.exclude(round__closed_on__lt=day - timedelta(days=gap)).values_list("employee_id", flat=True)
    )


def fill(feedback_round: FeedbackRound, panels: list[Panel], actor: Actor) -> None:
    """Write the people and the ledger of a saved round, and ask everybody once."""
    agency_id = feedback_round.agency_id
    subjects = RoundSubject.objects.bulk_create(
        [RoundSubject(round=feedback_round, agency_id=agency_id, employee=panel.employee) for panel in panels]
    )
    RoundRespondent.objects.bulk_create(
        [
            RoundRespondent(subject=subject, agency_id=agency_id, employee_id=pk, group=side)
            for subject, panel in zip(subjects, panels, strict=True)
            for pk, side in sorted(panel.sides.items())
        ],
        batch_size=1_000,
    )
    record_transition("feedback_round", feedback_round, START, before="", actor=actor)
    notices.asked(feedback_round, {pk for panel in panels for pk in panel.sides})


@transaction.atomic
def cancel_round(*, feedback_round: FeedbackRound, note: str, actor: Actor) -> FeedbackRound:
    """End a round without a result: what was answered is deleted, nobody has seen it.

    Raises NotAllowed, NoteRequired, Conflict once it is closed.
    """
    require(policies.can_follow_round(actor, feedback_round))
    ROUND_FLOW.apply("cancel", feedback_round, actor=actor, note=note, closed_on=timezone.localdate())
    RoundAnswer.objects.filter(subject__round=feedback_round).delete()
    return feedback_round


@transaction.atomic
def remind_respondents(*, feedback_round: FeedbackRound, actor: Actor) -> int:
    """Remind those who have not answered, once a day at most; who they are is shown to nobody. Returns how many."""
    require(actor.is_system or policies.can_follow_round(actor, feedback_round))
    today = timezone.localdate()
    mine = FeedbackRound.objects.filter(pk=feedback_round.pk, state=RoundStatus.OPEN)
    if not mine.exclude(reminded_on=today).update(reminded_on=today):
        return 0
    waiting = RoundRespondent.objects.filter(
        subject__round=feedback_round, answered_on=None, declined_on=None
    )
    people = set(waiting.values_list("employee_id", flat=True))
    return notices.reminded(feedback_round, people, day=today.isoformat())


@transaction.atomic
def close_round(*, feedback_round: FeedbackRound) -> FeedbackRound:
    """Close a round whose last day has passed, and tell each person that the result can be read.

    Called by the clock alone. Raises Conflict when it is closed already.
    """
    actor = system_actor(feedback_round.agency_id)
    ROUND_FLOW.apply("close", feedback_round, actor=actor, closed_on=timezone.localdate())
    notices.closed(feedback_round, feedback_round.subjects.select_related("employee"))
    return feedback_round
