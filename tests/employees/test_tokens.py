"""API tokens of an account."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from employees.models import ApiToken
from tests.employees.factories import office
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


def make(client, **data):
    return client.post("/akun/token/", {"name": "SIMPEG", "last_day": "2026-06-30"} | data)


def secret_of(page):
    return soup(page).select_one("#secret").text


def call(secret):
    return Client().get("/api/v1/people/", HTTP_AUTHORIZATION=f"Token {secret}").status_code


def test_the_secret_is_shown_once_and_opens_the_api(place, client_for):
    client = client_for(place.hr.user)
    page = make(client)
    secret = secret_of(page)
    assert "no-store" in page["Cache-Control"]
    assert secret not in client.get("/akun/token/").content.decode()
    assert secret not in str(vars(ApiToken.objects.get()))
    assert call(secret) == 200


def test_a_revoked_token_and_an_expired_one_are_refused(place, client_for, freeze):
    client = client_for(place.hr.user)
    revoked, old = secret_of(make(client)), secret_of(make(client, last_day="2026-03-02"))
    token = ApiToken.objects.order_by("pk").first()
    assert client.post(f"/akun/token/{token.pk}/cabut/").status_code == 302
    assert (call(revoked), call(old)) == (401, 200)
    assert client.post(f"/akun/token/{token.pk}/cabut/").status_code == 409
    freeze(2026, 3, 3, 0, 1)
    assert call(old) == 401


@pytest.mark.parametrize(
    "wrong",
    [{"last_day": "2027-03-10"}, {"last_day": "2026-03-01"}, {"name": ""}, {"last_day": "kapan"}],
    ids=str,
)
def test_a_token_lives_a_year_at_most_and_has_a_name(place, client_for, wrong):
    assert make(client_for(place.hr.user), **wrong).status_code == 422
    assert not ApiToken.objects.exists()


def test_there_is_an_end_to_the_number_of_tokens(place, client_for):
    client = client_for(place.hr.user)
    assert [make(client).status_code for _n in range(21)] == [200] * 20 + [422]


def test_the_last_use_is_written_once_an_hour(place, client_for, freeze):
    secret = secret_of(make(client_for(place.hr.user)))
    seen = []
    for hour, minute in ((9, 0), (9, 59), (10, 1)):
        freeze(2026, 3, 2, hour, minute)
        call(secret)
        seen.append(timezone.localtime(ApiToken.objects.get().last_used_at).time())
    assert seen == [dt.time(9), dt.time(9), dt.time(10, 1)]


def test_tokens_of_others_do_not_exist(place, client_for):
    make(client_for(place.hr.user))
    token = ApiToken.objects.get()
    for person in (place.inspector, place.outsider):
        client = client_for(person.user)
        assert texts(client.get("/akun/token/"), ".row-title") == []
        assert client.post(f"/akun/token/{token.pk}/cabut/").status_code == 404


def test_a_closed_account_has_no_token(place, client_for):
    secret = secret_of(make(client_for(place.hr.user)))
    type(place.hr.user).objects.filter(pk=place.hr.user_id).update(is_active=False)
    assert call(secret) == 401
