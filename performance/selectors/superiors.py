"""Who stands above an evaluator on a day: decides objections, rates where the evaluator stays silent."""

from collections.abc import Collection
from datetime import date

from asn_portal.core.access import Actor
from employees.enums import AssignmentKind
from employees.models import Assignment, Employee
from employees.rules.superiors import PREFERENCE, Chart, superior_posts
from employees.selectors.evaluators import load_chart, start_in

Start = tuple[int | None, int | None]


def superior_of(
    *, actor: Actor, rater: Employee, day: date, rated_on: date, besides: Collection[int]
) -> Employee | None:
    """Return who stands above the rater on a day, None where nobody does; seven queries.

    Counted from the post the rater held when rating: who has moved since does not take the matter along. An acting
    holder stands before the definitive one, who is absent is passed over, and nobody of `besides` is chosen.
    """
    chart = load_chart(actor=actor, day=day)
    start = held_on(actor=actor, rater=rater, day=rated_on) or start_in(chart, rater)
    found = climb(chart, rater.pk, start, besides)
    rows = Employee.objects.filter(agency_id=actor.agency_id, is_active=True, pk=found or 0)
    return rows.select_related("rank", "position", "unit").first()


def held_on(*, actor: Actor, rater: Employee, day: date) -> Start | None:
    """Return the post and unit of somebody on a day, a Plt post first; None where no post is recorded."""
    rows = Assignment.objects.on(day).filter(
        agency_id=actor.agency_id, employee_id=rater.pk, position__isnull=False
    )
    held = {kind: (post, unit) for kind, post, unit in rows.values_list("kind", "position_id", "unit_id")}
    return held.get(AssignmentKind.ACTING, held.get(AssignmentKind.DEFINITIVE))


def superiors_of(*, actor: Actor, raters: Collection[int], day: date) -> dict[int, int]:
    """Return rater → superior for many at once, from the posts of the day; those without one are left out.

    Six queries at any size.
    """
    chart = load_chart(actor=actor, day=day)
    people = Employee.objects.filter(agency_id=actor.agency_id, pk__in=raters)
    plain = {pk: (post, unit) for pk, post, unit in people.values_list("pk", "position_id", "unit_id")}
    acting = {
        holder.employee_id: (post_id, chart.posts[post_id].unit_id)
        for post_id, holders in chart.holders.items()
        for holder in holders
        if holder.kind == AssignmentKind.ACTING and post_id in chart.posts
    }
    found = {pk: climb(chart, pk, acting.get(pk, start), {pk}) for pk, start in plain.items()}
    active = set(
        Employee.objects.filter(
            agency_id=actor.agency_id, is_active=True, pk__in=[pk for pk in found.values() if pk]
        ).values_list("pk", flat=True)
    )
    return {rater: superior for rater, superior in found.items() if superior in active and superior}


def climb(chart: Chart, rater_id: int, start: Start, besides: Collection[int]) -> int | None:
    """Return the first who is there on the way up from a post, besides some; HR's temporary choice comes first."""
    excluded = {*besides, rater_id}
    chosen = chart.overrides.get(rater_id)
    if chosen is not None and chosen not in excluded:
        return chosen
    for post_id in superior_posts(chart, *start):
        able = [
            holder
            for holder in chart.holders.get(post_id, ())
            if holder.is_available and holder.employee_id not in excluded
        ]
        if able:
            return min(able, key=lambda one: (PREFERENCE.index(one.kind), one.employee_id)).employee_id
    return None
