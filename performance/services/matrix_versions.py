"""What follows when a leader's plan comes into force: the matrix stands on the new version, and links are made."""

from django.db.models import BigIntegerField, F, Q
from django.db.models.functions import Coalesce

from performance.enums import PlanStatus
from performance.enums.cascade import RoleState
from performance.models import ColumnDivision, Indicator, MatrixRole, Plan, WorkResult

LIVING = (PlanStatus.DRAFT, PlanStatus.RETURNED, PlanStatus.SUBMITTED, PlanStatus.APPROVED)


def follow_plan(plan: Plan) -> None:
    """Move roles and links from the version that a plan replaces to the plan, and link what was taken before.

    A role whose column the new version dropped keeps its words and is named in the matrix.
    """
    if plan.replaces_id is not None:
        results = pairs(
            WorkResult.objects.filter(plan_id=plan.replaces_id), WorkResult.objects.filter(plan=plan)
        )
        indicators = pairs(
            Indicator.objects.filter(result__plan_id=plan.replaces_id),
            Indicator.objects.filter(result__plan=plan),
        )
        move_results(results, plan)
        move_indicators(indicators, plan)
    link_taken(plan)


def pairs(older, newer) -> dict[int, int]:
    """Return ids of the older version with those of the same things in the newer one, by their lineage."""
    first = Coalesce(F("lineage"), F("pk"), output_field=BigIntegerField())
    later = {origin: pk for pk, origin in newer.annotate(origin=first).values_list("pk", "origin")}
    rows = older.annotate(origin=first).values_list("pk", "origin")
    return {pk: later[origin] for pk, origin in rows if origin in later}


def move_results(moved: dict[int, int], plan: Plan) -> None:
    """Point columns, taken results and links of living plans at the results of the new version."""
    for old, new in moved.items():
        MatrixRole.objects.filter(agency_id=plan.agency_id, column_result_id=old).update(column_result_id=new)
        MatrixRole.objects.filter(agency_id=plan.agency_id, work_result_id=old).update(work_result_id=new)
        WorkResult.objects.filter(leader_result_id=old, plan__state__in=LIVING).update(leader_result_id=new)


def move_indicators(moved: dict[int, int], plan: Plan) -> None:
    """Point columns and their divisions at the indicators of the new version."""
    for old, new in moved.items():
        MatrixRole.objects.filter(agency_id=plan.agency_id, column_indicator_id=old).update(
            column_indicator_id=new
        )
        if not ColumnDivision.objects.filter(indicator_id=new).exists():
            ColumnDivision.objects.filter(indicator_id=old).update(indicator_id=new)


def link_taken(plan: Plan) -> None:
    """Link the results taken from the matrix while the leader's plan was not in force yet (B5, E31)."""
    roles = MatrixRole.objects.filter(
        agency_id=plan.agency_id,
        state=RoleState.TAKEN,
        column_result__plan=plan,
        work_result__leader_result=None,
        work_result__plan__state__in=LIVING,
    )
    touched = set()
    for result_id, column_id, plan_id in roles.values_list(
        "work_result_id", "column_result_id", "work_result__plan"
    ):
        WorkResult.objects.filter(pk=result_id).update(leader_result_id=column_id)
        touched.add(plan_id)
    open_ends = WorkResult.objects.filter(Q(plan_id__in=touched), leader_result=None).values("plan_id")
    Plan.objects.filter(pk__in=touched, is_unlinked=True).exclude(pk__in=open_ends).update(is_unlinked=False)
