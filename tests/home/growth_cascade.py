"""Makes the matrix, teams and templates of the small world much larger."""

from performance.enums.cascade import MemberState
from performance.models import Handout, MatrixRole, ResultTemplate, TeamMember, WorkResult, WorkTeam
from tests.performance.factories import IndicatorFactory, PlanFactory, WorkResultFactory, moment


def deepen_cascade(owner, world, many: int) -> None:
    """Give the evaluator more columns, everybody a role, the team more members, and the owner long lists."""
    role = MatrixRole.objects.get(pk=world.things["role"][0])
    team = WorkTeam.objects.get(pk=world.things["team"][0])
    template = ResultTemplate.objects.get(pk=world.things["template"][0])
    plan = role.column_result.plan
    for _number in range(6):
        IndicatorFactory(result=WorkResultFactory(plan=plan, indicators=0))
    people = type(owner).objects.filter(evaluator=owner.evaluator).exclude(pk=owner.pk).order_by("-pk")[:many]
    for person in people:
        deepen_person(person, role, team, template)
    for number in range(many):
        copy_role(role, owner, text=f"Peran {number}")
        WorkTeam.objects.create(
            agency=team.agency,
            cycle=team.cycle,
            unit=team.unit,
            leader=owner,
            name=f"Tim {number}",
            starts_on=team.starts_on,
            ends_on=team.ends_on,
        )
        Handout.objects.create(
            agency=template.agency, template=template, cycle=role.cycle, skipped=[["A", "B", "C"]]
        )


def deepen_person(person, role: MatrixRole, team: WorkTeam, template: ResultTemplate) -> None:
    """Let somebody take a role, work in the team, link a result and have the template."""
    plan = PlanFactory(employee=person, cycle=role.cycle)
    WorkResult.objects.create(plan=plan, statement="Ditautkan sendiri", leader_result=role.column_result)
    copy_role(role, person, share=2)
    copy_role(role, person, template=template, column_indicator=None)
    TeamMember.objects.create(
        agency=team.agency,
        team=team,
        employee=person,
        state=MemberState.ACTIVE,
        decided_at=moment(2026, 2, 1),
    )


def copy_role(role: MatrixRole, person, **changes) -> None:
    """Write a role like another for somebody."""
    names = (
        "agency_id",
        "cycle_id",
        "leader_id",
        "unit_id",
        "column_result_id",
        "column_indicator_id",
        "text",
    )
    values = {name: getattr(role, name) for name in names}
    if "column_indicator" in changes:
        values.pop("column_indicator_id")
    MatrixRole.objects.create(**(values | changes), employee=person)
