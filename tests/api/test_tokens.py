"""Who may call the API: sessions and tokens alike; a wrong, expired or revoked token is 401."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

pytestmark = pytest.mark.django_db
LIST = "/api/v1/people/"


def test_a_token_and_a_session_see_the_same_people(place, api_for, client_for):
    by_token = api_for(place.head.user).get(LIST).json()
    by_session = client_for(place.head.user).get(LIST).json()
    assert by_token == by_session
    assert len(by_token["results"]) == 5


def test_nobody_is_401_and_is_told_how_to_come_in(db):
    response = Client().get(LIST)
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Token"


@pytest.mark.parametrize("header", ["Token wrong", "Token", "Token a b", "token \xff", "Bearer x"], ids=ascii)
def test_a_token_that_is_none_is_401(header):
    assert Client(headers={"Authorization": header}).get(LIST).status_code == 401


def test_an_expired_or_revoked_token_is_401(place, api_for):
    past = timezone.now() - dt.timedelta(minutes=1)
    assert api_for(place.hr.user, expires_at=past).get(LIST).status_code == 401
    assert api_for(place.hr.user, revoked_at=past).get(LIST).status_code == 401


def test_a_token_of_an_account_that_is_closed_is_401(place, api_for):
    visitor = api_for(place.hr.user)
    place.hr.user.is_active = False
    place.hr.user.save()
    assert visitor.get(LIST).status_code == 401


def test_a_token_does_not_open_the_pages(place, api_for):
    assert api_for(place.hr.user).get(reverse("home")).status_code == 302


def test_a_session_without_the_csrf_token_decides_nothing(place, client_for):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(place.evaluator.user)
    response = strict.post("/api/v1/plans/1/approve/", {}, content_type="application/json")
    assert response.status_code == 403


def test_a_token_of_somebody_who_left_sees_nobody(place, api_for):
    visitor = api_for(place.head.user)
    place.head.is_active = False
    place.head.save()
    answer = visitor.get(LIST)
    assert answer.status_code == 200
    assert answer.json()["results"] == []
