"""A plan as the rules need it: results, indicators, the leader's plan, and what the year asks beside them."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from asn_portal.core.policies import PolicyKey, value_on
from employees.enums import AssignmentKind, EmployeeKind
from employees.models import Assignment
from performance.enums import ResultKind
from performance.models import Indicator, Plan, WorkResult
from performance.policies.plan_changes import ACTING_REQUIRED, CONTRACT_REQUIRED, MANUAL_REQUIRED
from performance.rules.comparable import Days
from performance.rules.plan_checklist import Duties, IndicatorFacts, LeaderPlan, PlanFacts, ResultFacts

PPPK = frozenset({EmployeeKind.PPPK, EmployeeKind.PPPK_PART})
ACTING = (AssignmentKind.ACTING, AssignmentKind.DAILY)


def leader_state(plan: Plan) -> LeaderPlan:
    """Tell how far the leader's plan is; an official makes none here. Needs `leader_plan_id`."""
    evaluator = plan.employee.evaluator
    if evaluator is not None and evaluator.kind == EmployeeKind.OFFICIAL:
        return LeaderPlan.NONE
    return LeaderPlan.APPROVED if plan.leader_plan_id else LeaderPlan.PENDING


def is_linked(plan: Plan, result: WorkResult) -> bool:
    """Tell whether a result serves one of the present leader's, of whichever version of the leader's plan.

    A result for the leader of a team of the person serves that one (`serves_team`, see plan_links).
    """
    if result.leader_result is None:
        return False
    if getattr(result, "serves_team", False):
        return True
    leader = result.leader_result.plan
    return leader.employee_id == plan.employee.evaluator_id and leader.cycle_id == plan.cycle_id


def facts_of(plan: Plan, results: list[WorkResult], attachments: set[str]) -> PlanFacts:
    """Return a plan as the rules need it. Needs `leader_plan_id`."""
    evaluator = plan.employee.evaluator
    return PlanFacts(
        results=tuple(result_facts(plan, result) for result in results),
        approach=plan.approach,
        is_senior=plan.is_leader_form,
        leader_plan=leader_state(plan),
        attachments=frozenset(attachments),
        evaluator=evaluator.full_name if evaluator else "",
        duties=duties_of(plan, results),
        days=Days(plan.first_day, plan.last_day),
    )


def result_facts(plan: Plan, result: WorkResult) -> ResultFacts:
    """Return one result."""
    return ResultFacts(
        text=result.statement,
        kind=result.kind,
        is_linked=is_linked(plan, result),
        basis=result.basis,
        acting_id=result.acting_id,
        indicators=tuple(indicator_facts(row) for row in result.indicators.all()),
    )


def indicator_facts(row: Indicator) -> IndicatorFacts:
    """Return one indicator."""
    return IndicatorFacts(
        text=row.statement,
        target=row.target,
        aspect=row.aspect,
        perspective=row.perspective,
        unit=row.target_unit,
        has_manual=hasattr(row, "manual"),
    )


def duties_of(plan: Plan, results: list[WorkResult]) -> Duties:
    """Return what the year asks beside the results; settings are read only where they decide something."""
    named = {row.acting.pk: row.acting for row in results if row.acting and row.kind == ResultKind.MAIN}
    asks = plan.is_open and getattr(plan, "has_unnamed_acting", True)
    unnamed = [row for row in acting_posts(plan) if row.pk not in named] if asks else []
    acting = [*named.values(), *unnamed]
    is_pppk = plan.employee.kind in PPPK
    return Duties(
        acting=tuple((row.pk, acting_words(row)) for row in acting),
        acting_is_required=not unnamed or setting(plan, ACTING_REQUIRED),
        needs_contract=is_pppk and setting(plan, CONTRACT_REQUIRED),
        has_contract=bool(plan.contract_terms.strip()),
        needs_manual=plan.is_leader_form and setting(plan, MANUAL_REQUIRED),
    )


def acting_posts(plan: Plan) -> list[Assignment]:
    """Return the acting posts (Plt, Plh) that the person holds from today on within the plan's days."""
    today = max(timezone.localdate(), plan.first_day)
    running = Q(ends_on=None) | Q(ends_on__gte=today)
    rows = Assignment.objects.filter(running, employee_id=plan.employee_id, agency_id=plan.agency_id)
    return list(rows.filter(kind__in=ACTING, starts_on__lte=plan.last_day).order_by("starts_on", "pk"))


def unnamed_acting() -> Exists:
    """Tell, in a query over plans, whether the person holds an acting post that no result of the plan names."""
    named = WorkResult.objects.filter(
        plan=OuterRef(OuterRef("pk")), acting=OuterRef("pk"), kind=ResultKind.MAIN
    )
    rows = Assignment.objects.filter(~Exists(named), employee=OuterRef("employee"), kind__in=ACTING)
    return Exists(rows.filter(Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())))


def acting_words(row: Assignment) -> str:
    """Return how an acting post is called: "Plt. Kepala Bidang"."""
    kind = f"{row.kind.capitalize()}."
    if row.position_name.startswith(kind):
        return row.position_name
    return f"{kind} {row.position_name}"


def setting(plan: Plan, policy: PolicyKey) -> bool:
    """Return a switch of the agency as it stands today."""
    return bool(value_on(policy, agency_id=plan.agency_id, day=timezone.localdate()))
