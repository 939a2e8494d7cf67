"""The plan's page: three people, both widths of the road (htmx and plain), hostile input, flat query counts."""

import datetime as dt

import pytest
from django.urls import reverse

from performance.models import Indicator, Plan, WorkResult
from tests.employees.factories import office
from tests.performance.factories import (
    BehaviourExpectationFactory,
    IndicatorFactory,
    PlanFactory,
    WorkResultFactory,
    fill_plan,
)
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db


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


def test_owner_writes_evaluator_and_hr_read(client_for, place, plan):
    page = {who: client_for(person.user).get(url("plan_detail", plan.pk)) for who, person in people(place)}
    assert {who: response.status_code for who, response in page.items()} == {
        "owner": 200,
        "evaluator": 200,
        "head": 200,
        "hr": 200,
        "colleague": 404,
        "outsider": 404,
    }
    edit = f'a[href^="{url("plan_result_edit", plan.pk, plan.results.first().pk)}"]'
    assert soup(page["owner"]).select_one(edit)
    assert not soup(page["evaluator"]).select_one(edit)


def people(place):
    return [
        ("owner", place.staff[0]),
        ("evaluator", place.evaluator),
        ("head", place.head),
        ("hr", place.hr),
        ("colleague", place.colleague),
        ("outsider", place.outsider),
    ]


@pytest.mark.parametrize("who", ["evaluator", "hr"])
def test_who_sees_but_does_not_own_may_not_write(client_for, place, plan, who):
    visitor = client_for(getattr(place, who).user)
    assert visitor.post(url("plan_result_add", plan.pk, "main"), {}).status_code == 403
    assert visitor.post(url("plan_submit", plan.pk)).status_code == 403


def test_a_result_is_added_without_javascript(client_for, place):
    plan = PlanFactory(employee=place.staff[0])
    visitor = client_for(place.staff[0].user)
    form = visitor.get(url("plan_result_add", plan.pk, "main"))
    assert soup(form).select_one("#part-main textarea[name=new-main-statement]")
    answer = visitor.post(url("plan_result_add", plan.pk, "main"), {"new-main-statement": "Warga terlayani"})
    assert answer.status_code == 302
    assert "#part-main" in answer.url
    assert WorkResult.objects.get(plan=plan).statement == "Warga terlayani"


def test_htmx_gets_the_changed_part_and_the_side(client_for, place, plan):
    result = plan.results.first()
    visitor = client_for(place.staff[0].user, htmx=True)
    prefix = f"result-{result.pk}"
    answer = visitor.post(
        url("plan_result_edit", plan.pk, result.pk),
        {f"{prefix}-statement": "Teks baru", f"{prefix}-assigned_by": ""},
    )
    page = soup(answer)
    assert page.select_one(f"#{prefix}")
    assert page.select_one("#plan-side[hx-swap-oob]")
    assert "Teks baru" in answer.content.decode()
    assert not page.select_one("html")


def test_an_empty_statement_is_refused_and_what_was_typed_stays(client_for, place, plan):
    result = plan.results.first()
    visitor = client_for(place.staff[0].user, htmx=True)
    data = {f"result-{result.pk}-statement": " ", f"result-{result.pk}-assigned_by": "Tim Wabah"}
    answer = visitor.post(url("plan_result_edit", plan.pk, result.pk), data)
    assert answer.status_code == 422
    assert soup(answer).select_one("input[value='Tim Wabah']")
    assert soup(answer).select_one(".field-error")


def test_indicators_are_added_changed_and_deleted(client_for, place):
    result = WorkResultFactory(plan=PlanFactory(employee=place.staff[0]), indicators=0)
    visitor, plan = client_for(place.staff[0].user), result.plan
    new = f"new-indicator-{result.pk}-"
    visitor.post(
        url("plan_indicator_add", plan.pk, result.pk),
        {
            new + "statement": "Kunjungan",
            new + "aspect": "quantity",
            new + "target": "4",
            new + "target_unit": "kali",
        },
    )
    row = Indicator.objects.get(result=result)
    changed = f"indicator-{row.pk}-"
    visitor.post(url("plan_indicator_edit", plan.pk, row.pk), {changed + "statement": "Kunjungan rumah"})
    row.refresh_from_db()
    assert (row.statement, row.target) == ("Kunjungan rumah", "")
    assert visitor.get(url("plan_indicator_delete", plan.pk, row.pk)).status_code == 200
    visitor.post(url("plan_indicator_delete", plan.pk, row.pk))
    assert not Indicator.objects.exists()


