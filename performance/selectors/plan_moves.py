"""People who moved since their plan was made, and acting posts that no plan names."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from asn_portal.core.access import Actor
from employees.enums import AssignmentKind, Standing
from employees.models import Assignment
from performance.enums import CycleStatus, PlanStatus
from performance.models import Plan, WorkResult
from performance.rules.plan_moves import PASSING_SOURCES
from performance.selectors.plan_facts import ACTING


def newest_plans(*, actor: Actor, today: date) -> QuerySet[Plan]:
    """Return the newest plan of each person in the running open years of the actor's agency."""
    newer = Plan.objects.filter(
        cycle=OuterRef("cycle"), employee=OuterRef("employee"), number__gt=OuterRef("number")
    ).exclude(state=PlanStatus.SUPERSEDED)
    rows = Plan.objects.visible_to(actor).filter(
        cycle__state=CycleStatus.OPEN,
        cycle__starts_on__lte=today,
        cycle__ends_on__gte=today,
        employee__is_active=True,
        employee__standing__in=Standing.planning(),
    )
    return rows.exclude(state=PlanStatus.SUPERSEDED).filter(~Exists(newer))


def moved_plans(*, actor: Actor, today: date) -> QuerySet[Plan]:
    """Return the newest plans whose owner holds another post, or has another evaluator for good.

    An acting superior counts when held as Plt: a Plh replaces for days only.
    """
    has_post = Q(employee__position__isnull=False)
    known = Q(position__isnull=False) & ~Q(position=F("employee__position"))
    unknown = Q(position=None, unit__isnull=False) & ~Q(unit=F("employee__unit"))
    other = Q(evaluator=None) | ~Q(evaluator=F("employee__evaluator"))
    acting = (
        Assignment.objects.on(today)
        .filter(employee=OuterRef("employee__evaluator"), kind=AssignmentKind.DAILY)
        .filter(position__is_head=True)
    )
    lasting = ~Q(employee__evaluator_source__in=PASSING_SOURCES) & ~(
        Q(employee__evaluator_source="acting") & Exists(acting)
    )
    new_evaluator = Q(employee__evaluator__isnull=False) & other & lasting
    rows = newest_plans(actor=actor, today=today).filter((has_post & (known | unknown)) | new_evaluator)
    return rows.select_related("cycle").order_by("pk")


def unanswered_acting(*, actor: Actor, today: date) -> list[tuple[Plan, Assignment]]:
    """Return the acting posts of today that no result of the person's newest plan names, with that plan."""
    posts = Assignment.objects.on(today).filter(
        agency_id=actor.agency_id, kind__in=ACTING, employee__is_active=True
    )
    named = WorkResult.objects.filter(plan__employee=OuterRef("employee"), acting=OuterRef("pk"))
    found = list(posts.filter(~Exists(named)).order_by("pk"))
    rows = newest_plans(actor=actor, today=today).filter(employee__in={post.employee_id for post in found})
    plans = {plan.employee_id: plan for plan in rows.select_related("cycle")}
    return [(plans[post.employee_id], post) for post in found if post.employee_id in plans]
