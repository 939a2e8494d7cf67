"""Handing a result to many people at once, set-based: a handful of statements for any number of people."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Max
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from employees.models import Employee
from performance.enums import PlanStatus
from performance.enums.cascade import RoleState
from performance.models import Cycle, Handout, Indicator, MatrixRole, Plan, ResultTemplate, WorkResult
from performance.notifications import cascade as notices
from performance.policies import cascade as policies
from performance.selectors.result_templates import people_to_give
from performance.services.plan_content import MAX_RESULTS
from performance.services.result_templates import measures

MOST_PEOPLE, BATCH = 5_000, 500
OPEN = (PlanStatus.DRAFT, PlanStatus.RETURNED)


@dataclass
class Sorting:
    """Who gets the template and who does not: people by id, and (person, reason) of those left out."""

    template: ResultTemplate
    cycle: Cycle
    people: dict[int, Employee]
    skipped: list[tuple[Employee, str]] = field(default_factory=list)

    def drop(self, ids, reason: str) -> None:
        """Leave people out."""
        for pk in sorted(set(ids) & set(self.people)):
            self.skipped.append((self.people.pop(pk), reason))


@transaction.atomic
def hand_out(
    *, template: ResultTemplate, cycle: Cycle, people: Sequence[int], into_plans: bool, actor: Actor
) -> Handout:
    """Give a template to people and return what happened; who has it already is skipped and named.

    With `into_plans` it stands at once in plans that are being written, everywhere else it is offered. Raises
    NotAllowed, ValidationError for nobody chosen, too many, or a template without an indicator.
    """
    require(policies.can_write_template(actor, template) and cycle.agency_id == template.agency_id)
    indicators = list(measures(template))
    check_handout(people, indicators)
    found = people_to_give(actor=actor).filter(pk__in=list(people)).in_bulk()
    sorting = Sorting(template, cycle, found)
    plans = sort_people(sorting)
    roles = write_roles(sorting, indicators, actor)
    written = write_results(roles, plans, indicators) if into_plans else 0
    handout = Handout.objects.create(
        agency_id=template.agency_id,
        template=template,
        cycle=cycle,
        given_by_id=actor.user_id,
        giver_name=actor.name,
        offered=len(roles) - written,
        written=written,
        skipped=[[one.full_name, str(one.position or ""), reason] for one, reason in sorting.skipped],
    )
    got = [role.employee_id for role in roles]
    notices.template_handed(template, got, actor_name=actor.name, occasion=f"handout-{handout.pk}")
    return handout


def check_handout(people: Sequence[int], indicators: list) -> None:
    """Raise ValidationError where there is nothing to give or nobody to give it to."""
    if not people:
        raise ValidationError(_("Choose at least one person."))
    if len(people) > MOST_PEOPLE:
        raise ValidationError(_("At most %(count)d people at once.") % {"count": MOST_PEOPLE})
    if not indicators:
        raise ValidationError(_("Add an indicator first: without one, nobody can submit the result."))


def sort_people(sorting: Sorting) -> dict[int, Plan]:
    """Leave out who has the template, the same words, or no plan this year; return the newest plan of the others."""
    ids = list(sorting.people)
    own = MatrixRole.objects.filter(template=sorting.template, cycle=sorting.cycle, employee_id__in=ids)
    has_it = own.exclude(state=RoleState.WITHDRAWN).values_list("employee_id", flat=True)
    sorting.drop(has_it, _("has this result from the template already"))
    rows = Plan.objects.filter(cycle=sorting.cycle, employee_id__in=ids).exclude(state=PlanStatus.SUPERSEDED)
    plans = {plan.employee_id: plan for plan in rows.select_for_update(of=("self",)).order_by("number", "pk")}
    sorting.drop(set(sorting.people) - set(plans), _("has no plan this year"))
    same = WorkResult.objects.filter(
        plan__in=[plan.pk for plan in plans.values()], statement__iexact=sorting.template.statement.strip()
    )
    sorting.drop(same.values_list("plan__employee_id", flat=True), _("has a result with the same words"))
    return plans


def write_roles(sorting: Sorting, indicators: list, actor: Actor) -> list[MatrixRole]:
    """Write the offers; of two who hand out at the same time, each person gets it from one."""
    template, link = sorting.template, sorting.template.leader_result
    rows = [
        MatrixRole(
            agency_id=template.agency_id,
            cycle=sorting.cycle,
            leader_id=None if actor.employee_id == person.pk else actor.employee_id,
            unit_id=person.unit_id,
            employee=person,
            column_result=link if link and link.plan.employee_id == person.evaluator_id else None,
            column_text=link.statement if link else "",
            text=template.statement,
            result_kind=template.kind,
            assigned_by=template.assigned_by,
            indicators=indicators,
            template=template,
            writer_name=actor.name,
        )
        for person in sorting.people.values()
    ]
    MatrixRole.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    stored = MatrixRole.objects.filter(
        template=template, cycle=sorting.cycle, employee_id__in=list(sorting.people), state=RoleState.OFFERED
    )
    return list(stored.select_related("column_result__plan"))


def write_results(roles: list[MatrixRole], plans: dict[int, Plan], indicators: list) -> int:
    """Write the offers straight into the plans that are being written; return in how many."""
    ids = [plans[role.employee_id].pk for role in roles if plans[role.employee_id].state in OPEN]
    grouped = WorkResult.objects.filter(plan__in=ids).order_by().values("plan_id")
    sizes = {row["plan_id"]: row for row in grouped.annotate(count=Count("pk"), last=Max("order"))}
    taken: list[tuple[MatrixRole, WorkResult]] = []
    for role in roles:
        plan = plans[role.employee_id]
        size = sizes.get(plan.pk, {"count": 0, "last": 0})
        if plan.state in OPEN and size["count"] < MAX_RESULTS:
            taken.append((role, result_of(role, plan, (size["last"] or 0) + 1)))
    results = [result for _role, result in taken]
    WorkResult.objects.bulk_create(results, batch_size=BATCH)
    Indicator.objects.bulk_create(
        [
            Indicator(result=row, order=order, **adapted(values, row.plan))
            for row in results
            for order, values in enumerate(indicators, 1)
        ],
        batch_size=BATCH,
    )
    for role, result in taken:
        role.work_result, role.state, role.revision = result, RoleState.TAKEN, role.revision + 1
    changed = [role for role, _result in taken]
    MatrixRole.objects.bulk_update(changed, ["work_result", "state", "revision"], batch_size=BATCH)
    return len(taken)


def result_of(role: MatrixRole, plan: Plan, order: int) -> WorkResult:
    """Return an unsaved result; it is linked where the leader's plan is in force (B5)."""
    above = role.column_result
    in_force = above is not None and above.plan.state == PlanStatus.APPROVED and above.plan.is_current
    return WorkResult(
        plan=plan,
        kind=role.result_kind,
        order=order,
        statement=role.text,
        leader_result=above if in_force else None,
        assigned_by=role.assigned_by,
    )


def adapted(values: dict, plan: Plan) -> dict:
    """Return an indicator for the form of a plan: leaders choose the perspective themselves."""
    return values | {"aspect": ""} if plan.is_leader_form else values
