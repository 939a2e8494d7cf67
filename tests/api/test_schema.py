"""The published schema is valid, and nothing that fits (or misses) it makes the portal fall over."""

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error

from tests.performance.factories import PlanFactory

OPERATIONS = [
    *("people_list", "people_detail"),
    *("plans_list", "plans_detail", "plans_approve", "plans_return"),
    *("standards_list", "standards_detail", "measurements_list", "measurements_record"),
]
BOUNDED = settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def kept_connection():
    """Let the application keep the test's connection, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def api_schema(place, token_for, kept_connection):
    """The schema as served, with the token of an evaluator; two plans wait for a decision."""
    plan, _other = [PlanFactory(employee=person, submitted=True, complete=True) for person in place.staff[:2]]
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", get_wsgi_application())
    schema.plan = plan.pk
    schema.token = token_for(place.evaluator.user)
    return schema


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("name", OPERATIONS)
def test_no_answer_is_a_server_error(name, mode, api_schema):
    operation = api_schema.find_operation_by_id(name)
    header = {"Authorization": f"Token {api_schema.token}"}

    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode))
    def fuzz(case):
        if name.startswith("plans_") and mode.is_positive and "id" in case.path_parameters:
            case.path_parameters["id"] = api_schema.plan
        case.call_and_validate(headers=header, checks=[not_a_server_error])

    fuzz()


def test_the_schema_is_public_and_valid(db, tmp_path):
    assert Client().get("/api/v1/schema/").status_code == 200
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "schema.yml"))


@pytest.mark.django_db
def test_the_schema_names_every_address_of_the_api():
    paths = Client().get("/api/v1/schema/?format=json").json()["paths"]
    assert set(paths) == {
        "/api/v1/people/",
        "/api/v1/people/{id}/",
        "/api/v1/plans/",
        "/api/v1/plans/{id}/",
        "/api/v1/plans/{id}/approve/",
        "/api/v1/plans/{id}/return/",
        "/api/v1/standards/",
        "/api/v1/standards/{id}/",
        "/api/v1/measurements/",
    }
