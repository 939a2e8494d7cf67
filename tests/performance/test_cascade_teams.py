"""Teams across units: consent of the own evaluator, the second-level matrix, volunteers (annex II p. 46-48)."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from asn_portal.core.access import Conflict, NotAllowed
from asn_portal.core.models import Notice
from asn_portal.core.workflow import NoteRequired
from performance.enums.cascade import MemberState
from performance.models import MatrixRole, TeamMember, WorkResult, WorkTeam
from performance.selectors import feedback
from performance.selectors import plans as plan_selectors
from performance.selectors import work_teams as selectors
from performance.selectors.inbox_cascade import cascade_inbox
from performance.selectors.matrix_rows import cell_token
from performance.services import matrix as matrix_services
from performance.services import matrix_offers
from performance.services import work_teams as services
from tests.performance.cascade_help import actor, chain, role_of, team_of
from tests.performance.factories import PlanFactory, WorkResultFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _february(freeze):
    freeze(2026, 2, 2)


@pytest.fixture
def world():
    """The team leader is of the other office and evaluates nobody."""
    world = chain()
    world.leader = world.place.colleague
    world.leader_plan = PlanFactory(employee=world.leader, cycle=world.cycle, approved=True)
    world.team_result = WorkResultFactory(plan=world.leader_plan, statement="Rujukan balita tepat waktu")
    world.team = team_of(world, world.leader)
    return world


def call(world, person, by=None):
    return services.call_member(
        team=world.team, employee=person, reason="Ahli gizi", actor=actor(by or world.leader)
    )


def agreed(world, person):
    member = call(world, person)
    services.agree_member(member=member, actor=actor(person.evaluator))
    return member


def test_the_own_evaluator_agrees_before_somebody_joins(world):
    ani = world.place.staff[0]
    member = call(world, ani)
    assert member.state == MemberState.PROPOSED
    assert Notice.objects.filter(event="team_member_asked", user=world.place.evaluator.user).exists()
    for stranger in (world.leader, world.place.head, ani):
        with pytest.raises(NotAllowed):
            services.agree_member(member=member, actor=actor(stranger))
    services.agree_member(member=member, actor=actor(world.place.evaluator))
    told = Notice.objects.filter(event="team_member_agreed").values_list("user", flat=True)
    assert set(told) == {ani.user.pk, world.leader.user.pk}


def test_the_consent_stands_in_the_inbox_of_the_evaluator_only(world):
    member = call(world, world.place.staff[0])
    rows = list(cascade_inbox(actor=actor(world.place.evaluator)))
    assert [(row["kind"], row["subject_id"], row["detail"]) for row in rows] == [
        ("team_consent", member.pk, "Tim Stunting")
    ]
    assert list(cascade_inbox(actor=actor(world.place.head))) == []


def test_a_refusal_needs_a_reason_and_is_final(world):
    member = call(world, world.place.staff[0])
    who = actor(world.place.evaluator)
    with pytest.raises(NoteRequired):
        services.refuse_member(member=member, reason="", actor=who)
    services.refuse_member(member=member, reason="Beban kerja penuh", actor=who)
    stale = TeamMember.objects.get(pk=member.pk)
    stale.revision -= 1
    with pytest.raises(Conflict):
        services.agree_member(member=stale, actor=who)


def test_where_the_leader_is_the_evaluator_nobody_is_asked(world):
    world.team = team_of(world, world.place.evaluator, name="Tim Bidang")
    member = call(world, world.place.staff[0], by=world.place.evaluator)
    assert member.state == MemberState.ACTIVE


def test_the_same_person_is_asked_once_and_the_leader_not_at_all(world):
    call(world, world.place.staff[0])
    for person in (world.place.staff[0], world.leader, world.place.mayor):
        with pytest.raises(ValidationError):
            call(world, person)


def test_nobody_joins_a_team_that_has_ended(world, freeze):
    WorkTeam.objects.update(starts_on=dt.date(2026, 1, 5), ends_on=dt.date(2026, 2, 1))
    world.team.refresh_from_db()
    with pytest.raises(ValidationError):
        call(world, world.place.staff[0])


def test_volunteers_only_where_the_team_is_open_and_their_evaluator_decides(world):
    ani = world.place.staff[0]
    with pytest.raises(NotAllowed):
        services.volunteer(team=world.team, reason="Saya bisa", actor=actor(ani))
    world.team.is_open = True
    world.team.save()
    member = services.volunteer(team=world.team, reason="Saya bisa", actor=actor(ani))
    assert (member.state, member.source) == ("proposed", "volunteer")


def test_a_result_for_the_team_is_linked_to_its_leader_and_counts_as_linked(world):
    ani = world.place.staff[0]
    plan = PlanFactory(employee=ani, cycle=world.cycle)
    agreed(world, ani)
    place = selectors.team_place(actor=actor(world.leader), team=world.team)
    column = selectors.get_team_column(actor=actor(world.leader), place=place, pk=world.team_result.pk)
    text = matrix_services.CellText([matrix_services.RoleLine("Data balita lengkap")], False, cell_token([]))
    matrix_services.write_cell(place=place, employee=ani, column=column, text=text, actor=actor(world.leader))
    matrix_offers.take_role(role=role_of(ani), actor=actor(ani))
    result = WorkResult.objects.get(plan=plan)
    assert (result.leader_result, result.assigned_by) == (world.team_result, "Tim Stunting")
    fresh = plan_selectors.get_plan(actor=actor(ani), pk=plan.pk)
    rows = plan_selectors.plan_results(actor=actor(ani), plan=fresh)
    assert plan_selectors.is_linked(fresh, rows[0])
    assert [
        row.employee for row in selectors.team_page(actor=actor(world.leader), team=world.team).members
    ] == [ani]


def test_only_the_team_leader_divides_the_results_of_the_team(world):
    ani = world.place.staff[0]
    agreed(world, ani)
    place = selectors.team_place(actor=actor(ani), team=world.team)
    column = selectors.get_team_column(actor=actor(ani), place=place, pk=world.team_result.pk)
    text = matrix_services.CellText([matrix_services.RoleLine("Data balita lengkap")], False, cell_token([]))
    with pytest.raises(NotAllowed):
        matrix_services.write_cell(place=place, employee=ani, column=column, text=text, actor=actor(ani))
    assert not MatrixRole.objects.exists()


def test_a_member_who_goes_keeps_the_promise(world):
    ani = world.place.staff[0]
    member = agreed(world, ani)
    member.refresh_from_db()
    plan = PlanFactory(employee=ani, cycle=world.cycle)
    WorkResultFactory(plan=plan, leader_result=world.team_result)
    services.end_member(member=member, actor=actor(world.leader))
    fresh = plan_selectors.get_plan(actor=actor(ani), pk=plan.pk)
    rows = plan_selectors.plan_results(actor=actor(ani), plan=fresh)
    assert plan_selectors.is_linked(fresh, rows[0])


def test_a_team_is_formed_by_the_head_with_dates_of_the_year(world):
    text = services.TeamText(
        "Tim Air Bersih", "", world.place.staff[0], dt.date(2026, 1, 5), dt.date(2027, 1, 5)
    )
    with pytest.raises(ValidationError) as problem:
        services.form_team(
            unit=world.place.bidang, cycle=world.cycle, text=text, actor=actor(world.place.head)
        )
    assert "ends_on" in problem.value.message_dict
    with pytest.raises(NotAllowed):
        services.form_team(
            unit=world.place.bidang, cycle=world.cycle, text=text, actor=actor(world.place.staff[1])
        )


def test_a_stale_form_of_a_team_is_a_conflict_that_keeps_the_words(world):
    head = world.place.hr
    text = services.TeamText(
        "Tim Baru", "Tujuan baru", world.leader, world.team.starts_on, world.team.ends_on
    )
    services.change_team(team=world.team, text=text, revision=1, actor=actor(head))
    with pytest.raises(Conflict) as conflict:
        services.change_team(team=world.team, text=text, revision=1, actor=actor(head))
    assert "Tujuan baru" in conflict.value.note


def test_leader_and_members_of_a_team_may_give_each_other_feedback_on_the_work_for_it(world):
    ani = world.place.staff[0]
    agreed(world, ani)
    plan = PlanFactory(employee=ani, cycle=world.cycle, approved=True)
    WorkResultFactory(plan=plan, leader_result=world.result)
    for_team = WorkResultFactory(plan=plan, leader_result=world.team_result)
    leader = actor(world.leader)
    assert feedback.get_reachable(actor=leader, pk=ani.pk).role == "leader"
    assert list(feedback.results_of(actor=leader, employee=ani, cycle=world.cycle)) == [for_team]
    assert feedback.get_reachable(actor=actor(ani), pk=world.leader.pk).role == "subordinate"
    assert feedback.role_of(actor=leader, employee=world.place.staff[1]) is None