def test_a_result_is_deleted_after_a_question(client_for, place, plan):
    visitor, result = client_for(place.staff[0].user), plan.results.first()
    question = visitor.get(url("plan_result_delete", plan.pk, result.pk))
    assert question.status_code == 200
    assert plan.results.count() == 2
    visitor.post(url("plan_result_delete", plan.pk, result.pk))
    assert plan.results.count() == 1


def test_moving_returns_the_part_in_its_new_order(client_for, place, plan):
    first, second = plan.results.order_by("order")
    visitor = client_for(place.staff[0].user, htmx=True)
    answer = visitor.post(url("plan_result_move", plan.pk, second.pk), {"ke": "atas"})
    ids = [tag["id"] for tag in soup(answer).select("article")]
    assert ids == [f"result-{second.pk}", f"result-{first.pk}"]


def test_somebody_else_s_result_is_not_found_through_the_own_plan(client_for, place, plan):
    foreign = WorkResultFactory(plan=PlanFactory(employee=place.staff[1]))
    answer = client_for(place.staff[0].user).post(url("plan_result_delete", plan.pk, foreign.pk))
    assert answer.status_code == 404
    assert WorkResult.objects.filter(pk=foreign.pk).exists()


def test_submit_shows_what_is_missing(client_for, place):
    plan = PlanFactory(employee=place.staff[0])
    page = client_for(place.staff[0].user).get(url("plan_detail", plan.pk))
    assert soup(page).select_one("#plan-side button[disabled]")
    answer = client_for(place.staff[0].user).post(url("plan_submit", plan.pk))
    assert answer.status_code == 422
    assert Plan.objects.get(pk=plan.pk).state == "draft"


def test_submit_approve_and_see(client_for, place, plan):
    client_for(place.staff[0].user).post(url("plan_submit", plan.pk))
    evaluator = client_for(place.evaluator.user)
    assert soup(evaluator.get(url("plan_detail", plan.pk))).select_one(
        f'form[action="{url("plan_approve", plan.pk)}"]'
    )
    evaluator.post(url("plan_approve", plan.pk))
    page = client_for(place.staff[0].user).get(url("plan_detail", plan.pk))
    assert soup(page).select_one(f'a[href="{url("plan_pdf", plan.pk)}"]')
    assert not soup(page).select("form.editor, a[href$='ubah/']")


def test_return_without_a_note_asks_for_it_again(client_for, place):
    plan = PlanFactory(employee=place.staff[0], complete=True, submitted=True)
    visitor = client_for(place.evaluator.user)
    empty = visitor.post(url("plan_return", plan.pk), {"note": "  "})
    assert empty.status_code == 422
    assert soup(empty).select_one("details[open] textarea.is-invalid")
    assert visitor.post(url("plan_return", plan.pk), {"note": "Target belum terukur"}).status_code == 302
    page = client_for(place.staff[0].user).get(url("plan_detail", plan.pk))
    assert "Target belum terukur" in page.content.decode()


def test_the_second_click_gets_the_page_that_says_who_decided(client_for, place):
    plan = PlanFactory(employee=place.staff[0], complete=True, submitted=True)
    visitor = client_for(place.evaluator.user)
    visitor.post(url("plan_approve", plan.pk))
    second = visitor.post(url("plan_return", plan.pk), {"note": "Sudah saya tulis"})
    assert second.status_code == 409
    assert place.evaluator.full_name in second.content.decode()
    assert "Sudah saya tulis" in second.content.decode()


def test_a_decision_goes_back_to_where_it_was_taken_but_never_elsewhere(client_for, place):
    first, second = (PlanFactory(employee=place.staff[n], complete=True, submitted=True) for n in (0, 1))
    visitor = client_for(place.evaluator.user)
    assert visitor.post(url("plan_approve", first.pk), {"next": "/persetujuan/?jenis=plan"}).url.startswith(
        "/persetujuan/"
    )
    assert visitor.post(url("plan_approve", second.pk), {"next": "https://evil.example/"}).url == url(
        "plan_detail", second.pk
    )


def test_a_batch_says_what_it_left_alone(client_for, place):
    rows = [
        PlanFactory(employee=person, submitted=True, checklist={"is_met": index == 0})
        for index, person in enumerate(place.staff)
    ]
    answer = client_for(place.evaluator.user).post(
        url("plan_approve_many"), {"selected": [row.pk for row in rows] + ["x", "-1", "9" * 18]}, follow=False
    )
    assert answer.status_code == 302
    assert [Plan.objects.get(pk=row.pk).state for row in rows] == ["approved", "submitted", "submitted"]


