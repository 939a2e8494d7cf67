"""The activation page: NIP and one-time code become a password, once."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.utils import timezone

from asn_portal.core.models import Notice
from employees.accounts.codes import code_hash, new_code
from employees.models import Activation
from tests.employees.factories import UserFactory, office
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db
PASSWORD = "ombak di teluk sari"
NIP = "198609262015051001"


@pytest.fixture(autouse=True)
def _no_attempts_yet():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def place():
    return office()


def activation_of(place, username=NIP, **fields):
    user = UserFactory(username=username, agency=place.agency)
    user.set_unusable_password()
    user.save()
    code = new_code()
    values = {"by_letter": True, "expires_at": timezone.now() + dt.timedelta(days=14)} | fields
    Activation.objects.create(user=user, code_hash=code_hash(code), **values)
    return user, code


def activate(client, login, code, password=PASSWORD, again=None, **extra):
    data = {"login": login, "code": code, "password1": password, "password2": again or password}
    return client.post("/akun/aktivasi/", data, **extra)


def test_nip_and_code_set_the_password_and_log_in(place, client):
    user, code = activation_of(place)
    response = activate(client, "19860926 201505 1 001", code.lower().replace("-", " "))
    user.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, "/")
    assert user.check_password(PASSWORD)
    assert client.get("/akun/").status_code == 200


def test_a_code_works_once(place, client, client_for):
    _user, code = activation_of(place)
    activate(client, NIP, code)
    client.logout()
    page = activate(client, NIP, code, password="kata sandi pencuri")
    assert page.status_code == 422
    assert "/akun/aktivasi/" in page.request["PATH_INFO"]
    assert Activation.objects.get().user.check_password(PASSWORD)


def test_an_expired_code_says_so(place, client):
    user, code = activation_of(place, expires_at=timezone.now() - dt.timedelta(minutes=1))
    page = activate(client, NIP, code)
    user.refresh_from_db()
    assert page.status_code == 422
    assert not user.has_usable_password()


def test_nobody_learns_whether_a_nip_exists(place, client):
    _user, code = activation_of(place)
    other, _code = activation_of(place, username="199001012015051002")
    answers = [
        texts(activate(client, login, typed), ".form-errors, .notice-bad, .alert")
        for login, typed in ((NIP, new_code()), ("111111111111111111", new_code()), (other.username, code))
    ]
    assert answers[0]
    assert answers[0] == answers[1] == answers[2]
    other.refresh_from_db()
    assert not other.has_usable_password()


def test_a_closed_account_cannot_be_activated(place, client):
    user, code = activation_of(place)
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert activate(client, NIP, code).status_code == 422


@pytest.mark.parametrize(
    ("password", "again"),
    [
        ("pendek", None),
        ("password123", None),
        (NIP, None),
        ("a" + NIP + "b", None),
        (PASSWORD, "lain sama sekali"),
    ],
)
def test_a_weak_or_mistyped_password_leaves_the_code_usable(place, client, password, again):
    _user, code = activation_of(place)
    page = activate(client, NIP, code, password=password, again=again)
    assert page.status_code == 422
    assert soup(page).select_one("[name=login]")["value"] == NIP
    assert password not in page.content.decode().replace(NIP, "") or len(password) < 8
    assert activate(client, NIP, code).status_code == 302


def test_guessing_is_stopped_even_with_the_right_code_at_last(place, client):
    _user, code = activation_of(place)
    for _attempt in range(6):
        activate(client, NIP, new_code())
    assert activate(client, NIP, code, REMOTE_ADDR="10.0.0.9").status_code == 422
    assert Activation.objects.get().used_at is None


def test_the_address_a_code_came_to_is_verified_by_it(place, client):
    user, code = activation_of(place, by_letter=False, address="Ani@contoh.go.id")
    activate(client, NIP, code)
    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.verified, address.primary) == ("ani@contoh.go.id", True, True)


def test_an_address_already_verified_by_another_stays_with_the_other(place, client):
    owner = UserFactory(email="ani@contoh.go.id")
    EmailAddress.objects.create(user=owner, email="ani@contoh.go.id", verified=True, primary=True)
    user, code = activation_of(place, by_letter=False, address="ani@contoh.go.id")
    assert activate(client, NIP, code).status_code == 302
    assert not EmailAddress.objects.filter(user=user, verified=True).exists()


def test_a_letter_verifies_no_address(place, client):
    _user, code = activation_of(place)
    activate(client, NIP, code)
    assert not EmailAddress.objects.exists()


def test_a_letter_for_an_account_in_use_ends_other_sessions_and_is_announced(place, client, client_for):
    user, code = activation_of(place)
    user.set_password("kata sandi lama")
    user.save()
    elsewhere = client_for(user)
    assert elsewhere.get("/akun/").status_code == 200
    activate(client, NIP, code)
    assert elsewhere.get("/akun/").status_code == 302
    assert Notice.objects.get(event="account_password").user == user


def test_the_link_of_the_mail_fills_in_the_code(place, client):
    page = client.get("/akun/aktivasi/?kode=ABCD-EFGH-JKMN")
    assert soup(page).select_one("[name=code]")["value"] == "ABCD-EFGH-JKMN"
    assert client.get("/akun/aktivasi/?kode=%22%3E%3Cscript%3E" + "x" * 500).status_code == 200


def test_somebody_logged_in_is_sent_home(place, client_for):
    assert client_for(place.staff[0].user).get("/akun/aktivasi/")["Location"] == "/"
