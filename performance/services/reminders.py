"""Reminding people of what is open: by the clock before, on and after a deadline, and by hand with one click."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from asn_portal.core.access import Actor, require, system_actor
from employees.models import Employee
from performance import policies
from performance.models import Appraisal, Cycle, Period, Plan
from performance.models.appraisals import OPEN_STATES as TO_RATE
from performance.notifications.digest import send_digests, told_today
from performance.policies.schedule import can_remind_team
from performance.selectors.deadlines import Deadline, list_deadlines
from performance.selectors.open_tasks import open_tasks
from performance.workflow import OPEN_STATES

# What a person has to do about the own year, as far as the evaluator asks for it.
OWN_KINDS = ("plan_submit", "evidence", "expectations")
# More than so many accounts are not named to the database one by one.
MOST_BY_NAME = 2_000


# --- By the clock ---


@transaction.atomic
def send_due_reminders(*, agency_id: int, today: date) -> int:
    """Send today's digest to everybody with something open under a deadline that is reminded of today.

    Each deadline is marked by a guarded UPDATE in the same transaction, so that of two clocks one tells; who has
    nothing open is not told, and nobody is told twice a day.
    """
    system = system_actor(agency_id)
    due = [row for row in list_deadlines(actor=system, today=today) if row.is_due(today) and mark(row, today)]
    if not due:
        return 0
    keys = {row.key for row in due}
    tasks = list(open_tasks(actor=system, today=today))
    users = {task.user_id for task in tasks if task.deadline in keys}
    return send_digests(agency_id=agency_id, today=today, tasks=tasks, users=users)


def mark(deadline: Deadline, today: date) -> bool:
    """Note that people are told of a deadline today; False when somebody did so before us."""
    kind, pk = deadline.key
    name = "evidence_reminded_at" if kind == "evidence" else "reminded_at"
    model = Cycle if kind == "plans" else Period
    midnight = timezone.make_aware(datetime.combine(today, time.min))
    not_yet = Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lt": midnight})
    return bool(model._default_manager.filter(not_yet, pk=pk).update(**{name: timezone.now()}))


# --- By hand ---


@dataclass(frozen=True)
class RemindReport:
    """What became of a reminder by hand: how many were told, and who was not and why."""

    told: int = 0
    told_before: list[str] = field(default_factory=list)
    without_account: list[str] = field(default_factory=list)

    @property
    def nobody(self) -> bool:
        """Tell whether there was nobody to remind at all."""
        return not (self.told or self.told_before or self.without_account)


def remind_office(
    *, cycle: Cycle, opd_id: int | None = None, employee_id: int | None = None, actor: Actor
) -> RemindReport:
    """Remind those whose plan is not handed in: of one office, one person, or everybody the actor sees.

    Raises NotAllowed for anybody but HR. Each person is reminded once a day, by the clock or by hand.
    """
    require(policies.can_remind(actor))
    late = Plan.objects.visible_to(actor).filter(
        cycle=cycle, is_current=True, state__in=OPEN_STATES, employee__is_active=True
    )
    people = Employee.objects.filter(pk__in=of_office(late, opd_id).values("employee_id"))
    return remind(people, employee_id=employee_id, actor=actor)


def remind_raters(
    *, period: Period, opd_id: int | None = None, employee_id: int | None = None, actor: Actor
) -> RemindReport:
    """Remind the evaluators who still have to rate in a period, and the superiors where they stayed silent.

    `opd_id` is the office of the people to be rated. Raises NotAllowed for anybody but HR.
    """
    require(policies.can_remind(actor))
    late = Appraisal.objects.visible_to(actor).filter(period=period, state__in=TO_RATE)
    late = of_office(late, opd_id).order_by()
    raters = Q(pk__in=late.values("employee__evaluator_id")) | Q(pk__in=late.values("escalated_to_id"))
    people = Employee.objects.filter(raters, is_active=True, agency_id=period.agency_id)
    return remind(people, employee_id=employee_id, actor=actor)


def remind_team(*, employee_id: int | None = None, actor: Actor) -> RemindReport:
    """Remind one or all of the people the actor evaluates of what they have open for their own year."""
    require(can_remind_team(actor))
    people = Employee.objects.filter(
        agency_id=actor.agency_id, evaluator_id=actor.employee_id, is_active=True
    )
    return remind(people, employee_id=employee_id, actor=actor, kinds=OWN_KINDS)


def of_office(rows: QuerySet, opd_id: int | None) -> QuerySet:
    """Return the rows of one office; all of them without one."""
    return rows if opd_id is None else rows.filter(Q(unit__opd_id=opd_id) | Q(unit_id=opd_id))


@transaction.atomic
def remind(
    people: QuerySet[Employee], *, employee_id: int | None, actor: Actor, kinds: tuple[str, ...] = ()
) -> RemindReport:
    """Send the digest to those of the people who have something open (of these kinds, or of any)."""
    if employee_id is not None:
        people = people.filter(pk=employee_id)
    today, agency_id = timezone.localdate(), actor.agency_id
    if agency_id is None:
        return RemindReport()
    found = dict(people.exclude(user=None).values_list("user_id", "name"))
    users = frozenset(found) if len(found) <= MOST_BY_NAME else None
    tasks = list(open_tasks(actor=system_actor(agency_id), today=today, users=users))
    busy = {task.user_id for task in tasks if not kinds or task.kind in kinds}
    wanted = busy & set(found)
    before = wanted & told_today(agency_id=agency_id, today=today)
    told = send_digests(agency_id=agency_id, today=today, tasks=tasks, users=wanted - before)
    return RemindReport(
        told=told,
        told_before=sorted(found[user_id] for user_id in before),
        without_account=sorted(people.filter(user=None).values_list("name", flat=True)) if not kinds else [],
    )
