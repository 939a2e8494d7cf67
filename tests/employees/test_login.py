"""Login: by NIP, locked after failures, a second step, sessions, forgotten password, language, demo."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache, caches
from django.core.management import call_command
from django.db import connection

from employees.models import User
from tests.employees.factories import UserFactory, office
from tests.support.pages import PortalClient, soup

pytestmark = pytest.mark.django_db
NIP = "198609262015051001"
PASSWORD = "rahasia-sekali"


@pytest.fixture(autouse=True)
def _no_attempts_yet():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def user():
    return UserFactory(username=NIP, agency=office().agency)


def log_in(client, login=NIP, password=PASSWORD, **extra):
    return client.post("/akun/login/", {"login": login, "password": password}, **extra)


@pytest.mark.parametrize(
    "typed", [NIP, "19860926 201505 1 001", " 198609262015051001 ", "19860926-201505-1-001"]
)
def test_a_nip_is_accepted_as_people_write_it(user, client, typed):
    assert log_in(client, typed).status_code == 302
    assert client.get("/akun/").status_code == 200


@pytest.fixture
def database_cache(settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "test_cache"}
    }
    call_command("createcachetable", verbosity=0)
    return settings


def new_worker():
    """Forget everything that one process keeps in memory."""
    for name in list(caches.settings):
        del caches[name]


def test_the_sixth_try_is_refused_by_another_worker_too(user, database_cache):
    first, second = PortalClient(), PortalClient()
    for number in range(5):
        typed = NIP if number % 2 else "19860926 201505 1 001"
        assert log_in(first, typed, "salah").status_code == 200
    new_worker()
    log_in(second, REMOTE_ADDR="10.1.1.1")
    assert second.get("/akun/").status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM test_cache")
        assert cursor.fetchone()[0]


def test_a_lock_is_for_one_account_and_ends(user, freeze):
    freeze(2026, 3, 2, 8, 0)
    other = UserFactory()
    for _attempt in range(6):
        log_in(PortalClient(), password="salah")
    assert log_in(PortalClient(), other.username).status_code == 302
    freeze(2026, 3, 2, 8, 6)
    assert log_in(PortalClient()).status_code == 302


def test_an_unknown_name_reads_like_a_wrong_password(user, client):
    answers = [log_in(client, name, "salah").content.decode() for name in (NIP, "199001012015051002")]
    errors = [soup_text(answer) for answer in answers]
    assert errors[0] == errors[1] != ""


def soup_text(html):
    from bs4 import BeautifulSoup

    return " ".join(
        tag.get_text(" ", strip=True) for tag in BeautifulSoup(html, "html.parser").select("[role=alert]")
    )


def totp_code(secret):
    counter = next(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counter))


def test_with_a_second_step_the_password_alone_opens_nothing(user, client):
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(user, secret)
    response = log_in(client)
    assert "/akun/2fa/" in response["Location"]
    assert client.get("/akun/").status_code == 302
    assert client.get(response["Location"]).status_code == 200
    client.post(response["Location"], {"code": totp_code(secret)})
    assert client.get("/akun/").status_code == 200


def test_the_second_step_is_switched_on_with_a_code_of_the_app(user, client):
    log_in(client)
    asked = client.get("/akun/2fa/totp/activate/")["Location"]
    page = client.post(asked, {"password": PASSWORD}, follow=True)
    assert page.request["PATH_INFO"] == "/akun/2fa/totp/activate/"
    secret = client.session["mfa.totp.secret"]
    assert client.post("/akun/2fa/totp/activate/", {"code": "000000"}).status_code == 200
    assert client.post("/akun/2fa/totp/activate/", {"code": totp_code(secret)}).status_code == 302
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_other_sessions_are_listed_and_ended(user, client):
    elsewhere = PortalClient()
    for visitor in (client, elsewhere):
        log_in(visitor)
        visitor.get("/")
    page = client.get("/akun/sesi/")
    assert page.status_code == 200
    client.post("/akun/sesi/")
    assert client.get("/akun/").status_code == 200
    assert elsewhere.get("/akun/").status_code == 302


@pytest.mark.parametrize(("verified", "has_link"), [(True, True), (False, False)])
def test_only_a_verified_address_gets_the_link_for_a_new_password(
    user, client, mailoutbox, verified, has_link
):
    EmailAddress.objects.create(user=user, email="ani@contoh.go.id", verified=verified, primary=True)
    User.objects.filter(pk=user.pk).update(email="ani@contoh.go.id")
    response = client.post("/akun/password/reset/", {"email": "Ani@contoh.go.id"})
    assert response.status_code == 302
    bodies = "".join(mail.body for mail in mailoutbox)
    assert ("/akun/password/reset/key/" in bodies) is has_link
    unknown = client.post("/akun/password/reset/", {"email": "tak.ada@contoh.go.id"})
    assert unknown["Location"] == response["Location"]


def test_a_new_password_by_mail_works_once(user, client, mailoutbox):
    EmailAddress.objects.create(user=user, email="ani@contoh.go.id", verified=True, primary=True)
    client.post("/akun/password/reset/", {"email": "ani@contoh.go.id"})
    link = next(word for word in mailoutbox[0].body.split() if "/reset/key/" in word)
    page = client.get(link, follow=True)
    new = {"password1": "ombak di teluk sari", "password2": "ombak di teluk sari"}
    assert client.post(page.request["PATH_INFO"], new).status_code == 302
    assert log_in(PortalClient(), password="ombak di teluk sari").status_code == 302
    assert not soup(PortalClient().get(link, follow=True)).select_one("[name=password1]")


def test_the_language_switch_reaches_the_account_and_a_new_device(user, client):
    log_in(client)
    client.post("/bahasa/", {"language": "en", "next": "/"})
    user.refresh_from_db()
    assert user.language == "en"
    device = PortalClient()
    log_in(device)
    assert device.cookies["language"].value == "en"
    client.post("/bahasa/", {"language": "xx", "next": "/"})
    user.refresh_from_db()
    assert user.language == "en"


def test_nobody_signs_up(client):
    assert not soup(client.get("/akun/signup/")).select_one("[name=password1]")


@pytest.fixture
def persona():
    place = office()
    type(place.agency).objects.filter(pk=place.agency.pk).update(code="SBG", is_demo=True)
    User.objects.filter(pk=place.staff[0].user_id).update(full_name="Ratih Kusumawardani")
    return place


def test_in_demo_mode_one_click_logs_in_as_a_listed_person(persona, client, settings):
    settings.DEMO_MODE = True
    page = client.get("/akun/login/")
    assert soup(page).select_one(f'input[name=user][value="{persona.staff[0].user_id}"]')
    assert client.post("/peragaan/masuk/", {"user": persona.staff[0].user_id}).status_code == 302
    assert client.get("/akun/").status_code == 200


def test_nobody_else_and_never_outside_demo_mode(persona, client, settings):
    settings.DEMO_MODE = True
    for wrong in (persona.hr.user_id, persona.outsider.user_id, "x", ""):
        assert client.post("/peragaan/masuk/", {"user": wrong}).status_code == 404
    settings.DEMO_MODE = False
    assert client.post("/peragaan/masuk/", {"user": persona.staff[0].user_id}).status_code == 404
    assert not soup(client.get("/akun/login/")).select_one("input[name=user]")
    type(persona.agency).objects.filter(pk=persona.agency.pk).update(is_demo=False)
    settings.DEMO_MODE = True
    assert client.post("/peragaan/masuk/", {"user": persona.staff[0].user_id}).status_code == 404
