"""From a role of the matrix to a work result of the person's plan: one click of the person."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from performance.enums import PlanStatus
from performance.models import Indicator, MatrixRole, Plan, WorkResult
from performance.notifications import cascade as notices
from performance.policies import cascade as policies
from performance.rules.standards import plain
from performance.selectors import plans as plan_selectors
from performance.selectors.matrix import open_plans
from performance.selectors.matrix_rows import of_result
from performance.services.plan_content import ResultText, add_result, change_result
from performance.services.plans import start_version
from performance.workflow.cascade import ROLE_FLOW

OPEN = (PlanStatus.DRAFT, PlanStatus.RETURNED)


@transaction.atomic
def take_role(*, role: MatrixRole, actor: Actor) -> Plan:
    """Write a role into the person's plan, linked to the leader's result, and return the plan.

    An approved plan is changed by a new version, which the evaluator approves. Raises NotAllowed, Conflict when the
    role was answered or reworded meanwhile, ValidationError while the plan waits for a decision or is not there yet.
    """
    require(policies.can_answer_role(actor, role))
    plan = plan_to_write(role, actor)
    ROLE_FLOW.apply("take", role, actor=actor)
    text = ResultText(role.text, link_of(role, plan, actor), role.assigned_by)
    stored = own_result(role, plan)
    if stored is None:
        result = add_result(plan=plan, kind=role.result_kind, text=text, actor=actor)
        Indicator.objects.bulk_create(indicators_of(role, result, plan))
    else:
        result = change_result(plan=plan, result=stored, text=text, actor=actor)
        set_share(role, result)
    MatrixRole.objects.filter(pk=role.pk).update(work_result=result)
    return plan


def plan_to_write(role: MatrixRole, actor: Actor) -> Plan:
    """Return the person's plan to write into: the open version, or a new one of the plan in force."""
    rows = open_plans(actor=actor).filter(cycle_id=role.cycle_id, employee_id=role.employee_id)
    found = list(rows.select_related("employee", "cycle"))
    waiting = next((plan for plan in found if plan.state == PlanStatus.SUBMITTED), None)
    if waiting is not None:
        raise ValidationError(
            _("Your plan waits for approval. Take it back first, or take this result afterwards."),
            code="submitted",
        )
    plan = next((plan for plan in found if plan.state in OPEN), None)
    if plan is None and found:
        reason = _("New role in the matrix: %(text)s") % {"text": role.text}
        plan = start_version(plan=found[0], actor=actor, reason=reason[:300])
    if plan is None:
        raise ValidationError(_("You have no plan for this year yet."), code="no_plan")
    return plan_selectors.get_plan(actor=actor, pk=plan.pk)


def link_of(role: MatrixRole, plan: Plan, actor: Actor) -> int | None:
    """Return the leader's result to link to, or nothing while the leader's plan is not in force (E31)."""
    allowed = {int(pk) for pk, _words in plan_selectors.leader_choices(actor=actor, plan=plan)}
    return role.column_result_id if role.column_result_id in allowed else None


def own_result(role: MatrixRole, plan: Plan) -> WorkResult | None:
    """Return the result that was taken before the role was reworded, as it stands in the plan to write."""
    before = role.work_result
    if before is None:
        return None
    lineage = before.lineage or before.pk
    rows = WorkResult.objects.filter(plan=plan)
    return next((row for row in rows if (row.lineage or row.pk) == lineage or row.pk == before.pk), None)


def indicators_of(role: MatrixRole, result: WorkResult, plan: Plan) -> list[Indicator]:
    """Return the indicators that come with a role: those of a template, or the share of the leader's quantity."""
    if role.indicators:
        return [
            Indicator(result=result, order=order, **values) for order, values in enumerate(role.indicators, 1)
        ]
    source = shared_indicator(role)
    if role.share is None or source is None:
        return []
    return [
        Indicator(
            result=result,
            order=1,
            aspect="" if plan.is_leader_form else (source.aspect or "quantity"),
            statement=source.statement,
            target=plain(role.share),
            target_unit=source.target_unit,
        )
    ]


def shared_indicator(role: MatrixRole) -> Indicator | None:
    """Return the leader's indicator whose quantity is shared: the column, or the one quantity of a team's result."""
    if role.column_indicator is not None or role.column_result is None:
        return role.column_indicator
    return of_result(role.column_result).indicator


def set_share(role: MatrixRole, result: WorkResult) -> None:
    """Write a changed share as the target of the indicator that came with it."""
    source = shared_indicator(role)
    if role.share is not None and source is not None:
        Indicator.objects.filter(result=result, statement=source.statement).update(target=plain(role.share))


@transaction.atomic
def decline_role(*, role: MatrixRole, reason: str, actor: Actor) -> None:
    """Say no with a reason; the leader reads it. Raises NoteRequired, NotAllowed, Conflict."""
    ROLE_FLOW.apply("decline", role, actor=actor, note=reason)
    notices.role_declined(role, actor_name=actor.name, reason=reason.strip())
