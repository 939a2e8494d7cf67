"""One world per module, taken back at its end; each test runs in its own savepoint."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings

from tests.access.world import ROLES, build_world
from tests.support.pages import PortalClient

TODAY = dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def media(tmp_path_factory):
    """Keep the files of the world as long as the world."""
    return tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def _media_in_a_folder_of_its_own(settings, media):
    settings.MEDIA_ROOT = media


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, media):
    """Build the world once; nothing of it outlives the module."""
    frozen = time_machine.travel(TODAY, tick=False)
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic(), frozen:
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def visitors(world):
    """A client for each role."""
    clients = {role: PortalClient(raise_request_exception=True) for role in ROLES}
    for role, visitor in clients.items():
        if role != "anonymous":
            visitor.force_login(
                world.people[role], backend="allauth.account.auth_backends.AuthenticationBackend"
            )
    return clients