def test_expectations_are_written_by_the_leader_and_confirmed_by_the_person(client_for, place, plan):
    BehaviourExpectationFactory(plan=plan, text="Sambut pasien pulau lebih dahulu")
    leader, me = client_for(place.evaluator.user), client_for(place.staff[0].user)
    assert me.post(url("plan_expectations", plan.pk), {}).status_code == 403
    leader.post(url("plan_expectations", plan.pk), {"expectation-loyal": "Jaga rahasia pasien"})
    assert list(plan.expectations.values_list("value", "text")) == [("loyal", "Jaga rahasia pasien")]
    me.post(url("plan_expectations_read", plan.pk))
    plan.refresh_from_db()
    assert plan.expectations_read_at == dt.datetime(2026, 1, 15, 1, tzinfo=dt.UTC)


def test_autosave_stores_field_by_field(client_for, place, plan):
    result = plan.results.first()
    row = result.indicators.first()
    data = {
        f"result-{result.pk}-statement": "Disimpan sendiri",
        f"indicator-{row.pk}-target": "99",
        "attachment-resources": "Kapal cepat",
        "something-else": "x",
    }
    answer = client_for(place.staff[0].user).post(url("plan_autosave", plan.pk), data)
    row.refresh_from_db()
    result.refresh_from_db()
    assert answer.status_code == 204
    assert (result.statement, row.target, row.statement != "") == ("Disimpan sendiri", "99", True)
    assert plan.attachments.get(kind="resources").text == "Kapal cepat"


def test_autosave_keeps_what_is_right_and_names_what_is_not(client_for, place, plan):
    result = plan.results.first()
    before = result.statement
    data = {f"result-{result.pk}-statement": "", f"result-{result.pk}-assigned_by": "Tim"}
    answer = client_for(place.staff[0].user).post(url("plan_autosave", plan.pk), data)
    result.refresh_from_db()
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [f"result-{result.pk}-statement"]
    assert (result.statement, result.assigned_by) == (before, "Tim")


def test_autosave_into_a_submitted_plan_is_a_conflict_that_keeps_the_text(client_for, place, plan):
    result = plan.results.first()
    visitor = client_for(place.staff[0].user, htmx=True)
    visitor.post(url("plan_submit", plan.pk))
    answer = visitor.post(url("plan_autosave", plan.pk), {f"result-{result.pk}-statement": "Teks terlambat"})
    assert answer.status_code == 409
    assert "Teks terlambat" in answer.content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "\x00null",
        "𝕳" * 300,
        "'; DROP TABLE performance_plan; --",
        "a" * 5000,
    ],
)
def test_hostile_text_is_kept_as_text_or_refused(client_for, place, text):
    plan = PlanFactory(employee=place.staff[0])
    visitor = client_for(place.staff[0].user)
    answer = visitor.post(url("plan_result_add", plan.pk, "main"), {"new-main-statement": text})
    assert answer.status_code in {302, 422}
    if "{{" not in text:
        page = visitor.get(url("plan_detail", plan.pk)).content.decode()
        assert "<script>alert(1)" not in page


@pytest.mark.parametrize("value", ["abc", "999999999999999999", "-1", "1 OR 1=1"])
def test_a_made_up_link_is_refused(client_for, place, plan, value):
    boss = PlanFactory(employee=place.evaluator, approved=True)
    fill_plan(boss)
    result = plan.results.first()
    prefix = f"result-{result.pk}-"
    data = {prefix + "statement": "Hasil", prefix + "leader_result": value}
    visitor = client_for(place.staff[0].user)
    assert visitor.post(url("plan_result_edit", plan.pk, result.pk), data).status_code == 422
    assert visitor.post(url("plan_autosave", plan.pk), data).status_code == 422


def test_the_leader_s_results_can_be_chosen_and_are_shown(client_for, place, plan):
    boss = PlanFactory(employee=place.evaluator, approved=True)
    served = WorkResultFactory(plan=boss, statement="Cakupan layanan ibu dan anak meningkat")
    result = plan.results.first()
    prefix = f"result-{result.pk}-"
    data = {prefix + "statement": "Hasil", prefix + "leader_result": served.pk}
    visitor = client_for(place.staff[0].user)
    assert visitor.post(url("plan_result_edit", plan.pk, result.pk), data).status_code == 302
    shown = texts(visitor.get(url("plan_detail", plan.pk)), f"#result-{result.pk} .plan-serves")
    assert served.statement in shown[0]


