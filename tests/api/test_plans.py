"""Plans through the API: read, approve and return with the same 403, 404, 409 and 422 as the pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from asn_portal.core.models import TransitionLog
from tests.employees.factories import member
from tests.performance.factories import PlanFactory

pytestmark = pytest.mark.django_db
LIST = "/api/v1/plans/"


@pytest.fixture
def plan(place):
    return PlanFactory(employee=place.staff[0], submitted=True, complete=True)


def decide(visitor, plan, action, **data):
    return visitor.post(f"{LIST}{plan.pk}/{action}/", data, content_type="application/json")


@pytest.mark.parametrize("way", ["api_for", "client_for"])
def test_the_evaluator_approves_by_token_and_by_session(place, plan, way, request):
    visitor = request.getfixturevalue(way)(place.evaluator.user)
    response = decide(visitor, plan, "approve")
    assert response.status_code == 200
    assert response.json()["state"] == "approved"
    assert TransitionLog.objects.get(subject_type="plan", subject_id=plan.pk).actor_name == "Kepala Bidang"


def test_a_return_needs_a_reason(place, plan, api_for):
    visitor = api_for(place.evaluator.user)
    assert decide(visitor, plan, "return").status_code == 422
    assert decide(visitor, plan, "return", note="x" * 2001).status_code == 422
    assert decide(visitor, plan, "return", note="Target belum terukur.").json()["state"] == "returned"


def test_who_sees_the_plan_but_does_not_decide_gets_403(place, plan, api_for):
    for person in (place.staff[0], place.head, place.hr, place.leader, place.inspector):
        for action in ("approve", "return"):
            assert decide(api_for(person.user), plan, action, note="Alasan.").status_code == 403


def test_outside_the_scope_the_plan_does_not_exist(place, plan, api_for):
    for person in (place.colleague, place.outsider):
        visitor = api_for(person.user)
        assert visitor.get(f"{LIST}{plan.pk}/").status_code == 404
        assert decide(visitor, plan, "approve").status_code == 404
        assert visitor.get(LIST).json()["results"] == []


def test_the_second_decision_is_a_conflict_that_says_who_was_first(place, plan, api_for):
    visitor = api_for(place.evaluator.user)
    decide(visitor, plan, "approve")
    response = decide(visitor, plan, "return", note="Terlambat.")
    assert response.status_code == 409
    assert response.json() | {"at": ""} == {
        "detail": "conflict",
        "state": "approved",
        "by": "Kepala Bidang",
        "at": "",
    }


@pytest.mark.parametrize("body", [b"{", b"[1]", b'"x"', b'{"note": [1]}', b"\xff", b'{"note": "\\u0000"}'])
def test_a_broken_body_is_an_error_of_the_caller(place, plan, api_for, body):
    response = api_for(place.evaluator.user).post(
        f"{LIST}{plan.pk}/return/", body, content_type="application/json"
    )
    assert response.status_code in {400, 422}


@pytest.mark.parametrize("pk", ["0", "999999999999999999", "1" * 40, "-1", "x"])
def test_an_id_that_cannot_be_is_404(place, api_for, pk):
    assert api_for(place.hr.user).get(f"{LIST}{pk}/").status_code == 404


def test_the_list_filters_by_state_and_year(place, plan, api_for):
    PlanFactory(employee=place.staff[1])
    visitor = api_for(place.hr.user)
    assert [row["id"] for row in visitor.get(f"{LIST}?state=submitted").json()["results"]] == [plan.pk]
    assert len(visitor.get(f"{LIST}?year=2026").json()["results"]) == 2
    assert visitor.get(f"{LIST}?year=2025").json()["results"] == []


def test_the_detail_shows_results_and_indicators(place, plan, api_for):
    data = api_for(place.staff[0].user).get(f"{LIST}{plan.pk}/").json()
    assert [len(result["indicators"]) for result in data["results"]] == [1, 1]


def test_the_number_of_queries_does_not_grow_with_plans(place, plan, api_for):
    visitor = api_for(place.hr.user)
    few = queries(visitor, LIST), queries(visitor, f"{LIST}{plan.pk}/")
    for number in range(25):
        PlanFactory(
            employee=member(place.bidang, f"Baru {number}", evaluator=place.evaluator), complete=number < 5
        )
    assert (queries(visitor, LIST), queries(visitor, f"{LIST}{plan.pk}/")) == few
    assert max(few) <= 8


def queries(visitor, url):
    """Return how many queries an address costs."""
    visitor.get(url)
    with CaptureQueriesContext(connection) as captured:
        visitor.get(url)
    return len(captured)
