"""Links to the results of a team's leader, who need not be the evaluator (PermenPANRB 6/2022 art. 1(10))."""

from django.db.models import Exists, OuterRef, QuerySet

from performance.enums import PlanStatus
from performance.enums.cascade import MemberState
from performance.models import Plan, TeamMember


def serves_team() -> Exists:
    """Tell, in a query over results, whether one serves the leader of a team its person is or was in this year."""
    return Exists(
        TeamMember.objects.filter(
            employee=OuterRef("plan__employee"),
            state__in=MemberState.counting(),
            team__cycle=OuterRef("plan__cycle"),
            team__leader=OuterRef("leader_result__plan__employee"),
        )
    )


def team_plans(plan: Plan) -> QuerySet:
    """Return the ids of the plans in force of the leaders of a person's teams, for a subquery."""
    leaders = TeamMember.objects.filter(
        employee_id=plan.employee_id, state=MemberState.ACTIVE, team__cycle_id=plan.cycle_id
    )
    rows = Plan.objects.filter(
        cycle_id=plan.cycle_id,
        state=PlanStatus.APPROVED,
        is_current=True,
        employee_id__in=leaders.values("team__leader_id"),
    )
    return rows.order_by().values("pk")
