"""Rating somebody: the matrix, the reasons, who may, and what happens on a second click."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from asn_portal.core.access import Conflict, NotAllowed
from asn_portal.core.models import Notice, TransitionLog
from employees.models import Employee
from performance.enums import AppraisalStatus, BehaviourValue
from performance.rules.predicate import MATRIX
from performance.services.appraisals import rate_appraisal
from tests.employees.factories import office
from tests.performance.appraisal_help import actor, form_data, fresh, judged, pending
from tests.performance.factories import PlanFactory
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return office()


@pytest.fixture
def appraisal(place):
    return pending(place.staff[0])


def url(appraisal):
    return reverse("performance:appraisal_rate", args=[appraisal.pk])


@pytest.mark.parametrize(("result", "behaviour"), MATRIX, ids=str)
def test_each_cell_of_the_matrix_is_stored_with_its_rule_version(place, appraisal, result, behaviour):
    rate_appraisal(
        appraisal=fresh(appraisal), judgement=judged(result, behaviour), actor=actor(place.evaluator)
    )
    stored = fresh(appraisal)
    assert stored.predicate == MATRIX[result, behaviour]
    assert stored.rule_version == "predicate/2022-02-07"
    assert stored.rated_by == place.evaluator


@pytest.mark.parametrize(
    "missing", ["result_reason", "behaviour_reason", "result_rating", "behaviour_rating"]
)
def test_ratings_and_reasons_are_required_by_the_service(place, appraisal, missing):
    with pytest.raises(ValidationError) as refused:
        rate_appraisal(
            appraisal=fresh(appraisal), judgement=judged(**{missing: "  "}), actor=actor(place.evaluator)
        )
    assert missing in refused.value.message_dict
    assert fresh(appraisal).state == AppraisalStatus.PENDING


def test_a_form_without_reason_comes_back_with_everything_typed(place, appraisal, client_for):
    data = form_data(result_reason="", recommendation="Lanjutkan pendampingan kader.")
    response = client_for(place.evaluator.user).post(url(appraisal), data)
    assert response.status_code == 422
    page = soup(response)
    assert page.select_one("#id_recommendation").text.strip() == "Lanjutkan pendampingan kader."
    assert page.select_one('input[name="behaviour_rating"][value="as"]').has_attr("checked")
    assert page.select_one("#id_result_reason").get("class").count("is-invalid") == 1


def test_nothing_is_chosen_beforehand(place, appraisal, client_for):
    page = soup(client_for(place.evaluator.user).get(url(appraisal)))
    assert page.select('input[type="radio"]')
    assert not page.select('input[type="radio"][checked]')


def test_saving_leads_to_the_next_person_who_waits(place, appraisal, client_for):
    second = pending(place.staff[1], period=appraisal.period)
    visitor = client_for(place.evaluator.user)
    assert "Budi" in texts(visitor.get(url(appraisal)), ".rating-card button[type=submit]")[0]
    response = visitor.post(url(appraisal), form_data())
    assert response.url == url(second)
    assert visitor.post(url(second), form_data()).url == reverse("performance:team")


def test_the_seven_values_may_stay_empty_or_be_given(place, appraisal, client_for):
    data = form_data(value_service="above", value_loyal="as")
    client_for(place.evaluator.user).post(url(appraisal), data)
    assert fresh(appraisal).behaviour_values == {"service": "above", "loyal": "as"}


def test_an_unknown_value_is_refused(place, appraisal):
    wrong = judged(behaviour_values={"kindness": "as"})
    with pytest.raises(ValidationError):
        rate_appraisal(appraisal=fresh(appraisal), judgement=wrong, actor=actor(place.evaluator))


def test_the_second_click_is_a_conflict_that_keeps_the_reasons(place, appraisal, client_for):
    visitor = client_for(place.evaluator.user)
    visitor.post(url(appraisal), form_data())
    response = visitor.post(url(appraisal), form_data(result_reason="Alasan kedua saya."))
    assert response.status_code == 409
    assert "Alasan kedua saya." in response.content.decode()
    assert TransitionLog.objects.filter(subject_type="appraisal").count() == 1


def test_a_stale_copy_cannot_rate_again(place, appraisal):
    one, two = fresh(appraisal), fresh(appraisal)
    rate_appraisal(appraisal=one, judgement=judged(), actor=actor(place.evaluator))
    with pytest.raises(Conflict):
        rate_appraisal(appraisal=two, judgement=judged(), actor=actor(place.evaluator))


def test_nobody_rates_themselves(place):
    own = pending(place.evaluator)
    with pytest.raises(NotAllowed):
        rate_appraisal(appraisal=fresh(own), judgement=judged(), actor=actor(place.evaluator))


@pytest.mark.parametrize(
    ("who", "expected"),
    [("evaluator", 200), ("head", 403), ("hr", 403), ("mayor", 403), ("colleague", 404), ("outsider", 404)],
)
def test_only_the_evaluator_opens_the_rating_screen(place, appraisal, client_for, who, expected):
    visitor = client_for(getattr(place, who).user)
    assert visitor.get(url(appraisal)).status_code == expected
    answer = visitor.post(url(appraisal), form_data()).status_code
    assert answer == (302 if expected == 200 else expected)


def test_the_person_may_not_open_the_rating_screen(place, appraisal, client_for):
    assert client_for(place.staff[0].user).get(url(appraisal)).status_code == 403


def test_after_a_move_only_the_new_evaluator_may_rate(place, appraisal, client_for):
    Employee.objects.filter(pk=place.staff[0].pk).update(evaluator=place.staff[2])
    assert client_for(place.staff[2].user).get(url(appraisal)).status_code == 200
    old = client_for(place.evaluator.user)
    assert old.get(url(appraisal)).status_code == 403  # heads the division, so still sees it
    Employee.objects.filter(pk=place.staff[2].pk).update(evaluator=place.staff[1])
    Employee.objects.filter(pk=place.staff[0].pk).update(evaluator=place.staff[1])
    assert client_for(place.staff[2].user).get(url(appraisal)).status_code == 404


def test_a_newer_plan_is_the_one_that_is_judged(place, appraisal):
    plan = PlanFactory(employee=place.staff[0], cycle=appraisal.period.cycle, approved=True)
    rate_appraisal(appraisal=fresh(appraisal), judgement=judged(), actor=actor(place.evaluator))
    assert fresh(appraisal).plan == plan


def test_the_heads_are_told_once_a_day(place, appraisal):
    second = pending(place.staff[1], period=appraisal.period)
    for row in (appraisal, second):
        rate_appraisal(appraisal=fresh(row), judgement=judged(), actor=actor(place.evaluator))
    assert Notice.objects.filter(user=place.head.user, event="appraisal_to_approve").count() == 1


def test_a_rated_row_leads_to_its_page(place, appraisal, client_for):
    visitor = client_for(place.evaluator.user)
    visitor.post(url(appraisal), form_data())
    detail = reverse("performance:appraisal_detail", args=[appraisal.pk])
    assert visitor.get(url(appraisal)).url == detail


def test_the_matrix_marks_the_chosen_cell_after_a_refused_save(place, appraisal, client_for):
    data = form_data(result_rating="above", behaviour_rating="above", result_reason="")
    response = client_for(place.evaluator.user).post(url(appraisal), data)
    assert texts(response, "td.is-live") == ["SB"]


def test_all_seven_values_stand_on_the_screen(place, appraisal, client_for):
    page = soup(client_for(place.evaluator.user).get(url(appraisal)))
    names = {tag["name"] for tag in page.select('input[name^="value_"]')}
    assert names == {f"value_{value}" for value in BehaviourValue}
