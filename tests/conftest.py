"""Fixtures and rules for the whole suite."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.template import engines
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.support import database, services
from tests.support.pages import HtmxClient, PortalClient
from tests.support.templates import Undefined

JAKARTA = ZoneInfo("Asia/Jakarta")
# A busy machine is no failure.
hypothesis_settings.register_profile("portal", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("portal")


def pytest_collection_modifyitems(items):
    """Tests that empty the tables do it Django's quiet way; see tests/support/database.py."""
    for item in items:
        if database.is_transactional(item):
            item.fixturenames.append("django_db_serialized_rollback")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """A test whose service is not here is skipped with the reason, or fails where it is required."""
    for group in services.GROUPS:
        if item.get_closest_marker(group):
            _need(group)


def _need(group):
    if group == "postgres" and "postgresql" not in settings.DATABASES["default"]["ENGINE"]:
        pytest.skip("postgres: this run is on SQLite; `make test` has a group on PostgreSQL")
    found = services.find(group)
    if not found.address and group in services.required():
        pytest.fail(f"{group} is required: {found.reason}", pytrace=False)
    if not found.address:
        pytest.skip(f"{group}: {found.reason}")


@pytest.fixture(scope="session")
def redis_url():
    """The address of a Redis server that tests may write to."""
    _need("redis")
    return services.find("redis").address


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Use the migrated template of tests/run.py, where there is one."""
    database.copy_template()


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    """A copied template is a database to be kept, not made anew."""
    return django_db_keepdb or bool(database.template())


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Remember what the migrations brought, before any test writes."""
    with django_db_blocker.unblock():
        database.remember_reference_data()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """After a test that emptied the tables, bring the reference data back (the last one has no database left)."""
    yield
    if nextitem is not None and database.is_transactional(item):
        with item.session.config.stash[BLOCKER].unblock():
            database.restore_reference_data()


BLOCKER = pytest.StashKey()


@pytest.fixture(autouse=True, scope="session")
def _keep_blocker(request, django_db_blocker):
    request.config.stash[BLOCKER] = django_db_blocker


@pytest.fixture(autouse=True)
def _undefined_variables_fail(request):
    engine = engines["django"].engine
    strict = not request.node.get_closest_marker("no_template_check")
    engine.string_if_invalid = Undefined() if strict else ""
    yield
    engine.string_if_invalid = ""


@pytest.fixture(autouse=True)
def _media_in_a_folder_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def client():
    """A visitor; rejects broken pages."""
    return PortalClient()


@pytest.fixture
def client_for(db):
    """Return a signed-in client: `client_for(user)`, or `client_for(user, htmx=True)`."""

    def build(user, *, htmx=False):
        visitor = HtmxClient() if htmx else PortalClient()
        visitor.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        visitor.user = user
        return visitor

    return build


@pytest.fixture
def count_queries(db):
    """Return how many queries a page costs: `count_queries(client, "performance:plan_list", args=[3])`.

    The page is asked for twice and the second time counts: caches filled once per process do not blur it.
    """
    from django.db import connection

    def count(visitor, name, *, args=(), query=None):
        url = reverse(name, args=args) if ":" in name or "/" not in name else name
        assert visitor.get(url, query or {}).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            visitor.get(url, query or {})
        return len(captured)

    return count


@pytest.fixture
def freeze():
    """Stop the clock, Jakarta time: `freeze(2026, 3, 2)` is 08:00, `freeze(2026, 3, 2, 9, 30)` too."""
    travellers = []

    def travel(*moment):
        when = (
            dt.datetime(*moment, tzinfo=JAKARTA)
            if len(moment) > 3
            else dt.datetime(*moment, 8, tzinfo=JAKARTA)
        )
        while travellers:
            travellers.pop().stop()
        travellers.append(time_machine.travel(when.astimezone(dt.UTC), tick=False))
        travellers[-1].start()
        return when

    yield travel
    while travellers:
        travellers.pop().stop()
