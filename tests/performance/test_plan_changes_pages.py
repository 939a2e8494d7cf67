"""Around a plan: versions compared, approach and contract, manuals, giving a change up, forms that came too late."""

import datetime as dt

import pytest
from django.urls import reverse

from asn_portal.core.models import AgencyPolicy
from employees.actors import actor_of
from employees.models import Employee
from performance.enums import Approach
from performance.enums.plan_changes import PlanOrigin
from performance.models import Indicator, IndicatorManual, Plan
from performance.selectors import plans as selectors
from performance.services import plans
from tests.employees.factories import office
from tests.performance.factories import IndicatorFactory, PlanFactory, fill_plan
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 1, 15)


@pytest.fixture(autouse=True)
def _january(freeze):
    freeze(2026, 1, 15)


@pytest.fixture
def place():
    return office()


@pytest.fixture
def plan(place):
    return PlanFactory(employee=place.staff[0], complete=True)


def url(name, *args):
    return reverse(f"performance:{name}", args=args)


def actor(person):
    return actor_of(person.user, today=TODAY)


@pytest.fixture
def change(place):
    """A change of an approved plan: one target doubled, one result gone, one new."""
    plan = PlanFactory(employee=place.staff[0], approved=True, complete=True)
    mine = actor(place.staff[0])
    fresh = plans.start_version(
        plan=selectors.get_plan(actor=mine, pk=plan.pk), actor=mine, reason="Tugas baru"
    )
    first, second = fresh.results.order_by("order")
    first.indicators.update(target="24")
    second.delete()
    fresh.results.create(kind="main", order=9, statement="Posyandu lansia berjalan")
    return fresh


def test_the_comparison_marks_what_changed_word_by_word(place, change, client_for):
    page = client_for(place.staff[0].user).get(url("plan_compare", change.pk))
    assert "12" in texts(page, ".diff-items del")[0]
    assert "24" in texts(page, ".diff-items ins")[0]
    badges = texts(page, ".diff-result > .cluster .badge")
    assert len(badges) == len(set(badges)) == 3
    again = client_for(place.staff[0].user).get(
        url("plan_compare", change.replaces_id), {"dengan": change.pk}
    )
    assert texts(again, ".diff-items ins") == texts(page, ".diff-items ins")


def test_the_evaluator_sees_the_difference_before_approving(place, change, client_for):
    Plan.objects.filter(pk=change.pk).update(state="submitted", submitted_at="2026-01-15T01:00Z")
    page = client_for(place.evaluator.user).get(url("plan_detail", change.pk))
    assert texts(page, "#changes ins")
    assert soup(page).select_one('a[href="#changes"]')
    owner = client_for(place.staff[0].user).get(url("plan_detail", change.pk))
    assert not texts(owner, "#changes ins")


def test_a_plan_without_a_second_version_says_so_and_others_versions_are_unknown(place, plan, client_for):
    visitor = client_for(place.staff[0].user)
    assert visitor.get(url("plan_compare", plan.pk)).status_code == 200
    foreign = PlanFactory(employee=place.staff[1])
    assert visitor.get(url("plan_compare", plan.pk), {"dengan": foreign.pk}).status_code == 404


def test_a_change_can_be_given_up_and_the_plan_in_force_stays(place, change, client_for):
    answer = client_for(place.staff[0].user).post(url("plan_give_up", change.pk))
    assert answer.url == url("plan_detail", change.replaces_id)
    older = Plan.objects.get()
    assert (older.state, older.is_current) == ("approved", True)


@pytest.mark.parametrize("origin", [PlanOrigin.MOVE, PlanOrigin.EVALUATOR, PlanOrigin.STUDY])
def test_what_a_move_asks_for_cannot_be_given_up(place, change, client_for, origin):
    Plan.objects.filter(pk=change.pk).update(origin=origin)
    assert client_for(place.staff[0].user).post(url("plan_give_up", change.pk)).status_code == 403


def test_the_approach_is_chosen_per_plan_and_targets_go_into_the_sentence(place, plan, client_for):
    visitor = client_for(place.staff[0].user)
    assert visitor.post(url("plan_form", plan.pk), {"approach": "qualitative"}).status_code == 302
    plan.refresh_from_db()
    row = Indicator.objects.filter(result__plan=plan).first()
    assert (plan.approach, row.statement.endswith(": 12 laporan")) == (Approach.QUALITATIVE, True)
    editor = visitor.get(url("plan_indicator_edit", plan.pk, row.pk))
    names = {tag["name"].rpartition("-")[2] for tag in soup(editor).select("form.editor [name]")}
    assert names == {"csrfmiddlewaretoken", "statement"}
    assert plans.judge(plan, plan.employee, actor(place.staff[0]))[0].is_met


def test_where_the_agency_has_one_approach_there_is_nothing_to_choose(place, plan, client_for):
    AgencyPolicy.objects.create(
        agency=place.agency, key="performance.approach_per_plan", value=False, starts_on="2020-01-01"
    )
    visitor = client_for(place.staff[0].user)
    assert not soup(visitor.get(url("plan_form", plan.pk))).select_one("[name=approach]")
    visitor.post(url("plan_form", plan.pk), {"approach": "qualitative"})
    plan.refresh_from_db()
    assert plan.approach == Approach.QUANTITATIVE


def test_pppk_write_what_the_contract_says_and_the_agency_may_ask_for_it(place, plan, client_for):
    Employee.objects.filter(pk=plan.employee_id).update(kind="pppk")
    AgencyPolicy.objects.create(
        agency=place.agency, key="performance.pppk_contract_required", value=True, starts_on="2020-01-01"
    )
    visitor = client_for(place.staff[0].user)
    assert visitor.post(url("plan_submit", plan.pk)).status_code == 422
    data = {"approach": "quantitative", "contract_terms": "Mengajar 24 jam seminggu"}
    visitor.post(url("plan_form", plan.pk), data)
    assert visitor.post(url("plan_submit", plan.pk)).status_code == 302


