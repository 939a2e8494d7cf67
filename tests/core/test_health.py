"""Health checks: for everybody, without personal data, honest about the database."""

import pytest
from django.db import DatabaseError, connection

HEALTH, READY = "/healthz", "/readyz"


def test_the_process_answers_without_asking_the_database(client, django_db_blocker):
    response = client.get(HEALTH)
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_ready_means_that_the_database_answers(client):
    assert client.get(READY).json() == {"status": "ok"}


@pytest.mark.django_db
def test_a_database_that_is_away_is_503(client):
    def gone(execute, sql, params, many, context):
        raise DatabaseError("gone")

    with connection.execute_wrapper(gone):
        response = client.get(READY)
    assert (response.status_code, response.json()) == (503, {"status": "database"})


@pytest.mark.django_db
def test_nobody_changes_anything_through_them(client):
    assert client.post(HEALTH).status_code == client.post(READY).status_code == 405