def test_while_the_leader_has_no_plan_a_banner_says_so_and_the_leader_sees_how_many_wait(
    client_for, place, plan
):
    boss = PlanFactory(employee=place.evaluator)
    mine = client_for(place.staff[0].user).get(url("plan_detail", plan.pk))
    assert place.evaluator.full_name in texts(mine, ".notice-wait")[0]
    theirs = client_for(place.evaluator.user).get(url("plan_detail", boss.pk))
    assert any(text.startswith("1 ") for text in texts(theirs, ".notice-wait .notice-title"))


def test_a_change_asks_for_its_reason_and_old_versions_stay_readable(client_for, place, plan):
    client_for(place.staff[0].user).post(url("plan_submit", plan.pk))
    client_for(place.evaluator.user).post(url("plan_approve", plan.pk))
    visitor = client_for(place.staff[0].user)
    assert visitor.get(url("plan_change", plan.pk)).status_code == 200
    assert visitor.post(url("plan_change", plan.pk), {"reason": " "}).status_code == 422
    answer = visitor.post(url("plan_change", plan.pk), {"reason": "Tugas wabah"})
    new = Plan.objects.get(number=2)
    assert answer.url == url("plan_detail", new.pk)
    assert visitor.get(url("plan_detail", new.pk)).status_code == 200
    assert visitor.get(url("plan_detail", plan.pk)).status_code == 200


def test_links_are_asked_for_after_the_leader_s_approval(client_for, place, plan):
    visitor = client_for(place.staff[0].user)
    visitor.post(url("plan_submit", plan.pk))
    client_for(place.evaluator.user).post(url("plan_approve", plan.pk))
    served = WorkResultFactory(plan=PlanFactory(employee=place.evaluator, approved=True))
    assert visitor.get(url("plan_links", plan.pk)).status_code == 200
    data = {f"link_{result.pk}": served.pk for result in plan.results.all()}
    assert visitor.post(url("plan_links", plan.pk), data).status_code == 302
    assert Plan.objects.get(pk=plan.pk).is_unlinked is False


def test_the_pdf_is_issued_once(client_for, place, plan):
    visitor = client_for(place.staff[0].user)
    assert visitor.get(url("plan_pdf", plan.pk)).status_code == 403
    visitor.post(url("plan_submit", plan.pk))
    client_for(place.evaluator.user).post(url("plan_approve", plan.pk))
    first, second = (b"".join(visitor.get(url("plan_pdf", plan.pk)).streaming_content) for _time in range(2))
    assert first.startswith(b"%PDF")
    assert first == second


def test_the_page_costs_the_same_at_two_and_at_twenty_results(client_for, place, count_queries):
    plan = PlanFactory(employee=place.staff[0])
    visitor = client_for(place.staff[0].user)
    fill_plan(plan)
    few = count_queries(visitor, "performance:plan_detail", args=[plan.pk])
    for _number in range(18):
        IndicatorFactory.create_batch(3, result=WorkResultFactory(plan=plan))
    assert count_queries(visitor, "performance:plan_detail", args=[plan.pk]) == few
    assert few <= 20


def test_my_year_shows_the_step_and_costs_the_same_with_more_years(client_for, place, plan, count_queries):
    visitor = client_for(place.staff[0].user)
    assert plan.results.first().plan_id == plan.pk
    few = count_queries(visitor, "performance:my_year")
    for year in range(2018, 2026):
        PlanFactory(employee=place.staff[0], cycle__year=year, approved=True)
    assert count_queries(visitor, "performance:my_year") == few
    assert few <= 14


def test_my_year_without_a_plan_says_so(client_for, place):
    assert texts(client_for(place.leader.user).get(url("my_year")), ".empty-title")


def test_without_an_evaluator_the_page_says_whom_to_ask(client_for, place):
    plan = PlanFactory(employee=place.staff[0], complete=True)
    place.staff[0].evaluator = None
    place.staff[0].save()
    page = client_for(place.staff[0].user).get(url("plan_detail", plan.pk))
    assert soup(page).select_one(".notice-ask a[href*='evaluator']")
    assert client_for(place.staff[0].user).post(url("plan_submit", plan.pk)).status_code == 422
