"""What waits for somebody: plans to decide on, people held up, and the person's own next step."""

from dataclasses import dataclass
from datetime import date

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    DateField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor
from asn_portal.core.requirements import Requirement
from performance.enums import CycleStatus, PlanStatus
from performance.models import Plan, WorkResult
from performance.rules.plan_checklist import plan_checklist
from performance.selectors import plans as selectors
from performance.workflow import OPEN_STATES

KIND = "plan"


@dataclass(frozen=True)
class NextAction:
    """The one thing a person should do next; `items` are what is missing."""

    title: str
    text: str
    url: str
    label: str
    due_on: date | None
    items: tuple[Requirement, ...] = ()


def plans_to_decide(*, actor: Actor) -> QuerySet[Plan]:
    """Return the submitted plans of the people the actor evaluates today, and those a silent evaluator left lying.

    Two lookups put together, so that each finds its own index.
    """
    if actor.employee_id is None:
        return Plan.objects.none()
    waiting = Plan.objects.filter(agency_id=actor.agency_id, state=PlanStatus.SUBMITTED).order_by()
    mine = waiting.filter(employee__evaluator_id=actor.employee_id).values("pk")
    handed = waiting.filter(escalated_to_id=actor.employee_id).values("pk")
    return Plan.objects.filter(pk__in=mine.union(handed))


def plan_inbox(*, actor: Actor) -> QuerySet:
    """Return the plans that wait for the actor, in the columns of the inbox."""
    counts = WorkResult.objects.filter(plan=OuterRef("pk")).order_by().values("plan")
    results = Subquery(counts.annotate(count=Count("pk")).values("count"), output_field=IntegerField())
    year, count = (Cast(value, CharField()) for value in (F("cycle__year"), Coalesce(results, 0)))
    complete = When(checklist__is_met=True, then=Value(True))
    return plans_to_decide(actor=actor).values(
        kind=Value(KIND, output_field=CharField()),
        subject_id=F("pk"),
        who=F("employee_name"),
        post=F("position_name"),
        detail=Concat(Value("SKP "), year, Value(", "), count, Value(" " + _("work results"))),
        since=F("submitted_at"),
        due_on=Coalesce(F("set_by_on"), F("cycle__plan_due_on"), output_field=DateField()),
        is_safe=Case(complete, default=Value(False), output_field=BooleanField()),
    )


def count_inbox(*, actor: Actor) -> int:
    """Return how many plans wait for the actor."""
    return plans_to_decide(actor=actor).count()


def blocked_by_me(*, actor: Actor) -> int:
    """Return how many people cannot link their results because the actor's own plan is not in force."""
    if actor.employee_id is None:
        return 0
    mine = Plan.objects.filter(
        employee_id=actor.employee_id, cycle__state=CycleStatus.OPEN, number=1, state__in=BLOCKING
    )
    waiting = Plan.objects.filter(
        Q(state__in=OPEN_STATES) | Q(is_unlinked=True),
        agency_id=actor.agency_id,
        cycle__in=mine.values("cycle"),
        employee__evaluator_id=actor.employee_id,
        employee__is_active=True,
    )
    return waiting.exclude(state=PlanStatus.SUPERSEDED).count()


BLOCKING = [PlanStatus.DRAFT, PlanStatus.RETURNED, PlanStatus.SUBMITTED]


def current_plan(*, actor: Actor) -> Plan | None:
    """Return the actor's own plan to look at: the newest open year, its open version before the one in force."""
    if actor.employee_id is None:
        return None
    rows = selectors.visible_plans(actor=actor).filter(
        employee_id=actor.employee_id, cycle__state=CycleStatus.OPEN
    )
    rows = selectors.with_attachments(rows).exclude(state=PlanStatus.SUPERSEDED)
    return rows.order_by("-cycle__year", "-number").first()


def next_action(*, actor: Actor, plan: Plan | None, today: date) -> NextAction | None:
    """Return what the person has to do about a plan of `current_plan`, or None when it is somebody else's turn."""
    if plan is None:
        return None
    url, year = reverse("performance:plan_detail", args=[plan.pk]), plan.cycle.year
    if plan.state == PlanStatus.DRAFT:
        checklist = own_checklist(actor=actor, plan=plan, today=today)
        text = _("Your evaluator is %(name)s.") % {"name": plan.evaluator_name} if plan.evaluator_name else ""
        title = _("Complete your SKP %(year)s") % {"year": year}
        return NextAction(title, text, url, _("Continue"), plan.cycle.plan_due_on, checklist.open_items)
    if plan.state == PlanStatus.RETURNED:
        checklist = own_checklist(actor=actor, plan=plan, today=today)
        title = _("Revise your SKP %(year)s") % {"year": year}
        text = _("%(name)s returned it with a note.") % {"name": plan.evaluator_name}
        return NextAction(title, text, url, _("Read the note"), plan.cycle.plan_due_on, checklist.open_items)
    return linking_action(plan, url)


def linking_action(plan: Plan, url: str) -> NextAction | None:
    """Return the request to link results that went in before the leader's plan was set (B5)."""
    if not (plan.is_unlinked and plan.leader_plan_id):
        return None
    return NextAction(
        title=_("Link your results to those of your superior"),
        text=_("Your superior's SKP has been approved; yours went in before that."),
        url=url,
        label=_("Link them"),
        due_on=None,
    )


def own_checklist(*, actor: Actor, plan: Plan, today: date):
    """Return the checklist of a plan of `current_plan`."""
    results = selectors.plan_results(actor=actor, plan=plan)
    facts = selectors.facts_of(plan, results, selectors.written_attachments(plan))
    return plan_checklist(facts, as_of=today)
