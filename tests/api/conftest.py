"""Callers of the API: by session and by token."""

import datetime as dt
import secrets

import pytest
from django.test import Client
from django.utils import timezone

from employees.api.authentication import digest_of
from employees.models import ApiToken
from tests.employees.factories import office


@pytest.fixture
def place(db):
    """A small government."""
    return office()


@pytest.fixture
def token_for(db):
    """Return the secret of a new token: `token_for(user)`; the fields of ApiToken may be given."""

    def make(user, **fields):
        secret = secrets.token_urlsafe(24)
        fields.setdefault("expires_at", timezone.now() + dt.timedelta(days=1))
        ApiToken.objects.create(user=user, name="Skrip", digest=digest_of(secret), **fields)
        return secret

    return make


@pytest.fixture
def api_for(token_for):
    """Return a client that sends a token of `user`."""
    return lambda user, **fields: Client(headers={"Authorization": f"Token {token_for(user, **fields)}"})