MANUAL = {
    "purpose": "Mengukur layanan",
    "definition": "Nilai survei",
    "formula": "jumlah/responden",
    "measure_unit": "poin",
    "control": "outcome",
    "data_source": "Survei IKM",
    "reporting": "quarter",
}


def test_a_manual_is_written_and_what_is_missing_keeps_the_rest(place, plan, client_for):
    row = Indicator.objects.filter(result__plan=plan).first()
    visitor = client_for(place.staff[0].user)
    answer = visitor.post(url("plan_manual_edit", plan.pk, row.pk), MANUAL | {"formula": ""})
    assert answer.status_code == 422
    assert "Survei IKM" in answer.content.decode()
    assert visitor.post(url("plan_manual_edit", plan.pk, row.pk), MANUAL).status_code == 302
    assert IndicatorManual.objects.get().indicator == row


def test_a_manual_that_comes_too_late_is_given_back(place, plan, client_for):
    row = Indicator.objects.filter(result__plan=plan).first()
    Plan.objects.filter(pk=plan.pk).update(state="submitted", submitted_at="2026-01-15T01:00Z")
    answer = client_for(place.staff[0].user).post(url("plan_manual_edit", plan.pk, row.pk), MANUAL)
    assert answer.status_code == 409
    assert "Mengukur layanan" in answer.content.decode()


def test_the_agency_may_ask_leaders_for_manuals(place):
    plan = PlanFactory(employee=place.head, is_leader_form=True)
    fill_plan(plan)
    AgencyPolicy.objects.create(
        agency=place.agency, key="performance.manual_required", value=True, starts_on="2020-01-01"
    )
    checklist, _unlinked = plans.judge(plan, place.head, actor(place.head))
    assert "manuals" in {item.code for item in checklist.open_items}


def test_manuals_go_along_with_a_new_version(place):
    plan = PlanFactory(employee=place.staff[0], approved=True, complete=True)
    row = Indicator.objects.filter(result__plan=plan).last()
    IndicatorManual.objects.create(indicator=row, **MANUAL)
    mine = actor(place.staff[0])
    fresh = plans.start_version(plan=selectors.get_plan(actor=mine, pk=plan.pk), actor=mine, reason="Baru")
    copy = IndicatorManual.objects.get(indicator__result__plan=fresh)
    assert (copy.indicator.statement, copy.purpose) == (row.statement, "Mengukur layanan")


@pytest.mark.parametrize(
    ("target", "unit", "field"),
    [("secepatnya", "", "target"), ("12", "", "target_unit"), ("1 Januari 2027", "", "target")],
)
def test_a_target_nobody_can_compare_is_refused_and_kept_in_the_form(
    place, plan, client_for, target, unit, field
):
    result = plan.results.first()
    prefix = f"new-indicator-{result.pk}-"
    data = {"aspect": "time", "statement": "Izin terbit", "target": target, "target_unit": unit}
    answer = client_for(place.staff[0].user).post(
        url("plan_indicator_add", plan.pk, result.pk), {prefix + name: text for name, text in data.items()}
    )
    assert answer.status_code == 422
    assert texts(answer, f"#id_{prefix}{field}_error")
    assert target in answer.content.decode()
    assert not Indicator.objects.filter(statement="Izin terbit").exists()


def test_an_old_target_nobody_can_compare_blocks_the_submission(place, plan, client_for):
    IndicatorFactory(result=plan.results.first(), target="tepat waktu", target_unit="")
    assert client_for(place.staff[0].user).post(url("plan_submit", plan.pk)).status_code == 422
    plan.refresh_from_db()
    assert plan.state == "draft"


def test_a_decision_on_what_has_changed_since_is_a_conflict_with_the_note(place, client_for):
    plan = PlanFactory(employee=place.staff[0], submitted=True, complete=True, revision=4)
    visitor = client_for(place.evaluator.user)
    assert visitor.post(url("plan_approve", plan.pk), {"revision": 2}).status_code == 409
    answer = visitor.post(url("plan_return", plan.pk), {"revision": 2, "note": "Target terlalu rendah"})
    assert answer.status_code == 409
    assert "Target terlalu rendah" in answer.content.decode()
    assert visitor.post(url("plan_approve", plan.pk), {"revision": 4}).status_code == 302


def test_an_evaluator_who_moved_yesterday_is_told_and_keeps_the_note(place, client_for):
    plan = PlanFactory(employee=place.staff[0], submitted=True, complete=True)
    Employee.objects.filter(pk=plan.employee_id).update(evaluator=place.head)
    visitor = client_for(place.evaluator.user)
    answer = visitor.post(url("plan_return", plan.pk), {"note": "Tambahkan target triwulan"})
    assert answer.status_code == 403
    assert "Tambahkan target triwulan" in " ".join(texts(answer, "#kept-note"))
    assert place.head.name in answer.content.decode()
    assert visitor.post(url("plan_approve", plan.pk)).status_code == 403


def test_the_page_of_a_change_costs_twelve_queries_at_most(place, change, client_for, count_queries):
    Plan.objects.filter(pk=change.pk).update(state="submitted", submitted_at="2026-01-15T01:00Z")
    visitor = client_for(place.evaluator.user)
    assert count_queries(visitor, url("plan_compare", change.pk)) <= 12
    few = count_queries(visitor, url("plan_detail", change.pk))
    for order in range(8):
        IndicatorFactory.create_batch(2, result=change.results.create(kind="main", order=20 + order))
    assert count_queries(visitor, url("plan_detail", change.pk)) == few
    assert few <= 12
