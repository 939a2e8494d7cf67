"""Configuration is strict: a bad value refuses to start with a clear line."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from asn_portal.settings import env

GOOD = {
    "DJANGO_SETTINGS_MODULE": "asn_portal.settings.production",
    "SECRET_KEY": "k" * 50,
    "DATABASE_URL": "postgres://portal@db/portal",
    "REDIS_URL": "redis://queue/0",
    "ALLOWED_HOSTS": "karier.contoh.go.id",
    "PUBLIC_URL": "https://karier.contoh.go.id",
}


def start(**changes):
    """Import the production settings in a fresh process and return its error text."""
    environment = {"PATH": os.environ["PATH"]} | {
        key: value for key, value in (GOOD | changes).items() if value
    }
    run = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stderr


def test_production_starts_with_good_values():
    assert start() == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("DEBUG", "true"),
        ("DEMO_MODE", "true"),
        ("DATABASE_URL", "sqlite:///x.sqlite3"),
        ("REDIS_URL", ""),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("PUBLIC_URL", "http://karier.contoh.go.id"),
    ],
)
def test_production_refuses_what_is_only_good_for_a_demo(name, value):
    assert name in start(**{name: value}).splitlines()[-1]


def test_a_flag_is_true_or_false_and_nothing_else(monkeypatch):
    monkeypatch.setenv("DEBUG", "yes")
    with pytest.raises(ImproperlyConfigured, match="DEBUG must be true or false"):
        env.boolean("DEBUG", False)


@pytest.mark.parametrize("value", ["mysql://x/y", "portal", "sqlite:///"])
def test_another_database_is_refused_with_the_name_of_the_setting(monkeypatch, value):
    monkeypatch.setenv("DATABASE_URL", value)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        env.database("DATABASE_URL", "")


def test_a_secret_may_come_from_a_file(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("dari berkas\n")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "secret"))
    assert env.text("SECRET_KEY") == "dari berkas"
