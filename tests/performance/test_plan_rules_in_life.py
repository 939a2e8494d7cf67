"""Worked examples of planning as they happen: perspectives, acting posts, activities, links (domain/01 §10)."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from asn_portal.core.models import AgencyPolicy
from employees.actors import actor_of
from employees.enums import AssignmentKind, UnitKind
from employees.models import Employee
from employees.services.posts import NewAssignment, record_assignment
from performance.enums import Perspective
from performance.models import Plan, WorkResult
from performance.services import plan_content
from performance.services.plan_content import ResultText
from tests.employees.factories import UnitFactory, member, office
from tests.performance.factories import IndicatorFactory, PlanFactory, WorkResultFactory, fill_plan
from tests.support.pages import texts

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 1, 15)


@pytest.fixture(autouse=True)
def _january(freeze):
    freeze(2026, 1, 15)


@pytest.fixture
def place():
    return office()


def url(name, *args):
    return reverse(f"performance:{name}", args=args)


def submit(client_for, person, plan):
    return client_for(person.user).post(url("plan_submit", plan.pk)).status_code


def leader_plan(place, *, without=None):
    plan = PlanFactory(employee=place.head, is_leader_form=True)
    fill_plan(plan)
    result = plan.results.first()
    for perspective in Perspective:
        if perspective != without:
            IndicatorFactory(result=result, perspective=perspective)
    return plan


@pytest.mark.parametrize(
    ("without", "status"),
    [
        pytest.param(Perspective.BUDGET, 422, id="E22"),
        pytest.param(Perspective.PROCESS, 422, id="E22-process"),
        pytest.param(None, 302, id="all-four"),
    ],
)
def test_a_leader_without_the_budget_cannot_submit(place, client_for, without, status):
    assert submit(client_for, place.head, leader_plan(place, without=without)) == status


def test_a_leader_chooses_where_a_result_comes_from_and_has_no_link_to_choose(place, client_for):
    plan = leader_plan(place)
    page = client_for(place.head.user).get(url("plan_result_add", plan.pk, "main"))
    assert b"new-main-basis" in page.content
    assert b"new-main-leader_result" not in page.content


def test_what_comes_from_the_performance_agreement_is_a_main_result(place, client_for):
    plan = leader_plan(place)
    WorkResultFactory(plan=plan, kind="additional", basis="agreement")
    assert submit(client_for, place.head, plan) == 422


@pytest.fixture
def acting(place):
    """A functional officer made Plt head of another division since Monday."""
    officer = place.staff[0]
    unit = UnitFactory(parent=place.dinas, name="Bidang Pelayanan", kind=UnitKind.DIVISION)
    division = member(unit, "Kepala Bidang Lama", is_head=True, evaluator=place.head)
    return officer, record_assignment(
        employee=officer,
        new=NewAssignment(division.position, AssignmentKind.ACTING, dt.date(2026, 1, 12)),
        actor=actor_of(place.hr.user, today=TODAY),
    )


def test_e23_a_functional_officer_made_plt_needs_a_main_result_for_it(place, client_for, acting):
    officer, post = acting
    plan = PlanFactory(employee=officer, complete=True)
    assert submit(client_for, officer, plan) == 422
    WorkResult.objects.filter(pk=plan.results.first().pk).update(acting=post)
    assert submit(client_for, officer, plan) == 302


def test_e23_is_rated_by_the_head_of_the_unit_of_the_acting_post(place, acting):
    officer, _post = acting
    officer.refresh_from_db()
    assert officer.evaluator == place.head


def test_e23_the_acting_post_is_chosen_in_a_main_result_only(place, client_for, acting):
    officer, post = acting
    plan = PlanFactory(employee=officer)
    visitor = client_for(officer.user)
    data = {"new-main-statement": "Bidang berjalan tanpa jeda", "new-main-acting": str(post.pk)}
    assert visitor.post(url("plan_result_add", plan.pk, "main"), data).status_code == 302
    assert plan.results.get().acting == post
    with pytest.raises(ValidationError):
        plan_content.add_result(
            plan=plan,
            kind="additional",
            text=ResultText("Bidang berjalan", acting_id=post.pk),
            actor=actor_of(officer.user, today=TODAY),
        )


def test_e23_the_banner_says_it_and_the_agency_may_leave_it_open(place, client_for, acting):
    officer, _post = acting
    plan = PlanFactory(employee=officer, complete=True)
    page = client_for(officer.user).get(url("plan_detail", plan.pk))
    assert any("Plt." in text for text in texts(page, ".notice"))
    AgencyPolicy.objects.create(
        agency=place.agency, key="performance.acting_result_required", value=False, starts_on="2020-01-01"
    )
    assert submit(client_for, officer, plan) == 302


def test_e28_a_result_worded_as_an_activity_is_remarked_and_not_blocked(place, client_for):
    plan = PlanFactory(employee=place.staff[0], complete=True)
    plan.results.filter(pk=plan.results.first().pk).update(statement="rapat 3 kali")
    page = client_for(place.staff[0].user).get(url("plan_detail", plan.pk))
    assert any("rapat" in text for text in texts(page, ".plan-remark"))
    assert submit(client_for, place.staff[0], plan) == 302


def test_absolute_words_are_remarked_in_both_approaches(place, client_for):
    plan = PlanFactory(employee=place.staff[0], approach="qualitative")
    result = WorkResultFactory(plan=plan, statement="Warga terlayani", indicators=0)
    IndicatorFactory(result=result, statement="Semua warga puas", target="", target_unit="", aspect="")
    page = client_for(place.staff[0].user).get(url("plan_detail", plan.pk))
    assert any("semua" in text for text in texts(page, ".plan-remark"))


@pytest.mark.parametrize(
    ("state", "status"),
    [pytest.param("approved", 422, id="E30"), pytest.param("draft", 302, id="E31")],
)
def test_a_result_without_link_waits_for_the_leaders_plan_only(place, client_for, state, status):
    PlanFactory(
        employee=place.evaluator, complete=True, **({"approved": True} if state == "approved" else {})
    )
    plan = PlanFactory(employee=place.staff[0], complete=True)
    assert submit(client_for, place.staff[0], plan) == status
    plan.refresh_from_db()
    assert plan.is_unlinked is (status == 302)


def test_cpns_plan_as_everybody(place, client_for):
    Employee.objects.filter(pk=place.staff[0].pk).update(kind="cpns")
    plan = PlanFactory(employee=place.staff[0], complete=True)
    assert submit(client_for, place.staff[0], plan) == 302
    assert Plan.objects.get(pk=plan.pk).state == "submitted"
