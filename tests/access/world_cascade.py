"""Matrix, teams and templates of the small world: the owner's evaluator divides, the plan is still a draft."""

import datetime as dt

from performance.enums.cascade import MemberState
from performance.models import (
    Cycle,
    Handout,
    MatrixRole,
    Plan,
    ResultTemplate,
    TeamMember,
    TemplateIndicator,
    WorkTeam,
)
from tests.performance.factories import IndicatorFactory, PlanFactory, WorkResultFactory


def cascade_things(place, owner) -> dict:
    """Return a cell, a role offered to the owner, two teams, and a template that was handed out."""
    cycle = Plan.objects.filter(employee=owner, state="draft").latest("cycle__year").cycle
    plan = PlanFactory(employee=place.evaluator, cycle=cycle)
    result = WorkResultFactory(plan=plan, indicators=0)
    column = IndicatorFactory(result=result)
    role = MatrixRole.objects.create(
        agency=place.agency,
        cycle=cycle,
        leader=place.evaluator,
        unit=place.bidang,
        employee=owner,
        column_result=result,
        column_indicator=column,
        text="Lima posyandu aktif",
    )
    unit = place.bidang.pk
    return {
        "matrix": [unit],
        "matrix-cell": [unit, owner.pk, column.pk],
        "matrix-column": [unit, column.pk],
        "role": [role.pk],
        "office": [place.dinas.pk],
        **team_things(place, owner, cycle, result),
        **template_things(place, cycle),
    }


def team_things(place, owner, cycle: Cycle, result) -> dict:
    """Return a team of the evaluator, for which the owner is asked, and one of the head that anybody may join."""
    year = {"agency": place.agency, "cycle": cycle, "starts_on": cycle.starts_on, "ends_on": cycle.ends_on}
    team = WorkTeam.objects.create(**year, unit=place.bidang, leader=place.evaluator, name="Tim Gizi")
    open_team = WorkTeam.objects.create(
        **year, unit=place.dinas, leader=place.head, name="Tim Air Bersih", is_open=True
    )
    asked = TeamMember.objects.create(agency=place.agency, team=team, employee=owner)
    inside = TeamMember.objects.create(
        agency=place.agency,
        team=team,
        employee=place.staff[1],
        state=MemberState.ACTIVE,
        decided_at=dt.datetime(2026, 2, 1, tzinfo=dt.UTC),
    )
    return {
        "team": [team.pk],
        "team-open": [open_team.pk],
        "team-member": [asked.pk],
        "team-cell": [team.pk, inside.employee_id, result.pk],
    }


def template_things(place, cycle: Cycle) -> dict:
    """Return a template of the evaluator with an indicator and a report."""
    template = ResultTemplate.objects.create(
        agency=place.agency, unit=place.bidang, author=place.evaluator.user, statement="Warga terlayani"
    )
    measure = TemplateIndicator.objects.create(
        template=template, aspect="quality", statement="IKM", target="85"
    )
    report = Handout.objects.create(
        agency=place.agency, template=template, cycle=cycle, skipped=[["A", "B", "C"]]
    )
    return {
        "template": [template.pk],
        "template-measure": [template.pk, measure.pk],
        "handout": [template.pk, report.pk],
    }
